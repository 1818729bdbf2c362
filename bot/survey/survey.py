"""A survey as it is understood after reading: typed questions and the clean answers of its respondents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.facets import Base

if TYPE_CHECKING:
    import pandas as pd


class QuestionType(StrEnum):
    """What kind of answers a question has."""

    SINGLE_CHOICE = "single_choice"
    MULTI_CHOICE = "multi_choice"
    ORDINAL = "ordinal"
    NUMERIC = "numeric"
    NPS = "nps"
    RANKING = "ranking"
    OPEN_TEXT = "open_text"
    DATE = "date"
    IDENTIFIER = "identifier"
    PERSONAL = "personal"
    METADATA = "metadata"


@dataclass(frozen=True)
class Question:
    """One question of a survey.

    `columns` and `other_columns` are 0-based positions in the file; `other_columns` hold "Other (please specify)" texts.
    `options`: labels of a choice or of a scale in order, the items of a ranking; codes where the file has codes only.
    `missing`: respondents without an answer. `base`: the guessed (or corrected) segmentation model, None where none fits.
    `set_aside`: answers given that are no option on the scale ("Don't know", "N/A"); they count as missing.
    """

    id: str
    text: str
    type: QuestionType
    columns: tuple[int, ...]
    options: tuple[str, ...] = ()
    other_columns: tuple[int, ...] = ()
    missing: int = 0
    base: Base | None = None
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """A survey after reading, free of personal data.

    `answers` has one row for each respondent in file order (RangeIndex), and only columns of questions that carry
    answers (single_choice, multi_choice, ordinal, numeric, nps, ranking, open_text, date), named:

    - single_choice: `<id>`, pandas category whose categories are the question's options (in order);
    - ordinal: `<id>`, Int16 positions in `options` (0 = first), <NA> = missing;
    - numeric, nps: `<id>`, float64, NaN = missing;
    - multi_choice: `<id>::<i>` for option i, boolean (nullable), <NA> for respondents who were not asked or skipped all;
    - ranking: `<id>::<i>` for item i, Int16 rank (1 = first), <NA> = not ranked;
    - open_text: `<id>`, string; "Other" texts: `<id>::other<j>` for column j of `other_columns`, and `<id>::written`
      for texts written among the options themselves (Google Forms), whose writers are not missing;
    - date: `<id>`, datetime64.

    `weights`: one positive float for each respondent where the file has a weight column, else None.
    `warnings`: words of docs/COMMAND-LINE.md, with ":n" where something was counted.
    """

    source_format: str
    encoding: str | None
    delimiter: str | None
    respondents: int
    questions: tuple[Question, ...]
    personal_columns: tuple[int, ...]
    warnings: tuple[str, ...]
    answers: pd.DataFrame
    weights: pd.Series | None = None
    title: str = ""
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def holds_texts(self) -> bool:
        """Whether people wrote something of their own, so that it could be read as feedback at all."""
        return any(question.type is QuestionType.OPEN_TEXT for question in self.questions)

    def question(self, question_id: str) -> Question:
        """The question with this id; raises KeyError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)
