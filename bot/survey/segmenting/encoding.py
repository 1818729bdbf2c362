"""Encoding: from a survey to small integer codes, one column for each modelled part of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.kinds import KINDS, Codes, Kind
from bot.survey.survey import Question, Survey

Floats = NDArray[np.float64]

if TYPE_CHECKING:
    import pandas as pd

TWINS = 0.95
"""Two parts that agree this closely are one question asked twice: the second adds nothing but a false dependence."""
TELLS = 0.9
MOST_LOOKED_AT = 5_000
FEWEST_COMPARED = 20
MOST_REPEATS = 3
LINEAR = 0.5
STRAIGHT = 0.85
CHANCE = 0.1
MOST_PERMUTED = 6
ORDERS_DRAWN = 400
MOST_DUMMIES = 12


@runtime_checkable
class InParts(Protocol):
    """Answers that lie in parts elsewhere (`bot.survey.parts.answers`)."""

    held: Any

    def encode(self, kinds: Sequence[Kind]) -> Encoded:
        """Codes of all respondents."""
        ...

    def place(self, placer: Any) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Probabilities of all respondents, and whether they said enough."""
        ...


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
    """Codes of all respondents for these kinds. Answers that lie in parts make them part by part."""
    if isinstance(answers, InParts):
        return answers.encode(kinds)
    places = tuple(Place(k, part) for k, kind in enumerate(kinds) for part in range(len(kind.parts)))
    codes = np.empty((len(answers), len(places)), dtype=np.int8, order="F")
    column = 0
    for kind in kinds:
        codes[:, column : column + len(kind.parts)] = kind.encode(answers)
        column += len(kind.parts)
    return Encoded(tuple(kinds), places, codes)


def without_twins(encoded: Encoded) -> tuple[list[int], list[tuple[int, int]]]:
    """Columns to keep, and (twin, kept) pairs of those left out because another column says the same.

    Ordered parts are twins where the correlation of their scores reaches TWINS. Any two are where one says of the other
    what it is, to TELLS of its entropy (Theil's uncertainty coefficient): income in nine groups and in four; the
    coarser one goes.
    """
    levels = [len(encoded.kinds[p.kind].parts[p.part].levels) for p in encoded.places]
    rows = int(min(MOST_LOOKED_AT, 2e9 / max(sum(levels), 1) ** 2 + 500))
    codes = encoded.codes[:: max(1, len(encoded.codes) // rows)]
    alike = _correlations(encoded, codes)
    tells = _tells(codes, levels)
    out: dict[int, int] = {}
    # finer questions first, so that the coarser ones go; then by place
    order = sorted(range(len(levels)), key=lambda column: (-levels[column], column))
    for rank, second in enumerate(order):
        for first in order[:rank]:
            same = alike[first, second] >= TWINS or tells[first, second] >= TELLS
            if same and first not in out:
                out[second] = first
                break
    # what four or more questions say alike is no repetition but a sharp difference between people
    group = {kept: sum(1 for other in out.values() if other == kept) for kept in set(out.values())}
    out = {second: first for second, first in out.items() if group[first] < MOST_REPEATS}
    kept = [column for column in range(len(levels)) if column not in out]
    return kept, sorted(out.items())


def _correlations(encoded: Encoded, codes: Codes) -> Floats:
    """Absolute correlations (columns, columns) of the scores of ordered parts, 0 elsewhere."""
    seen = codes >= 0
    scores = np.zeros(codes.shape, dtype=np.float32)
    for column, place in enumerate(encoded.places):
        part = encoded.kinds[place.kind].parts[place.part]
        if part.values is not None and seen[:, column].any():
            values = np.asarray(part.values)[codes[:, column].clip(0)]
            values = values - values[seen[:, column]].mean()
            scores[:, column] = np.where(seen[:, column], values / max(np.abs(values).max(), 1e-9), 0.0)
    answered = seen.astype(np.float32)
    both = answered.T @ answered
    squares = (scores**2).T @ answered
    with np.errstate(invalid="ignore", divide="ignore"):
        alike = np.abs(scores.T @ scores) / np.sqrt(squares * squares.T)
    return np.where((both >= FEWEST_COMPARED) & np.isfinite(alike), alike, 0.0).astype(np.float64)


def _tells(codes: Codes, levels: list[int]) -> Floats:
    """Uncertainty coefficients (columns, columns): the part of the column's entropy that the row's answer takes away."""
    start = np.concatenate([[0], np.cumsum(levels)])
    member = np.zeros((len(codes), int(start[-1])), dtype=np.float32)
    for column in range(len(levels)):
        rows = np.flatnonzero(codes[:, column] >= 0)
        member[rows, start[column] + codes[rows, column]] = 1.0
    table = (member.T @ member).astype(np.float64)
    plogp = np.where(table > 0, table * np.log(np.maximum(table, 1.0)), 0.0)
    joint = np.add.reduceat(np.add.reduceat(plogp, start[:-1], axis=0), start[:-1], axis=1)
    # sums over the other's levels count only those who answered both
    margin = np.add.reduceat(table, start[:-1], axis=1)
    own = np.add.reduceat(
        np.where(margin > 0, margin * np.log(np.maximum(margin, 1.0)), 0.0), start[:-1], axis=0
    )
    both = np.add.reduceat(margin, start[:-1], axis=0)
    total = both * np.log(np.maximum(both, 1.0))
    with np.errstate(invalid="ignore", divide="ignore"):
        # H(second) = (total - own.T) / n, H(second | first) = (own - joint) / n
        tells = 1 - (own - joint) / (total - own.T)
    usable = (both >= FEWEST_COMPARED) & (total - own.T > 1e-6) & np.isfinite(tells)
    return np.where(usable, tells, 0.0)


def with_orders_checked(encoded: Encoded, codes: Codes) -> Encoded:
    """Questions with bare codes whose order means nothing to the other answers become unordered.

    codes: (n, columns) of the respondents who are asked. For each such question the means of all other scores at each of
    its levels are taken. With an ordered scale they move along its codes, mostly straight (LINEAR of what the levels
    explain; numbered options explain 1 / (levels - 1) of it) or, where several kinds of people lie along the scale, in a
    curve: then neighbours are more alike than in nearly any other order of the levels. Where neither is so, and the
    differences are clearly more than chance, the order is dropped.
    """
    suspects = [number for number, kind in enumerate(encoded.kinds) if kind.bare()]
    if not suspects:
        return encoded
    pieces, owner = [], []
    for column, place in enumerate(encoded.places):
        part = encoded.kinds[place.kind].parts[place.part]
        # a suspect speaks as dummies here, lest its own false order hide another's
        dummies = part.values is None or place.kind in suspects
        table = np.eye(len(part.levels)) if dummies else np.asarray(part.values)[:, None]
        if dummies and len(part.levels) > MOST_DUMMIES:
            continue
        scored = np.vstack([table, np.full(table.shape[1], np.nan)])[codes[:, column]]
        pieces.append(scored)
        owner += [place.kind] * scored.shape[1]
    scores = np.hstack(pieces)
    seen = ~np.isnan(scores)
    middle = np.where(seen, scores, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    scores = np.where(seen, scores - middle, 0.0)
    spread = np.sqrt((scores**2).sum(axis=0) / np.maximum(seen.sum(axis=0), 1))
    scores = (scores / np.where(spread > 0, spread, 1)).astype(np.float32)
    kinds = list(encoded.kinds)
    for number in suspects:
        (column,) = encoded.columns_of(number)
        others = scores[:, np.asarray(owner) != number]
        if others.shape[1] and not (
            _order_matters(codes[:, column], others) or _neighbours_alike(codes[:, column], others)
        ):
            kinds[number] = kinds[number].unordered()
    return Encoded(tuple(kinds), encoded.places, encoded.codes)


def sampled(encoded: Encoded) -> NDArray[np.intp]:
    """Rows, evenly over the file, that suffice to look at the questions."""
    return np.arange(0, len(encoded.codes), max(1, len(encoded.codes) // MOST_LOOKED_AT))


def doubtful(
    encoded: Encoded, codes: Codes, columns: Sequence[int], others: NDArray[np.float32]
) -> list[int]:
    """Kinds with bare codes kept in order although `others` (n, lines) do not move along them in a straight line.

    codes: (n, columns) of the fitted respondents. A scale on which segments lie anyhow may look like that too, so this
    is a doubt, and whether the answers are told better without the order decides.
    """
    found = []
    for at, column in enumerate(columns):
        number = encoded.places[column].kind
        if encoded.kinds[number].bare() and not _order_matters(codes[:, at], others, STRAIGHT):
            found.append(number)
    return found


def without_order(encoded: Encoded, numbers: Sequence[int]) -> Encoded:
    """The same codes, where these kinds have levels in no order."""
    kinds = [k.unordered() if n in set(numbers) else k for n, k in enumerate(encoded.kinds)]
    return Encoded(tuple(kinds), encoded.places, encoded.codes)


def _by_level(codes: Codes, others: NDArray[np.float32]) -> tuple[Floats, Floats]:
    """Respondents at each level (levels,) and the sums of the others' scores there (levels, width)."""
    answered = codes >= 0
    member = np.zeros((int(answered.sum()), int(codes.max(initial=0)) + 1), dtype=np.float32)
    member[np.arange(len(member)), codes[answered]] = 1.0
    return member.sum(axis=0).astype(np.float64), (member.T @ others[answered]).astype(np.float64)


def _neighbours_alike(codes: Codes, others: NDArray[np.float32]) -> bool:
    """Whether the path from level to level is among the shortest CHANCE of all orders of the levels.

    Squared distances less what chance gives them; each as it is, or weighted by how well it is known: either may be.
    """
    counts, sums = _by_level(codes, others)
    levels = len(counts)
    means = sums / np.maximum(counts, 1)[:, None]
    noise = 1 / np.maximum(counts, 1)[:, None] + 1 / np.maximum(counts, 1)[None]
    apart = ((means[:, None] - means[None]) ** 2).sum(axis=2) - others.shape[1] * noise
    if levels <= MOST_PERMUTED:
        orders = np.array(list(permutations(range(levels))))
    else:
        orders = np.random.default_rng(0).permuted(np.tile(np.arange(levels), (ORDERS_DRAWN, 1)), axis=1)
    for distance in (apart, apart / noise):
        paths = distance[orders[:, :-1], orders[:, 1:]].sum(axis=1)
        own = distance[np.arange(levels - 1), np.arange(1, levels)].sum()
        if (paths < own - 1e-9).mean() <= CHANCE:
            return True
    return False


def _order_matters(codes: Codes, others: NDArray[np.float32], least: float = LINEAR) -> bool:
    counts, sums = _by_level(codes, others)
    levels, width = len(counts), others.shape[1]
    between = float((sums**2 / np.maximum(counts, 1)[:, None]).sum()) - width * (levels - 1)
    line = np.arange(levels) - (counts @ np.arange(levels)) / max(counts.sum(), 1)
    along = float(((line @ sums) ** 2).sum() / max(float(counts @ line**2), 1e-9)) - width
    if between < 4 * np.sqrt(2 * width * (levels - 1)):
        return True
    return bool(along >= least * between)
