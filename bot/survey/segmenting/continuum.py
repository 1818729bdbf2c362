"""The continuum: along which lines people differ by degree, what carries them, and who stands at their ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.survey.segmenting.criterion import Fitted
from bot.survey.segmenting.encoding import Encoded
from bot.survey.segmenting.layout import Floats, Sheet
from bot.survey.segmenting.model import Priors
from bot.survey.segmenting.starts import factor_positions

MOST_CARRIERS = 5
WEAK = 0.25
BINS = 20


@dataclass(frozen=True)
class Carrier:
    """A question that carries a line: its answer at the low and at the high end, and its weight (a loading)."""

    question: str
    text: str
    low: str
    high: str
    weight: float


@dataclass(frozen=True)
class Line:
    """One line along which people differ. share: part of all that the lines explain together; histogram: shares of
    respondents in BINS equal steps from the low to the high end."""

    share: float
    carriers: tuple[Carrier, ...]
    histogram: tuple[float, ...]


@dataclass(frozen=True)
class Continuum:
    """All lines, the strongest first; none where the answers do not hang together."""

    lines: tuple[Line, ...]

    def to_json(self) -> dict[str, Any]:
        """A JSON value."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Continuum:
        """What `to_json` wrote."""
        return cls(
            tuple(
                Line(line["share"], tuple(Carrier(**c) for c in line["carriers"]), tuple(line["histogram"]))
                for line in data["lines"]
            )
        )


def describe(fitted: Fitted, sheet: Sheet, columns: list[int], encoded: Encoded, priors: Priors) -> Continuum:
    """The lines of a one-class model. columns: the coded column of each part in the layout's order."""
    shape, layout = fitted.shape, sheet.layout
    if shape.factors == 0:
        return Continuum(())
    positions = factor_positions(sheet, fitted.fleet, priors)
    axes, weight = shape.design()[:, 1:], fitted.fleet.points[0]
    spread = np.sqrt(np.maximum(weight @ axes**2 - (weight @ axes) ** 2, 1e-6))
    loadings = (fitted.fleet.tilt[0, 1:] * spread[:, None]).T
    turn = _varimax(loadings)
    loadings, positions = loadings @ turn, (positions / spread) @ turn
    strength = (loadings**2).sum(axis=0)
    lines = []
    for factor in np.argsort(-strength, kind="stable"):
        if strength[factor] < 0.02 * strength.sum():
            continue
        carriers = []
        for part in range(layout.n_parts):
            cols = slice(int(layout.column_start[part]), int(layout.column_start[part + 1]))
            loading = loadings[cols, factor]
            strong = float(np.sqrt((loading**2).sum()))
            if strong < WEAK:
                continue
            pull = layout.tables[part] @ loading
            place = encoded.places[columns[part]]
            kind = encoded.kinds[place.kind]
            low, high = (_words(kind.parts[place.part], int(end)) for end in (pull.argmin(), pull.argmax()))
            carriers.append(Carrier(kind.question_id, kind.text, low, high, round(strong, 3)))
        carriers.sort(key=lambda c: (-c.weight, c.question, c.high))
        where = positions[:, factor]
        heights, _ = np.histogram(where, bins=BINS, weights=sheet.weights)
        lines.append(
            Line(
                round(float(strength[factor] / strength.sum()), 3),
                tuple(carriers[:MOST_CARRIERS]),
                tuple(round(float(h), 4) for h in heights / max(heights.sum(), 1e-9)),
            )
        )
    return Continuum(tuple(line for line in lines if line.carriers))


def _words(part: Any, code: int) -> str:
    if part.yes is not None:
        return str(part.label) if code == part.yes else f"not {part.label}"
    return f"{part.label}: {part.levels[code]}" if part.label else str(part.levels[code])


def _varimax(loadings: Floats, rounds: int = 60) -> Floats:
    """The rotation (F, F) that makes each line load on few questions (Kaiser 1958, Psychometrika 23), oriented so
    that the heavier side of every line is positive."""
    factors = loadings.shape[1]
    turn = np.eye(factors)
    for _ in range(rounds if factors > 1 else 0):
        rotated = loadings @ turn
        target = loadings.T @ (rotated**3 - rotated * (rotated**2).mean(axis=0))
        left, _, right = np.linalg.svd(target)
        fresh = left @ right
        if np.allclose(fresh, turn, atol=1e-7):
            break
        turn = fresh
    sign = np.sign((loadings @ turn).sum(axis=0))
    return np.asarray(turn * np.where(sign == 0, 1, sign), dtype=np.float64)
