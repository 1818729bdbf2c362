"""Lines judged together: all tests of all lines that are told at once form one family for Holm's correction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nouns import Verdict
from bot.survey.testing import shares
from bot.survey.testing.rules import THRESHOLDS, Known, Thresholds, judge

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """The verdict on one line with its reason; `p_adjusted`: the smallest Holm-adjusted p-value of its tests."""

    verdict: Verdict
    reason: str
    p_adjusted: float


def judge_together(
    count: Floats,
    of: Floats,
    other_count: Floats,
    other_of: Floats,
    told: Mask,
    compared: Mask,
    rules: Thresholds = THRESHOLDS,
) -> list[Judged | None]:
    """One verdict a line, None where it is not `told` (its group is too small). Arrays of shape (lines,).

    Counts may be weighted (`share * effective n` of Kish's effective n). `compared`: lines of which the others' share
    is told and may be tested.
    """
    p_most, p_few = shares.p_over(count, of, rules.most), shares.p_under(count, of, rules.few)
    # Only one of the two can be small: doubled, the smaller is a valid p-value for both together.
    p_level = np.where(told, np.minimum(2 * np.minimum(p_most, p_few), 1.0), np.nan)
    p_more = p_fewer = p_apart = np.full(len(count), np.nan)
    if compared.any():
        p_more = shares.p_more_than_others(count, of, other_count, other_of)
        p_fewer = shares.p_more_than_others(other_count, other_of, count, of)
        p_apart = np.where(told & compared, np.minimum(2 * np.minimum(p_more, p_fewer), 1.0), np.nan)
    adjusted = shares.holm(np.concatenate([p_level, p_apart]))
    level, apart = adjusted[: len(count)], adjusted[len(count) :]
    low, high = shares.wilson(count, of, rules.confidence)
    found: list[Judged | None] = []
    for row in range(len(count)):
        if not told[row]:
            found.append(None)
            continue
        up = bool(p_most[row] <= p_few[row])
        tested_apart = not np.isnan(apart[row])
        ahead = bool(p_more[row] <= p_fewer[row]) if tested_apart else False
        known = Known(
            answers=float(of[row]),
            share=float(count[row] / of[row]),
            low=float(low[row]),
            high=float(high[row]),
            p_most=float(level[row]) if up else 1.0,
            p_few=1.0 if up else float(level[row]),
            other_share=float(other_count[row] / other_of[row]) if tested_apart else None,
            p_more=float(apart[row]) if ahead else None,
            p_fewer=float(apart[row]) if tested_apart and not ahead else None,
        )
        verdict, reason = judge(known, rules)
        found.append(Judged(verdict, reason, float(np.nanmin([level[row], apart[row]]))))
    return found
