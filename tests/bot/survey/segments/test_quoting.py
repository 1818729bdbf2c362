"""Which of the respondents' texts can be offered as quotes, and which may hold a name."""

from __future__ import annotations

import pandas as pd
import pytest

from bot.survey.reading.words.personal import MASK
from bot.survey.segments.quoting import candidates, may_hold_a_name
from bot.survey.survey import Question, QuestionType, Survey
from tests.bot.survey.segments.made import segmentation


def survey(texts: list[str | None]) -> Survey:
    """A survey with one free text."""
    question = Question("Q1", "What annoys you?", QuestionType.OPEN_TEXT, (0,))
    frame = pd.DataFrame({"Q1": pd.array(texts, dtype="string")})
    return Survey("generic", None, None, len(texts), (question,), (), (), frame)


def test_only_the_segments_own_people_are_quoted_each_once() -> None:
    texts: list[str | None] = [f"I always wait for the train number {n}" for n in range(20)]
    texts[1] = texts[0]
    result = segmentation([1] * 10 + [2] * 10)
    found = candidates(survey(texts), result, result.segments[0])
    assert [c.text for c in found] == [texts[0], *texts[2:10]]
    assert len({c.key for c in found}) == len(found)


@pytest.mark.parametrize(
    "text", [None, "", "no", "Too short", "word " * 80, f"Please write to {MASK} about it"]
)
def test_what_says_nothing_or_was_masked_is_not_offered(text: str | None) -> None:
    result = segmentation([1] * 10 + [2] * 10)
    assert candidates(survey([text] * 20), result, result.segments[0]) == ()


def test_a_segment_under_five_is_not_quoted() -> None:
    result = segmentation([1] * 16 + [2] * 4)
    texts = [f"I always wait for the train number {n}" for n in range(20)]
    assert candidates(survey(list(texts)), result, result.segments[1]) == ()


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("We ask Karen every time the printer jams", True),
        ("Anna never answers the phone in the evening", True),
        ("The form goes to mrs miller and back", False),
        ("The form goes to Mrs. Miller and back", True),
        ("My boss Quackenbush wants it on paper", True),
        ("I lose half a day. Then I start again on Monday with my iPhone", False),
        ("It takes far too long until everything is backed up", False),
        ("WHY IS IT SO SLOW ON TRAINS", False),
    ],
)
def test_texts_that_may_hold_a_name_are_marked(text: str, is_named: bool) -> None:
    assert may_hold_a_name(text) is is_named
