"""Published results are found again on public data (read in place)."""

from __future__ import annotations

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from bot.survey.segmenting import LatentSegments, Verdict, segment
from bot.survey.survey import Survey
from tests.bot.survey.segmenting.made import SHARED, of_choices, survey_of

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data sets are not here")


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(SHARED / f"{name}.csv")


@pytest.mark.parametrize(
    ("name", "k", "loglik", "shares"),
    [
        ("carcinoma", 3, -293.705, [0.4447, 0.3736, 0.1817]),
        ("gss82", 3, -2754.545, [0.621, 0.207, 0.172]),
        ("values", 2, -504.468, [0.721, 0.279]),
    ],
)
def test_latent_classes_reach_the_published_likelihood(
    name: str, k: int, loglik: float, shares: list[float]
) -> None:
    fitted = LatentSegments(k, prior_weight=0, resamples=3).fit(of_choices(read(name)))
    assert fitted.loglik_ == pytest.approx(loglik, abs=0.01)
    assert list(fitted.shares_) == pytest.approx(shares, abs=0.003)


def motives() -> tuple[Survey, pd.Series]:
    frame = read("vacmot")
    columns = [c for c in frame if not c.startswith("desc_") and c != "published_segment6"]
    return survey_of(frame[columns]), frame["published_segment6"]


@pytest.mark.slow
def test_holiday_motives_split_in_six_as_published_and_are_not_called_natural() -> None:
    survey, published = motives()
    result = segment(survey, k=6)
    assert adjusted_rand_score(published, result.assignments) >= 0.6
    assert result.verdict is not Verdict.NATURAL


@pytest.mark.slow
def test_five_factors_of_personality_are_no_segments() -> None:
    frame = read("bfi").iloc[:900, :25]
    assert segment(survey_of(frame)).verdict is Verdict.NONE
