"""Alchemer (SurveyGizmo): a long list about the response first, then "item:question" with the item in front."""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields
from bot.survey.reading.layout import Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.reading.words.headers import is_other
from bot.survey.reading.words.plain import plain, plain_set

_ABOUT = plain_set(
    "time started|date submitted|status|contact id|legacy comments|comments|language|referer|user agent|"
    "extended referer|country|city|state/region|tags|variable|url variable|response time|device"
)
_IDS = plain_set("response id|sessionid|session id")
_PERSONAL = plain_set("ip address|longitude|latitude|postal")


def recognise(table: Table) -> float:
    """By "Response ID" with "SessionID" or "Time Started"."""
    words = {plain(cell) for cell in table.header(0)[:24]}
    return (
        0.96
        if "response id" in words
        and len(words & plain_set("sessionid|time started|date submitted|legacy comments|extended referer"))
        >= 2
        else 0.0
    )


def lay_out(table: Table) -> Layout:
    """The layout: neighbours with the same ending after a colon are one block."""
    fields = base_fields(table.header(0))
    rules = []
    preview = []
    about_end = max(
        (
            entry.position
            for entry in fields
            if plain(entry.text)
            in _PERSONAL | {"state region", "user agent", "sessionid", "extended referer"}
        ),
        default=2,
    )
    for entry in fields:
        word = plain(entry.text)
        if entry.position > about_end:
            entry.role = Role.ANSWER
        elif word in _IDS:
            entry.role = Role.IDENTIFIER
        elif word in _PERSONAL:
            entry.role = Role.PERSONAL
        elif word in _ABOUT:
            entry.role = Role.METADATA
        if word == "status" and entry.role is Role.METADATA:
            rules.append(
                Rule(entry.position, lambda cell: cell.lower().startswith(("partial", "incomplete")))
            )
            preview.append(
                Rule(
                    entry.position,
                    lambda cell: "test data" in cell.lower() or cell.lower().startswith("deleted"),
                )
            )
    free = [entry for entry in fields if entry.role is Role.ANSWER]
    at = 0
    while at < len(free):
        best: tuple[int, str] = (1, "")
        text = free[at].text
        for match in re.finditer(":", text):
            tail = text[match.end() :]
            if not tail.strip():
                continue
            run = 1
            while (
                at + run < len(free)
                and free[at + run].text.endswith(":" + tail)
                and free[at + run].position == free[at].position + run
            ):
                run += 1
            if run >= 2 and (run > best[0] or (run == best[0] and len(tail) > len(best[1]))):
                best = run, tail
        run, tail = best
        if run >= 2:
            for entry in free[at : at + run]:
                entry.block, entry.stem = f"{tail}#{free[at].position}", tail.strip()
                entry.item = entry.text[: -len(tail) - 1].strip()
                entry.text = f"{entry.stem} - {entry.item}"
        at += run
    for entry in fields:
        item, mark, stem = entry.text.partition(":")
        if not entry.block and mark and is_other(item) and entry.role is Role.ANSWER:
            entry.role, entry.item, entry.stem = Role.OTHER, item, stem
    return Layout("alchemer", fields, 1, preview, rules)
