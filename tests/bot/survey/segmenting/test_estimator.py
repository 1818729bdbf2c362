"""The estimator by itself: habits of scikit-learn, the likelihood against a plain computation, numbers by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn.base import clone

from bot.survey.segmenting import LatentSegments, Verdict
from bot.survey.segmenting.layout import Layout, Sheet
from bot.survey.segmenting.model import Engine, Priors, Shape, blank
from bot.survey.segmenting.numbers import cohen_h, difference_test
from bot.survey.segmenting.verdict import Finding, judge
from tests.bot.survey.segmenting.made import survey_of, three_kinds


def test_parameters_are_only_stored_and_the_estimator_can_be_cloned() -> None:
    estimator = LatentSegments(3, seed=4)
    twin = clone(estimator)
    assert twin is not estimator
    assert twin.get_params() == estimator.get_params()
    assert estimator.set_params(k=2).k == 2
    assert not [name for name in vars(estimator) if name.endswith("_")]
    with pytest.raises(ValueError, match="depth"):
        estimator.set_params(depth=3)


def test_predictions_agree_with_probabilities_and_who_answered_nothing_belongs_nowhere() -> None:
    frame, _ = three_kinds()
    for name in frame:
        frame[name] = frame[name].astype(object)
        frame.at[7, name] = None
        if name.startswith("R") or name == "Spend":
            frame[name] = frame[name].astype(float)
    survey = survey_of(frame)
    estimator = LatentSegments(resamples=3).fit(survey)
    chances, given = estimator.predict_proba(survey), estimator.predict(survey)
    assert chances.shape == (240, 3)
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert given[7] == 0
    others = np.arange(240) != 7
    assert np.array_equal(given[others], chances[others].argmax(axis=1) + 1)


@pytest.mark.parametrize("shape", [Shape(3), Shape(1, 2, free=True), Shape(2, 1)])
def test_the_likelihood_is_that_of_the_model_and_em_never_loses(shape: Shape) -> None:
    rng = np.random.default_rng(0)
    codes = rng.integers(-1, 4, (120, 5)).astype(np.int8)
    line = np.arange(4.0)[:, None]
    dummies = np.vstack([np.zeros(3), np.eye(3)])
    layout = Layout(codes, [line, line, dummies, dummies, line], [True, True, False, False, True])
    sheet = Sheet(layout, codes[:, layout.order])
    engine = Engine(sheet, shape, Priors())
    fleet = blank(layout, shape, sheet.observed)
    fleet.tilt += rng.normal(0, 0.5, fleet.tilt.shape)
    engine.run(fleet, 1)
    tilts = shape.design() @ fleet.tilt[0]
    whole = np.zeros(120)
    prior = (fleet.shares[0][:, None] * fleet.points[0][None]).ravel()
    for node, weight in enumerate(prior):
        each = np.full(120, np.log(weight))
        for part in range(5):
            levels = slice(layout.level_start[part], layout.level_start[part + 1])
            columns = slice(layout.column_start[part], layout.column_start[part + 1])
            eta = fleet.baseline[0, levels] + layout.tables[part] @ tilts[node, columns]
            log_chance = eta - np.log(np.exp(eta).sum())
            seen = sheet.codes[:, part] >= 0
            each[seen] += log_chance[sheet.codes[seen, part]]
        whole += np.exp(each)
    assert fleet.loglik is not None
    assert fleet.loglik[0] == pytest.approx(np.log(whole).sum(), abs=0.02)
    reached = []
    for _ in range(25):
        engine.run(fleet, 1)
        reached.append(float(fleet.loglik[0]))
    # the priors may cost a trifle near the top, never more
    assert min(np.diff(reached)) > -0.2
    assert reached[-1] > reached[0]


def test_models_fitted_side_by_side_are_the_models_fitted_alone() -> None:
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 3, (80, 6)).astype(np.int8)
    layout = Layout(codes, [np.arange(3.0)[:, None]] * 6, [True] * 6)
    sheet = Sheet(layout, codes[:, layout.order])
    fleet = blank(layout, Shape(2), sheet.observed, 3)
    fleet.tilt += rng.normal(0, 1, fleet.tilt.shape)
    alone = [fleet.take([r]) for r in range(3)]
    Engine(sheet, Shape(2), Priors()).run(fleet, 10)
    for r, one in enumerate(alone):
        Engine(sheet, Shape(2), Priors()).run(one, 10)
        assert fleet.loglik is not None
        assert one.loglik is not None
        assert fleet.loglik[r] == pytest.approx(one.loglik[0], abs=1e-2)


def test_numbers_agree_with_the_textbook() -> None:
    assert float(cohen_h(np.array([0.5]), np.array([0.5]))[0]) == 0
    inside, outside = np.array([10.0, 20.0, 30.0]), np.array([30.0, 20.0, 15.0])
    chi = stats.chi2_contingency(np.stack([inside, outside]), correction=False).pvalue
    assert difference_test(inside, outside, ordered=False) == pytest.approx(chi)
    values = np.arange(3)
    rank = stats.mannwhitneyu(
        np.repeat(values, inside.astype(int)),
        np.repeat(values, outside.astype(int)),
        use_continuity=False,
        method="asymptotic",
    ).pvalue
    assert difference_test(inside, outside, ordered=True) == pytest.approx(rank)


def test_kinds_that_barely_beat_a_degree_must_all_come_back() -> None:
    shares = np.array([0.6, 0.4])
    barely, clearly = Finding(25.0, 2, 20.0), Finding(35.0, 2, 20.0)
    steady, shaky = np.array([0.95, 0.9]), np.array([0.95, 0.6])
    assert judge(barely, None, 2, steady, shares) is Verdict.NATURAL
    assert judge(barely, None, 2, shaky, shares) is Verdict.NONE
    assert judge(clearly, None, 2, shaky, shares) is Verdict.NATURAL
    assert judge(clearly, None, 2, np.array([0.5, 0.4]), shares) is Verdict.NONE
