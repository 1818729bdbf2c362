"""Jotform: "Submission Date" first, "question >> row" for tables, several choices in one cell on lines of their own."""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields, group
from bot.survey.reading.formats.generic import cut_headers
from bot.survey.reading.layout import Field, Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain, plain_set

_DATE = plain_set(
    "submission date|date de soumission|einreichungsdatum|übermittlungsdatum|fecha de envío|fecha de "
    "presentación|data di invio|data de envio|inzenddatum|verzenddatum|data zgłoszenia|gönderim tarihi|"
    "gönderi tarihi|дата отправки|送信日時|提交日期"
)
_ABOUT = plain_set(
    "submission date|last update date|edit link|flow status|approval status|submission url|referer|get "
    "page url|unique id field|form title|device"
)
_IDS = plain_set("submission id|unique id")
_PERSONAL = plain_set("ip|submission ip|user ip|ip address")


def recognise(table: Table) -> float:
    """By its submission date at the left edge and another of its own columns."""
    words = [plain(cell) for cell in table.header(0)]
    if not words or not (set(words[:3]) & _DATE):
        return 0.0
    own = any(" >> " in cell for cell in table.header(0)) or bool(
        set(words) & (_IDS | _PERSONAL | (_ABOUT - _DATE))
    )
    return 0.9 if own else 0.6


def lay_out(table: Table) -> Layout:
    """The layout of one header row."""
    fields = base_fields(table.header(0))
    for entry in fields:
        word = plain(entry.text)
        if word in _ABOUT or (word in _DATE and entry.position < 3):
            entry.role = Role.METADATA
        elif word in _IDS:
            entry.role = Role.IDENTIFIER
        elif word in _PERSONAL:
            entry.role = Role.PERSONAL
        elif entry.role is not Role.ANSWER:
            entry.role = Role.ANSWER
        if entry.role is Role.ANSWER and any(
            "\n" in text for text in table.columns[entry.position].texts[1:200]
        ):
            entry.joined = "\n"
    group(fields, _cut, least=1)
    cut_headers(fields)
    return Layout("jotform", fields, 1)


def _cut(entry: Field) -> tuple[str, str] | None:
    parts = re.split(r"\s*>>\s*", entry.text, maxsplit=1)
    return (
        (parts[0].strip(), parts[1].strip())
        if len(parts) == 2 and parts[0].strip() and parts[1].strip()
        else None
    )
