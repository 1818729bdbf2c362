"""Shares and what may be said of them: intervals, differences, lifts, and Holm's correction.

Every function takes counts as numbers or arrays (they broadcast) and gives arrays of the broadcast shape. Counts may
be fractions: a weighted share enters as `share * effective n` of `effective n` (Kish). Where nobody was asked (`of`
is 0) the result is NaN. Intervals are two-sided at `confidence` and aim to be right *on average* (not at worst).
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.ArrayLike
Floats: TypeAlias = npt.NDArray[np.float64]

CONFIDENCE = 0.95


def _z(confidence: float) -> float:
    """The two-sided normal quantile of a confidence."""
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
    from scipy.special import ndtri

    return float(ndtri(0.5 + confidence / 2))


def _floats(*values: Numbers) -> list[Floats]:
    """The values as float arrays of one shape."""
    return [np.array(part, dtype=float) for part in np.broadcast_arrays(*values)]


def kish(weights: Numbers) -> Floats:
    """Kish's effective sample size, (Σw)² / Σw² along the first axis; 0 where there is no weight.

    Kish, L. (1965), Survey Sampling, section 11.7 (the design effect of weighting).
    """
    w = np.asarray(weights, dtype=float)
    total, squares = w.sum(axis=0), (w * w).sum(axis=0)
    return np.asarray(np.divide(total * total, squares, out=np.zeros_like(total), where=squares > 0))


def wilson(count: Numbers, of: Numbers, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Wilson's score interval of a share: (low, high), each within [0, 1].

    Wilson, E. B. (1927), JASA 22, 209–212; its average coverage is close to nominal already for small counts:
    Brown, Cai & DasGupta (2001), Statistical Science 16, 101–133.
    """
    k, n = _floats(count, of)
    z2 = _z(confidence) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        p = k / n
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n)
        low = np.where(k == 0, 0.0, np.clip(centre - half, 0, 1))
        high = np.where(k == n, 1.0, np.clip(centre + half, 0, 1))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def difference(
    count: Numbers, of: Numbers, other_count: Numbers, other_of: Numbers, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats, Floats]:
    """The difference of two independent shares with its interval: (difference, low, high).

    Newcombe's hybrid score interval (method 10: the two Wilson intervals joined), which keeps its coverage for small
    and unequal groups where the usual ± formula does not: Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890.
    """
    k1, n1, k2, n2 = _floats(count, of, other_count, other_of)
    low1, high1 = wilson(k1, n1, confidence)
    low2, high2 = wilson(k2, n2, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        p1, p2 = k1 / n1, k2 / n2
        d = p1 - p2
        low = d - np.sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
        high = d + np.sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return d, low, high


def lift(
    count: Numbers, of: Numbers, other_count: Numbers, other_of: Numbers, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats, Floats]:
    """How many times as often as among the others: (ratio of shares, low, high).

    The ratio is the plain one (infinite where no other says so); the interval is Walter's adjusted log interval (half
    a person added to both counts and both totals), which stays finite for counts of 0: Walter, S. D. (1975),
    Biometrika 62, 371–374.
    """
    k1, n1, k2, n2 = _floats(count, of, other_count, other_of)
    z = _z(confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = (k1 / n1) / (k2 / n2)
        a, m, b, n = k1 + 0.5, n1 + 0.5, k2 + 0.5, n2 + 0.5
        middle = np.log(a / m) - np.log(b / n)
        half = z * np.sqrt(1 / a - 1 / m + 1 / b - 1 / n)
        low, high = np.exp(middle - half), np.exp(middle + half)
    asked = (n1 > 0) & (n2 > 0)
    return np.where(asked, ratio, np.nan), np.where(asked, low, np.nan), np.where(asked, high, np.nan)


def holm(p_values: Numbers) -> Floats:
    """Holm's step-down adjusted p-values, in the order given; NaN (not tested) stays NaN and is not counted.

    Holm, S. (1979), Scandinavian Journal of Statistics 6, 65–70. Holds for tests that depend on each other.
    """
    p = np.array(p_values, dtype=float).ravel()
    adjusted = np.full_like(p, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def p_over(count: Numbers, of: Numbers, share: float) -> Floats:
    """One-sided p-value for "more than `share` say so": the exact binomial tail P(X ≥ count); NaN where of = 0.

    By the incomplete beta function, so that it also takes a weighted share's fractional counts (Clopper & Pearson
    1934, Biometrika 26, 404–413). Exact, thus at or under its nominal error for every n.
    """
    from scipy.special import betainc

    k, n = _floats(count, of)
    tail = betainc(np.maximum(k, 1e-300), np.maximum(n - k, 0) + 1, share)
    return np.where(n > 0, np.where(k > 0, tail, 1.0), np.nan)


def p_under(count: Numbers, of: Numbers, share: float) -> Floats:
    """One-sided p-value for "fewer than `share` say so": the exact binomial tail P(X ≤ count); NaN where of = 0."""
    k, n = _floats(count, of)
    return p_over(n - k, n, 1 - share)


def p_more_than_others(count: Numbers, of: Numbers, other_count: Numbers, other_of: Numbers) -> Floats:
    """One-sided p-value for "more often than the others": Fisher's exact test; NaN where one side is empty.

    Fractional (weighted) counts are rounded so that the evidence can only shrink: totals down, counts towards the
    common share. Fisher, R. A. (1935), JRSS 98, 39–82. Exact also far in the tail, where Holm looks.
    """
    from scipy.stats import hypergeom

    k1, n1, k2, n2 = _floats(count, of, other_count, other_of)
    tiny = 1e-9
    with np.errstate(invalid="ignore", divide="ignore"):
        m1, m2 = np.floor(n1 + tiny), np.floor(n2 + tiny)
        a = np.floor(np.where(n1 > 0, k1 / n1, 0) * m1 + tiny)
        b = np.ceil(np.where(n2 > 0, k2 / n2, 0) * m2 - tiny)
        b = np.minimum(b, m2)
    p: Any = hypergeom.sf(a - 1, m1 + m2, a + b, m1)
    return np.where((m1 > 0) & (m2 > 0), p, np.nan)
