"""Views: modals and their stack, home tabs."""

from __future__ import annotations

import secrets
from typing import Any

from playground.happenings import with_ids
from playground.web_api.chat import check_slack_files
from playground.web_api.registry import Call, RefusedError, method
from playground.world import Modal
from playground.world.nouns import Json

MAX_STACK = 3


def new_hash(call_time: float) -> str:
    """A view's hash: changes with each change of the view."""
    return f"{int(call_time)}.{secrets.token_urlsafe(6)}"


def checked_view(call: Call, kind: str, view: Any = None) -> Json:
    """The argument `view`, if it is a good view of this kind. Raises RefusedError."""
    view = call.need("view") if view is None else view
    if not isinstance(view, dict):
        raise RefusedError("invalid_arguments", ["must provide an object [json-pointer:/view]"])
    if view.get("type") != kind:
        raise RefusedError("invalid_arguments", [f"must be a view of type {kind} [json-pointer:/view/type]"])
    try:
        call.checked_blocks({"view": view}, kind, "invalid_arguments")
    except RefusedError as refused:
        if any("bytes" in m for m in refused.more.get("errors", [])):
            raise RefusedError("view_too_large") from refused
        raise
    check_slack_files(call, view.get("blocks"), "/view/blocks")
    return {**view, "blocks": with_ids(view.get("blocks", []))}


def _external_id_is_free(call: Call, view: Json, but: Modal | None = None) -> None:
    wanted = view.get("external_id")
    for modal in call.world.modals.values():
        if (
            wanted
            and modal is not but
            and modal.team == call.team.id
            and modal.view.get("external_id") == wanted
        ):
            raise RefusedError("duplicate_external_id")


def put(call: Call, user: str, view: Json, under: list[Modal]) -> Modal:
    """A new modal for a person on top of the modals `under` it."""
    id_ = call.world.new_id("V")
    modal = Modal(
        id_, user, call.team.id, view, new_hash(call.world.now()), root=under[0].id if under else id_
    )
    modal.previous = under[-1].id if under else None
    call.world.modals[id_] = modal
    call.world.stacks[call.team.id, user] = [*(m.id for m in under), id_]
    call.world.changed("modal", id_)
    return modal


def shown(call: Call, modal: Modal) -> Json:
    """A view as responses show it."""
    return modal.json(call.team.bot_id, call.world.app.id)


def _trigger(call: Call) -> Any:
    view = call.args.get("view")
    if not isinstance(view, dict):
        call.need("view")
    trigger, error = call.play.handles.use_trigger(str(call.need("trigger_id")), call.team.id)
    if trigger is None:
        raise RefusedError(error)
    return trigger


@method("views.open")
def open_(call: Call) -> Json:
    """Open a modal; whatever was open is closed."""
    view = checked_view(call, "modal")
    _external_id_is_free(call, view)
    trigger = _trigger(call)
    for old in call.world.stack(call.team.id, trigger.user):
        call.world.modals.pop(old.id, None)
        call.world.changed("modal", old.id)
    return {"view": shown(call, put(call, trigger.user, view, []))}


@method("views.push")
def push(call: Call) -> Json:
    """Put a modal on top of the one that was pressed."""
    view = checked_view(call, "modal")
    _external_id_is_free(call, view)
    trigger = _trigger(call)
    under = call.world.stack(call.team.id, trigger.user)
    if not under:
        raise RefusedError("not_found")
    if len(under) >= MAX_STACK:
        raise RefusedError("push_limit_reached")
    return {"view": shown(call, put(call, trigger.user, view, under))}


@method("views.update")
def update(call: Call) -> Json:
    """Change an open view, named by `view_id` or `external_id`; with `hash` only if nobody changed it meanwhile."""
    view_id, external = call.args.get("view_id"), call.args.get("external_id")
    if not view_id and not external:
        raise RefusedError("invalid_arguments", ["missing required field: view_id"])
    modal = next(
        (
            m
            for m in call.world.modals.values()
            if m.team == call.team.id
            and (m.id == view_id if view_id else m.view.get("external_id") == external)
        ),
        None,
    )
    if modal is None:
        raise RefusedError("not_found")
    view = checked_view(call, str(modal.view["type"]))
    if call.args.get("hash") and call.args["hash"] != modal.hash:
        raise RefusedError("hash_conflict")
    _external_id_is_free(call, view, modal)
    modal.view, modal.hash = view, new_hash(call.world.now())
    call.world.changed("modal", modal.id)
    return {"view": shown(call, modal)}


@method("views.publish")
def publish(call: Call) -> Json:
    """Set a person's home tab."""
    user = str(call.need("user_id"))
    if user not in call.team.users:
        raise RefusedError("user_not_found")
    view = checked_view(call, "home")
    key = (call.team.id, user)
    modal = call.world.modals.get(call.world.homes.get(key, ""))
    if modal is None:
        id_ = call.world.new_id("V")
        modal = Modal(id_, user, call.team.id, view, "", root=id_)
        call.world.modals[id_] = modal
        call.world.homes[key] = id_
    elif call.args.get("hash") and call.args["hash"] != modal.hash:
        raise RefusedError("hash_conflict")
    modal.view, modal.hash = view, new_hash(call.world.now())
    call.world.changed("modal", modal.id)
    return {"view": shown(call, modal)}
