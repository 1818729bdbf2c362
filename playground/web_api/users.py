"""People, and who the caller is."""

from __future__ import annotations

from playground.web_api.registry import Call, RefusedError, method, page_of
from playground.world.nouns import Json


@method("auth.test")
def auth_test(call: Call) -> Json:
    """Who the token is."""
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": team.users[team.bot_user].name,
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


@method("api.test", token="none")
def api_test(call: Call) -> Json:
    """Whether anybody answers."""
    return {"args": {k: v for k, v in call.args.items() if not k.startswith("_")}}


@method("apps.connections.open", token="app")
def open_connection(call: Call) -> Json:
    """An address for one WebSocket connection."""
    return {"url": call.play.courier.sockets.ticket()}


@method("auth.revoke")
def revoke(call: Call) -> Json:
    """End the token that is used."""
    call.team.tokens[call.token]["revoked"] = True
    call.world.changed("team", call.team)
    return {"revoked": True}


@method("users.info", "users:read")
def info(call: Call) -> Json:
    """One person of the workspace, or of another one in a shared channel."""
    user = call.team.users.get(str(call.args.get("user") or ""))
    if user is None:
        raise RefusedError("user_not_found")
    shown = user.json()
    if user.team != call.team.id:
        shown["is_stranger"] = True
    return {"user": shown}


@method("users.list", "users:read")
def list_(call: Call) -> Json:
    """Everybody, deactivated people and bots among them."""
    page, cursor = page_of(call, [u.json() for u in call.team.users.values()], 1000)
    return {"members": page, "cache_ts": int(call.world.now()), "response_metadata": cursor}


@method("users.conversations", "channels:read", "groups:read", "im:read", "mpim:read")
def conversations(call: Call) -> Json:
    """The conversations somebody (by default the bot) is in."""
    who = str(call.args.get("user") or call.team.bot_user)
    seen = [
        c.json(call.team.bot_user)
        for c in call.team.conversations.values()
        if who in c.members and not c.is_dm
    ]
    page, cursor = page_of(call, seen)
    return {"channels": page, "response_metadata": cursor}


@method("bots.info", "users:read")
def bots_info(call: Call) -> Json:
    """The bot itself."""
    team = call.team
    if call.args.get("bot") not in (None, "", team.bot_id):
        raise RefusedError("bot_not_found")
    name = team.users[team.bot_user].real_name
    return {
        "bot": {
            "id": team.bot_id,
            "deleted": False,
            "name": name,
            "user_id": team.bot_user,
            "app_id": call.world.app.id,
        }
    }


@method("team.info", "team:read")
def team_info(call: Call) -> Json:
    """The workspace."""
    team = call.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": ""}}
