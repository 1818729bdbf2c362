"""Amount: numbers such as spend, age or a 0 to 10 recommendation; few values are steps, many are cut into eighths."""

from __future__ import annotations

from itertools import pairwise
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
    words_of_number,
)
from bot.survey.survey import Question

if TYPE_CHECKING:
    import pandas as pd

FEW_VALUES = 11
BINS = 8
LOOKED_AT = 20_000
"""Rows (evenly spread over the file) from which the cuts are learnt; quantiles need no more."""


class Amount(Kind):
    """A number. Up to eleven different values are ordered steps with their own value as score; otherwise eight
    groups of equal size with normal scores (van der Waerden), which makes skewed spend columns harmless."""

    name = "amount"

    @classmethod
    def learn(cls, question: Question, answers: pd.DataFrame) -> Self | None:
        """Steps or cuts; None where all numbers are equal."""
        if question.id not in answers:
            return None
        values = _numbers(answers, question.id)
        values = values[np.isfinite(values)]
        if len(values) < FEWEST_ANSWERS:
            return None
        seen = values[:: max(1, len(values) // LOOKED_AT)]
        different = np.unique(seen)
        if len(different) < 2:
            return None
        if len(different) <= FEW_VALUES:
            steps = [float(v) for v in different]
            part = Part("", tuple(words_of_number(v) for v in steps), tuple(steps))
            return cls(question.id, question.text, [part], {"steps": steps})
        cuts = np.unique(np.quantile(seen, np.arange(1, BINS) / BINS))
        cuts = cuts[cuts > different[0]]
        if not len(cuts):
            cuts = different[1:2]
        codes = np.searchsorted(cuts, seen, side="right")
        share = np.bincount(codes, minlength=len(cuts) + 1) / len(seen)
        middle = np.cumsum(share) - share / 2
        from scipy.special import ndtri  # only where segments are sought: the bot starts without it

        part = Part("", _words(cuts), tuple(float(s) for s in ndtri(middle.clip(1e-3, 1 - 1e-3))))
        return cls(question.id, question.text, [part], {"cuts": [float(c) for c in cuts]})

    def encode(self, answers: pd.DataFrame) -> Codes:
        """Codes (n, 1)."""
        return self._codes(_numbers(answers, self.question_id))[:, None]

    def rating(self) -> tuple[float, ...] | None:
        """The values, where they are few whole numbers (a rating that was read as a number)."""
        steps = self.rule.get("steps", ())
        whole = len(steps) >= 3 and all(float(step).is_integer() for step in steps)
        return tuple(steps) if whole else None

    def encode_one(self, answer: object) -> list[int]:
        """The code of one number."""
        if is_blank(answer):
            return [MISSING]
        value = as_number(answer)
        if value is None:
            raise BadInput(f"“{answer}” is not a number, and “{self.text}” asks for one.")
        return [int(self._codes(np.array([value]))[0])]

    def at_least(self, part: Part, code: int) -> str:
        """ "120 or more"."""
        if "steps" in self.rule:
            return super().at_least(part, code)
        return f"{words_of_number(self.rule['cuts'][code - 1])} or more"

    def at_most(self, part: Part, code: int) -> str:
        """ "under 120"."""
        if "steps" in self.rule:
            return super().at_most(part, code)
        return f"under {words_of_number(self.rule['cuts'][code])}"

    def _codes(self, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Codes:
        if "steps" in self.rule:
            steps = np.asarray(self.rule["steps"])
            codes = np.searchsorted((steps[1:] + steps[:-1]) / 2, values, side="left")
        else:
            codes = np.searchsorted(self.rule["cuts"], values, side="right")
        return np.where(np.isfinite(values), codes, MISSING).astype(np.int8)


def _numbers(answers: pd.DataFrame, column: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return answers[column].to_numpy(dtype=np.float64, na_value=np.nan)


def _words(cuts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[str, ...]:
    """Words for the groups between the cuts: "under 10", "10 to under 20", "20 or more"."""
    names = [words_of_number(float(cut)) for cut in cuts]
    between = [f"{low} to under {high}" for low, high in pairwise(names)]
    return (f"under {names[0]}", *between, f"{names[-1]} or more")
