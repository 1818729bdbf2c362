"""What a survey tool's format says about a table, before any answer is looked at: which row is what, which column
belongs where.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.survey.reading.table import Table
from bot.survey.survey import QuestionType


class Role(StrEnum):
    """What a column is for, as far as the format knows."""

    ANSWER = "answer"
    METADATA = "metadata"
    IDENTIFIER = "identifier"
    PERSONAL = "personal"
    OTHER = "other"
    WEIGHT = "weight"
    IGNORED = "ignored"


@dataclass
class Field:
    """What is known of one column.

    `name`: the file's own id; `text`: the wording; columns with the same `block` were asked together, `stem` is
    their common
    wording and `item` what each adds ("" for the column that holds the joined answers of a block). `joined`: what
    separates several answers in one cell, where the tool always writes the same. `hint`: a type the tool itself tells.
    """

    position: int
    name: str
    text: str
    block: str = ""
    stem: str = ""
    item: str = ""
    role: Role = Role.ANSWER
    joined: str = ""
    hint: QuestionType | None = None
    labels: dict[str, str] | None = None


@dataclass
class Rule:
    """A column whose values say something of the row, by a test on the cell's text."""

    position: int
    test: Callable[[str], bool]


@dataclass
class Layout:
    """A table as its format lays it out. `body`: the first row with answers; `preview`, `unfinished`: any rule that holds
    marks the row; `coded`: choices are numbers without labels; `spaced`: several choices stand in a cell with
    spaces; `missing`: further texts that mean "no answer".
    """

    source: str
    fields: list[Field]
    body: int = 1
    preview: list[Rule] = field(default_factory=list)
    unfinished: list[Rule] = field(default_factory=list)
    coded: bool = False
    spaced: bool = False
    missing: frozenset[str] = frozenset()
    title: str = ""
    warnings: dict[str, int] = field(default_factory=dict)


class Format(Protocol):
    """One survey tool's way of exporting. A new tool is one new module in `formats/` with these two functions."""

    def recognise(self, table: Table) -> float:
        """How sure it is that the table comes from this tool, 0 to 1."""
        ...

    def lay_out(self, table: Table) -> Layout:
        """The table's layout in this tool's conventions."""
        ...
