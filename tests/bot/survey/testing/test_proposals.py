"""Guesses which question speaks for a line, and a questionnaire for the lines that none speaks for."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from bot.nouns import Polarity
from bot.survey.survey import Question, QuestionType
from bot.survey.testing.findings import check_lines
from bot.survey.testing.first_person import first_person
from bot.survey.testing.matches import Match, says_so
from bot.survey.testing.proposals import agreeing, propose_matches
from bot.survey.testing.questionnaire import Asked, as_csv, as_markdown, questionnaire
from bot.survey.testing.wording import wording_similarity
from tests.bot.survey.testing.surveys import AGREE, line, mixed_survey, survey


def test_wording_finds_the_question_and_the_option():
    lines = [
        line("a", "always carries a laptop"),
        line("b", "edits photos on the go"),
        line("c", "loves cheese"),
    ]
    found = {match.line: match for match in propose_matches(lines, mixed_survey())}
    assert found["a"].question == "Q4"
    assert found["a"].options == ("Laptop",)
    assert found["b"].question == "Q2"
    assert found["b"].options == ("Agree", "Strongly agree")
    assert "c" not in found
    assert "photos" in found["b"].reason


def test_a_denying_line_is_matched_the_other_way_round():
    denied = line("a", "does not use a laptop", polarity=Polarity.NEG)
    (match,) = propose_matches([denied], mixed_survey())
    assert match.reversed
    assert "denies" in match.reason


def test_a_number_in_the_line_becomes_a_range():
    made = mixed_survey()
    for text, low, high in (
        ("is 28 to 40 years old", 28, 40),
        ("at most 30 years old", None, 30),
        ("at least 50 years old", 50, None),
    ):
        (match,) = propose_matches([line("a", text)], made, similar=_sure_of("How old are you?"))
        assert (match.question, match.low, match.high) == ("Q3", low, high)
    (match,) = propose_matches(
        [line("a", "is under 35 years old")], made, similar=_sure_of("How old are you?")
    )
    assert match.high < 35 < match.high + 1e-9


def _sure_of(text):
    return lambda lines, texts: np.array([[0.9 if text in other else 0.0 for other in texts] for _ in lines])


def test_bands_of_numbers_are_read_as_numbers():
    bands = ("Under 25", "25–34", "35–44", "45–59", "60 or older")
    import pandas as pd

    made = survey(
        {"Q1": pd.Series([0, 1, 2, 3, 4], dtype="Int16")},
        [Question("Q1", "How old are you?", QuestionType.ORDINAL, (0,), bands)],
    )
    sure = _sure_of("How old are you?")
    for text, wanted in (
        ("is under 35", bands[:2]),
        ("is at least 45", bands[3:]),
        ("is 25 to 44 years old", bands[1:3]),
        ("likes old things", None),
    ):
        found = propose_matches([line("a", text)], made, similar=sure)
        assert (found[0].options if found else None) == wanted


def test_steps_that_are_no_rating_are_options_of_their_own():
    import pandas as pd

    steps = ("School", "Bachelor degree", "Doctorate", "Other")
    made = survey(
        {"Q1": pd.Series([0, 1, 2], dtype="Int16")},
        [Question("Q1", "Education", QuestionType.ORDINAL, (0,), steps)],
    )
    (match,) = propose_matches([line("a", "has a bachelor degree")], made)
    assert match.options == ("Bachelor degree",)


def test_who_wrote_another_answer_was_asked():
    import pandas as pd

    column = pd.Series(pd.Categorical(["A", None, "A", None], categories=["A", "B"]))
    made = survey(
        {"Q1": column, "Q1::other0": pd.Series([None, "C", None, None], dtype="string")},
        [Question("Q1", "Which?", QuestionType.SINGLE_CHOICE, (0,), ("A", "B"), (1,))],
    )
    says, asked = says_so(Match("a", "Q1", ("A",)), made)
    assert (int(says.sum()), int(asked.sum())) == (2, 3)


def test_meaning_is_used_where_it_is_handed_in():
    similar = _sure_of("Phone")
    (match,) = propose_matches([line("a", "works away from the desk")], mixed_survey(), similar=similar)
    assert (match.question, match.options) == ("Q4", ("Phone",))
    assert match.probability > 0.9


def test_a_guess_can_be_counted_as_it_is():
    lines = [
        line(str(i), text)
        for i, text in enumerate(("laptop", "photos on the go", "price", "speed", "plan B"))
    ]
    made = mixed_survey()
    guesses = propose_matches(lines, made, each=3)
    assert guesses
    assert len(check_lines(lines, guesses, made)) == len(lines)


def test_a_shape_that_does_not_fit_is_a_defect():
    with pytest.raises(ValueError, match="shape"):
        propose_matches([line("a")], mixed_survey(), similar=lambda a, b: np.zeros((1, 1)))


@pytest.mark.parametrize(
    ("labels", "end"),
    [
        (AGREE, AGREE[3:]),
        (AGREE[::-1], AGREE[::-1][:2]),
        (("1", "2", "3", "4"), ("3", "4")),
        (("Nie", "Selten", "Manchmal", "Oft", "Immer"), ("Oft", "Immer")),
        (
            ("Very important", "Important", "Neutral", "Unimportant", "Not at all important"),
            ("Very important", "Important"),
        ),
        (("only one",), ("only one",)),
    ],
)
def test_the_agreeing_end_of_a_scale_is_found(labels, end):
    assert agreeing(labels) == end


def test_wording_is_a_cosine():
    alike = wording_similarity(["edits photos", ""], ["editing a photo", "cheese", ""])
    assert alike.shape == (2, 3)
    assert alike[0, 0] > 0.8
    assert alike[0, 1] == 0
    assert wording_similarity([], ["a"]).shape == (0, 1)


@pytest.mark.parametrize(
    ("told", "turned"),
    [
        ("Edits photos on trains without wifi", "I edit photos on trains without wifi"),
        ("has two kids and worries about money", "I have two kids and worry about money"),
        (
            "They don't trust clouds and are proud of their craft",
            "I don't trust clouds and am proud of my craft",
        ),
        ("never calls support", "I never call support"),
        ("can't work offline", "I can't work offline"),
        ("Doesn’t read manuals", "I don't read manuals"),
        ("manages their own books.", "I manage my own books"),
    ],
)
def test_a_line_is_told_in_the_first_person(told, turned):
    assert first_person(told) == turned


@pytest.mark.parametrize(
    "line_text",
    [
        "Prices are too high",
        "often prints the photos",
        "is proud of her craft",
        "sends clients their photos",
        "Writes in chat first, phones only when an event is running",
        "the owner signs",
        "bearbeitet Fotos im Zug",
        "trains without wifi",
        "",
        "???",
        "always",
    ],
)
def test_what_cannot_surely_be_told_so_is_left_alone(line_text):
    assert first_person(line_text) is None


def test_each_untested_line_and_gap_becomes_one_question():
    lines = [
        line("a", "Edits photos on trains without wifi"),
        line("b", "Lightroom, an old iPhone and a MacBook", "tools"),
        line("c", "Within the hour on a wedding day", "response"),
        line("d", "Mostly 28 to 40", "traits"),
        line("e", "edits photos on trains without wifi."),
    ]
    asked = questionnaire(lines, ["which persona needs offline mode?", "What is the sales cycle?", " "])
    assert [question.line for question in asked] == ["a", "b", "c", "d", None, None]
    assert [question.id for question in asked] == ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
    assert (
        asked[0].text == "How much do you agree with this sentence? “I edit photos on trains without wifi.”"
    )
    assert asked[1].options == ("Lightroom", "An old iPhone", "A MacBook", "None of these")
    assert "“Within the hour on a wedding day”" in asked[2].text
    assert asked[4].text == "How important is this to you: “offline mode”?"
    for question in asked:
        assert Asked.from_json(json.loads(json.dumps(question.to_json()))) == question


def test_the_files_hold_every_question_and_no_formula():
    asked = questionnaire([line("a", "likes cheese"), line("b", "x, y", "tools")], ["=1+1"])
    text = as_markdown(asked, "Riskiest *lines*")
    assert text.startswith("# Riskiest \\*lines\\*")
    assert all(f"{number}. **" in text for number in (1, 2, 3))
    rows = list(csv.reader(io.StringIO(as_csv(asked))))
    assert len({len(row) for row in rows}) == 1
    assert rows[1][2] == "scale"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert as_csv([]).startswith("id,question")


def test_answers_to_our_own_question_speak_for_the_line():
    (question,) = questionnaire([line("a", "likes cheese")])
    import pandas as pd

    made = survey(
        {"Q1": pd.Series([4, 3, 0, 4, 4] * 10, dtype="Int16")},
        [Question("Q1", question.text, QuestionType.ORDINAL, (0,), question.options)],
    )
    (finding,) = check_lines([line("a")], [question.match()], made)
    assert finding.group.count == 40
