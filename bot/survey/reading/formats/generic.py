"""Plain tables from anywhere: title rows above the header, one header row or two, any way of writing "question -
item".
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import (
    adopt_joined,
    base_fields,
    group,
    group_by_separators,
    in_brackets,
    mark_others,
)
from bot.survey.reading.layout import Field, Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.amounts import number


def recognise(table: Table) -> float:
    """Always a little: it takes what nobody else does."""
    return 0.05


def header_row(table: Table) -> int:
    """Which of the first rows holds the headers: the first that is as widely filled as the rows below and made of
    words.
    """
    filled = [sum(1 for cell in row if cell) for row in table.head]
    if not filled:
        return 0
    widest = max(filled[:30])
    for row, count in enumerate(filled[:30]):
        if count >= max(2, 0.6 * widest) or (count == widest and count):
            return row
    return 0


def two_rows(table: Table, row: int) -> bool:
    """Whether a second header row stands under the first: the first leaves cells empty that the second fills with
    words.
    """
    if row + 2 >= len(table.head):
        return False
    top, below = table.header(row), table.header(row + 1)
    width = max((at for at, cell in enumerate(top) if cell), default=0) + 1
    gaps = [at for at in range(len(top)) if not top[at] and below[at]]
    runs = [at for at in gaps if at and at < width + 60]
    if len(runs) < 2 or sum(1 for at in runs if number(below[at]) is not None) > len(runs) * 0.3:
        return False
    sample = [table.header(at) for at in range(row + 2, min(len(table.head), row + 12))]
    return all(below[at] not in {cells[at] for cells in sample} or len(below[at]) > 2 for at in runs[:5])


def merged(top: list[str], below: list[str]) -> list[Field]:
    """Fields of a two-row header: the upper cell reaches to the right until the next filled one."""
    fields = base_fields([first or second for first, second in zip(top, below, strict=True)])
    stem = ""
    start = 0
    for at, entry in enumerate(fields):
        if top[at]:
            stem, start = top[at].strip(), at
        if (stem and below[at] and entry.role is Role.ANSWER) or (stem and not top[at] and below[at]):
            entry.role = Role.ANSWER
            entry.block, entry.stem, entry.item = f"{stem}#{start}", stem, below[at].strip()
            entry.text = f"{stem} - {below[at].strip()}"
    sizes: dict[str, int] = {}
    for entry in fields:
        sizes[entry.block] = sizes.get(entry.block, 0) + 1
    for entry in fields:
        if entry.block and sizes[entry.block] == 1:
            entry.text, entry.block, entry.item = entry.stem, "", ""
    return fields


def cut_headers(fields: list[Field]) -> None:
    """Finds blocks among one-row headers by brackets and separators."""
    group(fields, lambda entry: in_brackets(entry.text, 0))
    group_by_separators(fields, weak=False)
    group(fields, _words_in_brackets)
    group_by_separators(fields)
    adopt_joined(fields)
    mark_others(fields)


def _words_in_brackets(entry: Field) -> tuple[str, str] | None:
    """ "question (item)", unless what is in brackets holds numbers, as "(0 to 10)" does."""
    found = in_brackets(entry.text, 1)
    return None if found is None or re.search(r"\d", found[1]) else found


def lay_out(table: Table) -> Layout:
    """The layout of a plain table."""
    row = header_row(table)
    headers = table.header(row)
    warnings: dict[str, int] = {}
    if row:
        warnings["title_rows"] = row
    title = next((cell for head in table.head[:row] for cell in head if cell), "")
    if two_rows(table, row):
        fields, body = merged(headers, table.header(row + 1)), row + 2
    else:
        fields, body = base_fields(headers), row + 1
        cut_headers(fields)
    named = [header for header in headers if header]
    values = [number(header) for header in named]
    if (
        named
        and sum(value is not None for value in values) >= max(2, 0.8 * len(named))
        and values != [float(at) for at in range(1, len(named) + 1)]
    ):
        warnings["no_header"] = 0
    return Layout("generic", fields, body, title=title, warnings=warnings)
