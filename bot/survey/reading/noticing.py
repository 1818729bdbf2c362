"""What is worth telling about a file's rows: previews, totals and blanks to leave out; unfinished, repeated,
unthinking ones to warn of.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from bot.survey.reading.drafts import Draft
from bot.survey.reading.layout import Layout, Rule
from bot.survey.reading.table import Column, Table
from bot.survey.reading.words.amounts import number
from bot.survey.reading.words.headers import TOTAL
from bot.survey.reading.words.nonanswers import is_blank
from bot.survey.reading.words.personal import is_phone
from bot.survey.reading.words.plain import plain
from bot.survey.survey import QuestionType

Rows = np.ndarray[Any, np.dtype[np.bool_]]
_ANSWERS = {
    QuestionType.SINGLE_CHOICE,
    QuestionType.MULTI_CHOICE,
    QuestionType.ORDINAL,
    QuestionType.NUMERIC,
    QuestionType.NPS,
    QuestionType.RANKING,
    QuestionType.OPEN_TEXT,
    QuestionType.DATE,
}


def holds(rule: Rule, column: Column) -> Rows:
    """The rows whose cell passes a rule's test."""
    move = np.array([rule.test(text) for text in column.texts] + [rule.test("")], dtype=bool)
    return np.asarray(move[column.codes])


def leave_out(table: Table, layout: Layout, first: bool = True, last: bool = True) -> dict[str, int]:
    """Drops header, blank, total and preview rows; returns how many of each kind (headers not counted).

    `first`, `last`: whether the table holds the beginning and the end of the file.
    """
    rows = table.row_count
    keep = np.ones(rows, dtype=bool)
    if first:
        keep[: layout.body] = False
    filled = np.zeros(rows, dtype=np.int32)
    for column in table.columns:
        filled += column.codes >= 0
    blank = keep & (filled == 0)
    keep &= ~blank
    totals = 0
    ending = np.flatnonzero(keep)[-6:] if last else np.empty(0, dtype=np.intp)
    for row in reversed(ending.tolist()):
        if not _is_total(table, row, layout.body if first else -1):
            break
        keep[row] = False
        totals += 1
    preview = np.zeros(rows, dtype=bool)
    for rule in layout.preview:
        preview |= holds(rule, table.columns[rule.position])
    preview &= keep
    keep &= ~preview
    repeated = _repeated_headers(table, layout) & keep
    keep &= ~repeated
    table.keep(keep)
    counts = {"blank_rows": int(blank.sum()), "summary_row": totals, "preview_rows": int(preview.sum())}
    return {word: count for word, count in counts.items() if count}


def _is_total(table: Table, row: int, body: int) -> bool:
    """Whether a row near the end sums up the others: it begins with "Total" or the like and holds few other words."""
    cells = [column.at(row) for column in table.columns]
    filled = [cell for cell in cells if cell]
    if row <= body or not filled:
        return False
    words = [cell for cell in filled[:2] if plain(cell.rstrip(":").split("=")[0]) in TOTAL]
    if not words:
        return False
    numbers = sum(number(cell) is not None or plain(cell) in TOTAL for cell in filled)
    return numbers >= 0.7 * len(filled) or len(filled) <= max(2, 0.3 * len(cells))


def _repeated_headers(table: Table, layout: Layout) -> Rows:
    """Rows that repeat the header, as where exports were pasted under each other."""
    same = np.zeros(table.row_count, dtype=np.int32)
    named = [
        (column, cell)
        for column, cell in zip(table.columns, table.header(max(0, layout.body - 1)), strict=True)
        if len(cell) > 1
    ]
    if len(named) < 3:
        return same > 0
    for column, cell in named:
        if cell in column.texts:
            same += column.codes == column.texts.index(cell)
    return same >= 0.8 * len(named)


def answered_by(table: Table, draft: Draft) -> Rows:
    """Which rows hold any answer to a question."""
    answered = np.zeros(table.row_count, dtype=bool)
    for at in (*draft.columns, *draft.other_columns):
        column = table.columns[at]
        move = np.array([not is_blank(text) for text in column.texts] + [False], dtype=bool)
        if draft.marks and draft.type is QuestionType.MULTI_CHOICE:
            mark = next((mark for mark in draft.marks if mark.position == at), None)
            if mark is not None:
                move = np.array([text in mark.chosen for text in column.texts] + [False], dtype=bool)
        answered |= move[column.codes]
    return answered


def unfinished(table: Table, layout: Layout, drafts: list[Draft]) -> int:
    """How many responses broke off: a column says so, or nothing is answered after some question that most people
    reached.
    """
    broken = np.zeros(table.row_count, dtype=bool)
    for rule in layout.unfinished:
        broken |= holds(rule, table.columns[rule.position])
    asked = [draft for draft in drafts if draft.type in _ANSWERS]
    if len(asked) >= 5 and table.row_count >= 5 and not layout.unfinished:
        given = np.array(
            [answered_by(table, draft) for draft in sorted(asked, key=lambda draft: draft.columns[0])]
        )
        usual = given.mean(axis=1) >= 0.55
        given = given[usual]
        if len(given) >= 4:
            trailing = np.argmax(given[::-1], axis=0)
            trailing[~given.any(axis=0)] = 0
            broken |= trailing >= max(2, round(0.12 * len(given)))
    return int(broken.sum())


def duplicates(table: Table, drafts: list[Draft]) -> int:
    """How many responses give the same answers to every question as an earlier one (of those with five answers or
    more).
    """
    asked = [draft for draft in drafts if draft.type in _ANSWERS]
    columns = sorted({at for draft in asked for at in (*draft.columns, *draft.other_columns)})
    if len(columns) < 4 or table.row_count < 2:
        return 0
    mixed = np.zeros(table.row_count, dtype=np.uint64)
    filled = np.zeros(table.row_count, dtype=np.int32)
    for step, at in enumerate(columns):
        codes = table.columns[at].codes
        filled += codes >= 0
        value = (codes.astype(np.int64) + 2).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(29)
        mixed = (mixed ^ (value + np.uint64(step + 1))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
    enough = filled >= min(5, len(columns))
    mixed = mixed[enough]
    return int(len(mixed) - len(np.unique(mixed)))


def straightliners(table: Table, drafts: list[Draft]) -> int:
    """How many respondents gave one answer to every row of some matrix of three rows or more."""
    blocks: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if (
            draft.block
            and draft.type in (QuestionType.ORDINAL, QuestionType.SINGLE_CHOICE)
            and draft.kind is not None
        ):
            blocks[draft.block].append(draft)
    found = np.zeros(table.row_count, dtype=bool)
    for rows in blocks.values():
        if len(rows) < 3:
            continue
        first: Rows | None = None
        values = []
        for draft in rows:
            assert draft.kind is not None
            column = table.columns[draft.columns[0]]
            index = {option: at for at, option in enumerate(dict.fromkeys(draft.kind.option_of.values()))}
            move = np.array(
                [index.get(draft.kind.option_of.get(text, ""), -1) for text in column.texts] + [-1],
                dtype=np.int32,
            )
            values.append(move[column.codes])
        matrix = np.array(values)
        first = matrix[0]
        found |= (matrix == first).all(axis=0) & (first >= 0)
    return int(found.sum())


def formula_cells(table: Table, drafts: list[Draft]) -> int:
    """How many text cells a spreadsheet would run as a formula."""
    total = 0
    for draft in drafts:
        if draft.type not in _ANSWERS:
            continue
        for at in (*draft.columns, *draft.other_columns):
            column = table.columns[at]
            suspects = [
                place for place, text in enumerate(column.texts) if text[0] in "=+-@" and len(text) > 1
            ]
            counts = column.counts
            for place in suspects:
                text = column.texts[place]
                if number(text) is None and not is_blank(text) and not is_phone(text):
                    total += int(counts[place])
    return total
