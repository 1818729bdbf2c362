"""A question while it is being understood: which columns, which type, what each column stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.survey.reading.kinds import Kind
from bot.survey.survey import QuestionType


@dataclass
class Mark:
    """One option's column in a multiple choice: texts that mean chosen. `rank`: text → rank, in a ranking."""

    position: int
    option: str
    chosen: frozenset[str] = frozenset()
    ranks: dict[str, int] = field(default_factory=dict)


@dataclass
class Draft:
    """A question being understood. `kind` for one column; `marks` for options spread over columns; `by_place`: a ranking
    whose columns are places and whose cells are items; `joined_at`: the column of joined answers beside or
    instead of marks.
    """

    id: str
    text: str
    type: QuestionType
    columns: list[int]
    options: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    other_columns: list[int] = field(default_factory=list)
    kind: Kind | None = None
    marks: list[Mark] = field(default_factory=list)
    by_place: bool = False
    joined_at: int | None = None
    block: str = ""
    item: str = ""
