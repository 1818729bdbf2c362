"""Submitting and closing modals: errors under fields, stacked views, what the app answers."""

from __future__ import annotations

import time
from typing import Any

from playground.people.deeds import CannotError, Deed, verb
from playground.people.interactions import sentence, state_of
from playground.people.values import refusals
from playground.protocol.handles import ResponseUrl
from playground.protocol.payloads import common
from playground.web_api.registry import Call, RefusedError
from playground.web_api.views import MAX_STACK, checked_view, new_hash, put
from playground.world import Modal
from playground.world.nouns import Json


def _top(deed: Deed) -> Modal:
    stack = deed.world.stack(deed.team.id, deed.user.id)
    wanted = deed.args.get("view_id")
    if not stack or (wanted and stack[-1].id != wanted):
        raise CannotError("view_not_found", "That window is closed.")
    return stack[-1]


def _remove(deed: Deed, views: list[Modal]) -> None:
    gone = {m.id for m in views}
    key = (deed.team.id, deed.user.id)
    deed.world.stacks[key] = [i for i in deed.world.stacks.get(key, []) if i not in gone]
    for id_ in gone:
        deed.world.modals.pop(id_, None)
        deed.world.changed("modal", id_)


@verb("submit")
async def submit(deed: Deed) -> Json:
    """Press the submit button of the topmost modal; `values` is what its inputs hold.

    The answer has `errors` (block id → sentence) where something must be mended first.
    """
    modal = _top(deed)
    blocks = modal.view.get("blocks", [])
    values = state_of(deed, blocks)
    wrong = refusals(blocks, values)
    if wrong:
        return {"errors": wrong, "sent": False}
    _give_files(deed, values)
    payload = common(deed.world, deed.team, "view_submission", deed.user.id)
    payload |= {
        "trigger_id": deed.play.handles.new_trigger(deed.team.id, deed.user.id, modal.id),
        "view": modal.json(deed.team.bot_id, deed.world.app.id, values),
        "response_urls": _response_urls(deed, blocks, values),
    }
    answer = await deed.play.courier.ask(deed.team, "interactive", payload)
    if answer.error:
        raise CannotError(answer.error, "We had some trouble connecting. " + sentence(answer.error))
    try:
        return {**_obey(deed, modal, answer.body), "sent": True}
    except RefusedError as refused:
        more = "; ".join(refused.more.get("errors", []))
        deed.play.problem(f"the answer to view_submission was refused: {refused.error} {more}")
        raise CannotError(
            refused.error, "We had some trouble connecting. The app answered a broken view."
        ) from refused


def _give_files(deed: Deed, values: Json) -> None:
    """Files in a modal's inputs may be read by the app from now on."""
    for held in (h for block in values.values() for h in block.values()):
        for shown in held.get("files") or []:
            file = deed.world.files[shown["id"]]
            file.given = True
            deed.world.changed("file", file)


def _response_urls(deed: Deed, blocks: list[Any], values: Json) -> list[Json]:
    out = []
    for block in blocks:
        element = block.get("element") or {}
        held = values.get(block.get("block_id"), {}).get(element.get("action_id"), {})
        channel = held.get("selected_conversation") or held.get("selected_channel")
        if element.get("response_url_enabled") and channel in deed.team.conversations:
            handle = ResponseUrl(deed.team.id, deed.user.id, channel, time.monotonic())
            out.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": deed.play.handles.new_response(deed.world.base_url, "app", handle),
                }
            )
    return out


def _obey(deed: Deed, modal: Modal, body: Any) -> Json:
    """Do what the app answered. Raises RefusedError where the answer is no good."""
    action = body.get("response_action") if isinstance(body, dict) else None
    stack = deed.world.stack(deed.team.id, deed.user.id)
    call = Call(deed.play, "view_submission", {}, deed.team, "")
    if action is None:
        _remove(deed, [modal])
    elif action == "clear":
        _remove(deed, stack)
    elif action == "errors":
        errors = body.get("errors")
        known = {b.get("block_id") for b in modal.view.get("blocks", []) if b.get("type") == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= known:
            unknown = sorted(set(errors) - known) if isinstance(errors, dict) else errors
            raise RefusedError("invalid_errors", errors=[f"errors must name input blocks: {unknown}"])
        return {"errors": {str(k): str(v) for k, v in errors.items()}}
    elif action == "update":
        modal.view = checked_view(call, "modal", body.get("view"))
        modal.hash = new_hash(deed.world.now())
        deed.world.changed("modal", modal.id)
    elif action == "push":
        view = checked_view(call, "modal", body.get("view"))
        if len(stack) >= MAX_STACK:
            raise RefusedError("push_limit_reached")
        put(call, deed.user.id, view, stack)
    else:
        raise RefusedError("unknown_response_action")
    return {}


@verb("close")
async def close(deed: Deed) -> Json:
    """Close the topmost modal, or all of the stack with `all`."""
    modal = _top(deed)
    stack = deed.world.stack(deed.team.id, deed.user.id)
    cleared = bool(deed.args.get("all") or modal.view.get("clear_on_close"))
    gone = stack if cleared else [modal]
    values = {m.id: state_of(deed, m.view.get("blocks", [])) if m is modal else {} for m in gone}
    _remove(deed, gone)
    for closed in reversed(gone):
        if closed.view.get("notify_on_close"):
            payload = common(deed.world, deed.team, "view_closed", deed.user.id)
            payload |= {
                "view": closed.json(deed.team.bot_id, deed.world.app.id, values[closed.id]),
                "is_cleared": cleared,
            }
            await deed.play.courier.ask(deed.team, "interactive", payload)
    return {}
