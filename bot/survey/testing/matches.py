"""Which answers of a survey speak for a line: a match, and the respondents who say so by it."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.errors import BadInput
from bot.phrases import shortened
from bot.survey.survey import Question, QuestionType, Survey

if TYPE_CHECKING:
    import pandas as pd

CHOICES = (QuestionType.SINGLE_CHOICE, QuestionType.MULTI_CHOICE, QuestionType.ORDINAL, QuestionType.RANKING)
NUMBERS = (QuestionType.NUMERIC, QuestionType.NPS)
COUNTABLE = (*CHOICES, *NUMBERS)
LONGEST_NAME = 80
"""Characters of a question or an option in a sentence."""


@dataclass(frozen=True)
class Match:
    """A question of a survey and the answers to it that speak for a line.

    `options`: the options of a choice (any of them), the labels of a scale (its end), the items of a ranking (any of
    them among the first `high` ranks; a third of the items where `high` is None). `low`, `high`: the range of a
    number, ends included, None for open. `reversed`: whoever answers otherwise says so. `probability` and `reason`
    are for the person who confirms.
    """

    line: str
    question: str
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    reversed: bool = False
    probability: float = 1.0
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {**asdict(self), "options": list(self.options)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Match:
        """From what `to_json` gave."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**{**known, "options": tuple(data.get("options", ()))})


def check_match(match: Match, survey: Survey) -> Question:
    """The question a match names; BadInput (one sentence) where the survey can't be counted that way."""
    try:
        question = survey.question(match.question)
    except KeyError:
        raise BadInput("That question is not in the survey, or was dropped when it was read.") from None
    check_kind(question)
    if not any(_belongs(str(column), question.id) for column in survey.answers.columns):
        raise BadInput(
            f"{_name(question)} was dropped when the survey was read, so nothing can be counted in it."
        )
    check_answers(match, question)
    return question


def check_kind(question: Question) -> None:
    """BadInput where the answers to a question are of a kind that can't be counted for a line."""
    if question.type not in COUNTABLE:
        raise BadInput(
            f"{_name(question)} can't be counted for a line: its answers are {_kind(question.type)}."
        )


def check_answers(match: Match, question: Question) -> None:
    """BadInput where a match does not say which answers to its question are counted, or says it in a wrong way."""
    name = _name(question)
    if question.type in CHOICES:
        if not match.options:
            raise BadInput(f"Say which answers to {name} speak for the line.")
        missing = [option for option in match.options if option not in question.options]
        if missing:
            raise BadInput(f"“{shortened(missing[0], LONGEST_NAME)}” is not among the answers to {name}.")
        if question.type is QuestionType.RANKING and match.high is not None and not match.high >= 1:
            raise BadInput(
                f"Say among how many of the first ranks of {name} the answers have to stand: 1 or more."
            )
    elif match.low is None and match.high is None:
        raise BadInput(f"Say which numbers answered to {name} speak for the line.")
    if match.low is not None and match.high is not None and match.low > match.high:
        raise BadInput(f"The range for {name} ends below where it begins.")
    for end in (match.low, match.high):
        if end is not None and not math.isfinite(end):
            raise BadInput(f"The range for {name} needs ordinary numbers.")


def says_so(match: Match, survey: Survey) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Who says so and who answered: two arrays of shape (respondents,). BadInput as of `check_match`."""
    question = check_match(match, survey)
    says, asked = _counted(match, question, survey.answers)
    return (~says & asked if match.reversed else says & asked), asked


def _counted(
    match: Match, question: Question, answers: pd.DataFrame
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    places = [question.options.index(option) for option in match.options if option in question.options]
    if question.type is QuestionType.SINGLE_CHOICE:
        column: Any = answers[question.id]
        codes = np.asarray(column.cat.codes)
        wanted = [column.cat.categories.get_loc(o) for o in match.options if o in column.cat.categories]
        return np.isin(codes, wanted), (codes >= 0) | _other_text(question, answers)
    if question.type is QuestionType.ORDINAL:
        codes = answers[question.id].to_numpy(dtype=np.int32, na_value=-1)
        return np.isin(codes, places), codes >= 0
    if question.type in NUMBERS:
        values = answers[question.id].to_numpy(dtype=float, na_value=np.nan)
        asked = ~np.isnan(values)
        low = -np.inf if match.low is None else match.low
        high = np.inf if match.high is None else match.high
        return asked & (values >= low) & (values <= high), asked
    wanted_columns = [name for i in places if (name := f"{question.id}::{i}") in answers.columns]
    all_columns = [
        name for i in range(len(question.options)) if (name := f"{question.id}::{i}") in answers.columns
    ]
    n = len(answers)
    says, asked = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    if question.type is QuestionType.MULTI_CHOICE:
        for name in all_columns:
            asked |= ~answers[name].isna().to_numpy(dtype=bool)
        for name in wanted_columns:
            says |= answers[name].to_numpy(dtype=bool, na_value=False)
        return says, asked | _other_text(question, answers)
    last = _last_rank(match, question)
    for name in all_columns:
        asked |= ~answers[name].isna().to_numpy(dtype=bool)
    for name in wanted_columns:
        ranks = answers[name].to_numpy(dtype=float, na_value=np.nan)
        says |= np.nan_to_num(ranks, nan=np.inf) <= last
    return says, asked


def _other_text(question: Question, answers: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Who wrote an "Other" answer: they were asked, and chose none of the options."""
    wrote = np.zeros(len(answers), dtype=bool)
    for name in (
        *(f"{question.id}::other{j}" for j in range(len(question.other_columns))),
        f"{question.id}::written",
    ):
        if name in answers.columns:
            wrote |= ~answers[name].isna().to_numpy(dtype=bool)
    return wrote


def match_words(match: Match, survey: Survey) -> str:
    """What a match counts, for the person who confirms: "“Which tools do you use?”: Jira or Asana"."""
    question = check_match(match, survey)
    return f"{_name(question)}: {answer_words(match, question)}"


def answer_words(match: Match, question: Question) -> str:
    """The answers a match counts: "Jira or Asana", "at least 3", "anything but Never"."""
    if question.type in NUMBERS:
        if match.low is None:
            answer = f"at most {match.high:g}"
        elif match.high is None:
            answer = f"at least {match.low:g}"
        elif match.low == match.high:
            answer = f"exactly {match.low:g}"
        else:
            answer = f"{match.low:g} to {match.high:g}"
    else:
        answer = " or ".join(match.options)
        if question.type is QuestionType.RANKING:
            answer += f" {rank_words(match, question)}"
    return f"{'anything but ' if match.reversed else ''}{answer}"


def rank_words(match: Match, question: Question) -> str:
    """The ranks a match counts: "ranked first", "among the first 3"."""
    last = _last_rank(match, question)
    return "ranked first" if last == 1 else f"among the first {last:g}"


def _last_rank(match: Match, question: Question) -> float:
    return match.high if match.high is not None else max(1, len(question.options) // 3)


def _name(question: Question) -> str:
    return f"“{shortened(question.text or question.id, LONGEST_NAME)}”"


def _belongs(column: str, question_id: str) -> bool:
    return column == question_id or (
        column.startswith(f"{question_id}::") and column.removeprefix(f"{question_id}::").isdigit()
    )


def _kind(kind: QuestionType) -> str:
    return {
        QuestionType.OPEN_TEXT: "free text",
        QuestionType.DATE: "dates",
        QuestionType.IDENTIFIER: "identifiers",
        QuestionType.PERSONAL: "personal data",
        QuestionType.METADATA: "technical notes of the survey tool",
    }.get(kind, "of another kind")
