"""Surveys as they are kept: whole, once a file, in sight of their channel only, answers until their date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from bot.errors import NotFound
from bot.facets import Base
from bot.personas.value.target import Target
from bot.survey.kept import KeptSurvey, Sample, SurveyState, Wish
from bot.survey.packing import WEIGHTS, pack, unpack
from bot.survey.segments.kept import KeptRun, RunState
from bot.survey.survey import Question, QuestionType, Survey
from storage import quotes, surveys
from storage.quotes import Quote
from storage.store import Store, micros

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEPT = KeptSurvey("s1", "F1", "a.csv", "C1", False, "U1", SurveyState.READ, NOW)


def survey(weighted: bool = True) -> Survey:
    """One question of every type, with gaps."""
    kinds = QuestionType
    questions = (
        Question("Q1", "Which?", kinds.SINGLE_CHOICE, (0,), ("b", "a", "never chosen"), (1,), 1, Base.NEEDS),
        Question(
            "Q2", "How much?", kinds.ORDINAL, (2,), ("low", "high"), missing=1, set_aside=("Don't know",)
        ),
        Question("Q3", "How many?", kinds.NUMERIC, (3,)),
        Question("Q4", "Which ones?", kinds.MULTI_CHOICE, (4, 5), ("x", "y")),
        Question("Q5", "Order?", kinds.RANKING, (6, 7), ("x", "y")),
        Question("Q6", "Why?", kinds.OPEN_TEXT, (8,)),
        Question("Q7", "When?", kinds.DATE, (9,)),
        Question("Q8", "Name", kinds.PERSONAL, (10,)),
    )
    frame = pd.DataFrame(
        {
            "Q1": pd.Categorical(["a", "b", None], categories=["b", "a", "never chosen"]),
            "Q1::other0": pd.array([None, "an other", None], dtype="string"),
            "Q2": pd.array([0, 1, None], dtype="Int16"),
            "Q3": [1.5, float("nan"), 3.0],
            "Q4::0": pd.array([True, False, None], dtype="boolean"),
            "Q4::1": pd.array([False, True, None], dtype="boolean"),
            "Q5::0": pd.array([1, None, 2], dtype="Int16"),
            "Q5::1": pd.array([2, None, 1], dtype="Int16"),
            "Q6": pd.array(["because", None, "为什么 ü"], dtype="string"),
            "Q7": pd.to_datetime(pd.Series(["2026-01-01", None, "2026-02-01"])),
        }
    )
    weights = pd.Series([1.0, 2.0, 0.5], name="weight") if weighted else None
    return Survey(
        "generic",
        "utf-8",
        ",",
        3,
        questions,
        (10,),
        ("unfinished:1",),
        frame,
        weights,
        "A title",
        {"blank_rows": 2},
    )


@pytest.mark.parametrize("weighted", [True, False])
def test_a_survey_comes_back_as_it_was(weighted: bool) -> None:
    before = survey(weighted)
    understood, data = pack(before)
    after = unpack(understood, data)
    pd.testing.assert_frame_equal(after.answers, before.answers)
    if before.weights is None:
        assert after.weights is None
    else:
        assert after.weights is not None
        pd.testing.assert_series_equal(after.weights, before.weights)
    assert WEIGHTS not in after.answers
    assert replace(after, answers=before.answers, weights=before.weights) == before
    assert "because" not in str(understood), "what was understood holds nobody's answer"


def test_a_file_is_kept_once(store: Store) -> None:
    with store.writing("T1") as session:
        assert surveys.add_survey(session, "T1", KEPT)
        assert not surveys.add_survey(session, "T1", replace(KEPT, id="s2"))
        assert surveys.add_survey(session, "T2", KEPT), "another workspace is another world"


def test_a_survey_is_seen_in_its_channel_and_by_its_owner(store: Store) -> None:
    understood, _ = pack(survey())
    private = replace(
        KEPT,
        id="s2",
        file="F2",
        private=True,
        understood=understood,
        sample=Sample.PANEL,
        wish=Wish((Base.NEEDS,), 3),
        corrections={"Q1": {"out": True}},
    )
    with store.writing("T1") as session:
        surveys.add_survey(session, "T1", KEPT)
        surveys.add_survey(session, "T1", private)
    with store.reading() as session:
        assert surveys.any_survey(session, "T1", "s2") == private
        assert [s.id for s in surveys.visible_surveys(session, "T1", "U9", "C9")] == ["s1"]
        assert {s.id for s in surveys.visible_surveys(session, "T1", "U9", "C1")} == {"s1", "s2"}
        assert {s.id for s in surveys.visible_surveys(session, "T1", "U1")} == {"s1", "s2"}
        assert surveys.visible_surveys(session, "T2", "U1") == ()
        assert surveys.get_survey(session, "T1", "s2", "U9", "C1").id == "s2"
        for person, channel, workspace in (("U9", "C9", "T1"), ("U9", None, "T1"), ("U1", "C1", "T2")):
            with pytest.raises(NotFound):
                surveys.get_survey(session, workspace, "s2", person, channel)


def test_answers_go_at_their_date_and_not_before(store: Store) -> None:
    understood, data = pack(survey())
    with store.writing("T1") as session:
        surveys.add_survey(
            session, "T1", replace(KEPT, understood=understood, corrections={"Q3": {"out": True}})
        )
        surveys.keep_answers(session, "T1", "s1", data, micros(NOW))
        loaded = surveys.load_survey(session, "T1", "s1")
        assert "Q3" not in loaded.answers
        assert loaded.question("Q3").type is QuestionType.METADATA
        assert surveys.kept_until(session, "T1", "s1") == NOW
        assert not surveys.delete_answers(session, "T1", "s1", micros(NOW) - 1)
        assert surveys.has_answers(session, "T1", "s1")
        assert surveys.delete_answers(session, "T1", "s1", micros(NOW))
        assert not surveys.delete_answers(session, "T1", "s1", micros(NOW))
        with pytest.raises(NotFound, match="retention date"):
            surveys.load_survey(session, "T1", "s1")
        assert surveys.any_survey(session, "T1", "s1").understood["respondents"] == 3


def test_runs_charts_and_ratings(store: Store) -> None:
    run = KeptRun("r1", "s1", "U1", RunState.RUNNING, Wish((Base.NEEDS, Base.VALUE), None), NOW)
    with store.writing("T1") as session:
        surveys.save_run(session, "T1", run)
        assert surveys.running(session, "T1", "s1") == ("r1",)
        assert surveys.run_state(session, "T1", "r1") is RunState.RUNNING
        surveys.save_run(session, "T1", replace(run, state=RunState.CANCELLED))
        assert surveys.running(session, "T1", "s1") == ()
        assert surveys.runs_of(session, "T1", "s1") == (replace(run, state=RunState.CANCELLED),)
        assert surveys.run_state(session, "T2", "r1") is None
        with pytest.raises(NotFound):
            surveys.get_run(session, "T2", "r1")
        surveys.keep_charts(session, "T1", "r1", [("sizes", "bars", b"\x89PNG")])
        assert surveys.charts_of(session, "T1", "r1") == (("sizes", "bars", b"\x89PNG"),)
        surveys.rate(session, "T1", "r1", 2, Target("b", 1, 2, 3), "U1")
        surveys.rate(session, "T1", "r1", 2, Target("b", 4, 5, 5), "U2")
        assert surveys.ratings(session, "T1", "r1") == {2: (4, 5, 5)}


def test_approved_quotes_take_the_place_of_earlier_ones_and_stay_in_their_workspace(store: Store) -> None:
    first, second = (
        Quote("0.a", "Why?", "because of 🚆 <trains>"),
        Quote("7.a", "Why?", "for no reason at all"),
    )
    with store.writing() as session:
        quotes.keep_quotes(session, "T1", "r1", 2, (second, first), "U1", NOW)
        quotes.keep_quotes(session, "T2", "r1", 2, (first,), "U1", NOW)
        quotes.keep_quotes(session, "T1", "r1", 3, (first,), "U1", NOW)
        assert quotes.quotes_of(session, "T1", "r1") == {2: (second, first), 3: (first,)}
        quotes.keep_quotes(session, "T1", "r1", 2, (first,), "U1", NOW)
        quotes.keep_quotes(session, "T1", "r1", 3, (), "U1", NOW)
        assert quotes.quotes_of(session, "T1", "r1") == {2: (first,)}
        assert quotes.quotes_of(session, "T2", "r1") == {2: (first,)}


def test_free_texts_are_read_without_the_other_answers(store: Store) -> None:
    meaning, answers = pack(survey())
    with store.writing() as session:
        surveys.add_survey(session, "T1", replace(KEPT, understood=meaning))
        surveys.keep_answers(session, "T1", "s1", answers, micros(NOW))
        texts = quotes.texts_of(session, "T1", "s1")
        assert list(texts.answers.columns) == ["Q6"]
        assert list(texts.answers["Q6"].dropna()) == ["because", "为什么 ü"]
