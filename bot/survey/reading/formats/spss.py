"""SPSS: variable labels "question - item", names "tools_1" that say which belong together, value labels for the codes."""

from __future__ import annotations

import re
from collections import defaultdict

from bot.survey.reading.formats.blocks import base_fields, group_by_separators
from bot.survey.reading.formats.qualtrics import _common
from bot.survey.reading.layout import Field, Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.reading.words.headers import is_identifier, is_metadata, is_other

_NAMED = re.compile(
    r"^(?P<stem>.*?[A-Za-z]\w*?)(?:_|\$|\.|_r|_c)?(?P<item>\d{1,3}|other|oth|otr|text|TEXT|\d+_TEXT)$"
)


def recognise(table: Table) -> float:
    """By the file itself."""
    return 1.0 if table.spss else 0.0


def lay_out(table: Table) -> Layout:
    """The layout: sets told by the file first, then names, then labels."""
    fields = base_fields(table.header(0), table.names)
    for entry in fields:
        if entry.role is Role.ANSWER and (
            is_identifier(entry.name)
            or re.fullmatch(r"(?i)response_?id|resp_?id|caseid|record_?id|sys_resp\w+", entry.name)
        ):
            entry.role = Role.IDENTIFIER
        elif entry.role is Role.ANSWER and is_metadata(entry.name) and entry.text == entry.name:
            entry.role = Role.METADATA
        entry.labels = table.labels.get(entry.position)
    positions = {name: at for at, name in enumerate(table.names)}
    for set_name, members in table.sets.items():
        entries = [fields[positions[member]] for member in members if member in positions]
        if len(entries) > 1:
            _name_block(entries, f"set {set_name}")
    named: dict[str, list[Field]] = defaultdict(list)
    for entry in fields:
        match = _NAMED.match(entry.name)
        if match and entry.role is Role.ANSWER and not entry.block:
            named[match["stem"]].append(entry)
    for stem, entries in named.items():
        if len(entries) > 1 and len(_common([entry.text for entry in entries])) >= 8:
            _name_block(entries, stem)
    group_by_separators(fields, weak=False)
    for at, entry in enumerate(fields):
        if (
            entry.role is Role.ANSWER
            and not entry.block
            and at
            and re.search(r"_?(?:other|oth|text|otr|txt|sonst)$", entry.name, re.IGNORECASE)
            and (is_other(entry.text) or is_other(entry.text.rpartition(" - ")[2]))
        ):
            entry.role = Role.OTHER
    finished = [
        Rule(at, lambda cell: cell in {"0", "False"})
        for name, at in positions.items()
        if name.lower() == "finished"
    ]
    preview = [
        Rule(at, lambda cell: cell in {"1", "2"})
        for name, at in positions.items()
        if name.lower() in ("status", "responsetype") and "preview" in str(table.labels.get(at, {})).lower()
    ]
    return Layout("spss", fields, 1, preview=preview, unfinished=finished, coded=not table.labels)


def _name_block(entries: list[Field], key: str) -> None:
    stem = _common([entry.text for entry in entries])
    for entry in entries:
        entry.block, entry.stem = key, stem.strip(" -:")
        entry.item = entry.text[len(stem) :].strip(" -:") or entry.text
