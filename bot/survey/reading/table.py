"""A table as it stands in a file: columns of text, each distinct text held once.

Every later step works on a column's distinct texts, not on its cells, so a file with half a million rows costs little
more than one with a thousand where people chose among options.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEAD_ROWS = 60
BATCH = 4_000
_TRIM = " \t\r\n\xa0\u200b\u3000\ufeff"


class Column:
    """One column: `texts` are its distinct cells, `codes` (int32, one for each row) point into them, -1 for an
    empty cell.
    """

    def __init__(self, texts: list[str], codes: NDArray[np.int32]) -> None:
        self.texts = texts
        self.codes = codes

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How often each distinct text occurs."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    @cached_property
    def filled(self) -> int:
        """How many cells are not empty."""
        return int((self.codes >= 0).sum())

    @cached_property
    def tally(self) -> dict[str, int]:
        """Each text that occurs, with how often, in the order of first appearance."""
        counts = self.counts
        return {text: int(counts[at]) for at, text in enumerate(self.texts) if counts[at]}

    def at(self, row: int) -> str:
        """The text of one cell, "" where it is empty."""
        code = int(self.codes[row])
        return self.texts[code] if code >= 0 else ""

    def rows(self, keep: NDArray[np.bool_]) -> Column:
        """This column with the rows marked True only."""
        return Column(self.texts, self.codes[keep])

    def mapped(self, mapping: dict[str, str]) -> Column:
        """This column with texts exchanged; "" empties a cell."""
        texts: dict[str, int] = {}
        move = np.empty(len(self.texts) + 1, dtype=np.int32)
        move[-1] = -1
        for at, text in enumerate(self.texts):
            new = mapping.get(text, text)
            move[at] = texts.setdefault(new, len(texts)) if new else -1
        return Column(list(texts), move[self.codes])


@dataclass
class Table:
    """A file's cells. `head`: the first rows as lists; `columns`: all rows, the first ones too, until `skip` drops them.

    `labels`: value labels of a column by position (SPSS); `names`: variable names where they are no row of the file.
    `warnings`: warning word → count, or 0 where nothing is counted.
    """

    head: list[list[str]]
    columns: list[Column]
    row_count: int
    encoding: str | None = None
    delimiter: str | None = None
    warnings: dict[str, int] = field(default_factory=dict)
    labels: dict[int, dict[str, str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    sheet: str = ""
    spss: bool = False
    sets: dict[str, list[str]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns the file has."""
        return len(self.columns)

    def header(self, row: int) -> list[str]:
        """One of the first rows, as wide as the table."""
        cells = self.head[row] if row < len(self.head) else []
        return (cells + [""] * self.width)[: self.width]

    def keep(self, rows: NDArray[np.bool_]) -> None:
        """Drops the rows marked False."""
        self.columns = [column.rows(rows) for column in self.columns]
        self.row_count = int(rows.sum())


class _Codes(dict[str, int]):
    """Raw cell → code; cells not met before get the next code of their trimmed text."""

    def __init__(self) -> None:
        super().__init__({"": -1})
        self.texts: dict[str, int] = {}

    def __missing__(self, cell: str) -> int:
        text = cell.strip(_TRIM)
        code = self.texts.setdefault(text, len(self.texts)) if text else -1
        self[cell] = code
        return code


class Gatherer:
    """Collects rows of text into columns, batch by batch, so that a large file is never held as lists of cells."""

    def __init__(self) -> None:
        self.head: list[list[str]] = []
        self.count = 0
        self._codes: list[_Codes] = []
        self._parts: list[list[NDArray[np.int32]]] = []
        self._batch: list[Sequence[str]] = []

    def add(self, row: Sequence[str]) -> None:
        """Takes one row; short rows are filled up with empty cells."""
        self._batch.append(row)
        if len(self._batch) >= BATCH:
            self.take(self._batch)
            self._batch = []

    def extend(self, rows: Iterable[Sequence[str]]) -> None:
        """Takes many rows."""
        for row in rows:
            self.add(row)

    def take(self, batch: Sequence[Sequence[str]]) -> None:
        """Takes a batch of rows at once."""
        if not batch:
            return
        if len(self.head) < HEAD_ROWS:
            self.head.extend(
                [cell.strip(_TRIM) for cell in row] for row in batch[: HEAD_ROWS - len(self.head)]
            )
        width = max(map(len, batch))
        while len(self._codes) < width:
            self._codes.append(_Codes())
            self._parts.append([np.full(self.count, -1, dtype=np.int32)] if self.count else [])
        known = len(self._codes)
        if min(map(len, batch)) != known:
            batch = [row if len(row) == known else [*row, *[""] * (known - len(row))] for row in batch]
        size = len(batch)
        for codes, parts, cells in zip(self._codes, self._parts, zip(*batch, strict=True), strict=True):
            parts.append(np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=size))
        self.count += size

    def table(self) -> Table:
        """What was collected."""
        self.take(self._batch)
        self._batch = []
        columns = []
        for codes, parts in zip(self._codes, self._parts, strict=True):
            columns.append(
                Column(list(codes.texts), np.concatenate(parts) if parts else np.empty(0, dtype=np.int32))
            )
            codes.clear()
        return Table(self.head, columns, self.count)
