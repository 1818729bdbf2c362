"""How widespread needs are, with small groups left out; and the export that says so."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.survey.kept import KeptSurvey, SurveyState
from bot.survey.segments.drawing import charts
from bot.survey.segments.exporting import markdown
from bot.survey.segments.needs import needs_of, needs_rows
from tests.bot.survey.segments.made import segmentation

NEEDS = (("Offline", 0.7), ("Sharing", 0.4))
KEPT = KeptSurvey(
    "s1", "F1", "a|b.csv", "C1", False, "U1", SurveyState.READ, datetime(2026, 3, 1, tzinfo=UTC)
)


def test_each_need_is_told_for_everybody_and_each_segment() -> None:
    result = segmentation([1] * 20 + [2] * 10, NEEDS)
    assert needs_rows(result) == (
        ("What do you need? Offline", "70 % (60–80 %)", "50 %", "50 %"),
        ("What do you need? Sharing", "40 % (30–50 %)", "50 %", "50 %"),
    )


def test_groups_under_five_are_left_out() -> None:
    small = segmentation([1] * 20 + [2] * 10 + [3] * 4, NEEDS)
    assert [share is None for share in needs_of(small)[0].segments] == [False, False, True]
    two = segmentation([1] * 20 + [2] * 4, NEEDS)
    assert all(share is None for share in needs_of(two)[0].segments), "the rest would follow by subtraction"


def test_a_chart_shows_them_with_and_without_segments() -> None:
    drawn = dict(charts(segmentation([1] * 20 + [2] * 10, NEEDS), "a.csv"))
    assert "Offline: 1. Kind 1 50 %, 2. Kind 2 50 %" in drawn["needs"].alt
    alone = dict(charts(segmentation([0] * 30, NEEDS), "a.csv"))
    assert "Offline: Everybody 70 %" in alone["needs"].alt


def test_the_text_holds_needs_all_answers_and_approved_quotes() -> None:
    text = markdown(KEPT, segmentation([1] * 20 + [2] * 10, NEEDS), {2: ["I <wait> for trains"]})
    assert "| What do you need? Offline | 70 % (60–80 %) | 50 % | 50 % |" in text
    assert "## All answers" in text
    assert text.count("> I \\<wait\\> for trains") == 1
    assert "a\\|b.csv" in text
