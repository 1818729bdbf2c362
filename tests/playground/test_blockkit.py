# ruff: noqa: E501 - payloads are read better on one line
"""Our reading of Block Kit is the shared validator's, payload by payload."""

from __future__ import annotations

import copy
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from playground.blockkit import errors, inspect

Payload = dict[str, Any]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    path = Path(__file__).resolve().parents[2].parent / "shared" / "slack" / "validate_blocks.py"
    if not path.exists():
        pytest.skip("the shared validator is not on this machine")
    spec = importlib.util.spec_from_file_location("validate_blocks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def p(words: str) -> Payload:
    return {"type": "plain_text", "text": words}


def m(words: str) -> Payload:
    return {"type": "mrkdwn", "text": words}


def o(value: str, words: str = "a") -> Payload:
    return {"text": p(words), "value": value}


ELEMENTS: list[Payload] = [
    {"type": "button", "action_id": "a", "text": p("Go"), "value": "1", "style": "primary", "confirm": {"text": m("x"), "title": p("t"), "confirm": p("y"), "deny": p("n")}},
    {"type": "static_select", "action_id": "b", "options": [o("1"), o("2")], "initial_option": o("1"), "placeholder": p("x")},
    {"type": "static_select", "action_id": "c", "option_groups": [{"label": p("g"), "options": [o("1")]}]},
    {"type": "multi_static_select", "action_id": "d", "options": [o("1")], "max_selected_items": 1, "initial_options": [o("1")]},
    {"type": "overflow", "action_id": "e", "options": [o("1")]},
    {"type": "radio_buttons", "action_id": "f", "options": [o("1"), o("2")]},
    {"type": "checkboxes", "action_id": "g", "options": [o("1")]},
    {"type": "users_select", "action_id": "h"},
    {"type": "conversations_select", "action_id": "i", "filter": {"include": ["public"]}},
    {"type": "datepicker", "action_id": "j", "initial_date": "2026-01-31"},
    {"type": "timepicker", "action_id": "k", "initial_time": "23:59"},
]  # fmt: skip
INPUTS: list[Payload] = [
    {"type": "plain_text_input", "action_id": "a", "multiline": True, "min_length": 1, "max_length": 20, "initial_value": "x"},
    {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "min_value": "1", "max_value": "9", "initial_value": "3"},
    {"type": "email_text_input", "action_id": "a"},
    {"type": "file_input", "action_id": "a", "filetypes": ["csv"], "max_files": 1},
    *ELEMENTS[1:4],
]  # fmt: skip
BLOCKS: list[Payload] = [
    {"type": "section", "text": m("hi *you*")},
    {"type": "section", "fields": [m("a"), p("b")], "accessory": ELEMENTS[0]},
    {"type": "header", "text": p("Head")},
    {"type": "divider"},
    {"type": "context", "elements": [m("x"), {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}]},
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a"},
    {"type": "markdown", "text": "# x"},
    {"type": "actions", "elements": ELEMENTS},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]}, {"type": "rich_text_list", "style": "bullet", "elements": [{"type": "rich_text_section", "elements": []}]}]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]], "column_settings": [None, {"align": "right"}]},
    {"type": "data_table", "caption": "c", "rows": [[{"type": "raw_text", "text": "a"}], [{"type": "raw_number", "value": 1, "text": "1"}]]},
    {"type": "card", "title": m("t"), "actions": [ELEMENTS[0]]},
    {"type": "carousel", "elements": [{"type": "card", "title": m("t")}]},
    {"type": "container", "title": p("t"), "child_blocks": [{"type": "divider"}]},
    {"type": "alert", "text": m("t"), "level": "info"},
    {"type": "video", "alt_text": "a", "title": p("t"), "thumbnail_url": "https://example.com/a", "video_url": "https://example.com/b"},
    {"type": "data_visualization", "title": "t", "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]}},
    {"type": "data_visualization", "title": "t", "chart": {"type": "bar", "series": [{"name": "s", "data": [{"label": "a", "value": 1}]}], "axis_config": {"categories": ["a"]}}},
    {"type": "task_card", "task_id": "1", "title": "t", "status": "pending"},
    {"type": "plan", "title": "t", "tasks": []},
]  # fmt: skip
WHOLE: list[tuple[Any, str | None]] = [
    *(({"text": "x", "blocks": [b]}, "message") for b in BLOCKS),
    *(({"type": "modal", "title": p("t"), "blocks": [b]}, "modal") for b in BLOCKS),
    *(({"type": "home", "blocks": [b]}, "home") for b in BLOCKS),
    *(({"type": "modal", "title": p("t"), "submit": p("s"), "blocks": [{"type": "input", "label": p("l"), "element": e}]}, None) for e in INPUTS),
    *(({"text": "x", "blocks": [{"type": "actions", "elements": [e]}]}, None) for e in ELEMENTS),
    ({"text": "x"}, None), ({"text": ""}, None), ({}, None), ([], None), ("x", None), (None, None), ({"view": 3}, None),
    ({"options": [o("1")]}, None), ({"text": "x" * 40_001}, None), ({"blocks": "[{\"type\": \"divider\"}]", "text": "a"}, None),
    ({"text": "x", "attachments": [{"blocks": [{"type": "nonsense"}]}]}, None),
    ({"text": "x", "blocks": [{"type": "divider"}] * 51}, None), ([{"type": "divider"}] * 101, None),
    ({"text": "x", "blocks": [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]}, None),
    ({"text": "<!channel> **bold**", "blocks": [{"type": "section", "text": m("[a](https://b.c) # h")}]}, None),
    ({"text": "x", "blocks": [{"type": "markdown", "text": "y" * 7000}] * 2}, None),
    ({"text": "x", "blocks": [BLOCKS[9], BLOCKS[9]]}, None),
]  # fmt: skip
JUNK: list[Any] = [
    "",
    " ",
    "x" * 80,
    "y" * 3001,
    7,
    -1,
    1.5,
    True,
    None,
    [],
    {},
    ["a"],
    "2026-13-01",
    "not a url",
    "nonsense",
    {"type": "nonsense"},
]


def places(thing: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at]
    if isinstance(thing, dict):
        for k, v in thing.items():
            found += places(v, (*at, k))
    elif isinstance(thing, list):
        for i, v in enumerate(thing):
            found += places(v, (*at, i))
    return found


def broken(payload: Any, rng: random.Random) -> Any:
    """The payload with one place deleted, replaced, doubled, or with a field too many."""
    out = copy.deepcopy(payload)
    path = rng.choice([x for x in places(out) if x] or [()])
    if not path:
        return rng.choice(JUNK)
    holder = out
    for part in path[:-1]:
        holder = holder[part]
    last = path[-1]
    how = rng.randrange(5)
    if how == 0:
        del holder[last]
    elif how == 1 and isinstance(holder, list):
        holder.extend(copy.deepcopy(holder) * rng.choice([1, 30]))
    elif how == 2 and isinstance(holder, dict):
        holder[
            rng.choice(["extra", "type", "text", "options", "initial_option", "focus_on_load", "confirm"])
        ] = rng.choice(JUNK)
    else:
        holder[last] = rng.choice(JUNK)
    return out


def verdict(found: Any) -> set[tuple[str, str, str]]:
    return {(f[0], f[1], f[2]) for f in found}


@pytest.mark.parametrize(("payload", "surface"), WHOLE)
def test_a_payload_gets_the_verdict_of_the_shared_validator(
    payload: Any, surface: str | None, reference: ModuleType
) -> None:
    assert verdict(inspect(payload, surface)) == verdict(reference.validate(copy.deepcopy(payload), surface))


def test_broken_payloads_get_the_verdict_of_the_shared_validator(reference: ModuleType) -> None:
    rng = random.Random(20261123)
    compared = refused = crashed = 0
    for _ in range(600):
        payload, surface = rng.choice(WHOLE)
        for _ in range(rng.choice([1, 1, 2])):
            payload = broken(payload, rng)
        try:
            theirs = verdict(reference.validate(copy.deepcopy(payload), surface))
        except (TypeError, AttributeError):
            inspect_does_not_crash(payload, surface)
            crashed += 1
            continue
        ours = verdict(inspect(payload, surface))
        assert ours == theirs, payload
        compared += 1
        refused += any(f[0] == "ERROR" for f in theirs)
    assert compared > 500
    assert 0.5 < refused / compared < 0.98


def inspect_does_not_crash(payload: Any, surface: str | None) -> None:
    assert isinstance(inspect(payload, surface), list)


def test_limits_are_counted_at_the_edge() -> None:
    fits = {"text": "x", "blocks": [{"type": "header", "text": p("h" * 150)}]}
    assert errors(fits) == []
    too_long = {"text": "x", "blocks": [{"type": "header", "text": p("h" * 151)}]}
    assert [(f.pointer, f.message) for f in errors(too_long)] == [
        ("/blocks/0/text/text", "must be less than 151 characters")
    ]


def test_the_notice_lies_beside_what_was_copied() -> None:
    import playground.blockkit

    notice = (Path(playground.blockkit.__file__).parent / "LICENCE.md").read_text(encoding="utf-8")
    assert "MIT License" in notice
    assert "Slack Technologies" in notice
