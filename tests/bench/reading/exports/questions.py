"""How a question becomes columns: one, one for each option, item or rank, or all in one cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.bench.reading.exports.sheet import Sheet
from tests.bench.reading.questionnaires import Ask

KINDS = {
    "single": "single_choice",
    "ordinal": "ordinal",
    "scale": "ordinal",
    "nps": "nps",
    "number": "numeric",
    "text": "open_text",
    "date": "date",
    "email": "personal",
    "name": "personal",
    "phone": "personal",
}


def _seen(ask: Ask, cells: list[str]) -> list[str]:
    known = [*ask.options, *([ask.aside] if ask.aside else [])]
    return [option for option in known if option in set(cells)]


def text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("other", ""))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def one_column(
    sheet: Sheet,
    ask: Ask,
    headers: tuple[str, ...],
    other_header: tuple[str, ...] | None = None,
    number: Callable[[str], str] = str,
) -> None:
    """A question that takes one column (and one for its write-ins, if the tool has one)."""
    values = [person[ask.id] for person in sheet.answers]
    if other_header and ask.other:
        cells = [(ask.other if isinstance(value, dict) else text_of(value)) for value in values]
    else:
        cells = [text_of(value) for value in values]
    if ask.kind == "number":
        cells = [number(cell) for cell in cells]
    at = sheet.column(headers, cells)
    other = (
        sheet.column(other_header, [text_of(value) if isinstance(value, dict) else "" for value in values])
        if other_header and ask.other
        else None
    )
    kind = KINDS[ask.kind]
    options = (
        _seen(ask, cells)
        if ask.kind in ("single", "ordinal")
        else sorted(set(cells) - {""})
        if ask.kind == "scale"
        else None
    )
    sheet.ask(ask, kind, [at], options, also=("numeric",) if ask.kind == "scale" else (), other=other)


def column_an_option(
    sheet: Sheet,
    ask: Ask,
    header: Callable[[str, int], tuple[str, ...]],
    yes: Callable[[str, int], str],
    no: str,
    other_header: tuple[str, ...] | None = None,
    joined: tuple[tuple[str, ...], str] | None = None,
) -> None:
    """A multiple choice with one column for each option."""
    values = [person[ask.id] for person in sheet.answers]
    columns = []
    if joined:
        columns.append(sheet.column(joined[0], [joined[1].join(value) if value else "" for value in values]))
    for at, option in enumerate(ask.options):
        columns.append(
            sheet.column(
                header(option, at),
                [("" if value is None else yes(option, at) if option in value else no) for value in values],
            )
        )
    other = (
        sheet.column(
            other_header,
            ["" if random.Random(index).random() > 0.06 else "a mixture" for index in range(len(values))],
        )
        if other_header and ask.other
        else None
    )
    used = [option for option in ask.options if any(value and option in value for value in values)]
    sheet.ask(ask, "multi_choice", columns, used, other=other)


def all_in_one_cell(sheet: Sheet, ask: Ask, headers: tuple[str, ...], joint: str, tail: str = "") -> None:
    values = [person[ask.id] for person in sheet.answers]
    at = sheet.column(headers, [joint.join(value) + tail if value else "" for value in values])
    sheet.ask(
        ask,
        "ranking" if ask.kind == "ranking" else "multi_choice",
        [at],
        [option for option in ask.options if any(value and option in value for value in values)],
    )


def column_an_item(
    sheet: Sheet, ask: Ask, header: Callable[[str, int], tuple[str, ...]], code: Callable[[str], str] = str
) -> None:
    for index, item in enumerate(ask.items):
        cells = [code((person[ask.id] or {}).get(item, "")) for person in sheet.answers]
        at = sheet.column(header(item, index), cells)
        used = [code(option) for option in ask.options if code(option) in set(cells)]
        sheet.ask(
            Ask(ask.id, ask.kind, f"{ask.text} - {item}", [code(option) for option in ask.options]),
            "ordinal",
            [at],
            used,
            item=f"_{index + 1}",
            also=("numeric", "single_choice") if code is not str else (),
        )


def ranks_of_items(sheet: Sheet, ask: Ask, header: Callable[[str, int], tuple[str, ...]]) -> None:
    columns = []
    for index, item in enumerate(ask.options):
        columns.append(
            sheet.column(
                header(item, index),
                [str(person[ask.id].index(item) + 1) if person[ask.id] else "" for person in sheet.answers],
            )
        )
    sheet.ask(ask, "ranking", columns, ask.options)


def items_of_ranks(sheet: Sheet, ask: Ask, header: Callable[[int], tuple[str, ...]]) -> None:
    columns = [
        sheet.column(
            header(place), [person[ask.id][place] if person[ask.id] else "" for person in sheet.answers]
        )
        for place in range(len(ask.options))
    ]
    sheet.ask(ask, "ranking", columns, ask.options)
