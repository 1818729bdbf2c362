"""People of other organisations (Slack Connect) are refused in one sentence, here and nowhere else: a middleware.

It runs after the inbox has kept the event, and before every listener, so nothing they do reaches a use case. Most
payloads name the team of who acts; a slash command and a dropped file do not, so Slack is asked once an hour who they
are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient

from bot.errors import NotAllowed
from handlers.slack.app import web_client
from handlers.slack.listen.who import who
from handlers.slack.turns import Turn
from handlers.use_cases.work import Work

REFUSAL = "Dramatis is here for the people of the workspace it belongs to. Ask a colleague there to do this for you."
_SPOKEN_TO = frozenset({"app_mention", "message"})
ASK_SECONDS = 1  # a command has three seconds to be acknowledged
KNOWN_SECONDS = 3600.0
MOST_KNOWN = 50_000


def register(app: App) -> None:
    """Puts the check before the listeners; call it before they are registered."""
    app.use(_Doorkeeper().middleware)


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


class _Doorkeeper:
    """The check, and what Slack said of people lately."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    def middleware(
        self, body: dict[str, Any], context: Any, client: WebClient, next_: Callable[[], Any]
    ) -> BoltResponse | None:
        """Lets colleagues on to the listeners."""
        turn: Turn | None = context.get("turn")
        if turn is not None and (
            is_guest(body, turn.workspace) or self._is_stranger(client, turn.workspace, _unnamed(body, turn))
        ):
            return _turn_away(body, turn)
        next_()
        return None

    def _is_stranger(self, client: WebClient, workspace: str, person: str | None) -> bool:
        """Where Slack does not say, somebody is taken to be a colleague, and asked about the next time."""
        if person is None:
            return False
        key, now = (workspace, person), time.monotonic()
        until, known = self._known.get(key, (0.0, False))
        if now < until:
            return known
        found = who(web_client(client.token, client.base_url, ASK_SECONDS), workspace, person)
        if found.is_told:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = (now + KNOWN_SECONDS, found.stranger)
        return found.stranger


def _unnamed(body: Mapping[str, Any], turn: Turn) -> str | None:
    """Who acts where the payload does not say whose team they are of: types a command, drops a file."""
    if "command" in body:
        return turn.person
    event = body.get("event")
    if isinstance(event, Mapping) and event.get("type") == "file_shared":
        return str(event.get("user_id") or "") or None
    return None


def _turn_away(body: Mapping[str, Any], turn: Turn) -> BoltResponse:
    event = body.get("event")
    if isinstance(event, Mapping) and event.get("type") not in _SPOKEN_TO:
        turn.done()
    else:
        turn.take(_refuse)
    return BoltResponse(status=200, body="")


def _refuse(_work: Work) -> None:
    raise NotAllowed(REFUSAL)
