"""KoboToolbox (and ODK, SurveyCTO): groups in headers, one column with all choices and one for each, helper
columns with "_".
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields
from bot.survey.reading.layout import Field, Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain

_HELPERS = {
    "_id",
    "_uuid",
    "_submission_time",
    "_index",
    "_validation_status",
    "__version__",
    "_submitted_by",
    "_status",
    "_tags",
    "_notes",
    "_parent_index",
}
_ABOUT = {
    "start",
    "end",
    "today",
    "username",
    "deviceid",
    "phonenumber",
    "audit",
    "simserial",
    "subscriberid",
    "submissiondate",
    "formdef_version",
    "background-audio",
}
_PLACE = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th|er|e|º|ª)\b.*|(?:first|second|third|fourth|fifth) choice|(?:rank|choice|"
    r"choix|opción) ?\d{1,2}|\d{1,2}(?:er|e|ème)? choix)$",
    re.IGNORECASE,
)
_KEYS = {
    "key",
    "instanceid",
    "meta/instanceid",
    "meta/rootuuid",
    "rootuuid",
    "instancename",
    "meta/instancename",
    "_id",
    "_uuid",
    "_index",
    "deviceid",
    "caseid",
    "parent_key",
}


def recognise(table: Table) -> float:
    """By its helper columns."""
    headers = {cell.lower() for cell in table.header(0)}
    if len(headers & _HELPERS) >= 3:
        return 0.97
    return (
        0.8
        if {"submissiondate", "key"} <= headers or ("meta/instanceid" in headers and "start" in headers)
        else 0.0
    )


def _separator(headers: list[str]) -> str:
    """What stands between group and question: "/", or "." or "-" where chosen so."""
    return max(
        ("/", ".", ":"),
        key=lambda mark: (
            sum(mark in header.strip("_") for header in headers if header.lower() not in _HELPERS),
            mark == "/",
        ),
    )


def lay_out(table: Table) -> Layout:
    """The layout: "group/question/choice" belongs to "group/question" where that column is there or all its cells
    are 0 and 1.
    """
    headers = table.header(0)
    fields = base_fields(headers)
    mark = _separator(headers)
    positions = {header: at for at, header in enumerate(headers)}
    gps = {
        header[: -len("_latitude")].rpartition(mark)[2].lstrip("_")
        for header in headers
        if header.lower().endswith("_latitude")
    }
    for entry in fields:
        lowered = headers[entry.position].lower()
        last = headers[entry.position].rpartition(mark)[2]
        entry.role = Role.ANSWER
        if lowered in _KEYS:
            entry.role = Role.IDENTIFIER
        elif (
            lowered in _HELPERS
            or lowered in _ABOUT
            or lowered.startswith("__")
            or (
                lowered.startswith("_")
                and mark not in lowered
                and not lowered.endswith(("_latitude", "_longitude", "_altitude", "_precision"))
            )
        ):
            entry.role = Role.METADATA
            if lowered in ("phonenumber", "username", "subscriberid", "simserial"):
                entry.role = Role.PERSONAL
        elif re.search(r"_(?:latitude|longitude|altitude|precision)$", last, re.IGNORECASE) or last in gps:
            entry.role = Role.PERSONAL
        elif last.lower().endswith(("_url", "_uri")) and last[:-4] in {
            header.rpartition(mark)[2] for header in headers
        }:
            entry.role = Role.METADATA
        entry.text = last.strip() or entry.text
    _choices(fields, headers, positions, mark, table)
    _others(fields, headers)
    return Layout(
        "kobo",
        fields,
        1,
        spaced=sum("_" in header or header.islower() for header in headers) > 0.6 * len(headers),
    )


def _choices(
    fields: list[Field], headers: list[str], positions: dict[str, int], mark: str, table: Table
) -> None:
    for entry in fields:
        if entry.role is not Role.ANSWER or mark not in headers[entry.position]:
            continue
        parent, _, item = headers[entry.position].rpartition(mark)
        if parent in positions and fields[positions[parent]].role is Role.ANSWER:
            owner = fields[positions[parent]]
            owner.block, owner.stem, owner.joined = parent, owner.text, " "
            entry.block, entry.stem, entry.item = parent, owner.text, item
        elif _zero_one(table, entry.position) or _PLACE.match(item.replace("_", " ").strip()):
            entry.block, entry.stem, entry.item = parent, parent.rpartition(mark)[2], item
    sizes: dict[str, int] = {}
    for entry in fields:
        sizes[entry.block] = sizes.get(entry.block, 0) + 1
    for entry in fields:
        if entry.block and sizes[entry.block] == 1:
            entry.block, entry.item, entry.joined = "", "", ""


def _zero_one(table: Table, at: int) -> bool:
    texts = set(table.columns[at].texts) - {table.header(0)[at]}
    return bool(texts) and texts <= {"0", "1", "0.0", "1.0", "TRUE", "FALSE", "True", "False"}


def _others(fields: list[Field], headers: list[str]) -> None:
    """ "role_other" or "role_autre" is the write-in of "role"; with labels as headers it says "Specify other"."""
    names = {header.rpartition("/")[2]: at for at, header in enumerate(headers)}
    for entry in fields:
        if entry.role is not Role.ANSWER or entry.block:
            continue
        match = re.match(
            r"^(.+?)_(?:other|oth|autre|otro|otra|outro|specify|autres|autre_preciser|other_specify|preciser|especifique)$",
            entry.text,
            re.IGNORECASE,
        )
        if match and match.group(1) in names:
            entry.role = Role.OTHER
            entry.stem = match.group(1)
        elif re.match(
            r"^(?:if other|if \"?other\"?|specify|please specify|other.{0,3}specify|si autre|préciser|"
            r"précisez|autre.{0,3}précis|si otro|especifi)",
            plain(entry.text) and entry.text,
            re.IGNORECASE,
        ):
            entry.role = Role.OTHER
