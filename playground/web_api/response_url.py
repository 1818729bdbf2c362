"""Answers by the address that came with an interaction: five uses in thirty minutes, in the channel or to one person."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from playground.playground import Playground
from playground.protocol.handles import ResponseUrl
from playground.web_api.chat import bot_fields, content
from playground.web_api.registry import Call, RefusedError
from playground.world import Conversation
from playground.world.nouns import Json


async def respond(request: web.Request, play: Playground, note: Json) -> web.Response:
    """Answer one POST to a response address."""
    try:
        body = json.loads(await request.text())
    except ValueError:
        body = None
    note["args"] = body
    if not isinstance(body, dict):
        return _ended(note, "invalid_payload", 400)
    handle, error = play.handles.use_response(request.match_info["key"])
    if handle is None:
        note["ok"], note["error"] = False, error
        return web.json_response({"ok": False, "error": error}, status=404)
    note["team"] = handle.team
    try:
        answer(play, handle, body)
    except RefusedError as refused:
        note["response"] = refused.more
        return _ended(note, refused.error, 400)
    note["ok"] = True
    return web.Response(text="ok")


def _ended(note: Json, error: str, status: int) -> web.Response:
    note["ok"], note["error"] = False, error
    return web.Response(status=status, text=error)


def answer(play: Playground, handle: ResponseUrl, body: Json) -> None:
    """Post, replace or delete as `body` says. Raises RefusedError."""
    team = play.world.teams[handle.team]
    c = team.conversations[handle.channel]
    call = Call(play, "response_url", dict(body), team, "")
    original = _original(c, handle)
    if body.get("delete_original") in (True, "true"):
        if original is not None:
            _remove(play, call, c, original)
        return
    if c.archived:
        raise RefusedError("is_archived")
    message = content(call)
    if body.get("replace_original") in (True, "true") and original is not None:
        if original.get("is_ephemeral"):
            original |= message
            play.world.changed("conversation", team, c)
        else:
            play.happenings.change(team, c, original, team.bot_id, **message)
        return
    whole = {**bot_fields(call), **message}
    thread = body.get("thread_ts") or handle.thread_ts
    if thread and c.at(str(thread)) is not None:
        whole["thread_ts"] = str(thread)
    if body.get("response_type") == "in_channel":
        play.happenings.post(team, c, whole)
    else:
        play.happenings.ephemeral(team, c, handle.user, whole)


def _original(c: Conversation, handle: ResponseUrl) -> Json | None:
    if handle.ts is None:
        return None
    if handle.ephemeral:
        return next((m for m in c.ephemerals if m["ts"] == handle.ts), None)
    return c.at(handle.ts)


def _remove(play: Playground, call: Call, c: Conversation, original: Any) -> None:
    if original.get("is_ephemeral"):
        c.ephemerals.remove(original)
        play.world.changed("conversation", call.team, c)
    else:
        play.happenings.delete(call.team, c, original)
