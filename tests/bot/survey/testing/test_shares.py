"""The statistics agree with statsmodels on a thousand random cases, and hold where it would divide by zero."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from bot.survey.testing import shares

CASES = 1_000
CLOSE = 1e-9


def _cases(seed: int) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    n1, n2 = rng.integers(1, 500, CASES), rng.integers(1, 5_000, CASES)
    return rng.binomial(n1, rng.uniform(0, 1, CASES)), n1, rng.binomial(n2, rng.uniform(0, 1, CASES)), n2


def _weighted_cases(seed: int) -> tuple[np.ndarray, ...]:
    """Weighted counts by hand: share and Kish's n of each of a thousand weighted groups."""
    rng = np.random.default_rng(seed)
    counts, sizes = [], []
    for _ in range(2 * CASES):
        w = rng.gamma(2.0, 1.0, rng.integers(5, 200))
        says = rng.random(len(w)) < rng.uniform(0.02, 0.98)
        n = w.sum() ** 2 / (w**2).sum()
        assert shares.kish(w) == pytest.approx(n, rel=1e-12)
        counts.append(n * w[says].sum() / w.sum())
        sizes.append(n)
    return (
        np.array(counts[:CASES]),
        np.array(sizes[:CASES]),
        np.array(counts[CASES:]),
        np.array(sizes[CASES:]),
    )


@pytest.mark.parametrize("cases", [_cases(1), _weighted_cases(2)], ids=["plain", "weighted"])
def test_intervals_differences_and_lifts_are_those_of_statsmodels(cases):
    k1, n1, k2, n2 = cases
    low, high = shares.wilson(k1, n1)
    gap, gap_low, gap_high = shares.difference(k1, n1, k2, n2)
    _, lift_low, lift_high = shares.lift(k1, n1, k2, n2)
    for i in range(CASES):
        want = proportion_confint(k1[i], n1[i], method="wilson")
        assert np.allclose((low[i], high[i]), want, rtol=0, atol=CLOSE)
        if k1[i] == 0 and k2[i] == 0:
            continue
        want = confint_proportions_2indep(k1[i], n1[i], k2[i], n2[i], method="newcomb", compare="diff")
        assert np.allclose((gap_low[i], gap_high[i]), want, rtol=0, atol=CLOSE)
        assert gap[i] == pytest.approx(k1[i] / n1[i] - k2[i] / n2[i], abs=CLOSE)
        want = confint_proportions_2indep(k1[i], n1[i], k2[i], n2[i], method="log-adjusted", compare="ratio")
        assert np.allclose((lift_low[i], lift_high[i]), want, rtol=CLOSE, atol=CLOSE)


def test_holm_is_that_of_statsmodels(monkeypatch):
    monkeypatch.setattr("gc.collect", lambda *_: 0)  # statsmodels collects garbage in every call: 50 ms each
    rng = np.random.default_rng(3)
    for _ in range(CASES):
        p = rng.beta(0.3, 1.0, rng.integers(1, 40))
        assert np.allclose(shares.holm(p), multipletests(p, method="holm")[1], rtol=0, atol=CLOSE)


def test_what_was_not_tested_does_not_count_in_holm():
    assert shares.holm([0.01, np.nan, 0.04]) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert shares.holm([]).size == 0


def test_exact_tests_are_those_of_scipy():
    from scipy.stats import binomtest, fisher_exact

    k1, n1, k2, n2 = (values[:200] for values in _cases(4))
    over, under = shares.p_over(k1, n1, 0.5), shares.p_under(k1, n1, 0.25)
    more = shares.p_more_than_others(k1, n1, k2, n2)
    for i in range(200):
        k, n = int(k1[i]), int(n1[i])
        assert over[i] == pytest.approx(binomtest(k, n, 0.5, "greater").pvalue, rel=1e-9)
        assert under[i] == pytest.approx(binomtest(k, n, 0.25, "less").pvalue, rel=1e-9)
        table = [[k, n - k], [int(k2[i]), int(n2[i] - k2[i])]]
        assert more[i] == pytest.approx(fisher_exact(table, "greater").pvalue, rel=1e-6, abs=1e-300)


def test_nobody_asked_is_unknown_and_not_zero():
    for values in (shares.wilson(0, 0), shares.difference(0, 0, 3, 9), shares.lift(1, 4, 0, 0)):
        assert np.isnan(values).all()
    assert np.isnan(shares.p_over(0, 0, 0.5))
    assert np.isnan(shares.p_more_than_others(0, 0, 1, 5))


def test_an_interval_lies_within_nothing_and_all():
    low, high = shares.wilson([0, 7], [7, 7])
    assert (low[0], high[1]) == (0.0, 1.0)
    assert high[0] < 0.5 < low[1]
    assert shares.kish([1, 1, 1, 1]) == 4
    assert shares.kish([]) == 0


def test_fractional_counts_never_add_evidence():
    whole = shares.p_more_than_others(20, 40, 30, 100)
    fraction = shares.p_more_than_others(20.3, 40.6, 30.2, 100.67)
    assert fraction >= whole
