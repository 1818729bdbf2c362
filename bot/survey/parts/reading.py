"""One part of a file: its texts, then its typed answers as the whole file is understood."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.survey.parts.cutting import Part
from bot.survey.reading import noticing
from bot.survey.reading.answers import Answers
from bot.survey.reading.delimited import read_records
from bot.survey.reading.drafts import Draft
from bot.survey.reading.formats import lay_out
from bot.survey.reading.layout import Layout, Role
from bot.survey.reading.limits import Limits
from bot.survey.reading.parquet import read_parquet
from bot.survey.reading.pipeline import ids_of, raw_weights, refuse_what_is_no_survey
from bot.survey.reading.questions import understand
from bot.survey.reading.refusals import refused
from bot.survey.reading.table import Column, Table
from bot.survey.reading.words.amounts import number, uses_decimal_comma
from bot.survey.reading.words.nonanswers import is_blank, is_missing_number
from bot.survey.survey import QuestionType

if TYPE_CHECKING:
    import pandas as pd

WEIGHTS = "::weights"
MOST_TEXTS = 50_000
"""Different texts of a column that are told; more are numbers, free texts or identifiers, which need no list."""
SHOWN_OF_SILENT = 500
_MODELLED = frozenset(
    {
        QuestionType.SINGLE_CHOICE,
        QuestionType.MULTI_CHOICE,
        QuestionType.ORDINAL,
        QuestionType.NUMERIC,
        QuestionType.NPS,
        QuestionType.RANKING,
    }
)
_NUMBERS = (QuestionType.NUMERIC, QuestionType.NPS)


@dataclass
class Outline:
    """What the beginning of a file says of all its parts. `head`: its first rows; `width`: its columns."""

    layout: Layout
    head: list[list[str]]
    width: int
    limits: Limits


@dataclass
class Told:
    """The texts of one column and how often each occurs, in order of appearance; `filled`: cells that are not empty."""

    texts: list[str]
    counts: list[int]
    filled: int


@dataclass
class Understood:
    """How every part is read: the questions, their ids, the weight column, and which columns write 3,5 for 3.5."""

    outline: Outline
    drafts: list[Draft]
    ids: list[str]
    weight: int | None
    commas: dict[int, bool]


@dataclass
class Typed:
    """The typed answers of one part, laid out like `Survey.answers` (modelled questions only); missing answers and
    shown options by question id."""

    frame: pd.DataFrame
    missing: dict[str, int]
    options: dict[str, tuple[str, ...]]


class Counted(Column):
    """A column whose counts are those of the whole file, though only some of its rows are here."""

    def __init__(
        self, texts: list[str], codes: NDArray[np.int32], counts: Sequence[int], filled: int
    ) -> None:
        super().__init__(texts, codes)
        self.__dict__["counts"] = np.asarray(counts, dtype=np.int64)
        self.__dict__["filled"] = filled

    def mapped(self, mapping: dict[str, str]) -> Column:
        """With texts exchanged, their counts added up."""
        moved = super().mapped(mapping)
        counts = dict.fromkeys(moved.texts, 0)
        for text, times in zip(self.texts, self.counts, strict=True):
            new = mapping.get(text, text)
            if new:
                counts[new] += int(times)
        return Counted(moved.texts, moved.codes, list(counts.values()), self.filled)


def outline_of(part: Part, limits: Limits) -> Outline:
    """From the first part of a file. Raises SurveyRefused."""
    table = _open(part, limits)
    if not table.row_count or not table.width:
        raise refused("empty")
    layout = lay_out(table)
    refuse_what_is_no_survey(table, layout)
    return Outline(layout, table.head, table.width, limits)


def tell(part: Part, outline: Outline) -> tuple[int, list[Told]]:
    """(respondents, the texts of each column) of a part."""
    table = _rows(part, outline)
    return table.row_count, [
        _told(table.columns[at], at in _silent(outline.layout)) for at in range(outline.width)
    ]


def together(told: Sequence[Sequence[Told]]) -> list[Told]:
    """The texts of all parts, column by column, in order of first appearance."""
    columns = []
    for pieces in zip(*told, strict=True):
        counts: dict[str, int] = {}
        for piece in pieces:
            for text, times in zip(piece.texts, piece.counts, strict=True):
                if text in counts or len(counts) < MOST_TEXTS:
                    counts[text] = counts.get(text, 0) + times
        columns.append(Told(list(counts), list(counts.values()), sum(piece.filled for piece in pieces)))
    return columns


def understand_all(part: Part, outline: Outline, told: Sequence[Told]) -> Understood:
    """The questions, from the first part with the counts of all. Raises SurveyRefused."""
    table = _rows(part, outline)
    columns: list[Column] = []
    commas = {}
    for at, (column, whole) in enumerate(zip(table.columns, told, strict=True)):
        place = {text: position for position, text in enumerate(whole.texts)}
        move = np.array([place.get(text, -1) for text in column.texts] + [-1], dtype=np.int32)
        columns.append(Counted(whole.texts, move[column.codes], whole.counts, whole.filled))
        if len(whole.texts) >= MOST_TEXTS:
            commas[at] = uses_decimal_comma(whole.texts[:600])
    table.columns = columns
    layout = copy.deepcopy(outline.layout)
    for entry in layout.fields:
        entry.labels = None  # the texts are labels already
    drafts, weights = understand(table, layout)
    return Understood(outline, drafts, ids_of(drafts), weights[0] if weights else None, commas)


def type_part(part: Part, known: Understood) -> Typed:
    """The typed answers of a part: what nobody asks for when segments are sought stays out."""
    table = _rows(part, known.outline)
    answers = Answers(table, known.outline.layout.missing)
    missing, options = {}, {}
    for draft, key in zip(known.drafts, known.ids, strict=True):
        if draft.type not in _MODELLED:
            continue
        own = copy.deepcopy(draft)
        if own.type in _NUMBERS and own.columns[0] in known.commas:
            _more_numbers(own, table.columns[own.columns[0]], known.commas[own.columns[0]])
        missing[key] = answers.add(own, key)
        options[key] = tuple(own.options)
    if known.weight is not None:
        answers.columns[WEIGHTS] = raw_weights(table, known.weight)
    for name, column in answers.columns.items():
        if name.rpartition("::")[2].startswith(("other", "written")):
            answers.columns[name] = _that_something_is_there(column)
    return Typed(answers.frame(), missing, options)


def _that_something_is_there(column: Any) -> Any:
    """Instead of what somebody wrote, that they wrote: all that counting needs, in a byte or two."""
    import pandas as pd

    return pd.arrays.BooleanArray(np.ones(len(column), dtype=bool), np.asarray(pd.isna(column)))


def _more_numbers(draft: Draft, column: Column, comma: bool) -> None:
    """Numbers of this part that were too many to be listed, read by the same rule."""
    assert draft.kind is not None
    known, aside = draft.kind.numbers, set(draft.kind.aside)
    for text in column.texts:
        if text in known or text in aside or is_blank(text) or is_missing_number(text):
            continue
        value = number(text, comma)
        if value is not None:
            known[text] = value


def _open(part: Part, limits: Limits) -> Table:
    path = Path(part.path)
    if part.text is None:
        return read_parquet(path, limits, range(part.start, part.end), header=part.first)
    with path.open("rb") as file:
        file.seek(part.start)
        data = file.read(part.end - part.start)
    return read_records(data, part.text.decoding, part.text.delimiter, limits)


def _rows(part: Part, outline: Outline) -> Table:
    """The respondents of a part, with as many columns as the file has, labels in the place of codes."""
    table = _open(part, outline.limits)
    table.head = outline.head
    empty = np.full(table.row_count, -1, dtype=np.int32)
    table.columns = [*table.columns, *(Column([], empty) for _ in range(outline.width - table.width))]
    table.columns = table.columns[: outline.width]
    noticing.leave_out(table, outline.layout, part.first, part.last)
    for entry in outline.layout.fields:
        if entry.labels:
            labels = {code: label for code, label in entry.labels.items() if label}
            table.columns[entry.position] = table.columns[entry.position].mapped(labels)
    return table


def _told(column: Column, is_silent: bool) -> Told:
    tally = column.tally
    texts = list(tally)[: SHOWN_OF_SILENT if is_silent else MOST_TEXTS]
    return Told(texts, [tally[text] for text in texts], column.filled)


def _silent(layout: Layout) -> set[int]:
    """Columns that are no answers: of these a few texts are enough to see what they are."""
    return {e.position for e in layout.fields if e.role in (Role.PERSONAL, Role.IDENTIFIER, Role.IGNORED)}


def rows_of(typed: Typed) -> int:
    """How many respondents a part has."""
    return len(typed.frame)


def facts_of(typed: Typed) -> tuple[int, list[str], dict[str, int], dict[str, tuple[str, ...]]]:
    """(respondents, columns, missing answers, options) of a part."""
    return len(typed.frame), [str(name) for name in typed.frame.columns], typed.missing, typed.options


def column_of(typed: Typed, name: str) -> Any:
    """One column of a part; nothing in it where other parts alone have it."""
    import pandas as pd

    if name in typed.frame:
        return typed.frame[name]
    return pd.Series(pd.NA, index=typed.frame.index, dtype="boolean")
