"""Installing by OAuth: codes and refresh tokens become bot tokens, and tokens expire where rotation is on."""

from __future__ import annotations

import base64
import secrets

from playground.web_api.registry import Call, RefusedError, method
from playground.world import Team
from playground.world.nouns import Json

CODE_SECONDS = 600
TOKEN_SECONDS = 43_200


def _client_is_right(call: Call) -> None:
    id_, secret = str(call.args.get("client_id") or ""), str(call.args.get("client_secret") or "")
    basic = str(call.args.pop("_basic", ""))
    if basic:
        try:
            id_, _, secret = base64.b64decode(basic.removeprefix("Basic ")).decode().partition(":")
        except ValueError as wrong:
            raise RefusedError("invalid_client_id") from wrong
    if id_ != call.world.app.client_id:
        raise RefusedError("invalid_client_id")
    if secret != call.world.app.client_secret:
        raise RefusedError("bad_client_secret")


def _new_token(call: Call, team: Team, scopes: list[str] | None) -> Json:
    rotates = call.world.app.token_rotation
    token = ("xoxe.xoxb-1-" if rotates else "xoxb-") + secrets.token_urlsafe(24)
    expires = call.world.now() + TOKEN_SECONDS if rotates else None
    team.tokens[token] = {"revoked": False, "expires": expires, "scopes": scopes}
    answer: Json = {"access_token": token, "token_type": "bot", "scope": ",".join(scopes or [])}
    if rotates:
        refresh = "xoxe-1-" + secrets.token_urlsafe(24)
        team.refresh_tokens.append(refresh)
        answer |= {"refresh_token": refresh, "expires_in": TOKEN_SECONDS}
    call.world.changed("team", team)
    return answer


def _about(call: Call, team: Team, user: str) -> Json:
    return {
        "app_id": call.world.app.id,
        "authed_user": {"id": user},
        "bot_user_id": team.bot_user,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


@method("oauth.v2.access", token="none")
def access(call: Call) -> Json:
    """A bot token for a code, or for a refresh token."""
    _client_is_right(call)
    if call.args.get("grant_type") == "refresh_token":
        refresh = str(call.args.get("refresh_token") or "")
        team = next((t for t in call.world.teams.values() if refresh and refresh in t.refresh_tokens), None)
        if team is None:
            raise RefusedError("invalid_refresh_token")
        team.refresh_tokens.remove(refresh)
        scopes = next((t["scopes"] for t in reversed(team.tokens.values()) if not t["revoked"]), None)
        return {**_new_token(call, team, scopes), **_about(call, team, "")}
    code = call.play.codes.get(str(call.args.get("code") or ""))
    if code is None or call.world.now() - code.given > CODE_SECONDS:
        raise RefusedError("invalid_code")
    if code.used:
        raise RefusedError("code_already_used")
    if code.redirect_uri and call.args.get("redirect_uri") not in (None, "", code.redirect_uri):
        raise RefusedError("bad_redirect_uri")
    code.used = True
    team = call.world.teams[code.team]
    team.installed = True
    return {**_new_token(call, team, code.scopes), **_about(call, team, code.user)}


@method("apps.uninstall", token="bot")
def uninstall(call: Call) -> Json:
    """Take the app out of the workspace."""
    _client_is_right(call)
    call.play.happenings.uninstall(call.team)
    return {}
