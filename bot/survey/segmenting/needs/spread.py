"""Needs ranked by how widespread they are, and by how important where that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.nouns import SMALL_GROUP
from bot.survey.segmenting.needs.asked import AskedNeed
from bot.survey.segmenting.result import Importance, Need, Share
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing import shares
from bot.survey.testing.matches import Match, rank_words, says_so
from bot.survey.testing.proposals import agreeing

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def rank_needs(
    asked: Sequence[AskedNeed], survey: Survey, labels: npt.NDArray[np.integer] | None = None, k: int = 0
) -> tuple[Need, ...]:
    """Needs, the weightiest first: share × importance where every need has an importance, else by share alone.

    `labels`: (respondents,) the segment of each, 1 to `k`, 0 for nobody's. A need that fewer than five answered is left
    out; where fewer than five of a segment did, its share there is None. Weighted respondents count by Kish's effective
    number. BadInput where a need's match does not fit the survey. Ties keep the given order.
    """
    weights = np.ones(survey.respondents) if survey.weights is None else survey.weights.to_numpy(dtype=float)
    groups = [] if labels is None else [labels == number for number in range(1, k + 1)]
    found: list[Need] = []
    frame = None
    here = ""
    for need in asked:
        question = survey.question(need.match.question)
        if frame is None or question.id != here:
            frame, here = _answers(survey, question), question.id
        says, answered = says_so(need.match, replace(survey, answers=frame))
        overall = _share(says, answered, weights)
        if overall is None:
            continue
        parts = tuple(_share(says & group, answered & group, weights) for group in groups)
        importance = None if need.importance is None else _importance(need.importance, survey, weights)
        found.append(Need(question.id, _words(need.name, need.match, question), overall, parts, importance))
    rated = by_importance(found)
    return tuple(sorted(found, key=lambda need: _weight(need, rated), reverse=True))


def by_importance(needs: Sequence[Need]) -> bool:
    """Whether needs are ranked by share × importance: where the importance of every one was asked."""
    return bool(needs) and all(need.importance is not None for need in needs)


def _weight(need: Need, rated: bool) -> float:
    return need.overall.share * (need.importance.mean if rated and need.importance is not None else 1.0)


def _answers(survey: Survey, question: Question) -> pd.DataFrame:
    """The answers to one question: of a survey in parts, each column is fetched once."""
    import pandas as pd

    names = [
        str(n) for n in survey.answers.columns if n == question.id or str(n).startswith(f"{question.id}::")
    ]
    return pd.DataFrame({name: survey.answers[name] for name in names}, copy=False)


def _words(name: str, match: Match, question: Question) -> str:
    """The need with the answers of a scale, or the ranks, that count as having it: "Working offline (Very important)"."""
    if question.type is QuestionType.RANKING:
        return f"{name} ({rank_words(match, question)})"
    if question.type is not QuestionType.ORDINAL:
        return name
    steps = match.options
    counted = f"{steps[0]} to {steps[-1]}" if len(steps) > 2 else " or ".join(steps)
    return f"{name} ({counted})"


def _share(says: Flags, answered: Flags, weights: Floats) -> Share | None:
    """The share of those who answered that says so, with Wilson's 95 % interval; None where fewer than five answered."""
    if int(answered.sum()) < SMALL_GROUP:
        return None
    of = float(shares.kish(weights[answered]))
    if not of:
        return None
    share = float(weights[says & answered].sum() / weights[answered].sum())
    low, high = shares.wilson(share * of, of)
    return Share(share, float(low), float(high))


def _importance(question_id: str, survey: Survey, weights: Floats) -> Importance | None:
    """The mean of a scale brought to 0 … 1, with its 95 % interval (Student's t on Kish's n); None where fewer than five
    answered."""
    question = survey.question(question_id)
    values = survey.answers[question_id].to_numpy(dtype=float, na_value=np.nan)
    here = ~np.isnan(values)
    n = float(shares.kish(weights[here]))
    if here.sum() < SMALL_GROUP or not n:
        return None
    values = values / max(len(question.options) - 1, 1)
    if set(agreeing(question.options)) == set(question.options[: len(question.options) // 2]):
        values = 1 - values
    from scipy.special import stdtrit  # only where needs are counted: the bot starts without it

    w, x = weights[here], values[here]
    mean = float(np.average(x, weights=w))
    variance = float(np.average((x - mean) ** 2, weights=w)) * n / max(n - 1, 1e-9)
    half = float(stdtrit(max(n - 1, 1), 0.975)) * (variance / n) ** 0.5
    return Importance(mean, max(mean - half, 0.0), min(mean + half, 1.0))
