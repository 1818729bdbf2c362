"""The app is taken out of a workspace, or its tokens are ended: Slack says so in two events, in any order."""

from __future__ import annotations

from typing import Any

from handlers.slack.inbox import micros_of
from handlers.slack.listen.parsing import App, Body
from handlers.slack.turns import Turn
from handlers.use_cases import workspaces


def register(app: App) -> None:
    """Registers both events."""

    @app.event("app_uninstalled")
    def uninstalled(body: Body, context: Any) -> None:
        _leave(context["turn"], body, "uninstalled")

    @app.event("tokens_revoked")
    def revoked(body: Body, context: Any) -> None:
        tokens = (body.get("event") or {}).get("tokens") or {}
        if tokens.get("bot"):  # tokens of people are none of ours
            _leave(context["turn"], body, "revoked")


def _leave(turn: Turn, body: Body, why: str) -> None:
    event = body.get("event") or {}
    at = micros_of(event.get("event_ts")) or micros_of(body.get("event_time")) or turn.claim.at
    enterprise = str(body.get("enterprise_id") or body.get("context_enterprise_id") or "")
    authorizations = body.get("authorizations") or [{}]
    whole = bool(body.get("is_enterprise_install") or authorizations[0].get("is_enterprise_install"))
    turn.take(lambda work: workspaces.leave(work, why, at, enterprise, whole))
