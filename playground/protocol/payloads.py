"""What Slack says to an app: the envelopes of events, and what all interactions have in common."""

from __future__ import annotations

from typing import Any

from playground.world import Conversation, Team, World
from playground.world.nouns import Json

_MESSAGE_EVENTS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def subscription(event: Json) -> str:
    """The name under which an app subscribes to an event."""
    if event["type"] == "message":
        return _MESSAGE_EVENTS[event["channel_type"]]
    return str(event["type"])


def event_callback(world: World, team: Team, event: Json, channel: Conversation | None) -> Json:
    """The outer body of an event."""
    shared = bool(channel and channel.shared)
    body: Json = {
        "token": world.app.verification_token,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": world.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": "4-" + world.new_id("E").lower(),
    }
    return body


def person(team: Team, user_id: str) -> Json:
    """Who pressed, in a block action or view payload."""
    user = team.users[user_id]
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team}


def common(world: World, team: Team, kind: str, user_id: str) -> Json:
    """The fields all interactive payloads begin with."""
    return {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": person(team, user_id),
        "api_app_id": world.app.id,
        "token": world.app.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_name(channel: Conversation) -> str:
    """The name of a conversation in payloads."""
    if channel.is_dm:
        return "directmessage" if channel.kind == "im" else channel.name
    return "privategroup" if channel.kind == "private" else channel.name


def slash_command(
    world: World, team: Team, channel: Conversation, user_id: str, command: str, text: str
) -> Json:
    """The form fields of a slash command, without the handles."""
    user = team.users[user_id]
    return {
        "token": world.app.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": world.app.id,
        "is_enterprise_install": "false",
    }


def outward(message: Json) -> Json:
    """A message as the outside sees it: without the playground's own fields (they begin with an underscore)."""
    return {k: v for k, v in message.items() if not k.startswith("_")}


def describe(payload: Any) -> str:
    """One word for a payload, for the record of what was delivered."""
    if not isinstance(payload, dict):
        return "?"
    if payload.get("type") == "event_callback":
        event = payload["event"]
        return ":".join(filter(None, (str(event["type"]), str(event.get("subtype") or ""))))
    if "command" in payload:
        return str(payload["command"])
    if payload.get("actions"):
        return f"block_actions:{payload['actions'][0]['action_id']}"
    view = payload.get("view") or {}
    return ":".join(
        filter(
            None, (str(payload.get("type")), str(payload.get("callback_id") or view.get("callback_id") or ""))
        )
    )
