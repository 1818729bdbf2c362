"""Typeform: "#" first, dates and network id last; the choices of a multiple choice stand as bare columns without
the question.
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields, group_by_separators
from bot.survey.reading.layout import Field, Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.reading.words.headers import is_other
from bot.survey.reading.words.plain import plain

_TAIL = {
    "response type",
    "start date utc",
    "stage date utc",
    "submit date utc",
    "network id",
    "tags",
    "ending",
    "start date",
    "submit date",
    "submitted at",
    "token",
    "score",
    "stage date",
}
_HIDDEN = re.compile(
    r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+|utm_\w+|gclid|fbclid|ref|source|campaign|user_?id|email|name"
)


def recognise(table: Table) -> float:
    """By its dates and its network id."""
    words = [plain(cell) for cell in table.header(0)]
    tail = _TAIL & set(words)
    first = table.header(0)[0].strip() if table.width else ""
    if (
        {"start date utc", "submit date utc"} <= tail
        or {"network id", "submit date"} <= tail
        or {"submitted at", "token"} <= tail
    ):
        return 0.95
    if first == "#" and len(tail) >= 1:
        return 0.8
    return 0.5 if first == "#" and "network id" in tail else 0.0


def lay_out(table: Table) -> Layout:
    """The layout: neighbouring columns whose cells repeat their header are one multiple choice, up to its "Other"."""
    fields = base_fields(table.header(0))
    unfinished = []
    types = [entry.position for entry in fields if plain(entry.text) == "response type"]
    tail = [entry.position for entry in fields if plain(entry.text) in _TAIL]
    last_answer = min([at for at in tail if at > 0], default=table.width)
    for entry in fields:
        word = plain(entry.text)
        if entry.position == 0 or word in ("network id", "token"):
            entry.role = Role.IDENTIFIER
        elif word in _TAIL:
            entry.role = Role.METADATA
            if word.startswith(("submit date", "submitted")) and not types:
                unfinished.append(Rule(entry.position, lambda cell: not cell))
            if word == "response type":
                unfinished.append(
                    Rule(entry.position, lambda cell: cell.lower() in {"partial", "started", "incomplete"})
                )
        elif entry.position > last_answer or (_HIDDEN.fullmatch(entry.text) and "_" in entry.text):
            entry.role = Role.METADATA
        elif entry.role is not Role.ANSWER:
            entry.role = Role.ANSWER
    run: list[int] = []
    following: list[Field | None] = [*fields, None]
    for column in following:
        repeats = (
            column is not None
            and column.role is Role.ANSWER
            and _repeats(table, column.position, column.text)
        )
        blank = (
            column is not None
            and bool(run)
            and run[-1] == column.position - 1
            and _is_blank_choice(table, fields, column.position)
        )
        if column is not None and (repeats or blank) and (not run or run[-1] == column.position - 1):
            run.append(column.position)
            continue
        if len(run) >= 2:
            other = (
                column is not None
                and is_other(column.text)
                and column.position == run[-1] + 1
                and column.role is Role.ANSWER
            )
            members = [*run, column.position] if other and column is not None else run
            for at in members:
                fields[at].block, fields[at].stem, fields[at].item = f"choices#{run[0]}", "", fields[at].text
            if other and column is not None:
                column.role = Role.OTHER
        elif column is not None and is_other(column.text) and column.role is Role.ANSWER and not repeats:
            column.role = Role.OTHER
        run = [column.position] if repeats and column is not None else []
    group_by_separators([entry for entry in fields if not entry.block], weak=False)
    return Layout("typeform", fields, 1, unfinished=unfinished)


def _is_blank_choice(table: Table, fields: list[Field], at: int) -> bool:
    """Whether a column nobody chose stands among the choices: the next that holds anything repeats its header."""
    if table.columns[at].filled > 1:
        return False
    while at < len(fields) and table.columns[at].filled <= 1 and fields[at].role is Role.ANSWER:
        if "?" in fields[at].text:
            return False
        at += 1
    return (
        at < len(fields)
        and fields[at].role is Role.ANSWER
        and (_repeats(table, at, fields[at].text) or is_other(fields[at].text))
    )


def _repeats(table: Table, at: int, header: str) -> bool:
    """Whether a column holds nothing but its own header (or, in older exports, 1 and 0 under a short header)."""
    texts = [text for text in table.columns[at].texts if text]
    body = (
        {plain(text) for text in texts[1:]}
        if texts and plain(texts[0]) == plain(header)
        else {plain(text) for text in texts}
    )
    return not body - {plain(header)} and bool(table.columns[at].filled > 1)
