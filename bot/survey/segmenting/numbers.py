"""Numbers of a profile: shares with intervals, effect sizes, tests and their adjustment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtrc, ndtr

from bot.survey.segmenting.layout import Floats

Z95 = 1.959963984540054


def kish(weights: Floats) -> float:
    """Effective number of respondents, (Σw)² / Σw² (Kish 1965); 0 where all weights are 0."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0


def wilson(share: float, n: float) -> tuple[float, float]:
    """95 % interval of a share from n (effective) respondents (Wilson 1927, JASA 22); (0, 1) where n is 0."""
    if n <= 0:
        return 0.0, 1.0
    centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * float(np.sqrt(max(share * (1 - share), 0) / n + Z95**2 / (4 * n * n)))
    return max(centre - half, 0.0), min(centre + half, 1.0)


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


def holm(values: Sequence[float]) -> list[float]:
    """Adjusted p-values of tests made at once (Holm 1979, Scandinavian Journal of Statistics 6)."""
    order = np.argsort(values, kind="stable")
    adjusted = [1.0] * len(values)
    highest = 0.0
    for rank, position in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[position]))
        adjusted[position] = highest
    return adjusted
