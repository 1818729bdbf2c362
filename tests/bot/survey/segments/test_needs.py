"""How widespread needs are, with small groups left out; and the export that says so."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.survey.kept import KeptSurvey, SurveyState
from bot.survey.segments.drawing import charts, levels_of
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
        ("Offline", "70 % (60–80 %)", "50 %", "50 %"),
        ("Sharing", "40 % (30–50 %)", "50 %", "50 %"),
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
    assert "| Offline | 70 % (60–80 %) | 50 % | 50 % |" in text
    assert "## All answers" in text
    assert text.count("> I \\<wait\\> for trains") == 1
    assert "a\\|b.csv" in text


def test_words_of_a_scale_and_of_amounts_take_in_their_levels() -> None:
    scale = ("Not", "Little", "Very")
    assert levels_of(scale, "Little") == [1]
    assert levels_of(scale, "Little or more") == [1, 2]
    assert levels_of(scale, "Little or less") == [0, 1]
    amounts = ("under 10", "10 to under 20", "20 or more")
    assert levels_of(amounts, "20 or more") == [2]
    assert levels_of(amounts, "10 or more") == [1, 2]
    assert levels_of(amounts, "under 20") == [0, 1]
    ranks = ("Price: 1", "Price: 2", "Speed: 1", "Speed: 2")
    assert levels_of(ranks, "Price: 1 or more") == [0, 1]
    assert levels_of(scale, "something else") == []
