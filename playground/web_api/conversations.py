"""Conversations: open, look, list, read, join."""

from __future__ import annotations

from typing import Any

from playground.protocol.payloads import outward
from playground.web_api.registry import Call, RefusedError, method, page_of
from playground.world.nouns import Json

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = {
    "public": "channels:history",
    "private": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}


@method("conversations.open", "im:write", "mpim:write")
def open_(call: Call) -> Json:
    """Open direct messages with one or several people, or look one up by its id."""
    team = call.team
    if call.args.get("channel"):
        c = call.channel()
        return {"channel": c.json(team.bot_user)}
    users = call.args.get("users")
    people = users if isinstance(users, list) else [u for u in str(users or "").split(",") if u]
    if not people:
        raise RefusedError("users_list_not_supplied")
    for person in people:
        if person not in team.users:
            raise RefusedError("user_not_found")
        if team.users[person].deleted:
            raise RefusedError("user_disabled")
    if people == [team.bot_user]:
        raise RefusedError("cannot_dm_bot")
    before = len(team.conversations)
    c = call.world.dm(team, team.bot_user, *people)
    already = before == len(team.conversations)
    full = c.json(team.bot_user) if call.flag("return_im") else {"id": c.id}
    return {"no_op": already, "already_open": already, "channel": full}


@method("conversations.info", *_READ)
def info(call: Call) -> Json:
    """One conversation."""
    c = call.channel(member=False)
    return {"channel": c.json(call.team.bot_user)}


@method("conversations.list", *_READ)
def list_(call: Call) -> Json:
    """The conversations the bot may see, of the wanted `types`."""
    kinds = {
        {"public_channel": "public", "private_channel": "private"}.get(t.strip(), t.strip())
        for t in str(call.args.get("types") or "public_channel").split(",")
    }
    seen = [
        c.json(call.team.bot_user)
        for c in call.team.conversations.values()
        if c.kind in kinds
        and (c.kind == "public" or call.team.bot_user in c.members)
        and not (c.archived and call.flag("exclude_archived"))
    ]
    page, cursor = page_of(call, seen)
    return {"channels": page, "response_metadata": cursor}


@method("conversations.members", *_READ)
def members(call: Call) -> Json:
    """Who is in a conversation."""
    c = call.channel(member=False)
    page, cursor = page_of(call, c.members)
    return {"members": page, "response_metadata": cursor}


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    """Join a public channel."""
    c = call.channel(member=False)
    if c.kind != "public":
        raise RefusedError("method_not_supported_for_channel_type")
    if c.archived:
        raise RefusedError("is_archived")
    call.play.happenings.join(call.team, c, call.team.bot_user)
    return {"channel": c.json(call.team.bot_user)}


def _scope(call: Call, kind: str) -> None:
    granted = call.world.app.scopes
    if granted is not None and _HISTORY[kind] not in granted:
        raise RefusedError("missing_scope", needed=_HISTORY[kind], provided=",".join(granted))


def _window(call: Call, messages: list[Json]) -> list[Json]:
    oldest, latest = str(call.args.get("oldest") or "0"), str(call.args.get("latest") or "9999999999.999999")
    inclusive = call.flag("inclusive")
    try:
        low, high = float(oldest), float(latest)
    except ValueError as wrong:
        raise RefusedError("invalid_ts_oldest") from wrong
    return [m for m in messages if low < float(m["ts"]) < high or (inclusive and m["ts"] in (oldest, latest))]


def _shown(call: Call, message: Json) -> Json:
    out: Json = outward(message)
    if not call.flag("include_all_metadata"):
        out.pop("metadata", None)
    return out


@method("conversations.history", *_HISTORY.values())
def history(call: Call) -> Json:
    """Messages outside threads, the newest first."""
    c = call.channel()
    _scope(call, c.kind)
    tops = [
        m
        for m in c.messages
        if m.get("thread_ts") in (None, m["ts"]) or m.get("subtype") == "thread_broadcast"
    ]
    newest: list[Any] = list(reversed(_window(call, tops)))
    page, cursor = page_of(call, newest)
    return {
        "messages": [_shown(call, m) for m in page],
        "has_more": bool(cursor["next_cursor"]),
        "pin_count": 0,
        "response_metadata": cursor,
    }


@method("conversations.replies", *_HISTORY.values())
def replies(call: Call) -> Json:
    """A thread: its root first, then the replies in order."""
    c = call.channel()
    _scope(call, c.kind)
    ts = str(call.need("ts"))
    root = c.at(ts)
    if root is None:
        raise RefusedError("thread_not_found")
    thread = c.thread(root.get("thread_ts", ts))
    inside = [thread[0], *_window(call, thread[1:])] if thread else []
    page, cursor = page_of(call, inside, 1000)
    return {
        "messages": [_shown(call, m) for m in page],
        "has_more": bool(cursor["next_cursor"]),
        "response_metadata": cursor,
    }
