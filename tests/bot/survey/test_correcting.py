"""Corrections: a question taken for another type, for another base, or left out."""

from __future__ import annotations

import pandas as pd
import pytest

from bot.facets import Base
from bot.survey.correcting import allowed_types, corrected
from bot.survey.survey import Question, QuestionType, Survey

T = QuestionType


def survey(question: Question, column: object) -> Survey:
    """A survey with this question and its column."""
    frame = pd.DataFrame({question.id: column})
    return Survey("generic", None, None, len(frame), (question,), (), (), frame)


def test_codes_taken_for_choices_become_numbers() -> None:
    codes = Question("Q1", "Age", T.SINGLE_CHOICE, (0,), ("18", "25", "40"))
    before = survey(codes, pd.Categorical(["18", "40", None], categories=["18", "25", "40"]))
    after = corrected(before, {"Q1": {"type": "numeric", "base": "demographic"}})
    assert after.question("Q1").type is T.NUMERIC
    assert after.question("Q1").base is Base.DEMOGRAPHIC
    assert after.question("Q1").missing == 1
    assert after.answers["Q1"].dropna().tolist() == [18.0, 40.0]
    assert before.answers["Q1"].dtype == "category", "what was read stays"


def test_choices_in_words_become_a_scale_and_a_scale_becomes_choices() -> None:
    words = Question("Q1", "How much?", T.SINGLE_CHOICE, (0,), ("low", "high"))
    scale = corrected(
        survey(words, pd.Categorical(["high", None, "low"], categories=["low", "high"])),
        {"Q1": {"type": "ordinal"}},
    )
    assert scale.answers["Q1"].dtype == "Int16"
    assert scale.answers["Q1"].dropna().tolist() == [1, 0]
    back = corrected(scale, {"Q1": {"type": "single_choice"}})
    assert back.answers["Q1"].dropna().tolist() == ["high", "low"]
    assert list(back.answers["Q1"].cat.categories) == ["low", "high"]
    numbers = corrected(scale, {"Q1": {"type": "numeric"}})
    assert numbers.answers["Q1"].dropna().tolist() == [2.0, 1.0]


def test_few_numbers_become_choices_and_many_stay() -> None:
    few = Question("Q1", "How many?", T.NUMERIC, (0,))
    after = corrected(survey(few, [10.0, 2.0, float("nan"), 10.0]), {"Q1": {"type": "single_choice"}})
    assert after.question("Q1").options == ("2", "10")
    assert after.question("Q1").missing == 1
    many = corrected(survey(few, [float(n) for n in range(100)]), {"Q1": {"type": "ordinal"}})
    assert many.question("Q1").type is T.NUMERIC


def test_a_question_left_out_has_no_answers_any_more() -> None:
    several = Question("Q1", "Which ones?", T.MULTI_CHOICE, (0, 1), ("x", "y"))
    other = Question("Q10", "How many?", T.NUMERIC, (2,))
    frame = pd.DataFrame({"Q1::0": [True], "Q1::1": [False], "Q10": [1.0]})
    before = Survey("generic", None, None, 1, (several, other), (), (), frame)
    after = corrected(before, {"Q1": {"out": True}})
    assert list(after.answers.columns) == ["Q10"]
    assert after.question("Q1").type is T.METADATA


@pytest.mark.parametrize("kind", list(QuestionType))
def test_every_type_may_stay_what_it_is(kind: QuestionType) -> None:
    assert allowed_types(Question("Q1", "?", kind, (0,), ("a", "b")))[0] is kind


def test_what_cannot_be_done_is_not_done() -> None:
    several = Question("Q1", "Which ones?", T.MULTI_CHOICE, (0,), ("x",))
    before = survey(several, [True])
    assert corrected(before, {"Q1": {"type": "numeric"}}).question("Q1") == several
    assert corrected(before, {"Q9": {"out": True}}).questions == before.questions
