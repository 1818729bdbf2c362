"""What people said before about which answers speak for a line, found again in another survey.

A match is remembered with the words of its question and answers, so that the next wave of a survey, or the answers to
a questionnaire of ours, are matched without guessing. A person still confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import BadInput
from bot.survey.survey import Question
from bot.survey.testing.matches import Match, check_answers, check_kind

OURS = ""
"""In the place of a survey's id: the match came with a questionnaire of ours."""


@dataclass(frozen=True)
class Remembered:
    """What was said of a line: `match` None for "not asked". `question`: the words of the question; `name`: of what."""

    line: str
    survey: str
    name: str
    question: str
    match: Match | None
    person: str
    at: datetime


def recall(
    lines: Iterable[str], survey: str, questions: Sequence[Question], known: Sequence[Remembered]
) -> dict[str, Match | None]:
    """line → the match that was confirmed before and still fits, the newest; None where it was said to be not asked.

    What was said of this very survey goes before what was said of others. Lines of which nothing fits are left out.
    """
    by_words: dict[str, Question] = {}
    for question in questions:
        by_words.setdefault(folded(question.text), question)
    newest = sorted(known, key=lambda one: (one.survey == survey, one.at), reverse=True)
    found: dict[str, Match | None] = {}
    for line in lines:
        for one in newest:
            if one.line != line:
                continue
            if one.match is None:
                if one.survey == survey:
                    found[line] = None
                    break
                continue
            match = _again(one, one.match, survey, by_words)
            if match is not None:
                found[line] = match
                break
    return found


def _again(one: Remembered, match: Match, survey: str, by_words: dict[str, Question]) -> Match | None:
    """The match in this survey; None where its question or an answer is not there in the same words."""
    question = by_words.get(folded(one.question))
    if question is None:
        return None
    labels = {folded(option): option for option in question.options}
    options = tuple(labels.get(folded(option), "") for option in match.options)
    if one.survey == survey:
        reason = "Matched so before."
    else:
        reason = "It was asked for this line." if one.survey == OURS else f"Matched so in {one.name}."
    made = replace(match, question=question.id, options=options, probability=1.0, reason=reason)
    try:
        check_kind(question)
        check_answers(made, question)
    except BadInput:
        return None
    return made


def folded(text: str) -> str:
    """A text by its letters and figures alone: exports change quotation marks, white space and case."""
    return "".join(re.findall(r"\w", text.casefold()))
