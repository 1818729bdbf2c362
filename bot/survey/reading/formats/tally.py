"""Tally: submission and respondent id first, "question (choice)" as TRUE or FALSE beside a column with all choices
joined.
"""

from __future__ import annotations

from bot.survey.reading.formats.blocks import adopt_joined, base_fields, group, in_brackets, mark_others
from bot.survey.reading.layout import Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain


def recognise(table: Table) -> float:
    """By its two ids and "Submitted at"."""
    words = {plain(cell) for cell in table.header(0)[:6]}
    return 0.95 if "submission id" in words and ("respondent id" in words or "submitted at" in words) else 0.0


def lay_out(table: Table) -> Layout:
    """The layout: brackets at the end of a header hold a choice or a row."""
    fields = base_fields(table.header(0))
    for entry in fields:
        word = plain(entry.text)
        if word in ("submission id", "respondent id"):
            entry.role = Role.IDENTIFIER
        elif word == "submitted at":
            entry.role = Role.METADATA
        elif entry.role is not Role.ANSWER and entry.position > 2:
            entry.role = Role.ANSWER
    for entry in fields:
        if (
            entry.role is Role.ANSWER
            and entry.position > 2
            and "_" in entry.text
            and entry.text.isascii()
            and " " not in entry.text
        ):
            entry.role = Role.METADATA  # hidden fields
    stems = {plain(entry.text) for entry in fields}
    group(fields, lambda entry: _choice(entry.text, stems))
    adopt_joined(fields)
    mark_others(fields)
    return Layout("tally", fields, 1)


def _choice(text: str, stems: set[str]) -> tuple[str, str] | None:
    """Cut at the bracket that leaves the wording of a whole question, where several would do."""
    if not text.endswith(")"):
        return None
    at = text.find(" (")
    while at > 0:
        if plain(text[:at]) in stems:
            return text[:at].strip(), text[at + 2 : -1].strip()
        at = text.find(" (", at + 1)
    return in_brackets(text, 1)
