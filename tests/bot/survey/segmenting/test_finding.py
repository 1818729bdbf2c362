"""What a researcher gets: segments where there are some, an honest word where there are none."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from bot.errors import BadInput
from bot.facets import Base
from bot.survey.segmenting import Cancelled, Segmentation, Verdict, cross_table, segment
from bot.survey.survey import Survey
from tests.bot.survey.segmenting.made import noise, one_degree, survey_of, three_kinds


@pytest.fixture(scope="module")
def found() -> Segmentation:
    frame, _ = three_kinds()
    return segment(survey_of(frame, base=Base.NEEDS))


def test_three_kinds_of_people_are_found_and_placed(found: Segmentation) -> None:
    _, kind = three_kinds()
    assert (found.verdict, found.k) == (Verdict.NATURAL, 3)
    assert adjusted_rand_score(kind, found.assignments) > 0.85
    assert [s.id for s in found.segments] == [1, 2, 3]
    assert [s.size for s in found.segments] == sorted((s.size for s in found.segments), reverse=True)
    assert all(s.share_interval[0] < s.share < s.share_interval[1] for s in found.segments)
    assert all(s.stability > 0.75 for s in found.segments)
    assert "3 different kinds" in found.reason


def test_noise_gives_no_segments_and_says_why() -> None:
    result = segment(survey_of(noise()))
    assert (result.verdict, result.k, result.segments) == (Verdict.NONE, 1, ())
    assert "hardly hang together" in result.reason
    assert result.to_json()["assignments"] == [None] * 240


def test_people_who_differ_by_degree_are_no_segments_and_the_line_is_described() -> None:
    result = segment(survey_of(one_degree()))
    assert (result.verdict, result.k) == (Verdict.NONE, 1)
    assert "by degree, not in kind" in result.reason
    assert result.continuum is not None
    line = result.continuum.lines[0]
    assert {(c.low, c.high) for c in line.carriers} <= {("1", "5")}
    assert sum(line.histogram) == pytest.approx(1, abs=0.01)


def test_a_split_that_was_asked_for_is_given_and_called_what_it_is() -> None:
    result = segment(survey_of(noise()), k=3)
    assert (result.verdict, result.k, len(result.segments)) == (Verdict.CONSTRUCTIVE, 3, 3)
    assert "asked for" in result.reason


def test_what_is_offered_on_a_continuum_is_reproducible_when_asked_for() -> None:
    survey = survey_of(one_degree())
    offered = segment(survey).suggested_k
    assert offered is not None
    assert segment(survey, k=offered).verdict is Verdict.REPRODUCIBLE


def test_same_survey_and_seed_give_the_same_bytes_whatever_the_order_of_columns(found: Segmentation) -> None:
    frame, _ = three_kinds()
    survey = survey_of(frame, base=Base.NEEDS)
    again = segment(survey)
    assert _bytes(again) == _bytes(found)
    turned = segment(replace(survey, questions=survey.questions[::-1]))
    assert np.array_equal(turned.assignments, found.assignments)


def test_a_result_can_be_stored_and_read_back(found: Segmentation) -> None:
    stored = json.dumps(found.to_json(), allow_nan=False)
    back = Segmentation.from_json(json.loads(stored))
    assert json.dumps(back.to_json(), allow_nan=False) == stored
    assert back.placer is not None
    with pytest.raises(BadInput):
        Segmentation.from_json({"verdict": "natural"})


def test_questions_that_formed_the_segments_are_not_tested_and_others_are() -> None:
    frame, kind = three_kinds()
    rng = np.random.default_rng(5)
    frame["City"] = rng.choice(["north", "south"], len(frame))
    frame["Size"] = np.where(rng.random(len(frame)) < 0.9, np.array(["s", "m", "l"])[kind], "s")
    survey = survey_of(frame)
    used = [q.id for q in survey.questions if q.id not in ("City", "Size")]
    result = segment(survey, questions=used)
    every = [d for s in result.segments for d in s.distinctive]
    assert {d.question for d in every if d.p_adjusted is not None} == {"Size"}
    assert all(d.p_adjusted < 0.001 for d in every if d.question == "Size" and d.p_adjusted is not None)
    assert {p.question for p in result.questions} == {q.id for q in survey.questions}


def test_profiles_needs_names_and_telling_questions(found: Segmentation) -> None:
    frame, _ = three_kinds()
    tool = next(p for p in found.questions if p.question == "Tool")
    for option, share in zip(tool.options, tool.overall, strict=True):
        assert share.share == pytest.approx((frame.Tool == option).mean(), abs=0.001)
    assert len({s.name for s in found.segments}) == 3
    assert [n.overall.share for n in found.needs] == sorted(
        (n.overall.share for n in found.needs), reverse=True
    )
    accuracies = [t.accuracy for t in found.telling]
    assert accuracies == sorted(accuracies)
    assert accuracies[-1] > 0.85
    assert len(found.telling) <= 5


def test_bases_and_questions_choose_what_is_used() -> None:
    frame, _ = three_kinds()
    survey = survey_of(frame)
    tools = replace(
        survey,
        questions=tuple(
            replace(q, base=Base.TECHNOGRAPHIC if q.id.startswith("R") else Base.VALUE)
            for q in survey.questions
        ),
    )
    assert set(segment(tools, base="technographic").questions_used) == {f"R{i}" for i in range(7)}
    with pytest.raises(BadInput, match="six bases"):
        segment(survey, base="astrology")
    with pytest.raises(BadInput, match="No question"):
        segment(survey, base="needs")
    with pytest.raises(BadInput, match="no question “Q99”"):
        segment(survey, questions=["Q99"])


def test_two_segmentations_are_set_against_each_other(found: Segmentation) -> None:
    frame, _ = three_kinds()
    other = segment(survey_of(frame), k=2)
    table = cross_table(found, other)
    assert table.shape == (4, 3)
    assert table.sum() == len(frame)


def test_progress_is_told_and_the_work_can_be_stopped() -> None:
    survey = survey_of(noise())
    told: list[float] = []
    segment(survey, progress=lambda share, words: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(Cancelled):
        segment(survey, cancelled=lambda: len(told) > 0)


def test_weights_move_the_shares() -> None:
    frame, kind = three_kinds()
    weights = pd.Series(np.where(kind == 0, 0.2, 2.0))
    result = segment(survey_of(frame, weights))
    assert result.weighted
    biggest = max(result.segments, key=lambda s: s.size)
    true_share = weights[kind == 0].sum() / weights.sum()
    assert biggest.share == pytest.approx(true_share, abs=0.04)


def test_a_question_asked_twice_counts_once() -> None:
    frame = one_degree()
    frame["Again"] = frame["R0"]
    result = segment(survey_of(frame))
    assert result.verdict is Verdict.NONE
    assert any("repeats" in note for note in result.notes)


def test_people_who_tick_one_box_all_the_way_down_are_no_segment() -> None:
    frame = noise(questions=10)
    frame.iloc[:15] = 5.0
    result = segment(survey_of(frame))
    assert result.verdict is Verdict.NONE
    assert any("all the way down" in note for note in result.notes)


def test_none_of_these_is_no_kind_of_people() -> None:
    rng = np.random.default_rng(4)
    likes = [[o for o in "abcd" if rng.random() < 0.4] or ["none of these"] for _ in range(400)]
    frame = pd.DataFrame({"Likes": likes})
    frame["Uses"] = [[o for o in "wxyz" if rng.random() < 0.4] or ["none of these"] for _ in range(400)]
    assert segment(survey_of(frame)).verdict is Verdict.NONE


DEGENERATE: dict[str, pd.DataFrame] = {
    "one respondent": noise(1),
    "one question": noise(100, 1),
    "all the same": noise(100) * 0 + 3,
    "all missing": noise(100) * np.nan,
    "thirty people": noise(30),
    "identifiers": pd.DataFrame({"id": [f"u{i}" for i in range(100)]}),
    "a column of infinities": pd.DataFrame(
        np.where(noise(100, 5) > 4, np.inf, noise(100, 5, 9) * 3.7), columns=list("abcde")
    ),
    "all twice": pd.concat([noise(100, 4), noise(100, 4).add_suffix("b")], axis=1),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", DEGENERATE)
def test_too_little_gets_a_sentence_or_a_sound_result(name: str) -> None:
    survey = survey_of(DEGENERATE[name])
    result = segment(survey)
    assert result.verdict is Verdict.NONE
    assert result.reason.endswith(".")
    json.dumps(result.to_json(), allow_nan=False)
    if result.reason.startswith("Too few"):
        with pytest.raises(BadInput, match="Too few"):
            segment(survey, k=2)
    else:
        assert segment(survey, k=2).k == 2


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
def test_five_hundred_questions_and_forty_answers_are_no_trouble() -> None:
    rng = np.random.default_rng(6)
    wide = survey_of(noise(80, 500))
    long = survey_of(
        pd.DataFrame({f"Q{i}": [f"answer {v}" for v in rng.integers(0, 40, 600)] for i in range(4)})
    )
    assert segment(wide).verdict is Verdict.NONE
    assert segment(long).verdict is Verdict.NONE


def test_weights_of_zero_are_not_used() -> None:
    result = segment(survey_of(noise(), pd.Series(np.zeros(240))))
    assert result.verdict is Verdict.NONE
    assert any("weight" in note for note in result.notes)


def test_too_many_segments_are_refused() -> None:
    survey: Survey = survey_of(noise(60))
    for k in (1, 21, 15):
        with pytest.raises(BadInput):
            segment(survey, k=k)


def _bytes(result: Segmentation) -> str:
    data = result.to_json()
    data.pop("seconds")
    return json.dumps(data)
