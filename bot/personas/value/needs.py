"""Needs ranked by how widespread they are, how important where that was asked, and how many people have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.personas.market import Market, People, Surveyed, people_for
from bot.survey.survey import Survey
from bot.survey.testing import shares
from bot.survey.testing.matches import Match, says_so

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Spread:
    """How many of a group have a need: `count` of `of`, share and 95 % interval; None where fewer than five answered."""

    group: str
    count: int | None
    of: int | None
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class RankedNeed:
    """One need. `importance`: mean on a scale from 0 to 1, None where it was not asked; `segments`: spread in each."""

    name: str
    spread: Spread
    importance: float | None
    importance_low: float | None
    importance_high: float | None
    people: People
    segments: tuple[Spread, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RankedNeed:
        """From what `to_json` gave."""
        return cls(
            data["name"],
            Spread(**data["spread"]),
            data["importance"],
            data["importance_low"],
            data["importance_high"],
            People(**data["people"]),
            tuple(Spread(**part) for part in data["segments"]),
        )


@dataclass(frozen=True)
class Need:
    """A need and where it was asked: `match` counts who has it, `importance` is the id of a scale on it, if any."""

    name: str
    match: Match
    importance: str | None = None


def rank_needs(
    needs: Sequence[Need],
    survey: Survey,
    assignments: Sequence[Any] | None = None,
    segments: Mapping[Any, str] | None = None,
    market: Market | None = None,
    surveyed: Surveyed | None = None,
    panel_is_market: bool = False,
) -> tuple[RankedNeed, ...]:
    """Needs, the weightiest first: share × importance where every need has an importance, else by share alone.

    `segments` names the segments of `assignments` to be listed, in that order. BadInput where a need's match does not
    fit the survey. Ties keep the given order.
    """
    weights = np.ones(survey.respondents) if survey.weights is None else survey.weights.to_numpy(dtype=float)
    masks = _masks(assignments, segments or {})
    ranked: list[RankedNeed] = []
    for need in needs:
        says, asked = says_so(need.match, survey)
        spread = _spread("everybody", says, asked, weights)
        middle, low, high = _importance(need.importance, survey, weights)
        interval = None if spread.low is None or spread.high is None else (spread.low, spread.high)
        people = people_for(spread.share, interval, market, surveyed, panel_is_market)
        parts = tuple(_spread(name, says & mask, asked & mask, weights) for name, mask in masks)
        ranked.append(RankedNeed(need.name, spread, middle, low, high, people, parts))
    rated = bool(ranked) and all(need.importance is not None for need in ranked)

    def weight(need: RankedNeed) -> float:
        share = -1.0 if need.spread.share is None else need.spread.share
        return share * need.importance if rated and need.importance is not None and share >= 0 else share

    return tuple(sorted(ranked, key=weight, reverse=True))


def _masks(
    assignments: Sequence[Any] | None, segments: Mapping[Any, str]
) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    if assignments is None:
        return []
    return [
        (name, np.array([given == key for given in assignments], dtype=bool))
        for key, name in segments.items()
    ]


def _spread(
    group: str, says: npt.NDArray[np.bool_], asked: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]
) -> Spread:
    of = int(asked.sum())
    if of < SMALLEST_GROUP:
        return Spread(group, None, None, None, None, None)
    effective = float(shares.kish(weights[asked]))
    share = float(weights[says & asked].sum() / weights[asked].sum())
    low, high = shares.wilson(share * effective, effective)
    return Spread(group, int((says & asked).sum()), of, share, float(low), float(high))


def _importance(
    question_id: str | None, survey: Survey, weights: npt.NDArray[np.float64]
) -> tuple[float | None, float | None, float | None]:
    """The mean of a scale brought to 0 … 1, with its 95 % interval (Student's t on Kish's n)."""
    if question_id is None or question_id not in survey.answers.columns:
        return None, None, None
    values = survey.answers[question_id].to_numpy(dtype=float, na_value=np.nan)
    question = survey.question(question_id)
    here = ~np.isnan(values)
    if here.sum() < SMALLEST_GROUP:
        return None, None, None
    if question.options:
        from bot.survey.testing.proposals import agreeing

        top = max(len(question.options) - 1, 1)
        values = values / top
        if set(agreeing(question.options)) == set(question.options[: len(question.options) // 2]):
            values = 1 - values
    else:
        least, most = np.nanmin(values), np.nanmax(values)
        values = (values - least) / (most - least) if most > least else np.where(here, 0.5, np.nan)
    from scipy.stats import t

    w, x = weights[here], values[here]
    n = float(shares.kish(w))
    mean = float(np.average(x, weights=w))
    spread = float(np.average((x - mean) ** 2, weights=w)) * n / max(n - 1, 1e-9)
    half = float(t.ppf(0.975, max(n - 1, 1))) * (spread / n) ** 0.5
    return mean, max(mean - half, 0.0), min(mean + half, 1.0)
