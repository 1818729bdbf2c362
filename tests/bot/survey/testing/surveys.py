"""Small surveys, made by hand, for the tests of this room."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bot.nouns import Line, Polarity
from bot.survey.survey import Question, QuestionType, Survey

AGREE = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")


def line(id: str, text: str = "", facet: str = "needs", polarity: Polarity = Polarity.POS) -> Line:
    return Line(id, facet, text or id, polarity)


def survey(
    columns: dict[str, pd.Series], questions: list[Question], weights: pd.Series | None = None
) -> Survey:
    answers = pd.DataFrame(columns)
    return Survey("plain", "utf-8", ",", len(answers), tuple(questions), (), (), answers, weights)


def ticked(share_of_rows: list[tuple[bool | None, int]], id: str = "Q1", option: str = "Offline") -> Survey:
    """A survey of one multi-select question with one option: [(True, 41), (False, 46)]."""
    values = [value for value, times in share_of_rows for _ in range(times)]
    column = pd.Series(values, dtype="boolean")
    question = Question(id, "What do you need?", QuestionType.MULTI_CHOICE, (0,), (option,))
    return survey({f"{id}::0": column}, [question])


def mixed_survey() -> Survey:
    """Six people, one question of each kind."""
    return survey(
        {
            "Q1": pd.Series(pd.Categorical(["A", "B", "A", None, "C", "A"], categories=["A", "B", "C"])),
            "Q2": pd.Series([0, 3, 4, pd.NA, 2, 4], dtype="Int16"),
            "Q3": pd.Series([20.0, 35.0, np.nan, 40.0, 28.0, 61.0]),
            "Q4::0": pd.Series([True, False, pd.NA, False, True, False], dtype="boolean"),
            "Q4::1": pd.Series([False, True, pd.NA, False, True, False], dtype="boolean"),
            "Q5::0": pd.Series([1, 2, pd.NA, 3, 1, pd.NA], dtype="Int16"),
            "Q5::1": pd.Series([2, 1, pd.NA, 1, pd.NA, pd.NA], dtype="Int16"),
            "Q5::2": pd.Series([3, 3, pd.NA, 2, 2, pd.NA], dtype="Int16"),
            "Q6": pd.Series(["a", None, "b", "c", None, "d"], dtype="string"),
            "Q7": pd.Series([10.0, 9.0, 3.0, np.nan, 8.0, 0.0]),
        },
        [
            Question("Q1", "Which plan do you have?", QuestionType.SINGLE_CHOICE, (0,), ("A", "B", "C")),
            Question("Q2", "I edit photos on the go", QuestionType.ORDINAL, (1,), AGREE),
            Question("Q3", "How old are you?", QuestionType.NUMERIC, (2,)),
            Question(
                "Q4", "Which devices do you use?", QuestionType.MULTI_CHOICE, (3, 4), ("Laptop", "Phone")
            ),
            Question("Q5", "Rank what matters", QuestionType.RANKING, (5, 6, 7), ("Price", "Speed", "Help")),
            Question("Q6", "What else?", QuestionType.OPEN_TEXT, (8,)),
            Question("Q7", "Would you recommend us?", QuestionType.NPS, (9,)),
            Question("Q8", "Your name", QuestionType.PERSONAL, (10,)),
            Question("Q9", "Dropped question", QuestionType.NUMERIC, (11,)),
        ],
    )
