"""Needs ranked by how widespread they are, and by how important where that was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nouns import SMALL_GROUP
from bot.survey.segmenting.result import Importance, Segmentation, Share
from bot.survey.segmenting.result import Need as ToldNeed
from bot.survey.survey import QuestionType, Survey
from bot.survey.testing import shares
from bot.survey.testing.matches import Match, says_so


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
    segments: tuple[Spread, ...] = ()
    match: Match | None = None


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
        parts = tuple(_spread(name, says & mask, asked & mask, weights) for name, mask in masks)
        ranked.append(RankedNeed(need.name, spread, middle, low, high, parts, need.match))
    rated = bool(ranked) and all(need.importance is not None for need in ranked)

    def weight(need: RankedNeed) -> float:
        share = -1.0 if need.spread.share is None else need.spread.share
        return share * need.importance if rated and need.importance is not None and share >= 0 else share

    return tuple(sorted(ranked, key=weight, reverse=True))


def with_needs(result: Segmentation, survey: Survey) -> Segmentation:
    """The segmentation with the needs its survey asks about, the weightiest first, in all and in each segment.

    Needs that fewer than five answered are left out. `survey` holds the answers of `result`, in the same order.
    """
    from bot.personas.value.asked import asked_needs

    names = {segment.id: str(segment.id) for segment in result.segments}
    placed = [int(number) or None for number in result.assignments]
    told = []
    for need in rank_needs(asked_needs(survey), survey, placed if names else None, names):
        overall = _told(need.spread)
        if overall is None or need.match is None:
            continue
        words = _words(need.name, need.match, survey)
        parts = tuple(_told(part) for part in need.segments)
        told.append(ToldNeed(need.match.question, "", words, overall, parts, _rated(need)))
    return replace(result, needs=tuple(told))


def _told(spread: Spread) -> Share | None:
    if spread.share is None or spread.low is None or spread.high is None:
        return None
    return Share(round(spread.share, 4), round(spread.low, 4), round(spread.high, 4))


def _rated(need: RankedNeed) -> Importance | None:
    if need.importance is None or need.importance_low is None or need.importance_high is None:
        return None
    return Importance(
        *(round(end, 4) for end in (need.importance, need.importance_low, need.importance_high))
    )


def _words(name: str, match: Match, survey: Survey) -> str:
    """The need with the answers of a scale that count as having it: "Working offline (Very important)"."""
    question = survey.question(match.question)
    if question.type is not QuestionType.ORDINAL:
        return name
    steps = match.options
    counted = f"{steps[0]} to {steps[-1]}" if len(steps) > 2 else " or ".join(steps)
    return f"{name} ({counted})"


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
    if of < SMALL_GROUP:
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
    if here.sum() < SMALL_GROUP:
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
