"""The report of a segmentation, and weighted numbers against statsmodels."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from bot.errors import BadInput
from bot.personas.market.market import Market, people_for
from bot.personas.value.ideal import Counted, ideal_customer
from bot.personas.value.report import BY_CHOICE, BY_RATING, BY_WORTH, ValueReport, value_report
from bot.personas.value.telling import amount, ideal_shown, need_people, worth_shown
from bot.personas.value.worth import surely_worth_more
from bot.survey.kept import Sample
from bot.survey.survey import Survey
from tests.bot.personas.test_value import customers

CLOSE = 1e-9
NAMES = {1: "Studios", 2: "Hobby"}


@pytest.mark.parametrize("weighted", [False, True])
def test_shares_of_the_ideal_customer_are_those_of_statsmodels(weighted: bool) -> None:
    for seed in range(6):
        survey, segments = customers(300, seed=seed)
        rng = np.random.default_rng(seed)
        weights = rng.gamma(2.0, 0.5, 300) if weighted else np.ones(300)
        if weighted:
            survey = replace(survey, weights=pd.Series(weights, name="weight"))
        inside = np.array(segments) == 1
        ideal = ideal_customer(survey, segments, {1: "Studios"})
        base = np.average(inside, weights=weights)
        assert ideal.share == pytest.approx(base, abs=CLOSE)
        sizes = survey.answers["size"].to_numpy(dtype=float)
        mac = (survey.answers["os"] == "Mac").to_numpy()
        for rule in ideal.rules:
            shown = np.ones(300, dtype=bool)
            for trait in rule.traits:
                shown &= _shows(trait.question, trait.condition, sizes, mac, survey)
            assert rule.people == shown.sum()
            _agree(rule.share, rule.low, rule.high, inside[shown], weights[shown])
            assert rule.reach == pytest.approx(
                weights[shown & inside].sum() / weights[inside].sum(), abs=CLOSE
            )


@pytest.mark.parametrize("weighted", [False, True])
def test_the_lift_of_a_thousand_profiles_is_that_of_statsmodels(weighted: bool) -> None:
    rng = np.random.default_rng(9)
    wrong = 0
    for _ in range(1_000):
        n = int(rng.integers(40, 400))
        ideal, picked = rng.random(n) < rng.uniform(0.1, 0.9), rng.random(n) < rng.uniform(0.1, 0.9)
        ideal[0] = picked[0] = True
        weights = rng.gamma(2.0, 0.5, n) if weighted else np.ones(n)
        w = weights[picked]
        of = w.sum() ** 2 / (w**2).sum()
        share, base = np.average(ideal[picked], weights=w), np.average(ideal, weights=weights)
        low, high = proportion_confint(share * of, of, method="wilson")
        told = Counted(ideal, weights).lift(picked)
        wrong += not np.allclose(told, (share / base, low / base, high / base), rtol=0, atol=CLOSE)
    assert wrong == 0


def _agree(share: float, low: float, high: float, says: np.ndarray, weights: np.ndarray) -> None:
    n = weights.sum() ** 2 / (weights**2).sum()
    wanted = np.average(says, weights=weights)
    assert share == pytest.approx(wanted, abs=CLOSE)
    assert (low, high) == pytest.approx(proportion_confint(wanted * n, n, method="wilson"), abs=CLOSE)


def _shows(key: str, condition: str, sizes: np.ndarray, mac: np.ndarray, survey: Survey) -> np.ndarray:
    """Who shows a trait, worked out from its words."""
    if key == "os":
        return mac if condition == "Mac" else ~mac
    options = survey.question("size").options
    if condition.endswith(" or more"):
        return sizes >= next(
            i for i, o in enumerate(options) if o.startswith(condition.removesuffix(" or more"))
        )
    if condition.endswith(" or less"):
        return sizes <= next(
            i for i, o in enumerate(options) if o.endswith(condition.removesuffix(" or less"))
        )
    if " up to " in condition:
        first, last = condition.split(" up to ")
        return (sizes >= options.index(first)) & (sizes <= options.index(last))
    return sizes == options.index(condition)


def test_the_lift_is_the_cross_validated_share_over_everybodys() -> None:
    survey, segments = customers()
    ideal = ideal_customer(survey, segments, {1: "Studios"})
    low, high = ideal.lift_low * ideal.share, ideal.lift_high * ideal.share
    picked = ideal.lift * ideal.share
    sizes = [n for n in range(5, 400) if abs(round(picked * n) / n - picked) < 1e-12]
    wanted = [proportion_confint(round(picked * n), n, method="wilson") for n in sizes]
    assert any((low, high) == pytest.approx(interval, abs=CLOSE) for interval in wanted)


def test_a_report_finds_the_worthiest_segment_and_its_traits() -> None:
    survey, segments = customers()
    report = value_report(survey, segments, NAMES, ("need", "offline"))
    assert (report.best, report.best_by) == ((1,), BY_WORTH)
    assert report.worth_by.question == "spend"
    assert report.ideal.told_apart
    assert not report.from_formed
    assert ValueReport.from_json(json.loads(json.dumps(report.to_json()))) == report
    formed = value_report(survey, segments, NAMES, ("size", "os", "need"))
    assert formed.ideal.told_apart
    assert formed.from_formed, "the traits formed the segments, so they only say how to recognise them"


def test_without_worth_the_teams_own_rating_counts_and_else_nobody_is_ideal() -> None:
    survey, segments = customers()
    kept = tuple(q for q in survey.questions if q.id not in ("spend", "size"))
    poor = replace(survey, questions=kept)
    assert value_report(poor, segments, NAMES).best == ()
    rated = value_report(poor, segments, NAMES, ratings={1: 12, 2: 7})
    assert (rated.best, rated.best_by) == ((1,), BY_RATING)
    assert value_report(poor, segments, NAMES, ratings={1: 9, 2: 9}).best == (), "equal ratings name nobody"
    chosen = value_report(survey, segments, NAMES, best=[2], worth_by="size")
    assert (chosen.best, chosen.best_by, chosen.worth_by.question) == ((2,), BY_CHOICE, "size")
    for wrong in ([1, 2], [3]):
        with pytest.raises(BadInput):
            value_report(survey, segments, NAMES, best=wrong)
    with pytest.raises(BadInput):
        value_report(survey, segments, NAMES, worth_by="os")
    nobody = value_report(survey, [0] * 400, {})
    assert nobody.worth == ()
    assert nobody.ideal is None


def test_segments_of_equal_worth_are_rarely_said_to_be_worth_more() -> None:
    wrong = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        values, kinds = rng.gamma(2.0, 50, 120), list(rng.integers(1, 4, 120))
        wrong += bool(surely_worth_more(values, kinds, [1, 2, 3], seed=seed, draws=400))
    assert wrong <= 20, "5 % is the aim; a bootstrap of forty skewed sums is a little too sure of itself"


def test_what_is_told_is_escaped_from_nothing_and_unknown_is_never_zero() -> None:
    survey, segments = customers()
    report = value_report(survey, segments, NAMES, ("need",))
    market = Market(10_000, "studios")

    def people(share: float, interval: tuple[float, float]):
        return people_for(share, interval, market, Sample.MARKET)

    def nobody(share: float, interval: tuple[float, float]):
        return people_for(share, interval, None, Sample.CUSTOMERS)

    def told(of):
        return worth_shown(report, "r", "a.csv", ("spend",), [("Studios", of(0.4, (0.35, 0.45)))])

    known, unknown = told(people), told(nobody)
    assert known.people[0].words.startswith("about 4,000 studios")
    assert known.why == ""
    assert unknown.people == ()
    assert "Only your customers" in unknown.why
    assert need_people(people(0.4, (0.35, 0.45))) == "4,000 (3,500 to 4,500)"
    assert need_people(nobody(0.4, (0.35, 0.45))) == ""
    assert known.formed
    shown = ideal_shown(report, "r", "a.csv", 2)
    assert set(shown.rules[0].traits) == {"Company size: 51 or more", "Which computer? Mac"}
    assert [amount(n) for n in (0, 0.5, 4.564, 45.6, 312.4, 45_649, -2)] == [
        "0", "0.5", "4.56", "45.6", "312", "45,600", "−2",
    ]  # fmt: skip
