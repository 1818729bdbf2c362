"""What somebody sees: conversations with unread marks, messages, threads, their modal, the home tab."""

from __future__ import annotations

from typing import Any

from playground.playground import Playground
from playground.protocol.payloads import outward
from playground.world import Conversation, Modal, Team, User
from playground.world.nouns import Json


def _unread(c: Conversation, user: str) -> int:
    """Messages since the last look: all in direct messages, those outside threads in channels."""
    since = c.read.get(user, "0")
    return sum(
        1
        for m in c.messages
        if m["ts"] > since and m.get("user") != user and (c.is_dm or m.get("thread_ts") in (None, m["ts"]))
    )


def _label(team: Team, c: Conversation, viewer: str) -> str:
    if not c.is_dm:
        return c.name
    others = [team.users[m].real_name for m in c.members if m != viewer and m in team.users]
    return ", ".join(others) or team.users[viewer].real_name


def conversations(team: Team, viewer: User) -> list[Json]:
    """The list at the side: channels somebody is in or may join, and direct messages."""
    out = []
    for c in team.conversations.values():
        inside = viewer.id in c.members
        if not inside and c.kind != "public":
            continue
        out.append(
            {
                "id": c.id,
                "label": _label(team, c, viewer.id),
                "kind": c.kind,
                "topic": c.topic,
                "archived": c.archived,
                "shared": c.shared,
                "member": inside,
                "members": c.members,
                "unread": _unread(c, viewer.id) if inside else 0,
                "with_bot": c.kind == "im" and team.bot_user in c.members,
                "bot_inside": team.bot_user in c.members,
            }
        )
    return out


def messages(c: Conversation, viewer: str, thread: str | None = None, everything: bool = False) -> list[Json]:
    """Messages in order, with those only `viewer` sees: outside threads, of one thread, or all of them."""

    def belongs(m: Json) -> bool:
        root = m.get("thread_ts")
        if everything:
            return True
        if thread:
            return thread in (m["ts"], root)
        return root in (None, m["ts"]) or m.get("subtype") == "thread_broadcast"

    mine = [m for m in c.ephemerals if m.get("_to") == viewer and belongs(m)]
    seen = [m for m in c.messages if belongs(m)]
    return sorted((outward(m) for m in [*seen, *mine]), key=lambda m: str(m["ts"]))


def view(team: Team, app_id: str, modal: Modal | None) -> Json | None:
    """A modal or home tab, or None."""
    return modal.json(team.bot_id, app_id) if modal else None


def snapshot(play: Playground, team: Team, user: User, channel: str | None, thread: str | None) -> Json:
    """Everything the page shows to one person at one moment."""
    world = play.world
    stack = world.stack(team.id, user.id)
    home = world.modals.get(world.homes.get((team.id, user.id), ""))
    out: Json = {
        "version": world.version,
        "now": world.now(),
        "offset": world.offset,
        "connected": bool(world.app.request_url) or world_connected(play),
        "installed": team.installed,
        "conversations": conversations(team, user),
        "people": {
            u.id: {"name": u.name, "real_name": u.real_name, "bot": u.bot, "deleted": u.deleted}
            for u in team.users.values()
        },
        "modals": [view(team, world.app.id, m) for m in stack],
        "home": view(team, world.app.id, home),
    }
    c = team.conversations.get(channel or "")
    if c is not None and (c.kind == "public" or user.id in c.members):
        out["channel"] = c.id
        out["messages"] = messages(c, user.id)
        out["prompts"] = c.prompts
        out["statuses"] = c.statuses
        if thread:
            out["thread"] = messages(c, user.id, thread)
    return out


def world_connected(play: Any) -> bool:
    """Whether the app is connected by Socket Mode."""
    return bool(play.courier.sockets.connections)
