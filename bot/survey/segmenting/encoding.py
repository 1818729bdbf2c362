"""Encoding: from a survey to small integer codes, one column for each modelled part of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.kinds import KINDS, Codes, Kind
from bot.survey.survey import Question, Survey

if TYPE_CHECKING:
    import pandas as pd

TWINS = 0.95
"""Two parts that agree this closely are one question asked twice: the second adds nothing but a false dependence."""
LOOKED_AT = 5_000


@dataclass(frozen=True)
class Place:
    """Where a coded column comes from: the kind's number and the part of it."""

    kind: int
    part: int


@dataclass(frozen=True)
class Encoded:
    """Answers as codes.

    kinds: the questions; places: one for each column of `codes`; codes: (n, columns) int8 in Fortran order, -1 where
    there is no answer.
    """

    kinds: tuple[Kind, ...]
    places: tuple[Place, ...]
    codes: Codes

    def columns_of(self, kind: int) -> list[int]:
        """Positions of the columns that belong to a kind."""
        return [column for column, place in enumerate(self.places) if place.kind == kind]


def learn_kinds(survey: Survey, questions: Sequence[Question] | None = None) -> tuple[Kind, ...]:
    """Kinds of all (or the given) questions that have something to tell, sorted by question id.

    Sorted, so that a file whose columns stand in another order gives the same segments.
    """
    chosen = survey.questions if questions is None else questions
    learnt = []
    for question in sorted(chosen, key=lambda q: q.id):
        kind = KINDS.get(question.type)
        if kind is not None and (known := kind.learn(question, survey.answers)) is not None:
            learnt.append(known)
    return tuple(learnt)


def encode(kinds: Sequence[Kind], answers: pd.DataFrame) -> Encoded:
    """Codes of all respondents for these kinds."""
    places = tuple(Place(k, part) for k, kind in enumerate(kinds) for part in range(len(kind.parts)))
    codes = np.empty((len(answers), len(places)), dtype=np.int8, order="F")
    column = 0
    for kind in kinds:
        codes[:, column : column + len(kind.parts)] = kind.encode(answers)
        column += len(kind.parts)
    return Encoded(tuple(kinds), places, codes)


def without_twins(encoded: Encoded) -> tuple[list[int], list[tuple[int, int]]]:
    """Columns to keep, and (twin, kept) pairs of those left out because they repeat another column.

    Ordered parts are twins where the correlation of their scores reaches TWINS, unordered ones where each answer to
    one goes with one answer to the other for that share of the respondents.
    """
    codes = encoded.codes[:: max(1, len(encoded.codes) // LOOKED_AT)]
    parts = [encoded.kinds[p.kind].parts[p.part] for p in encoded.places]
    seen = codes >= 0
    scores = np.zeros(codes.shape, dtype=np.float64)
    for column, part in enumerate(parts):
        if part.values is not None and seen[:, column].any():
            values = np.asarray(part.values)[codes[:, column].clip(0)]
            values = values - values[seen[:, column]].mean()
            scores[:, column] = np.where(seen[:, column], values, 0.0)
    both = seen.T.astype(np.float64) @ seen
    # sums of squares over the rows both have answered
    squares = (scores**2).T @ seen
    with np.errstate(invalid="ignore", divide="ignore"):
        alike = np.abs(scores.T @ scores) / np.sqrt(squares * squares.T)
    alike = np.where((both >= 20) & np.isfinite(alike), alike, 0.0)
    out: dict[int, int] = {}
    for second in range(codes.shape[1]):
        for first in range(second):
            if first in out:
                continue
            if parts[first].ordered and parts[second].ordered:
                same = alike[first, second] >= TWINS
            elif not parts[first].ordered and not parts[second].ordered:
                same = _same_choice(codes[:, first], codes[:, second])
            else:
                same = False
            if same:
                out[second] = first
                break
    kept = [column for column in range(codes.shape[1]) if column not in out]
    return kept, sorted(out.items())


def _same_choice(first: NDArray[np.int8], second: NDArray[np.int8]) -> bool:
    if abs(int(first.max(initial=0)) - int(second.max(initial=0))) > 1:
        return False
    both = (first >= 0) & (second >= 0)
    if both.sum() < 20:
        return False
    wide = int(second.max()) + 1
    table = np.bincount(first[both].astype(np.int64) * wide + second[both]).astype(float)
    table = np.pad(table, (0, -len(table) % wide)).reshape(-1, wide)
    return bool(min(table.max(0).sum(), table.max(1).sum()) >= 0.98 * table.sum())
