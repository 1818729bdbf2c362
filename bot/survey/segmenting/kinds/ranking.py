"""Ranking: each item has the place it was given; what was left unranked comes after the last place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

import numpy as np

from bot.errors import BadInput
from bot.survey.segmenting.kinds.base import (
    FEWEST_ANSWERS,
    MISSING,
    Codes,
    Kind,
    Part,
    as_number,
    is_blank,
    match_words,
)
from bot.survey.survey import Question, QuestionType

if TYPE_CHECKING:
    import pandas as pd

MOST_PLACES = 10


class Ranking(Kind):
    """Items put in order. Places beyond the tenth, and items somebody left out of a ranking, are one last level."""

    name = "ranking"

    @classmethod
    def learn(cls, question: Question, answers: pd.DataFrame) -> Self | None:
        """Items whose place differs between people; None where there are none."""
        places = _places(answers, question)
        if places is None:
            return None
        last = int(min(places.max(initial=0), MOST_PLACES)) + 1
        positions: list[int] = []
        parts = []
        for position, item in enumerate(question.options):
            codes = _codes(places, last)[:, position]
            counts = np.bincount(codes[codes >= 0], minlength=last)
            used = np.flatnonzero(counts)
            if counts.sum() < FEWEST_ANSWERS or len(used) < 2:
                continue
            words = tuple("not ranked" if c == last - 1 else f"place {c + 1}" for c in range(last))
            positions.append(position)
            parts.append(Part(item, words, tuple(-float(c) for c in range(last))))
        rule = {"options": list(question.options), "last": last, "positions": positions}
        return cls(question.id, question.text, parts, rule) if parts else None

    def encode(self, answers: pd.DataFrame) -> Codes:
        """Codes (n, items)."""
        question = Question(
            self.question_id, self.text, QuestionType.RANKING, (), tuple(self.rule["options"])
        )
        places = _places(answers, question)
        if places is None:
            return np.full((len(answers), len(self.parts)), MISSING, dtype=np.int8)
        return _codes(places, self.rule["last"])[:, self.rule["positions"]]

    def encode_one(self, answer: object) -> list[int]:
        """Codes of items given best first in a list (or a text with ";" between), or as {item: place}."""
        options = self.rule["options"]
        if isinstance(answer, Mapping):
            given = [(item, as_number(place)) for item, place in answer.items()]
        elif is_blank(answer):
            return [MISSING] * len(self.parts)
        else:
            items = answer if isinstance(answer, list | tuple) else str(answer).split(";")
            given = [(item, place + 1.0) for place, item in enumerate(items)]
        row = np.zeros((1, len(options)), dtype=np.int64)
        for item, place in given:
            found = match_words(item, options)
            if found is None or place is None:
                raise BadInput(f"“{item}” is not an item of “{self.text}”: {', '.join(options)}.")
            row[0, found] = int(place)
        return [int(code) for code in _codes(row, self.rule["last"])[0, self.rule["positions"]]]

    def at_least(self, part: Part, code: int) -> str:
        """A higher code is a worse place."""
        return part.levels[code] if code == len(part.levels) - 1 else f"{part.levels[code]} or later"

    def at_most(self, part: Part, code: int) -> str:
        """A lower code is a better place."""
        return part.levels[code] if code == 0 else f"{part.levels[code]} or better"


def _places(
    answers: pd.DataFrame, question: Question
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]] | None:
    """Places (n, items), 0 where an item was not ranked; None where the file has none of the columns."""
    columns = [f"{question.id}::{p}" for p in range(len(question.options))]
    if not any(column in answers for column in columns):
        return None
    empty = np.zeros(len(answers), dtype=np.int64)
    given = [answers[c].to_numpy(dtype=np.int64, na_value=0) if c in answers else empty for c in columns]
    return np.stack(given, axis=1)


def _codes(places: np.ndarray[tuple[int, int], np.dtype[np.int64]], last: int) -> Codes:
    """Codes (n, items): place - 1, the last level for unranked items, -1 where nothing was ranked at all."""
    codes = np.where(places > 0, np.minimum(places - 1, last - 1), last - 1)
    codes[(places <= 0).all(axis=1)] = MISSING
    return codes.astype(np.int8)
