"""Scale: ordered options such as agree … disagree, scored by their position."""

from __future__ import annotations

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
from bot.survey.survey import Question

if TYPE_CHECKING:
    import pandas as pd

MOST_STEPS = 11


class Scale(Kind):
    """A rating. Levels nobody chose are left out; longer scales than eleven steps are cut into eight equal groups."""

    name = "scale"

    @classmethod
    def learn(cls, question: Question, answers: pd.DataFrame) -> Self | None:
        """Levels that were used, in order; None where all gave the same answer."""
        if question.id not in answers:
            return None
        places = _places(answers, question.id)
        counts = np.bincount(places[places >= 0])
        used = np.flatnonzero(counts)
        if counts.sum() < FEWEST_ANSWERS or len(used) < 2:
            return None
        labels = [
            question.options[p] if p < len(question.options) else str(p + 1) for p in range(len(counts))
        ]
        if len(used) <= MOST_STEPS:
            starts = [int(p) for p in used]
        else:
            below = np.cumsum(counts) / counts.sum()
            cuts = np.searchsorted(below, np.arange(1, 8) / 8) + 1
            starts = sorted({int(used[0]), *(int(c) for c in cuts if c <= used[-1])})
        ends = [*(start - 1 for start in starts[1:]), int(used[-1])]
        words, values = [], []
        for start, end in zip(starts, ends, strict=True):
            inside = [int(p) for p in used if start <= p <= end]
            words.append(
                labels[inside[0]] if len(inside) == 1 else f"{labels[inside[0]]} to {labels[inside[-1]]}"
            )
            values.append(float(np.average(inside, weights=counts[inside])))
        rule = {"starts": starts, "options": labels}
        return cls(question.id, question.text, [Part("", tuple(words), tuple(values))], rule)

    def encode(self, answers: pd.DataFrame) -> Codes:
        """Codes (n, 1)."""
        places = _places(answers, self.question_id)
        codes = np.searchsorted(self.rule["starts"], places, side="right") - 1
        return np.where(places < 0, MISSING, codes.clip(0)).astype(np.int8)[:, None]

    def bare(self) -> bool:
        """Codes 1, 2, 3 … may be a scale, or the numbers of options in any order."""
        numbers = [as_number(option) for option in self.rule["options"]]
        return self.parts[0].values is not None and len(self.parts[0].levels) >= 3 and None not in numbers

    def rating(self) -> tuple[float, ...] | None:
        """The numbers that stand in the file, else positions of the steps, where there are three or more."""
        options = self.rule["options"]
        if self.parts[0].values is None or not 3 <= len(options) <= MOST_STEPS:
            return None
        numbers = [as_number(option) for option in options]
        named = [float(i) if None in numbers else float(numbers[i] or 0) for i in range(len(options))]
        return tuple(named[start] for start in self.rule["starts"])

    def encode_one(self, answer: object) -> list[int]:
        """The code of a step given by its words (or by the number that stands in the file)."""
        if is_blank(answer):
            return [MISSING]
        found = match_words(answer, self.rule["options"])
        if found is None:
            raise BadInput(
                f"“{answer}” is none of the answers to “{self.text}”: {', '.join(self.rule['options'])}."
            )
        return [max(int(np.searchsorted(self.rule["starts"], found, side="right")) - 1, 0)]


def _places(answers: pd.DataFrame, column: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Positions in the options as plain integers (n,), -1 where missing."""
    return answers[column].to_numpy(dtype=np.int64, na_value=MISSING)
