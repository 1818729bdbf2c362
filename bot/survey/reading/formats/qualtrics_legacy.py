"""Qualtrics before 2017: two header rows, "V1" to "V10" for what is about the response, "question-item" with a
bare dash.
"""

from __future__ import annotations

import re
from collections import defaultdict

from bot.survey.reading.formats.qualtrics import _common
from bot.survey.reading.layout import Field, Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.survey import QuestionType

_PERSONAL = {"name", "emailaddress", "ipaddress", "locationlatitude", "locationlongitude"}
_IDENTIFIER = {"responseid", "externaldatareference"}
_METADATA = {
    "responseset",
    "status",
    "startdate",
    "enddate",
    "finished",
    "locationaccuracy",
    "sc0",
    "recordeddate",
}


def recognise(table: Table) -> float:
    """By "V1" above "ResponseID"."""
    top, below = table.header(0), [cell.lower().replace(" ", "") for cell in table.header(1)]
    if "V1" in top and "responseid" in below:
        return 0.98
    if {"responseset", "ipaddress"} <= {cell.lower() for cell in top} and "responseid" in {
        cell.lower() for cell in top
    }:
        return 0.9
    return 0.0


def lay_out(table: Table) -> Layout:
    """The layout by codes ("Q4_1") and wordings ("question-item")."""
    codes, texts = table.header(0), table.header(1)
    two = "responseid" in [cell.lower().replace(" ", "") for cell in texts]
    if not two:
        texts = codes
    fields = []
    keys: dict[str, int] = {}
    for at, (code, text) in enumerate(zip(codes, texts, strict=True)):
        key = re.sub(r"\W", "", text).lower()
        keys.setdefault(key, at)
        entry = Field(at, code or text, (text or code).replace("\xa0", " "))
        if key in _PERSONAL:
            entry.role = Role.PERSONAL
        elif key in _IDENTIFIER:
            entry.role = Role.IDENTIFIER
        elif key in _METADATA or re.fullmatch(r"V\d+", code):
            entry.role = Role.METADATA
        elif not code and not text:
            entry.role = Role.IGNORED
        else:
            match = re.match(r"^(.*?\d)_(\d+(?:_\d+)?|TEXT|\d+_TEXT|x\d+)$", code)
            entry.block = match.group(1) if match else code
            if code.endswith("_TEXT"):
                entry.role, entry.item = Role.OTHER, re.sub(r"-TEXT$", "", text).rpartition("-")[2]
            if code.endswith("_NPS_GROUP"):
                entry.block, entry.hint = "", QuestionType.SINGLE_CHOICE
        fields.append(entry)
    _cut(fields)
    rules = [Rule(keys["finished"], lambda cell: cell in {"0", "False"})] if "finished" in keys else []
    preview = (
        [Rule(keys["status"], lambda cell: cell in {"1", "2", "9", "17"} or "preview" in cell.lower())]
        if "status" in keys
        else []
    )
    return Layout(
        "qualtrics_legacy", fields, 2 if two else 1, preview, rules, coded=True, missing=frozenset({"-99"})
    )


def _cut(fields: list[Field]) -> None:
    members: dict[str, list[Field]] = defaultdict(list)
    for entry in fields:
        if entry.block:
            members[entry.block].append(entry)
    for entries in members.values():
        asked = [entry for entry in entries if entry.role is Role.ANSWER]
        if not asked:
            for entry in entries:
                entry.role, entry.block = Role.ANSWER, ""
            continue
        if len(asked) == 1:
            asked[0].stem = asked[0].text
            if len(entries) == 1:
                asked[0].block = ""
            continue
        stem = _common([entry.text for entry in asked])
        for entry in asked:
            entry.stem, entry.item = stem.strip(" -"), entry.text[len(stem) :].strip(" -") or entry.text
            entry.text = f"{entry.stem} - {entry.item}"
