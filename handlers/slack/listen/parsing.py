"""Reads payloads: where something happened, what a form holds, which button was pressed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import OutOfDate
from handlers.slack.turns import MOVED, Turn
from handlers.use_cases.origin import Origin

__all__ = ["MOVED", "App", "Turn", "WebClient"]

Body = Mapping[str, Any]
E = TypeVar("E", bound=StrEnum)


def origin(body: Body) -> Origin:
    """The place of a command, press or message."""
    channel = body.get("channel_id")
    if channel is None and isinstance(body.get("channel"), Mapping):
        channel = body["channel"].get("id")
    if channel is None and isinstance(body.get("event"), Mapping):
        channel = body["event"].get("channel")
    if isinstance(channel, str) and channel.startswith("D") and not body.get("response_url"):
        channel = None
    return Origin(channel, body.get("response_url"))


def pressed(body: Body) -> tuple[str, str]:
    """(action id, value) of the first action; the value of a menu is that of its chosen option."""
    actions = body.get("actions") or []
    if not actions:
        raise OutOfDate(MOVED)
    action = actions[0]
    chosen = action.get("selected_option")
    chosen = chosen if isinstance(chosen, Mapping) else {}
    value = action.get("value") or chosen.get("value") or ""
    return str(action.get("action_id", "")), str(value)


def parts(value: str, count: int) -> list[str]:
    """A value of a known number of parts, divided by colons (the last may hold more). Raises OutOfDate."""
    found = value.split(":", count - 1)
    if len(found) != count or not found[0]:
        raise OutOfDate(MOVED)
    return found


def number(word: str) -> int:
    """A whole number from a button. Raises OutOfDate."""
    if not word.isascii() or not word.isdigit() or len(word) > 9:
        raise OutOfDate(MOVED)
    return int(word)


def about(view: Body) -> str:
    """What a window was opened about (its private metadata). Raises OutOfDate where nothing is there."""
    meta = view.get("private_metadata")
    if not isinstance(meta, str) or not meta:
        raise OutOfDate(MOVED)
    return meta


def known(words: type[E], word: object) -> E:
    """The member of an enumeration that a form or button names. Raises OutOfDate."""
    try:
        return words(str(word))
    except ValueError:
        raise OutOfDate(MOVED) from None


def one_of(words: type[E], word: object, usual: E) -> E:
    """The same, the usual one where none is named."""
    return usual if word is None else known(words, word)


def file_in(value: object) -> str | None:
    """The id of the file that was put into an input; None where there is none."""
    given = value[0] if isinstance(value, list) and value else None
    return written(given.get("id") if isinstance(given, Mapping) else given) or None


def written(value: object) -> str:
    """What was typed in an input; nothing where it holds something else."""
    return value if isinstance(value, str) else ""


def listed(value: object) -> tuple[str, ...]:
    """What was chosen of several; only texts."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def form(view: Body) -> dict[str, Any]:
    """block id → what was filled in: a text, a number of seconds, a value, a list of values, users or files."""
    filled: dict[str, Any] = {}
    state = view.get("state")
    values = state.get("values") if isinstance(state, Mapping) else None
    for block, inputs in values.items() if isinstance(values, Mapping) else ():
        for given in inputs.values() if isinstance(inputs, Mapping) else ():
            filled[block] = _filled(given) if isinstance(given, Mapping) else None
    return filled


def _filled(state: Mapping[str, Any]) -> Any:
    if "selected_options" in state:
        return [_value(option) for option in state["selected_options"] or []]
    for key in ("selected_users", "selected_conversations", "selected_channels", "files"):
        if key in state:
            return state[key] or []
    if state.get("selected_option"):
        return _value(state["selected_option"])
    for key in (
        "selected_conversation",
        "selected_channel",
        "selected_user",
        "selected_date_time",
        "selected_date",
        "selected_time",
    ):
        if state.get(key) is not None:
            return state[key]
    return state.get("value")


def _value(option: object) -> Any:
    return option.get("value") if isinstance(option, Mapping) else None


def moment(seconds: object) -> datetime | None:
    """An aware time from the seconds of a date and time picker. Raises OutOfDate for what is no time."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        raise OutOfDate(MOVED) from None


def meta_of(body: Body, **values: str) -> dict[str, Any]:
    """What travels with a window: where it was opened from, so that the answer can go there."""
    here = origin(body)
    found = {"channel": here.channel, "url": here.response_url, **values}
    return {name: value for name, value in found.items() if value}


def window_of(body: Body) -> Mapping[str, Any]:
    """The window that was sent, or in which something was pressed. Raises OutOfDate where there is none."""
    view = body.get("view")
    if not isinstance(view, Mapping):
        raise OutOfDate(MOVED)
    return view


def travels_of(body: Body) -> dict[str, Any]:
    """What travelled with a window. Raises OutOfDate."""
    try:
        found = json.loads(str(window_of(body).get("private_metadata") or "{}"))
    except ValueError:
        raise OutOfDate(MOVED) from None
    if not isinstance(found, dict):
        raise OutOfDate(MOVED)
    return found


def persona_of(travels: Mapping[str, Any]) -> tuple[str, str | None]:
    """(persona, channel) of what travelled with a window. Raises OutOfDate."""
    if not isinstance(travels.get("persona"), str):
        raise OutOfDate(MOVED)
    return travels["persona"], travels.get("channel") or None


def origin_of(travels: Mapping[str, Any]) -> Origin:
    """The place a window was opened from."""
    return Origin(travels.get("channel"), travels.get("url"))


def send_back(ack: Ack, turn: Turn, problems: Mapping[str, str]) -> None:
    """A form stays open with what is wrong beside its inputs (block id → sentence), and nothing is done."""
    ack(response_action="errors", errors=dict(problems))
    turn.done()


def open_window(turn: Turn, client: WebClient, body: Body, view: dict[str, Any]) -> None:
    """Opens a window at once (a trigger lives three seconds); does nothing when the press is replayed later."""
    if turn.replayed:
        return
    try:
        if body.get("view") and body["view"].get("type") == "modal":
            client.views_push(trigger_id=body["trigger_id"], view=view)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if error.response.get("error") in (
            "expired_trigger_id",
            "exchanged_trigger_id",
            "invalid_trigger_id",
        ):
            raise OutOfDate("Slack gave up waiting. Please press it again.") from None
        raise
