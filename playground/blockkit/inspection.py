"""One payload inspected: shape by the schema, lengths and counts by the limits, and the rules of single kinds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from playground.blockkit.rules import RULES, cell_characters, choices, text_style
from playground.blockkit.schema import block_kit


class Finding(NamedTuple):
    """One thing that is wrong (ERROR: Slack refuses it) or unwise (WARNING), with a JSON pointer to it."""

    severity: str
    pointer: str
    rule: str
    message: str


@cache
def limits() -> dict[str, Any]:
    """The limits file."""
    loaded: dict[str, Any] = json.loads(
        (Path(__file__).parent / "blockkit.limits.json").read_text(encoding="utf-8")
    )
    return loaded


def inspect(payload: Any, surface: str | None = None) -> list[Finding]:
    """All findings for a list of blocks, a message, a view, arguments with a view, or an answer with options.

    `surface` is message, modal or home; where None it is taken from the payload's own type.
    """
    return _Inspection(surface).whole(_decoded(payload))


def errors(payload: Any, surface: str | None = None) -> list[Finding]:
    """Only what Slack would refuse."""
    return [f for f in inspect(payload, surface) if f.severity == "ERROR"]


def _decoded(payload: Any) -> Any:
    """The payload with JSON strings of form-encoded calls turned into values."""
    if not isinstance(payload, dict):
        return payload
    out = dict(payload)
    for key in ("blocks", "attachments", "view"):
        if isinstance(out.get(key), str):
            try:
                out[key] = json.loads(out[key])
            except ValueError:
                continue  # left as the string it is; the schema refuses it
    return out


def _escape(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _pointer(base: str, parts: tuple[str | int, ...]) -> str:
    return base + "".join("/" + _escape(p) for p in parts)


def _length(value: Any) -> int | None:
    """Characters of a string or of a text object; None for anything else."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return len(value["text"])
    return None


def _at(thing: Any, path: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The values a limits path such as `series[].data[].label` points to, with where they are."""
    head, _, rest = path.partition(".")
    name = head.removesuffix("[]")
    if not isinstance(thing, dict) or name not in thing:
        return
    value = thing[name]
    found: list[tuple[tuple[str | int, ...], Any]]
    if head.endswith("[]"):
        found = [((name, i), x) for i, x in enumerate(value)] if isinstance(value, list) else []
    else:
        found = [((name,), value)]
    for parts, x in found:
        if rest:
            yield from ((parts + deeper, y) for deeper, y in _at(x, rest))
        else:
            yield parts, x


_BY_FIELD = {
    "options": "option",
    "option_groups": "option_group",
    "initial_options": "option",
    "initial_option": "option",
    "confirm": "confirm",
    "dispatch_action_config": "dispatch_action_config",
    "filter": "filter",
}


class _Inspection:
    """What is remembered while one payload is walked."""

    def __init__(self, surface: str | None) -> None:
        self.surface = surface
        self.found: dict[Finding, None] = {}
        self.block_ids: dict[str, str] = {}
        self.focus: list[str] = []
        self.count: Counter[Any] = Counter()
        self.markdown = self.table = self.data_table = 0
        self.has_input = False

    def add(self, pointer: str, rule: str, message: str, severity: str = "ERROR") -> None:
        self.found[Finding(severity, pointer or "/", rule, message)] = None

    # -- whole payloads

    def whole(self, payload: Any) -> list[Finding]:
        if isinstance(payload, list):
            most = limits()["message" if self.surface == "message" else "view"]["blocks"]["maxItems"]
            if len(payload) > most:
                self.add("", "maxItems", f"no more than {most} items allowed")
            self.blocks(payload, "")
            self.totals("")
        elif not isinstance(payload, dict):
            self.add("", "schema:type", "must be a list of blocks or an object")
        elif payload.get("type") in ("modal", "home", "workflow_step") and "blocks" in payload:
            self.view(payload, "")
        elif "view" in payload:
            self.view(payload["view"], "/view")
        elif ("options" in payload or "option_groups" in payload) and "blocks" not in payload:
            for key in ("options", "option_groups"):
                self.limit(payload, key, limits()["options_response"][key], "")
                if key in payload:
                    self.walk(payload[key], "/" + key, key)
        else:
            self.message(payload)
        return list(self.found)

    def message(self, m: dict[str, Any]) -> None:
        self.surface = self.surface or "message"
        for key, limit in limits()["message"].items():
            self.limit(m, key, limit, "")
        if isinstance(m.get("text"), str):
            text_style(m["text"], "/text", self.add)
        if "blocks" in m:
            self.blocks(m["blocks"], "/blocks")
            if m["blocks"] and not m.get("text") and not m.get("attachments"):
                self.add(
                    "",
                    "fallbackText",
                    "blocks without a text for notifications and screen readers",
                    "WARNING",
                )
        attachments = m.get("attachments")
        for i, attachment in enumerate(attachments if isinstance(attachments, list) else []):
            if isinstance(attachment, dict) and "blocks" in attachment:
                self.blocks(attachment["blocks"], f"/attachments/{i}/blocks")
        if not any(m.get(k) for k in ("text", "blocks", "attachments", "markdown_text", "files")):
            self.add("", "no_text", "neither text nor blocks nor attachments")
        self.totals("/blocks")

    def view(self, v: Any, base: str) -> None:
        if not isinstance(v, dict):
            self.add(base, "schema:type", "a view must be an object")
            return
        kind = v.get("type")
        self.surface = kind if kind in ("modal", "home") else self.surface
        # Blocks are inspected one by one below, so the view's own shape is read without them.
        self.schema({**v, "blocks": []} if "blocks" in v else v, "View", base)
        for key, limit in limits()["view"].items():
            if key == "size_bytes":
                size = len(json.dumps(v, ensure_ascii=False).encode("utf-8", "surrogatepass"))
                if size > limit:
                    self.add(base, "view_too_large", f"{size} bytes, no more than {limit} allowed")
            else:
                self.limit(v, key, limit, base)
        if "blocks" in v:
            self.blocks(v["blocks"], base + "/blocks")
        if kind == "modal" and self.has_input and "submit" not in v:
            self.add(base, "required", "missing required field: submit, needed where there is an input")
        self.totals(base + "/blocks")

    def totals(self, base: str) -> None:
        total = limits()["totals"]
        for number, most, what in (
            (self.markdown, total["markdown_text"], "characters in markdown blocks"),
            (self.count["data_visualization"], total["data_visualization"], "data_visualization blocks"),
            (self.count["table"], total["table"], "table blocks"),
            (self.table, total["table_characters"], "characters in table cells"),
            (self.data_table, total["data_table_characters"], "characters in data_table cells"),
        ):
            if number > most:
                self.add(base, "total", f"{number} {what}, no more than {most} allowed")
        if len(self.focus) > 1:
            self.add(
                self.focus[1] + "/focus_on_load", "focus", f"only one may have focus; {self.focus[0]} has it"
            )

    # -- blocks

    def schema(self, value: Any, entry: str, base: str) -> None:
        for path, keyword, message in block_kit().report(value, entry):
            self.add(_pointer(base, path), "schema:" + keyword, message)

    def blocks(self, blocks: Any, base: str) -> None:
        self.schema(blocks, "BlockList", base)
        if isinstance(blocks, list):
            for i, block in enumerate(blocks):
                if isinstance(block, dict):
                    self.block(block, f"{base}/{i}")
            self.walk(blocks, base)

    def block(self, b: dict[str, Any], p: str, nested: bool = False) -> None:
        kind = b.get("type")
        name = kind if isinstance(kind, str) else None
        self.count[name] += 1
        self.has_input |= name == "input"
        surfaces = limits()["surfaces"]
        if self.surface and name and not nested:
            known = any(name in allowed for allowed in surfaces.values())
            if known and name not in surfaces[self.surface]:
                self.add(p, "surface", f"a {name} block is not allowed in a {self.surface}")
        if name == "file" and not nested:
            self.add(p, "file", "apps cannot post a file block", "WARNING")
        if name == "task_card" and b.get("status") == "pending" and not nested:
            self.add(p + "/status", "task_card", "pending is allowed only inside a plan")
        self.limit(b, "block_id", limits()["block"]["block_id"], p)
        block_id = b.get("block_id")
        if isinstance(block_id, str) and self.block_ids.setdefault(block_id, p) != p:
            self.add(p + "/block_id", "duplicateBlockId", f"block_id {block_id!r} already exists")
        self.action_ids(b, p)

    def action_ids(self, block: dict[str, Any], p: str) -> None:
        """An action_id may occur once in a block; child blocks are blocks of their own."""
        seen: dict[str, str] = {}
        todo: list[tuple[Any, str]] = [(block, p)]
        while todo:
            o, q = todo.pop()
            if isinstance(o, list):
                todo += [(x, f"{q}/{i}") for i, x in enumerate(o)]
                continue
            if not isinstance(o, dict):
                continue
            action_id = o.get("action_id")
            if isinstance(action_id, str):
                if action_id in seen:
                    self.add(q + "/action_id", "duplicateActionId", f"action_id {action_id!r} already exists")
                seen[action_id] = q
            for key, value in o.items():
                if key == "child_blocks":
                    for i, child in enumerate(value if isinstance(value, list) else []):
                        if isinstance(child, dict):
                            self.block(child, f"{q}/{key}/{i}", nested=True)
                elif key != "metadata" and isinstance(value, (dict, list)):
                    todo.append((value, f"{q}/{key}"))

    # -- everything inside

    def walk(self, o: Any, base: str, field: str | None = None) -> None:
        if isinstance(o, list):
            for i, x in enumerate(o):
                self.walk(x, f"{base}/{i}", field)
            return
        if not isinstance(o, dict):
            return
        kind = o.get("type")
        if not isinstance(kind, str):
            kind = _BY_FIELD.get(field or "")
            if kind == "confirm" and "title" not in o and "text" not in o:
                kind = None  # the label of a confirm dialog's button is called confirm as well
        if kind:
            self.kind(o, kind, base)
        for key, value in o.items():
            if key not in ("metadata", "state") and isinstance(value, (dict, list)):
                self.walk(value, f"{base}/{_escape(key)}", key)

    def kind(self, o: dict[str, Any], kind: str, base: str) -> None:
        for path, limit in limits()["types"].get(kind, {}).items():
            if path == "_required":
                for name in limit:
                    if name not in o:
                        self.add(base, "required", f"missing required field: {name}")
            else:
                self.limit(o, path, limit, base)
        if kind == "markdown" and isinstance(o.get("text"), str):
            self.markdown += len(o["text"])
        elif kind == "table":
            self.table += cell_characters(o)
        elif kind == "data_table":
            self.data_table += cell_characters(o)
        if kind in RULES:
            RULES[kind](o, base, self.add)
        if o.get("focus_on_load") is True:
            self.focus.append(base)
        where = limits()["element_surfaces"].get(kind)
        if where and self.surface and self.surface not in where:
            self.add(base, "surface", f"{kind} is meant for {', '.join(where)} only", "WARNING")
        if "select" in kind or kind in ("checkboxes", "radio_buttons", "overflow"):
            choices(o, kind, base, self.add)

    def limit(self, o: dict[str, Any], path: str, limit: dict[str, Any], base: str) -> None:
        for parts, value in _at(o, path):
            p = _pointer(base, parts)
            characters = _length(value)
            if characters is not None:
                self.length(characters, limit, p + "/text" if isinstance(value, dict) else p)
            elif isinstance(value, list):
                if len(value) > limit.get("maxItems", len(value)):
                    self.add(p, "maxItems", f"no more than {limit['maxItems']} items allowed")
                if len(value) < limit.get("minItems", 0):
                    self.add(p, "minItems", f"no less than {limit['minItems']} items allowed")
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                low, high = limit.get("minimum", value), limit.get("maximum", value)
                if not low <= value <= high or value <= limit.get("exclusiveMinimum", value - 1):
                    self.add(p, "range", f"{value} is outside what is allowed")

    def length(self, characters: int, limit: dict[str, Any], p: str) -> None:
        if characters > limit.get("maxLength", characters):
            self.add(p, "maxLength", f"must be less than {limit['maxLength'] + 1} characters")
        if characters < limit.get("minLength", 0):
            self.add(p, "minLength", f"must be more than {limit['minLength'] - 1} characters")
        if characters > limit.get("warnLength", characters):
            self.add(p, "longText", f"{limit['warnLength']} characters are recommended", "WARNING")
