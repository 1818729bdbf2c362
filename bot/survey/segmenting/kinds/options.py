"""Multi-select: each option is a yes or no of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

import numpy as np

from bot.errors import BadInput
from bot.survey.segmenting.kinds.base import MISSING, Codes, Kind, Part, is_blank, match_words
from bot.survey.survey import Question

if TYPE_CHECKING:
    import pandas as pd

MOST_OPTIONS = 60
ALONE = 0.98
BY_CHANCE = 1e-4
MOST_BLANK = 3.0
"""So many times as many blanks as people who choose nothing were to be expected are mostly people who did not answer."""


class Options(Kind):
    """A question with any number of answers; options chosen by fewer than 1 % or more than 99 % say too little.

    "None of these" says nothing that the other options do not say already, and would look like a kind of people of its
    own: options that are only ever chosen alone are left out.
    """

    name = "options"

    @classmethod
    def learn(cls, question: Question, answers: pd.DataFrame) -> Self | None:
        """The options that tell people apart; None where there are none."""
        kept: list[tuple[float, int]] = []
        for position in range(len(question.options)):
            column = f"{question.id}::{position}"
            if column not in answers:
                continue
            share = answers[column].mean()
            if share == share and 0.01 < float(share) < 0.99:
                kept.append((abs(float(share) - 0.5), position))
        alone = _stand_alone(question, answers)
        if len(alone) < len(kept):
            kept = [one for one in kept if one[1] not in alone]
        positions = sorted(position for _, position in sorted(kept)[:MOST_OPTIONS])
        if not positions:
            return None
        parts = [Part(question.options[p], ("not chosen", "chosen"), (0.0, 1.0), yes=1) for p in positions]
        # with an answer that stands for none of them, blanks are people who did not answer
        blank = 0 if not alone and _blank_means_none(question, answers) else MISSING
        rule = {"positions": positions, "options": list(question.options), "blank": blank}
        return cls(question.id, question.text, parts, rule)

    def encode(self, answers: pd.DataFrame) -> Codes:
        """Codes (n, options)."""
        columns = [answers[f"{self.question_id}::{p}"] for p in self.rule["positions"]]
        codes = np.empty((len(answers), len(columns)), dtype=np.int8, order="F")
        for position, column in enumerate(columns):
            codes[:, position] = column.to_numpy(dtype=np.int8, na_value=self.rule["blank"])
        return codes

    def encode_one(self, answer: object) -> list[int]:
        """Codes of the options named in a list, or in one text with ";" between them; an empty list chooses none."""
        if isinstance(answer, list | tuple | set):
            named: Iterable[object] = answer
        elif is_blank(answer):
            return [MISSING] * len(self.parts)
        else:
            named = [one for one in str(answer).split(";") if one.strip()]
        chosen = set()
        for one in named:
            found = match_words(one, self.rule["options"])
            if found is None:
                known = ", ".join(self.rule["options"])
                raise BadInput(f"“{one}” is none of the answers to “{self.text}”: {known}.")
            chosen.add(found)
        return [int(p in chosen) for p in self.rule["positions"]]


def _stand_alone(question: Question, answers: pd.DataFrame) -> set[int]:
    """Positions of options whose choosers chose nothing else, in ALONE of the cases and beyond chance."""
    columns = {p: f"{question.id}::{p}" for p in range(len(question.options))}
    chosen = {p: answers[c].to_numpy(dtype=bool, na_value=False) for p, c in columns.items() if c in answers}
    if len(chosen) < 3:
        return set()
    total = np.stack(list(chosen.values())).sum(axis=0)
    answered = max(int(np.count_nonzero(total)), 1)
    empty = {p: np.log1p(-min(float(one.sum()) / answered, 1 - 1e-9)) for p, one in chosen.items()}
    found = set()
    for position, one in chosen.items():
        choosers = int(one.sum())
        if not choosers or np.mean(total[one] == 1) < ALONE:
            continue
        # chance that this many people would all have chosen none of the others
        if choosers * (sum(empty.values()) - empty[position]) < np.log(BY_CHANCE):
            found.add(position)
    return found


def _blank_means_none(question: Question, answers: pd.DataFrame) -> bool:
    """Whether blank answers are those who chose nothing.

    Where everybody who answered chose something, and about as many blanks are there as people who choose nothing were
    to be expected, the blanks are these. Leaving them out would make the others' choices look dependent.
    """
    columns = [
        f"{question.id}::{p}" for p in range(len(question.options)) if f"{question.id}::{p}" in answers
    ]
    chosen = np.stack([answers[c].to_numpy(dtype=np.int8, na_value=MISSING) for c in columns], axis=1)
    asked = (chosen >= 0).any(axis=1)
    if not asked.any() or (chosen[asked] > 0).sum(axis=1).min() < 1:
        return False
    shares = (chosen[asked] > 0).mean(axis=0)
    none = 0.0
    for _ in range(30):
        none = float(np.prod(1 - shares * (1 - none)))
    return bool(0.5 * none <= (~asked).mean() <= MOST_BLANK * none)
