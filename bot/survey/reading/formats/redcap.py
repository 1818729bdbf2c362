"""REDCap: raw ("sess___1") or labels ("Which sessions? (choice=Opening)"), "Complete?" columns at the end of each
form.
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields
from bot.survey.reading.layout import Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain

_CHOICE = re.compile(r"^(?P<stem>.*?)\s*\(choice=(?P<item>.*)\)\s*$", re.DOTALL)
_RAW = re.compile(r"^(?P<stem>\w+?)___(?P<item>\w+)$")
_ABOUT = {
    "redcap event name",
    "redcap repeat instrument",
    "redcap repeat instance",
    "redcap data access group",
    "event name",
    "repeat instrument",
    "repeat instance",
    "data access group",
}
_IDS = {"record id", "redcap survey identifier", "survey identifier", "study id", "participant id"}


def recognise(table: Table) -> float:
    """By its record id, its checkboxes and its "complete" columns."""
    headers = table.header(0)
    words = [plain(cell) for cell in headers]
    raw = any(_RAW.match(cell) for cell in headers)
    labels = any(_CHOICE.match(cell) for cell in headers)
    complete = any(cell.endswith("_complete") or cell == "Complete?" for cell in headers)
    stamps = any(cell.endswith("_timestamp") or cell == "Survey Timestamp" for cell in headers)
    record = bool(words) and (words[0] in _IDS or headers[0].endswith("_id"))
    points = (
        0.4 * (raw or labels)
        + 0.35 * complete
        + 0.2 * stamps
        + 0.2 * record
        + 0.3 * any(word.startswith("redcap") for word in words)
    )
    return min(0.97, points) if points >= 0.5 else 0.0


def lay_out(table: Table) -> Layout:
    """The layout of raw or labelled exports."""
    headers = table.header(0)
    fields = base_fields(headers)
    unfinished = []
    forms = [entry.text for entry in fields if entry.text.endswith("_complete")]
    for entry in fields:
        word = plain(entry.text)
        if entry.position == 0 or word in _IDS:
            entry.role = Role.IDENTIFIER
        elif (
            word in _ABOUT
            or (
                entry.text.endswith("_timestamp")
                and (not forms or entry.text.replace("_timestamp", "_complete") in forms)
            )
            or word == "survey timestamp"
        ):
            entry.role = Role.METADATA
        elif entry.text.endswith("_complete") or entry.text == "Complete?":
            entry.role = Role.METADATA
            unfinished.append(
                Rule(entry.position, lambda cell: cell in {"0", "1", "Incomplete", "Unverified"})
            )
        elif entry.role is not Role.ANSWER and entry.position > 4:
            entry.role = Role.ANSWER
        match = _RAW.match(entry.text) or _CHOICE.match(entry.text)
        if match and entry.role is Role.ANSWER:
            entry.block, entry.stem, entry.item = match["stem"], match["stem"], match["item"].strip()
        elif entry.role is Role.ANSWER and re.search(r"_(?:other|oth|specify|other_specify)$", entry.text):
            entry.role = Role.OTHER
    raw = sum(bool(re.fullmatch(r"[a-z][a-z0-9_]*", cell)) for cell in headers) > 0.8 * len(headers)
    return Layout(
        "redcap", fields, 1, unfinished=unfinished[-1:] if len(unfinished) == 1 else unfinished, coded=raw
    )
