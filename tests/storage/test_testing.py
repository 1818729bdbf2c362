"""Tests of lines and what was said to match are kept, go with their lines, and are emptied when they are over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotFound
from bot.facets import Base
from bot.survey.survey import Question, QuestionType
from bot.survey.testing.batch import LineTest, TestState
from bot.survey.testing.matches import Match
from bot.survey.testing.remembered import OURS, Remembered
from storage import testing
from storage.store import Store
from tests.bot.personas.cast import NOON

QUESTION = Question("Q1", "Do you travel?", QuestionType.ORDINAL, (3,), ("No", "Yes"), base=Base.NEEDS)
MATCH = Match("l1", "Q1", ("Yes",), reversed=True, probability=0.8, reason="Both speak of “travel”.")
RANGE = Match("l2", "Q1", low=3.0)
TEST = LineTest(
    "t1",
    "p1",
    "s1",
    "U1",
    TestState.CHOOSING,
    NOON,
    ("l1", "l2", "l3"),
    (QUESTION,),
    {"l1": (MATCH,), "l2": (RANGE, MATCH), "l3": ()},
    {"l1": MATCH, "l2": RANGE, "l3": None},
    "everybody who answered",
    "V1",
)


def test_a_test_comes_back_as_it_was_and_is_emptied_when_it_is_over(store: Store) -> None:
    with store.writing("T1") as session:
        testing.save_test(session, "T1", TEST)
    with store.reading() as session:
        assert testing.get_test(session, "T1", "t1") == TEST
        with pytest.raises(NotFound):
            testing.get_test(session, "T2", "t1")
    with store.writing("T1") as session:
        testing.save_test(session, "T1", replace(TEST, state=TestState.DONE))
    with store.reading() as session:
        over = testing.get_test(session, "T1", "t1")
        assert (over.state, over.lines, over.proposals, over.choices) == (TestState.DONE, TEST.lines, {}, {})


def test_what_was_said_takes_the_place_of_what_was_said_before(store: Store) -> None:
    def said(line: str, survey: str, match: Match | None, hours: int = 0) -> Remembered:
        return Remembered(line, survey, "a.csv", "Do you travel?", match, "U1", NOON + timedelta(hours=hours))

    with store.writing("T1") as session:
        testing.remember(session, "T1", "p1", [said("l1", "s1", MATCH), said("l2", OURS, RANGE, 1)])
        testing.remember(session, "T1", "p1", [said("l1", "s1", None, 2)])
    with store.reading() as session:
        assert testing.remembered(session, "T1", "p1") == (
            said("l1", "s1", None, 2),
            said("l2", OURS, RANGE, 1),
        )
        assert testing.remembered(session, "T2", "p1") == ()
        assert testing.remembered(session, "T1", "p2") == ()


def test_what_was_said_goes_with_a_line_to_another_persona(store: Store) -> None:
    said = Remembered("l1", "s1", "a.csv", "Do you travel?", MATCH, "U1", NOON)
    with store.writing("T1") as session:
        testing.remember(session, "T1", "p1", [said, replace(said, line="l9", match=None)])
        testing.carry_matches(session, "T1", "p1", "p2", {"l1": "new"})
    with store.reading() as session:
        assert testing.remembered(session, "T1", "p2") == (
            replace(said, line="new", match=replace(MATCH, line="new")),
        )
