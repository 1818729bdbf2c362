"""What is special about single kinds: rules that are neither a shape nor a number in the limits file.

Each rule is `rule(thing, pointer, add)` where `add(pointer, rule, message, severity="ERROR")` records a finding.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from typing import Any, Protocol

Thing = dict[str, Any]


class Add(Protocol):
    """Records one finding."""

    def __call__(self, pointer: str, rule: str, message: str, severity: str = "ERROR") -> None: ...


def text_style(text: str, pointer: str, add: Add) -> None:
    """Warn of Markdown where mrkdwn is meant, and of words that notify a whole channel."""
    bold = re.search(r"\*\*[^*\n]+\*\*", text)
    link = re.search(r"(?<!\!)\[[^\]\n]+\]\(https?://[^)\s]+\)", text)
    heading = re.search(r"(?m)^#{1,6} \S", text)
    if bold or link or heading:
        add(pointer, "markdownInMrkdwn", "Markdown where Slack reads mrkdwn", "WARNING")
    for word in re.findall(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>", text):
        add(pointer, "broadcast", f"{word} notifies many people", "WARNING")


def _url(url: Any, pointer: str, add: Add, *, any_scheme: bool = False, fetched: bool = False) -> None:
    if not isinstance(url, str):
        return
    if not re.match(r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$", url) or not (
        any_scheme or re.match(r"^https?://", url)
    ):
        add(pointer, "url", f"not a usable address: {url[:80]!r}")
    elif fetched and re.match(r"^https?://(localhost|127\.|10\.|192\.168\.|0\.0\.0\.0|\[::1\])", url):
        add(pointer, "url", "Slack cannot fetch a local address", "WARNING")


def _section(o: Thing, p: str, add: Add) -> None:
    if "text" not in o and "fields" not in o:
        add(p, "required", "missing required field: text or fields")


def _mrkdwn(o: Thing, p: str, add: Add) -> None:
    if isinstance(o.get("text"), str):
        text_style(o["text"], p + "/text", add)


def _plain_text(o: Thing, p: str, add: Add) -> None:
    text = o.get("text")
    if isinstance(text, str) and text and not text.strip():
        add(p + "/text", "blank", "must be more than white space")


def _image(o: Thing, p: str, add: Add) -> None:
    _url(o.get("image_url"), p + "/image_url", add, fetched=True)


def _button(o: Thing, p: str, add: Add) -> None:
    _url(o.get("url"), p + "/url", add, any_scheme=True)


def _plain_text_input(o: Thing, p: str, add: Add) -> None:
    low, high, value = o.get("min_length"), o.get("max_length"), o.get("initial_value")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        add(p, "range", f"min_length {low} is greater than max_length {high}")
    if isinstance(value, str) and isinstance(high, int) and len(value) > high:
        add(p + "/initial_value", "maxLength", f"must be less than {high + 1} characters")


def _number_input(o: Thing, p: str, add: Add) -> None:
    try:
        low, high, value = (
            float(o[k]) if k in o else None for k in ("min_value", "max_value", "initial_value")
        )
    except (TypeError, ValueError):
        add(p, "number", "min_value, max_value and initial_value must be numbers in strings")
        return
    if low is not None and high is not None and low > high:
        add(p, "range", f"min_value {low} is greater than max_value {high}")
    if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
        add(p + "/initial_value", "range", "is outside min_value and max_value")


def _datepicker(o: Thing, p: str, add: Add) -> None:
    value = o.get("initial_date")
    if isinstance(value, str):
        try:
            datetime.datetime.strptime(value, "%Y-%m-%d")
        except ValueError:
            add(p + "/initial_date", "format", "must be YYYY-MM-DD")


def _timepicker(o: Thing, p: str, add: Add) -> None:
    value = o.get("initial_time")
    if isinstance(value, str) and not re.match(r"^([01]\d|2[0-3]):[0-5]\d$", value):
        add(p + "/initial_time", "format", "must be HH:mm")


def _rows(o: Thing) -> list[Any]:
    return o["rows"] if isinstance(o.get("rows"), list) else []


def _even_rows(o: Thing, p: str, add: Add) -> None:
    widths = {len(r) for r in _rows(o) if isinstance(r, list)}
    if len(widths) > 1:
        severity = "ERROR" if o.get("type") == "data_table" else "WARNING"
        add(p + "/rows", "rows", f"rows have different numbers of cells: {sorted(widths)}", severity)


def _data_table(o: Thing, p: str, add: Add) -> None:
    _even_rows(o, p, add)
    rows = _rows(o)
    head = rows[0] if rows and isinstance(rows[0], list) else []
    for i, cell in enumerate(head):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            add(f"{p}/rows/0/{i}", "headerCell", "a header cell cannot be rich_text")


def _axis_chart(o: Thing, p: str, add: Add) -> None:
    try:
        categories, series = o["axis_config"]["categories"], o["series"]
        for i, one in enumerate(series):
            if sorted(point["label"] for point in one["data"]) != sorted(categories):
                add(f"{p}/series/{i}/data", "series", "one point for every category is needed")
        if len(set(categories)) != len(categories) or len({one["name"] for one in series}) != len(series):
            add(p, "unique", "categories and names of series must be unique")
    except (KeyError, TypeError):
        pass  # the shape itself is wrong, which the schema has said


RULES = {
    "section": _section,
    "mrkdwn": _mrkdwn,
    "plain_text": _plain_text,
    "image": _image,
    "button": _button,
    "plain_text_input": _plain_text_input,
    "number_input": _number_input,
    "datepicker": _datepicker,
    "timepicker": _timepicker,
    "table": _even_rows,
    "data_table": _data_table,
    "bar": _axis_chart,
    "area": _axis_chart,
    "line": _axis_chart,
}


def _each(value: Any) -> list[Any]:
    """What a broken payload has where a list belongs, as a list; the schema has said that it is none."""
    return list(value) if isinstance(value, (list, str, dict)) else []


def choices(o: Thing, kind: str, p: str, add: Add) -> None:
    """What holds for everything with options: one source of them, no value twice, initial ones among them."""
    options = list(o["options"]) if isinstance(o.get("options"), list) else []
    for group in _each(o.get("option_groups")):
        if isinstance(group, dict):
            options += _each(group.get("options"))
    if kind in ("static_select", "multi_static_select") and ("options" in o) == ("option_groups" in o):
        add(p, "options", f"{kind} needs exactly one of options and option_groups")
    values = Counter(str(x.get("value")) for x in options if isinstance(x, dict))
    for value, times in values.items():
        if times > 1:
            add(p, "duplicateOptionValue", f"option value {value!r} occurs {times} times", "WARNING")
    initial = _each(o.get("initial_options"))
    if options:
        for x in ([o["initial_option"]] if "initial_option" in o else []) + initial:
            if x not in options:
                add(p, "initialOption", f"initial option must be one of the options: {json.dumps(x)[:100]}")
    most = o.get("max_selected_items")
    if isinstance(most, int) and len(initial) > most:
        add(p + "/initial_options", "maxItems", f"no more than {most} items allowed")


def cell_characters(o: Thing) -> int:
    """Characters over all cells of a table, wherever the text is nested."""
    total, todo = 0, [o.get("rows")]
    while todo:
        x = todo.pop()
        if isinstance(x, list):
            todo += x
        elif isinstance(x, dict):
            if isinstance(x.get("text"), str):
                total += len(x["text"])
            todo += [v for v in x.values() if isinstance(v, (list, dict))]
    return total
