"""People of other organisations (Slack Connect) are refused in one sentence, here and nowhere else: a middleware.

It runs after the inbox has kept the event, and before every listener, so nothing they do reaches a use case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltResponse

from bot.errors import NotAllowed
from handlers.slack.turns import Turn
from handlers.use_cases.work import Work

REFUSAL = "Dramatis is here for the people of the workspace it belongs to. Ask a colleague there to do this for you."
_SPOKEN_TO = frozenset({"app_mention", "message"})


def register(app: App) -> None:
    """Puts the check before the listeners; call it before they are registered."""
    app.use(_middleware)


def is_guest(body: Mapping[str, Any], workspace: str) -> bool:
    """Whether the person who acts belongs to another organisation than this workspace.

    Interactions name the person's team, events in shared channels the author's; within one Enterprise organisation
    different teams are colleagues.
    """
    user = body.get("user")
    event = body.get("event")
    if isinstance(user, Mapping):
        team, home = user.get("team_id"), user.get("enterprise_id")
        ours = (
            (body.get("enterprise") or {}).get("id") if isinstance(body.get("enterprise"), Mapping) else None
        )
    elif isinstance(event, Mapping):
        team, home = event.get("user_team") or event.get("source_team"), None
        ours = body.get("context_enterprise_id") or body.get("enterprise_id")
        home = team if str(team or "").startswith("E") else None
        if home is not None:
            return bool(home != ours)
    else:
        return False
    if not team or team == workspace:
        return False
    return not (ours and (home == ours or body.get("is_enterprise_install")))


def _middleware(body: dict[str, Any], context: Any, next_: Callable[[], Any]) -> BoltResponse | None:
    turn: Turn | None = context.get("turn")
    if turn is None or not is_guest(body, turn.workspace):
        next_()
        return None
    event = body.get("event")
    if isinstance(event, Mapping) and event.get("type") not in _SPOKEN_TO:
        turn.done()
    else:
        turn.take(_refuse)
    return BoltResponse(status=200, body="")


def _refuse(_work: Work) -> None:
    raise NotAllowed(REFUSAL)
