"""Worth, the ideal customer profile and the team's rating of targets."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from bot.errors import BadInput
from bot.facets import Base
from bot.personas.value.ideal import IdealCustomer, ideal_customer, visible_questions
from bot.personas.value.target import Target, parse_rating, target_table
from bot.personas.value.worth import SegmentWorth, rank_by_worth, value_columns, worth_values
from bot.survey.survey import Question, QuestionType, Survey

IMPORTANT = ("Not important", "Slightly", "Fairly", "Very", "Essential")


def customers(n: int = 400, telling: bool = True, seed: int = 0) -> tuple[Survey, list[int]]:
    """Two segments; where `telling`, large companies with a Mac are mostly segment 1, which spends more."""
    rng = np.random.default_rng(seed)
    size = rng.integers(0, 4, n)
    mac = rng.random(n) < 0.4
    chance = np.where((size >= 2) & mac, 0.85, 0.15) if telling else np.full(n, 0.35)
    segment = np.where(rng.random(n) < chance, 1, 2)
    spend = np.where(segment == 1, rng.gamma(4, 50, n), rng.gamma(2, 20, n))
    answers = pd.DataFrame(
        {
            "size": pd.Series(size, dtype="Int16"),
            "os": pd.Series(pd.Categorical(np.where(mac, "Mac", "Windows"), categories=["Mac", "Windows"])),
            "spend": spend,
            "offline": pd.Series(np.where(segment == 1, 4, 1), dtype="Int16"),
            "need::0": pd.Series(rng.random(n) < np.where(segment == 1, 0.7, 0.2), dtype="boolean"),
            "need::1": pd.Series(rng.random(n) < 0.1, dtype="boolean"),
        }
    )
    sizes = ("1 to 10", "11 to 50", "51 to 200", "Over 200")
    questions = (
        Question("size", "Company size", QuestionType.ORDINAL, (0,), sizes, base=Base.FIRMOGRAPHIC),
        Question(
            "os",
            "Which computer?",
            QuestionType.SINGLE_CHOICE,
            (1,),
            ("Mac", "Windows"),
            base=Base.TECHNOGRAPHIC,
        ),
        Question("spend", "What did you spend last year?", QuestionType.NUMERIC, (2,), base=Base.VALUE),
        Question(
            "offline", "How important is offline?", QuestionType.ORDINAL, (3,), IMPORTANT, base=Base.NEEDS
        ),
        Question(
            "need",
            "What do you need?",
            QuestionType.MULTI_CHOICE,
            (4, 5),
            ("Offline", "Fax"),
            base=Base.NEEDS,
        ),
    )
    return Survey("plain", None, ",", n, questions, (), (), answers), [int(s) for s in segment]


def test_few_answers_are_not_shown_in_numbers():
    survey, _ = customers(30)
    few = [1] * 4 + [2] * 26
    worth = rank_by_worth(worth_values(survey, "spend"), few, {1: "Tiny", 2: "Rest"})
    assert [one.name for one in worth] == ["Rest", "Tiny"]
    assert worth[1].per_head is None


def test_segments_are_ranked_by_worth_per_head_and_in_total():
    survey, segments = customers()
    assert value_columns(survey)[0].question == "spend"
    values = worth_values(survey, "spend")
    ranked = rank_by_worth(values, segments, {1: "Studios", 2: "Hobby"}, seed=3)
    again = rank_by_worth(values, segments, {1: "Studios", 2: "Hobby"}, seed=3)
    assert ranked == again
    studios = next(one for one in ranked if one.name == "Studios")
    mask = np.array(segments) == 1
    assert studios.per_head == pytest.approx(values[mask].mean())
    assert studios.total == pytest.approx(values[mask].sum())
    assert studios.per_head_low < studios.per_head < studios.per_head_high
    assert studios.total_low < studios.total < studios.total_high
    assert sum(one.share_of_total for one in ranked) == pytest.approx(1)
    assert SegmentWorth.from_json(json.loads(json.dumps(studios.to_json()))) == studios
    with pytest.raises(ValueError, match="assignments"):
        rank_by_worth(values, segments[:-1], {1: "a"})


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (("Under 50 €", "50–100 €", "Over 1,000 €"), [50, 75, 1000]),
        (("Nothing", "1 to 5", "6 to 10"), [0, 3, 8]),
        (("Free", "Pro", "Enterprise"), [1, 2, 3]),
        (("1.000", "2.500,50"), [1000, 2500.5]),
    ],
)
def test_bands_count_by_their_middle_and_plans_by_their_step(options, values):
    column = pd.DataFrame({"q": pd.Series([*range(len(options)), pd.NA], dtype="Int16")})
    question = Question("q", "Plan", QuestionType.ORDINAL, (0,), options)
    survey = Survey("plain", None, ",", len(column), (question,), (), (), column)
    worth = worth_values(survey, "q")
    assert worth[:-1].tolist() == values
    assert np.isnan(worth[-1])


def test_worth_needs_a_question_with_numbers():
    survey, _ = customers(30)
    for question in ("os", "gone"):
        with pytest.raises(BadInput):
            worth_values(survey, question)


def test_the_ideal_customer_shows_before_they_buy():
    survey, segments = customers()
    assert [question.id for question in visible_questions(survey)] == ["size", "os"]
    ideal = ideal_customer(survey, segments, {1: "Studios"})
    assert ideal.told_apart
    conditions = {trait.condition for trait in ideal.rules[0].traits}
    assert conditions == {"51 or more", "Mac"}
    assert ideal.lift_low > 1.2
    assert ideal.rules[0].share > 0.7
    assert ideal.segments == ("Studios",)
    assert "times as likely to be one of them as anybody" in ideal.words
    assert IdealCustomer.from_json(json.loads(json.dumps(ideal.to_json()))) == ideal
    assert ideal_customer(survey, segments, {1: "Studios"}) == ideal


def test_or_they_cannot_be_told_apart():
    survey, segments = customers(telling=False, seed=1)
    ideal = ideal_customer(survey, segments, {1: "Studios"})
    assert not ideal.told_apart
    assert ideal.words.startswith("They cannot be told apart")
    assert ideal.rules == ()
    few, some = customers(30)
    assert "fewer than 20" in ideal_customer(few, some, {1: "Studios"}).words
    assert "did not ask" in ideal_customer(survey, segments, {1: "S"}, leave_out={"size", "os"}).words
    assert not ideal_customer(survey, [None] * 400, {1: "S"}).told_apart


def test_missing_answers_and_unsure_people_do_no_harm():
    survey, segments = customers()
    answers = survey.answers.copy()
    answers.loc[::3, "size"] = pd.NA
    answers.loc[::4, "os"] = None
    survey = Survey("plain", None, ",", 400, survey.questions, (), (), answers)
    unsure = [None if i % 5 == 0 else s for i, s in enumerate(segments)]
    assert ideal_customer(survey, unsure, {1: "Studios"}).told_apart


def test_a_target_is_rated_from_one_to_five():
    table = target_table([Target("Hobby", 1, 5, 2), Target("Studios", 5, 3, 4)])
    assert table == (
        ("Segment", "Fit", "Reach", "Value", "Sum"),
        ("Studios", "5", "3", "4", "12"),
        ("Hobby", "1", "5", "2", "8"),
    )
    assert Target.from_json(Target("a", 1, 2, 3).to_json()) == Target("a", 1, 2, 3)
    assert parse_rating(" 4/5 ", "fit") == 4
    for wrong in ("6", "0", "", "good", "3.5"):
        with pytest.raises(BadInput):
            parse_rating(wrong, "fit")
    for wrong in (0, 6, True, 2.5):
        with pytest.raises(BadInput):
            Target("a", wrong, 1, 1)
