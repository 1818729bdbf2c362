"""Kinds of questions: answers become codes and come back as words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bot.errors import BadInput
from bot.survey.segmenting.encoding import encode, learn_kinds
from bot.survey.segmenting.kinds import KINDS, Kind, kind_from_json
from bot.survey.survey import Question, QuestionType
from tests.bot.survey.segmenting.made import survey_of, three_kinds


def learnt(question: Question, answers: pd.DataFrame) -> Kind:
    kind = KINDS[question.type].learn(question, answers)
    assert kind is not None
    return kind


def test_every_kind_survives_being_stored_and_encodes_the_same() -> None:
    frame, _ = three_kinds()
    survey = survey_of(frame)
    kinds = learn_kinds(survey)
    assert {kind.name for kind in kinds} == {"scale", "choice", "options", "amount"}
    for kind in kinds:
        again = kind_from_json(kind.to_json())
        assert np.array_equal(again.encode(survey.answers), kind.encode(survey.answers))
        assert again.to_json() == kind.to_json()
        for part, what in enumerate(kind.parts):
            assert kind.scores(part).shape[0] == len(what.levels)
            assert kind.scores(part, dispersion=True).shape[0] == len(what.levels)
    codes = encode(kinds, survey.answers).codes
    assert codes.shape == (240, sum(len(kind.parts) for kind in kinds))


def test_rare_options_are_pooled_and_unknown_ones_join_them() -> None:
    values = ["a"] * 60 + ["b"] * 50 + [f"rare {i}" for i in range(9)]
    question = Question("Q", "Which?", QuestionType.SINGLE_CHOICE, (0,), tuple(sorted(set(values))))
    kind = learnt(question, pd.DataFrame({"Q": pd.Categorical(values)}))
    assert kind.parts[0].levels == ("a", "b", "other")
    assert kind.encode_one("B ") == [1]
    assert kind.encode_one("never seen") == [2]
    assert kind.encode_one("") == [-1]


def test_amounts_are_cut_into_eighths_and_few_values_are_steps() -> None:
    question = Question("Q", "How much?", QuestionType.NUMERIC, (0,))
    many = learnt(question, pd.DataFrame({"Q": np.arange(800.0)}))
    assert len(many.parts[0].levels) == 8
    assert many.encode_one("799") == [7]
    assert np.bincount(many.encode(pd.DataFrame({"Q": np.arange(800.0)}))[:, 0]).tolist() == [100] * 8
    few = learnt(question, pd.DataFrame({"Q": [0.0, 1.0, 10.0] * 20}))
    assert few.parts[0].levels == ("0", "1", "10")
    with pytest.raises(BadInput, match="not a number"):
        few.encode_one("much")


def test_rankings_count_what_was_left_out_as_last() -> None:
    question = Question("Q", "Best first", QuestionType.RANKING, (0, 1, 2), ("speed", "price", "looks"))
    answers = pd.DataFrame(
        {
            "Q::0": pd.array([1, 2, 1, pd.NA] * 10, dtype="Int16"),
            "Q::1": pd.array([2, 1, pd.NA, pd.NA] * 10, dtype="Int16"),
            "Q::2": pd.array([pd.NA, pd.NA, 2, pd.NA] * 10, dtype="Int16"),
        }
    )
    kind = learnt(question, answers)
    assert kind.encode(answers)[:4].tolist() == [[0, 1, 2], [1, 0, 2], [0, 2, 1], [-1, -1, -1]]
    assert kind.encode_one(["price", "speed"]) == [1, 0, 2]
    assert kind.encode_one("price; speed") == [1, 0, 2]


def test_words_say_the_end_of_a_scale() -> None:
    question = Question("Q", "Agree?", QuestionType.ORDINAL, (0,), ("no", "maybe", "yes"))
    kind = learnt(question, pd.DataFrame({"Q": pd.array([0, 1, 2] * 10, dtype="Int16")}))
    assert {claim.words for claim in kind.claims()} == {"maybe or more", "no", "yes", "maybe or less"}
    with pytest.raises(BadInput, match="none of the answers"):
        kind.encode_one("perhaps")
