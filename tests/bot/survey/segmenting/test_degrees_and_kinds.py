"""Where kinds end and degrees begin: rivals are held fairly, and numbered options are not taken for a scale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bot.errors import BadInput
from bot.survey.reading import read_survey_file
from bot.survey.segmenting import LatentSegments, Verdict, segment
from bot.survey.segmenting.finding import named
from bot.survey.segmenting.rivals import varimax
from bot.survey.survey import Survey


def written(frame: pd.DataFrame, folder: Path) -> Survey:
    path = folder / "survey.csv"
    frame.to_csv(path, index=False)
    return read_survey_file(path)


def two_sharp_kinds(n: int = 400) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(4)
    kind = rng.integers(0, 2, n)
    answers = np.where(kind[:, None] == 0, rng.integers(1, 3, (n, 10)), rng.integers(4, 6, (n, 10)))
    return pd.DataFrame(answers, columns=[f"q{i + 1}" for i in range(10)]), kind


def test_two_kinds_with_nobody_between_are_kinds_though_they_lie_on_one_line(tmp_path: Path) -> None:
    frame, kind = two_sharp_kinds()
    found = segment(written(frame, tmp_path))
    assert found.verdict is Verdict.NATURAL
    agree = ((found.assignments == 1) == (kind == 0)).mean()
    assert found.k == 2
    assert max(agree, 1 - agree) > 0.99


def test_a_few_hundred_people_who_differ_along_two_lines_are_no_kinds(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    trait = rng.standard_normal((300, 2))
    columns = {}
    for i in range(18):
        feeling = trait[:, i % 2] * 1.8 * rng.choice([-1, 1]) + rng.logistic(size=300)
        columns[f"q{i + 1}"] = np.searchsorted([-2.4, -0.8, 0.8, 2.4], feeling) + 1
    assert segment(written(pd.DataFrame(columns), tmp_path)).verdict is Verdict.NONE


def test_options_numbered_in_any_order_do_not_make_kinds_of_a_difference_by_degree(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    trait = rng.standard_normal(800)
    columns: dict[str, np.ndarray] = {}
    for i in range(8):
        columns[f"q{i + 1}"] = np.searchsorted([-2, -0.7, 0.7, 2], trait * 1.5 + rng.logistic(size=800)) + 1
    for i in range(5):
        worth = trait[:, None] * rng.permutation([-2.0, -0.6, 0.6, 2.0]) + rng.gumbel(size=(800, 4))
        columns[f"c{i + 1}"] = worth.argmax(axis=1) + 1
    assert segment(written(pd.DataFrame(columns), tmp_path)).verdict is Verdict.NONE


def test_turning_loadings_finds_the_questions_of_each_line_and_keeps_what_they_explain() -> None:
    simple = np.vstack([np.r_[np.ones(6), np.zeros(6)], np.r_[np.zeros(6), np.ones(6)]])
    angle = 0.7
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    found = varimax(turn @ simple)
    assert np.allclose(np.sort(np.abs(found), axis=0), np.sort(simple, axis=0), atol=1e-3)
    assert np.allclose(found.T @ found, simple.T @ simple, atol=1e-9)


def test_questions_are_named_by_id_or_by_text_even_with_commas(tmp_path: Path) -> None:
    frame, _ = two_sharp_kinds()
    frame.columns = ["Price, quality, or both?", *frame.columns[1:]]
    survey = written(frame, tmp_path)
    ids = [question.id for question in survey.questions]
    assert named(survey, ["Price", "quality", "or both?", "q2", ids[2]]) == tuple(ids[:3])
    with pytest.raises(BadInput):
        named(survey, ["q2", "nothing of the kind"])


def test_the_order_of_a_true_scale_is_kept(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    kind = rng.integers(0, 3, 300)
    places = rng.normal(0, 1.5, (10, 3))
    feelings = [place[kind] + rng.logistic(size=300) for place in places]
    frame = pd.DataFrame(
        {f"q{i + 1}": np.searchsorted([-2, -0.7, 0.7, 2], f) + 1 for i, f in enumerate(feelings)}
    )
    fitted = LatentSegments(resamples=2).fit(written(frame, tmp_path))
    assert fitted.k_ == 3
    assert np.mean([kind.parts[0].ordered for kind in fitted.encoded_.kinds]) > 0.7
