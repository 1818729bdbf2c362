"""Names of segments: short, different, in the survey's own words, and true."""

from __future__ import annotations

import pytest

from bot.survey.segmenting.naming import MOST, flag_questions, propose_names, speaking_questions
from bot.survey.segmenting.result import Distinctive
from bot.survey.survey import Question, QuestionType

RIDE = "How important are these when you rent a bicycle? [{}]"
LONG = "Which of the following describes best how you come to work on most days?"


def said(question: str, text: str, option: str, effect: float = 1.0) -> Distinctive:
    return Distinctive(question, option, 0.8, 0.3, None, effect, text)


def choice(id_: str, text: str, *options: str, kind: QuestionType = QuestionType.SINGLE_CHOICE) -> Question:
    return Question(id_, text, kind, (0,), options)


def test_no_colon_chains_the_words_of_a_matrix_with_its_answer() -> None:
    found = [
        said("q1", RIDE.format("Light frame"), "Very important or more", 1.4),
        said("q2", "What is your age?", "under 37"),
    ]
    assert propose_names([found], set()) == [
        "Light frame (Very important or more) · What is your age? (under 37)"
    ]


def test_what_was_answered_alike_is_said_once() -> None:
    found = [said(n, RIDE.format(n), "Very important or more") for n in ("Light frame", "Good brakes")]
    assert propose_names([found], set()) == ["Light frame + Good brakes (Very important or more)"]


def test_a_long_question_keeps_both_ends_and_a_long_answer_its_bound() -> None:
    text = "How likely are you to recommend our bicycles to a friend who lives in town?"
    answer = "Neither especially likely nor especially unlikely or less"
    (name,) = propose_names([[said("q1", text, answer)]], set())
    assert name.startswith("How likely are … ")
    assert "lives in town?" in name
    assert name.endswith(" or less)"), "without its bound it would be another claim"


def test_an_answer_whose_words_need_no_cutting_goes_before_a_little_stronger_one() -> None:
    found = [said("q1", LONG, "By bicycle", 1.2), said("q2", "The lanes are safe.", "Agree or more", 1.0)]
    assert propose_names([found], set())[0].startswith("The lanes are safe (Agree or more)")
    far = [said("q1", LONG, "By bicycle", 2.4), said("q2", "The lanes are safe.", "Agree or more", 1.0)]
    assert propose_names([far], set())[0].startswith("Which of the … ")


def test_names_are_different_and_no_longer_than_they_need_to_be() -> None:
    one = [said("q1", "Plan", "free"), said("q2", "Seats", "1–9"), said("q3", "Region", "North")]
    two = [said("q1", "Plan", "free"), said("q2", "Seats", "1–9"), said("q4", "Region", "South")]
    names = propose_names([one, two, two], set())
    assert len(set(names)) == 3
    assert names[0] == "Plan (free) · Seats (1–9)"
    assert all(len(name) <= MOST for name in names)


def test_what_is_true_or_false_is_named_by_what_it_is_about() -> None:
    questions = (
        choice("q1", "own_bicycle", "True", "False"),
        choice("q2", "helmet", "0", "1"),
        choice("q3", "Do you ride at night?", "Yes", "No"),
    )
    assert flag_questions(questions) == {"q1", "q2"}
    found = [said("q1", "own_bicycle", "True"), said("q2", "helmet", "0", 0.9)]
    assert propose_names([found], set(), flag_questions(questions)) == ["own_bicycle · not helmet"]


def test_choices_speak_for_themselves_only_where_no_other_question_offers_them() -> None:
    questions = (
        choice("q1", LONG, "By bicycle", "By train", "Other"),
        choice("q2", "Where do you keep your bicycle at night?", "North side", "South side"),
        choice("q3", "Where do you keep it during the day?", "North side", "Cellar"),
        choice("q4", "Do you own more than one bicycle today?", "Yes", "No"),
        choice("q5", "What do you carry?", "Child seat", "Tools", kind=QuestionType.MULTI_CHOICE),
    )
    assert speaking_questions(questions) == {"q1", "q5"}
    found = [said("q1", LONG, "By bicycle"), said("q2", questions[1].text, "North side", 0.9)]
    (name,) = propose_names([found], speaking_questions(questions))
    assert name == "By bicycle · Where do you keep your bicycle at night? (North side)"


def test_a_rank_is_no_chain_and_numbering_is_no_part_of_a_name() -> None:
    found = [
        said("q1", "7. Rank these", "Price: place 4 or later"),
        said("q2", "3. It is safe.", "Agree or more"),
    ]
    assert propose_names([found], {"q1"}) == ["Price (place 4 or later) · It is safe (Agree or more)"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("30 - 44 or more", "30 or more"),
        ("50–249 or less", "249 or less"),
        ("$25,000 to $49,999 or less", "$49,999 or less"),
        ("2-3 times a week or more", "2 times a week or more"),
        ("2-3 times a week", "2-3 times a week"),
        ("4 or more", "4 or more"),
        ("Level 2 - advanced or more", "Level 2 - advanced or more"),
    ],
)
def test_a_range_and_what_is_beyond_it_has_one_end(answer: str, words: str) -> None:
    assert propose_names([[said("q1", "Size", answer)]], set()) == [f"Size ({words})"]
