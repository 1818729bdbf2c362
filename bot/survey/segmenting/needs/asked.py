"""The needs a survey asked about: which answers mean that somebody has one, and where its importance was asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.facets import Base
from bot.phrases import shortened
from bot.survey.segmenting.naming import own_words
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing.matches import Match
from bot.survey.testing.proposals import NO, NO_ANSWER, RATING, YES, agreeing

MOST_NEEDS = 60
NAME = 120
_IMPORTANT = re.compile(
    r"importan|essential|priorit|matter|wichtig|crucial|viktig|belangrijk|ważn|önem", re.I
)
# Questions on how something went: whoever is dissatisfied has no need by that name.
_NO_NEED = re.compile(
    r"satisf|zufried|how (?:would|do) you rate|\brate (?:the|our|your)|bewerte|how likely|recommend|how often|how many",
    re.I,
)


@dataclass(frozen=True)
class AskedNeed:
    """A need and where it was asked: `match` counts who has it, `importance` is the id of a scale on it, if any."""

    name: str
    match: Match
    importance: str | None = None


def asked_needs(survey: Survey) -> tuple[AskedNeed, ...]:
    """Every need asked about, in the questionnaire's order, at most `MOST_NEEDS`.

    Options of multi-selects, choices and rankings of needs questions; scales of needs questions by their upper end.
    Scales without a known base count where their labels speak of importance. Where a scale asks for the importance of
    an option of a multi-select, it is that need's importance and no need of its own.
    """
    questions = [question for question in survey.questions if _asks_for_needs(question)]
    scales = [q for q in questions if q.type is QuestionType.ORDINAL]
    own = own_words(question.text for question in scales)
    names = {question.id: shortened(own[question.text], NAME) for question in scales}
    found: list[AskedNeed] = []
    used: set[str] = set()
    for question in questions:
        if question.type is QuestionType.ORDINAL:
            continue
        for need in _of_choice(question):
            scale = _scale_of(need.name, scales, names)
            if scale is not None:
                used.add(scale)
            found.append(replace(need, importance=scale))
    for question in scales:
        if question.id not in used:
            found.append(_of_scale(question, names[question.id]))
    order = {question.id: place for place, question in enumerate(survey.questions)}
    found.sort(key=lambda need: order[need.match.question])
    return _told_apart(found, survey)[:MOST_NEEDS]


def _asks_for_needs(question: Question) -> bool:
    """Whether its answers say what people need: options of needs questions, scales of them, or of importance."""
    if _NO_NEED.search(question.text):
        return False
    if question.type is QuestionType.ORDINAL:
        rates = any(RATING.search(option) for option in question.options) or all(
            option.strip().lstrip("-").isdigit() for option in question.options
        )
        important = any(_IMPORTANT.search(option) for option in question.options)
        return len(question.options) >= 2 and (
            (question.base is Base.NEEDS and rates) or (question.base is None and important)
        )
    kinds = (QuestionType.MULTI_CHOICE, QuestionType.SINGLE_CHOICE, QuestionType.RANKING)
    return question.base is Base.NEEDS and question.type in kinds


def _of_choice(question: Question) -> list[AskedNeed]:
    options = [option for option in question.options if not NO_ANSWER.match(option)]
    yes = [option for option in options if YES.match(option)]
    no = [option for option in options if NO.match(option)]
    if question.type is QuestionType.SINGLE_CHOICE and yes and no and len(options) <= 4:
        return [AskedNeed(shortened(question.text, NAME), Match("", question.id, tuple(yes)))]
    return [AskedNeed(shortened(option, NAME), Match("", question.id, (option,))) for option in options]


def _of_scale(question: Question, name: str) -> AskedNeed:
    asks = _IMPORTANT.search(question.text) or any(_IMPORTANT.search(option) for option in question.options)
    match = Match("", question.id, agreeing(question.options))
    return AskedNeed(name, match, question.id if asks else None)


def _scale_of(name: str, scales: Sequence[Question], names: dict[str, str]) -> str | None:
    """The scale that asks how important an option is: one whose row is named like it."""
    wanted = name.casefold()
    for question in scales:
        important = _IMPORTANT.search(question.text) or any(
            _IMPORTANT.search(option) for option in question.options
        )
        if important and names[question.id].casefold() == wanted:
            return question.id
    return None


def _told_apart(needs: Sequence[AskedNeed], survey: Survey) -> tuple[AskedNeed, ...]:
    """Needs of one name from several questions are told apart by the question."""
    times = Counter(need.name.casefold() for need in needs)
    return tuple(
        replace(need, name=shortened(f"{need.name} ({survey.question(need.match.question).text})", NAME))
        if times[need.name.casefold()] > 1
        else need
        for need in needs
    )
