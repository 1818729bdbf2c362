"""Shaping the world from outside, for tests: more workspaces and people, settings, faults, cut connections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from playground.faults import Fault
from playground.playground import Playground
from playground.world import Conversation, Team, User
from playground.world.default import make_team
from playground.world.nouns import Json

Change = Callable[[Playground, Json], Awaitable[Json]]


def _team(play: Playground, args: Json) -> Team:
    wanted = args.get("team")
    return play.world.teams[wanted] if wanted else next(iter(play.world.teams.values()))


def _channel(team: Team, wanted: str) -> Conversation:
    by_name = {"#" + c.name: c for c in team.conversations.values() if c.name}
    return team.conversations.get(wanted) or by_name[wanted]


async def _add_team(play: Playground, args: Json) -> Json:
    team = make_team(
        play.world, args["id"], args["name"], args["domain"], installed=args.get("installed", True)
    )
    play.world.save_all()
    return {"team": team.id, "bot_user": team.bot_user, "bot_token": next(iter(team.tokens), None)}


async def _add_user(play: Playground, args: Json) -> Json:
    team = _team(play, args)
    id_ = args.get("id") or play.world.new_id("U")
    user = User(
        id_,
        str(args["name"]),
        str(args.get("real_name") or args["name"]),
        str(args.get("home_team") or team.id),
        str(args.get("title") or ""),
    )
    user.admin, user.bot, user.deleted = (bool(args.get(k)) for k in ("admin", "bot", "deleted"))
    team.users[id_] = user
    play.world.changed("user", team, user)
    return {"user": id_}


async def _add_channel(play: Playground, args: Json) -> Json:
    team = _team(play, args)
    id_ = args.get("id") or play.world.new_id("C")
    c = Conversation(id_, args["name"], args.get("kind", "public"), list(args.get("members", [])))
    c.shared, c.created = bool(args.get("shared")), int(play.world.now())
    team.conversations[id_] = c
    play.world.changed("conversation", team, c)
    return {"channel": id_}


async def _join(play: Playground, args: Json) -> Json:
    team = _team(play, args)
    play.happenings.join(
        team, _channel(team, args["channel"]), args.get("user") or team.bot_user, args.get("by")
    )
    return {}


async def _leave(play: Playground, args: Json) -> Json:
    team = _team(play, args)
    play.happenings.leave(team, _channel(team, args["channel"]), args.get("user") or team.bot_user)
    return {}


async def _archive(play: Playground, args: Json) -> Json:
    team = _team(play, args)
    by = args.get("by") or next(iter(team.users))
    play.happenings.archive(team, _channel(team, args["channel"]), by, bool(args.get("archived", True)))
    return {}


async def _deactivate(play: Playground, args: Json) -> Json:
    play.happenings.deactivate(_team(play, args), args["user"], bool(args.get("deleted", True)))
    return {}


async def _uninstall(play: Playground, args: Json) -> Json:
    play.happenings.uninstall(_team(play, args))
    return {}


async def _revoke(play: Playground, args: Json) -> Json:
    play.happenings.revoke(_team(play, args))
    return {}


async def _fault(play: Playground, args: Json) -> Json:
    known = Fault.__dataclass_fields__
    play.faults.add(Fault(**{k: v for k, v in args.items() if k in known}))
    return {}


async def _clear_faults(play: Playground, args: Json) -> Json:
    play.faults.clear()
    return {}


async def _cut(play: Playground, args: Json) -> Json:
    return {"connections": await play.courier.sockets.cut()}


async def _disconnect(play: Playground, args: Json) -> Json:
    return {"connections": await play.courier.sockets.disconnect(args.get("reason", "refresh_requested"))}


async def _event(play: Playground, args: Json) -> Json:
    """Bring any event to the app, or a whole body again as it stands (a duplicate)."""
    if "body" in args:
        play.courier.tell_again(args["body"])
    else:
        team = _team(play, args)
        c = team.conversations.get(str(args["event"].get("channel") or ""))
        play.courier.tell(team, args["event"], c)
    return {}


SETTINGS: dict[str, Callable[[Any], Any]] = {
    "ack_seconds": lambda play: play.courier,
    "retry_delays": lambda play: play.courier,
    "duplicate_next": lambda play: play.courier,
    "trigger_seconds": lambda play: play.handles,
    "file_lag": lambda play: play,
    "request_url": lambda play: play.world.app,
    "scopes": lambda play: play.world.app,
    "bot_events": lambda play: play.world.app,
    "commands": lambda play: play.world.app,
    "shortcuts": lambda play: play.world.app,
    "token_rotation": lambda play: play.world.app,
}


async def _settings(play: Playground, args: Json) -> Json:
    given = args.get("settings", {})
    unknown = set(given) - set(SETTINGS)
    if unknown:
        raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
    for name, value in given.items():
        setattr(SETTINGS[name](play), name, value)
    play.world.changed("app")
    return {"settings": {name: getattr(owner(play), name) for name, owner in SETTINGS.items()}}


async def _app(play: Playground, args: Json) -> Json:
    teams = {
        t.id: {"bot_user": t.bot_user, "bot_id": t.bot_id, "tokens": t.tokens}
        for t in play.world.teams.values()
    }
    return {"app": asdict(play.world.app), "teams": teams}


CHANGES: dict[str, Change] = {
    "add_team": _add_team,
    "add_user": _add_user,
    "add_channel": _add_channel,
    "join": _join,
    "leave": _leave,
    "archive": _archive,
    "deactivate": _deactivate,
    "uninstall": _uninstall,
    "revoke": _revoke,
    "fault": _fault,
    "clear_faults": _clear_faults,
    "cut": _cut,
    "disconnect": _disconnect,
    "event": _event,
    "settings": _settings,
    "app": _app,
}


async def shape(play: Playground, args: Json) -> Json:
    """Do one change, named by `change`. Raises KeyError, TypeError or ValueError for what makes no sense."""
    return {"ok": True, **await CHANGES[args["change"]](play, args)}
