"""Numbers that set a segment apart: effect sizes and tests; shares and intervals are those of `bot.survey.testing`."""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc, ndtr

from bot.survey.segmenting.layout import Floats


def cohen_h(share: Floats, others: Floats) -> Floats:
    """Effect size of a difference of shares: 2 asin √p − 2 asin √q (Cohen 1988); .2 small, .5 middle, .8 large."""
    return np.asarray(
        2 * np.arcsin(np.sqrt(np.clip(share, 0, 1))) - 2 * np.arcsin(np.sqrt(np.clip(others, 0, 1))),
        dtype=np.float64,
    )


def difference_test(inside: Floats, outside: Floats, ordered: bool) -> float:
    """p-value that the answers of a segment differ from everybody else's.

    inside, outside: (levels,) effective counts. Ordered answers: Wilcoxon's rank sum with ties; otherwise Pearson's
    chi-squared. 1.0 where there is nothing to compare.
    """
    inside, outside = np.asarray(inside, dtype=float), np.asarray(outside, dtype=float)
    both = inside + outside
    used = both > 0
    inside, outside, both = inside[used], outside[used], both[used]
    a, b, n = float(inside.sum()), float(outside.sum()), float(both.sum())
    if min(a, b) < 2 or len(both) < 2:
        return 1.0
    if ordered and len(both) > 2:
        ranks = np.cumsum(both) - both / 2 + 0.5
        excess = float(inside @ ranks) - a * (n + 1) / 2
        variance = a * b / 12 * (n + 1 - float((both**3 - both).sum()) / (n * (n - 1)))
        return float(2 * ndtr(-abs(excess) / np.sqrt(variance))) if variance > 0 else 1.0
    expected = both * a / n
    statistic = float(
        ((inside - expected) ** 2 / expected).sum() + ((inside - expected) ** 2 / (both * b / n)).sum()
    )
    return float(chdtrc(len(both) - 1, statistic))
