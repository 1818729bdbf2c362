"""What inputs hold: from what a person gave to Slack's `state.values`, and what Slack's own client refuses.

Given values are plain: a string for texts, dates, numbers, one choice (an option's value, or an id); a list of strings
for several choices or files; None for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playground.world import Team, World
from playground.world.nouns import Json

FIELDS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
_INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}
LISTS = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")


def elements(blocks: list[Any]) -> Iterator[tuple[Json, Json]]:
    """All (block, element) that can act or hold something, in order, through containers and cards."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        kind = block.get("type")
        if kind == "actions" or kind == "context_actions":
            yield from ((block, e) for e in block.get("elements", []))
        elif kind == "section" and "accessory" in block:
            yield block, block["accessory"]
        elif kind == "input":
            yield block, block["element"]
        elif kind == "card":
            yield from ((block, e) for e in block.get("actions", []))
        elif kind == "carousel":
            yield from elements(block.get("elements", []))
        elif kind == "container":
            yield from elements(block.get("child_blocks", []))


def options_of(element: Json) -> list[Json]:
    """All options of a menu, also those in groups."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(o for g in groups for o in g.get("options", []))]


def chosen(world: World, team: Team, element: Json, given: Any) -> Json:
    """The fields that say what an element holds, for an action or for state. Raises ValueError for no such option."""
    field = FIELDS[element["type"]]
    if field in LISTS:
        items = [] if given is None else (given if isinstance(given, list) else [given])
        if field == "selected_options":
            return {field: [_option(element, x) for x in items]}
        if field == "files":
            known = [world.files[str(f)] for f in items if str(f) in world.files]
            return {field: [f.json(world.base_url, team.domain) for f in known]}
        return {field: [str(x) for x in items]}
    if given in (None, ""):
        return {field: None}
    if field == "selected_option":
        return {field: _option(element, given)}
    if field == "selected_date_time":
        return {field: int(given)}
    if field == "rich_text_value":
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(given)}]}
        return {field: given if isinstance(given, dict) else {"type": "rich_text", "elements": [section]}}
    return {field: str(given)}


def _option(element: Json, given: Any) -> Json:
    if isinstance(given, dict):
        return given
    found = next((o for o in options_of(element) if o.get("value") == given), None)
    if found is None:
        found = next((o for o in options_of(element) if o.get("text", {}).get("text") == given), None)
    if found is None:
        raise ValueError(f"there is no option {given!r}")
    return found


def _initial(element: Json) -> Json:
    field = FIELDS[element["type"]]
    empty: Any = [] if field in LISTS else None
    return {field: element.get(_INITIAL.get(field, ""), empty)}


def state(world: World, team: Team, blocks: list[Any], given: Json) -> Json:
    """`state.values`: what each input holds, initially or by what was given (block id → action id → value)."""
    out: Json = {}
    for block, element in elements(blocks):
        kind = element.get("type")
        if kind not in FIELDS or kind == "overflow":
            continue
        block_id, action_id = block.get("block_id", ""), element.get("action_id", "")
        mine = given.get(block_id, {})
        if isinstance(mine, dict) and action_id in mine:
            held = chosen(world, team, element, mine[action_id])
        else:
            held = _initial(element)
        out.setdefault(block_id, {})[action_id] = {"type": kind, **held}
    return out


def refusals(blocks: list[Any], values: Json) -> dict[str, str]:
    """What Slack's client itself says under the fields before it submits: block id → sentence."""
    out: dict[str, str] = {}
    for block, element in elements(blocks):
        if block.get("type") != "input" or element.get("type") not in FIELDS:
            continue
        block_id = block["block_id"]
        held = values.get(block_id, {}).get(element.get("action_id"), {})
        value = held.get(FIELDS[element["type"]])
        if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
            if not block.get("optional"):
                out[block_id] = "Please complete this required field."
        else:
            wrong = _wrong(element, value)
            if wrong:
                out[block_id] = wrong
    return out


def _wrong(element: Json, value: Any) -> str:
    kind = element["type"]
    if kind == "plain_text_input":
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        if len(value) < low:
            return f"Please enter at least {low} characters."
        if len(value) > high:
            return f"Please enter at most {high} characters."
    if kind == "number_input":
        pattern = r"[+-]?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"[+-]?\d+"
        if not re.fullmatch(pattern, str(value)):
            return (
                "Please enter a number."
                if element.get("is_decimal_allowed")
                else "Please enter a whole number."
            )
        if "min_value" in element and float(value) < float(element["min_value"]):
            return f"Please enter a number of at least {element['min_value']}."
        if "max_value" in element and float(value) > float(element["max_value"]):
            return f"Please enter a number of at most {element['max_value']}."
    if kind == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(value)):
        return "Please enter an email address."
    if kind == "url_text_input" and not re.match(r"https?://\S+$", str(value)):
        return "Please enter an address that begins with https://."
    most = element.get("max_files") if kind == "file_input" else element.get("max_selected_items")
    if isinstance(most, int) and isinstance(value, list) and len(value) > most:
        return f"Please choose at most {most}."
    return ""
