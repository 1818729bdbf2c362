"""Buttons, menus, commands and shortcuts: a person acts, the app is asked, and what it answers is shown."""

from __future__ import annotations

import time
from typing import Any

from playground.people.deeds import CannotError, Deed, find_channel, verb
from playground.people.values import FIELDS, chosen, elements, options_of, state
from playground.protocol.handles import ResponseUrl
from playground.protocol.payloads import channel_name, common, outward, slash_command
from playground.web_api.registry import RefusedError
from playground.web_api.response_url import answer as answer_there
from playground.world import Conversation, Modal
from playground.world.nouns import Json
from playground.world.text import for_command

SENTENCES = {
    "operation_timeout": "The app did not answer within three seconds.",
    "no_connection": "The app is not running or not connected.",
    "connection_failed": "The connection to the app broke.",
    "http_error": "The app answered with an error.",
    "app_uninstalled": "The app is not installed in this workspace.",
}


def sentence(error: str) -> str:
    """What a person reads when the app did not answer as it should."""
    return SENTENCES.get(error, f"Something went wrong ({error}).")


def _visible_message(deed: Deed, c: Conversation, ts: str) -> Json:
    message = c.at(ts) or next((m for m in c.ephemerals if m["ts"] == ts and m["_to"] == deed.user.id), None)
    if message is None:
        raise CannotError("message_not_found", "That message is gone.")
    return message


def _find(deed: Deed, blocks: list[Any]) -> tuple[Json, Json]:
    """The element that is meant: by `action_id` (with `block_id` if given), by `label`, or handed in as it was."""
    block_id, action_id, label = (deed.args.get(k) for k in ("block_id", "action_id", "label"))
    for block, element in elements(blocks):
        if block_id is not None and block.get("block_id") != block_id:
            continue
        if action_id is not None:
            if element.get("action_id") == action_id:
                return block, element
        elif label is not None and label == element.get("text", {}).get("text"):
            return block, element
    stale = deed.args.get("element")
    if isinstance(stale, dict):
        return {"block_id": deed.args.get("block_id") or ""}, stale
    raise CannotError(
        "element_not_found", f"There is nothing called {action_id or label or block_id} to press here."
    )


@verb("press")
async def press(deed: Deed) -> Json:
    """Use an element: press a button, or choose `value` in a menu.

    Where: `channel` and `ts`, or `view_id`. `values` is what other inputs there hold.
    """
    modal: Modal | None = None
    c: Conversation | None = None
    message: Json = {}
    if deed.args.get("view_id"):
        modal = deed.world.modals.get(str(deed.args["view_id"]))
        if modal is None or modal.user != deed.user.id:
            raise CannotError("view_not_found", "That window is closed.")
        blocks = modal.view.get("blocks", [])
    else:
        c = deed.channel()
        message = _visible_message(deed, c, str(deed.need("ts")))
        attached = [b for a in message.get("attachments", []) for b in a.get("blocks", [])]
        blocks = [*message.get("blocks", []), *attached]
    block, element = _find(deed, blocks)
    values = state_of(deed, blocks)
    action: Json = {
        "type": element["type"],
        "action_id": element.get("action_id", ""),
        "block_id": block.get("block_id", ""),
        "action_ts": f"{time.time():.6f}",
        **{k: element[k] for k in ("text", "value", "style") if element["type"] == "button" and k in element},
    }
    if element["type"] in FIELDS:
        action |= _chosen(deed, element, deed.args.get("value"))
        if element["type"] != "overflow":
            held = {"type": element["type"], **{k: action[k] for k in (FIELDS[element["type"]],)}}
            values.setdefault(action["block_id"], {})[action["action_id"]] = held
    payload = common(deed.world, deed.team, "block_actions", deed.user.id)
    if modal is not None:
        payload |= {
            "container": {"type": "view", "view_id": modal.id},
            "view": modal.json(deed.team.bot_id, deed.world.app.id, values),
        }
    else:
        assert c is not None
        payload |= _message_context(deed, c, message)
        payload["state"] = {"values": values}
    payload["trigger_id"] = deed.play.handles.new_trigger(
        deed.team.id, deed.user.id, modal.id if modal else None
    )
    payload["actions"] = [action]
    return await ask(deed, payload)


def state_of(deed: Deed, blocks: list[Any]) -> Json:
    """What the inputs hold now, by argument `values`."""
    given = deed.args.get("values") or {}
    try:
        return state(deed.world, deed.team, blocks, given)
    except ValueError as wrong:
        raise CannotError("option_not_found", f"This cannot be chosen: {wrong}.") from wrong


def _chosen(deed: Deed, element: Json, given: Any) -> Json:
    try:
        return chosen(deed.world, deed.team, element, given)
    except ValueError as wrong:
        raise CannotError("option_not_found", f"This cannot be chosen: {wrong}.") from wrong


def _message_context(deed: Deed, c: Conversation, message: Json) -> Json:
    ephemeral = bool(message.get("is_ephemeral"))
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": c.id,
        "is_ephemeral": ephemeral,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    handle = ResponseUrl(
        deed.team.id, deed.user.id, c.id, time.monotonic(), message["ts"], ephemeral, message.get("thread_ts")
    )
    context: Json = {
        "container": container,
        "channel": {"id": c.id, "name": channel_name(c)},
        "response_url": deed.play.handles.new_response(deed.world.base_url, "actions", handle),
    }
    if not ephemeral:
        context["message"] = outward(message)
    return context


async def ask(deed: Deed, payload: Json, kind: str = "interactive") -> Json:
    """Bring a payload to the app and say how it went."""
    answer = await deed.play.courier.ask(deed.team, kind, payload)
    if answer.error:
        raise CannotError(answer.error, sentence(answer.error))
    return {"answer": answer.body} if answer.body else {}


@verb("command")
async def command(deed: Deed) -> Json:
    """Run a slash command: `text` is the whole line, such as `/persona new photographers`."""
    word, _, rest = str(deed.need("text")).strip().partition(" ")
    return await run_command(deed, deed.channel(), word, rest)


async def run_command(deed: Deed, c: Conversation, word: str, rest: str) -> Json:
    """Run a command of the app in a conversation; what it answers is shown there."""
    known = next((k for k in deed.world.app.commands if k["command"] == word), None)
    if known is None:
        raise CannotError("unknown_command", f"{word} is not a command here.")
    if known.get("should_escape"):
        rest = for_command(rest, deed.team)
    handle = ResponseUrl(deed.team.id, deed.user.id, c.id, time.monotonic())
    fields = slash_command(deed.world, deed.team, c, deed.user.id, word, rest.strip())
    fields["response_url"] = deed.play.handles.new_response(deed.world.base_url, "commands", handle)
    fields["trigger_id"] = deed.play.handles.new_trigger(deed.team.id, deed.user.id)
    answer = await deed.play.courier.ask(deed.team, "slash_commands", fields)
    if answer.error:
        shown = "dispatch_failed" if answer.error != "operation_timeout" else answer.error
        text = f"{word} failed with the error `{shown}`. {sentence(answer.error)}"
        deed.play.happenings.slackbot(deed.team, c, deed.user.id, text)
        raise CannotError(answer.error, sentence(answer.error))
    if isinstance(answer.body, dict) and answer.body:
        try:
            answer_there(deed.play, handle, answer.body)
        except RefusedError as refused:
            text = f"{word} failed: the app answered something Slack refuses (`{refused.error}`)."
            deed.play.happenings.slackbot(deed.team, c, deed.user.id, text)
            raise CannotError(refused.error, text) from refused
    return {"channel": c.id}


@verb("shortcut")
async def shortcut(deed: Deed) -> Json:
    """Use a shortcut: with `channel` and `ts` on a message, else from anywhere."""
    callback_id = str(deed.need("callback_id"))
    on_message = bool(deed.args.get("ts"))
    payload = common(deed.world, deed.team, "message_action" if on_message else "shortcut", deed.user.id)
    payload |= {"callback_id": callback_id, "action_ts": f"{time.time():.6f}"}
    if on_message:
        c = deed.channel()
        message = c.at(str(deed.args["ts"]))
        if message is None:
            raise CannotError("message_not_found", "That message is gone.")
        context = _message_context(deed, c, message)
        context.pop("container")
        payload |= {**context, "message_ts": message["ts"]}
    payload["trigger_id"] = deed.play.handles.new_trigger(deed.team.id, deed.user.id)
    return await ask(deed, payload)


@verb("suggest")
async def suggest(deed: Deed) -> Json:
    """What an external menu offers for what was typed: asked of the app."""
    modal = deed.world.modals.get(str(deed.args.get("view_id") or ""))
    payload = common(deed.world, deed.team, "block_suggestion", deed.user.id)
    payload |= {k: str(deed.args.get(k) or "") for k in ("block_id", "action_id", "value")}
    if modal is not None:
        payload |= {
            "container": {"type": "view", "view_id": modal.id},
            "view": modal.json(deed.team.bot_id, deed.world.app.id),
        }
    else:
        c = deed.channel()
        payload |= _message_context(deed, c, _visible_message(deed, c, str(deed.need("ts"))))
    answer = (await ask(deed, payload)).get("answer") or {}
    return {"options": options_of(answer) if isinstance(answer, dict) else []}


@verb("open_home")
async def open_home(deed: Deed) -> Json:
    """Open the app's home: `tab` is home or messages."""
    tab = str(deed.args.get("tab") or "home")
    c = find_channel(deed.world, deed.team, deed.user.id, deed.team.bot_user)
    assert c is not None
    event: Json = {
        "type": "app_home_opened",
        "user": deed.user.id,
        "channel": c.id,
        "tab": tab,
        "event_ts": deed.world.next_ts(),
    }
    home = deed.world.modals.get(deed.world.homes.get((deed.team.id, deed.user.id), ""))
    if tab == "home" and home is not None:
        event["view"] = home.json(deed.team.bot_id, deed.world.app.id)
    deed.play.courier.tell(deed.team, event, c)
    return {"channel": c.id}
