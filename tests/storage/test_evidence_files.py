"""Interviews, feedback files and worth of segments come back as they were, and stay with those who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import NotFound
from bot.evidence.feedback.kept import FeedbackAbout, KeptFeedback
from bot.evidence.feedback.themes import Theme
from bot.evidence.feedback.trend import Trend
from bot.evidence.interviews.kept import InterviewState, KeptInterview, KeptQuote, Pending, Stand, Take
from bot.evidence.interviews.quotes import ProposedLine, Quote, QuoteMatch
from bot.personas.value.report import value_report
from storage import feedback, interviews, segment_value
from storage.store import Store
from tests.bot.personas.cast import NOON
from tests.bot.personas.test_value import customers

TRAINS = Quote("Participant 1", "I edit on trains – “always” 🚆", 3)
BACKUPS = Quote("Participant 2", "Backups take hours.", 7)
PENDING = Pending(
    (TRAINS, BACKUPS),
    (QuoteMatch(TRAINS, "l1", False, 0.91), QuoteMatch(BACKUPS, "l2", True, 0.5)),
    (ProposedLine("pains", BACKUPS),),
    {"0": Stand.FOR, "1": Stand.NEITHER},
    {"0": Take.PAIN},
)
TALK = KeptInterview(
    "i1", "F1", "C1", True, "U1", InterviewState.ASKING, NOON, NOON + timedelta(days=30),
    "p1", "C2", date(2026, 3, 12), 2, 3, 0, "Only one speaker is named.", PENDING,
)  # fmt: skip
SAID = KeptQuote("i1", "p1", "l1", "Participant 3", TRAINS.text, False, 0.91, date(2026, 3, 12))
THEME = Theme(
    "Sync is slow", "pains", 21, 80, 0.2625, 0.18, 0.37, ("It is “slow”.",),
    Trend(((date(2026, 1, 1), 3, 40), (date(2026, 2, 1), 18, 40)), 0.375, 0.004, "rising"), 1.6, 1.2, 2.0, 4.1,
)  # fmt: skip
REVIEWS = KeptFeedback(
    "f1", "F2", "reviews.csv", "C1", True, "U1", NOON, NOON + timedelta(days=180),
    FeedbackAbout(80, 2, 80, "Text", "Date", "Stars", (1.0, 5.0), ((0, "p1", "l1", False),)), (THEME,),
)  # fmt: skip


def test_an_interview_comes_back_as_it_was_and_its_file_is_kept_once(store: Store) -> None:
    with store.writing("T1") as session:
        assert interviews.add_interview(session, "T1", TALK)
        assert not interviews.add_interview(session, "T1", replace(TALK, id="i2")), "the same file"
        assert interviews.add_interview(session, "T2", replace(TALK, id="i9")), "of another workspace"
    with store.reading() as session:
        assert interviews.get_interview(session, "T1", "i1") == TALK
        assert interviews.interviews_of(session, "T1", ["p1"]) == (TALK,)
        assert interviews.interviews_of(session, "T1", [], "U1") == (TALK,)
        assert interviews.interviews_of(session, "T1", ["p2"], "U2") == ()
        assert interviews.next_participant(session, "T1", "p1") == 5
        with pytest.raises(NotFound):
            interviews.get_interview(session, "T2", "i1")
    over = replace(TALK, state=InterviewState.HEARD, pending=Pending(), held=None)
    with store.writing("T1") as session:
        interviews.save_interview(session, "T1", over)
    with store.reading() as session:
        assert interviews.get_interview(session, "T1", "i1") == over


def test_confirmed_quotes_keep_their_order_lose_their_words_and_still_count(store: Store) -> None:
    second = replace(SAID, line="l2", text="Backups", against=True)
    with store.writing("T1") as session:
        interviews.add_interview(session, "T1", TALK)
        interviews.add_quotes(session, "T1", [SAID, second])
        interviews.add_quotes(session, "T2", [replace(SAID, text="of others")])
    with store.reading() as session:
        assert interviews.quotes_of(session, "T1", "p1") == (SAID, second)
        assert interviews.personas_quoting(session, "T1", "i1") == ("p1",)
    with store.writing("T1") as session:
        assert interviews.empty_quotes(session, "T1", "i1")
        assert not interviews.empty_quotes(session, "T1", "i1")
        assert interviews.quotes_of(session, "T1", "p1") == (replace(SAID, text=""), replace(second, text=""))
        interviews.remove_interview(session, "T1", "i1")
        assert interviews.quotes_of(session, "T1", "p1") == ()
        assert len(interviews.quotes_of(session, "T2", "p1")) == 1


def test_a_feedback_file_is_seen_in_its_channel_by_its_owner_and_nowhere_else(store: Store) -> None:
    with store.writing("T1") as session:
        feedback.save_feedback(session, "T1", REVIEWS)
        feedback.save_feedback(session, "T1", replace(REVIEWS, id="f2", file="F3", private=False))
    with store.reading() as session:
        assert feedback.any_feedback(session, "T1", "f1") == REVIEWS
        for person, channel in (("U1", None), ("U1", "C9"), ("U2", "C1")):
            assert feedback.get_feedback(session, "T1", "f1", person, channel) == REVIEWS
        assert feedback.get_feedback(session, "T1", "f2", "U2", "C9").id == "f2"
        for workspace, person, channel in (("T1", "U2", "C9"), ("T1", "U2", None), ("T2", "U1", "C1")):
            with pytest.raises(NotFound):
                feedback.get_feedback(session, workspace, "f1", person, channel)
    with store.writing("T1") as session:
        feedback.save_feedback(session, "T1", REVIEWS.without_words())
        assert not feedback.any_feedback(session, "T1", "f1").has_words
        assert feedback.any_feedback(session, "T1", "f1").themes[0].count == 21


def test_worth_of_segments_comes_back_as_it_was_in_its_workspace(store: Store) -> None:
    survey, segments = customers(80)
    names = {1: "Studios – “big”", 2: "Hobby"}
    report = value_report(survey, segments, names)
    with store.writing("T1") as session:
        segment_value.keep_report(session, "T1", "r1", value_report(survey, segments, names, best=[2]), NOON)
        segment_value.keep_report(session, "T1", "r1", report, NOON)
    with store.reading() as session:
        assert segment_value.report_of(session, "T1", "r1") == report
        assert segment_value.report_of(session, "T2", "r1") is None
        assert segment_value.report_of(session, "T1", "r2") is None
