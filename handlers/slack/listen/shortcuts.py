"""Shortcuts: a new workshop from anywhere, and a message kept as an assumption."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, OutOfDate
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    open_window,
    origin,
    send_back,
    travels_of,
)
from handlers.slack.listen.personas.words import knowledge
from handlers.slack.listen.texts import plain
from handlers.slack.views import persona_windows, workshop_windows
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import capture as persona_capture

NO_WORDS = "That message has no words to keep."
NOT_OURS = "That was written by somebody of another organisation, so it cannot be kept in their name."
NOT_A_PERSON = (
    "That was not written by a person. Press “Add what I know” on the card to add it in your own name."
)


def register(app: App) -> None:
    """Registers both shortcuts and the window of the second."""

    @app.shortcut("new_workshop")
    def new_workshop(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        open_window(context["turn"], client, body, workshop_windows.new_workshop())

    @app.shortcut("capture")
    def capture(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        message = body.get("message") or {}
        author, text = _author(message, body, turn.workspace), plain(str(message.get("text") or "")).strip()
        if not any(c.isalnum() for c in text):
            raise BadInput(NO_WORDS)
        where = origin(body).channel
        with turn.look() as look:
            personas = persona_capture.choices(look, where)
        view = persona_windows.capture(personas, " ".join(text.split()), author, where)
        open_window(turn, client, body, view)

    @app.view("persona.capture")
    def captured(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, travels = form(body["view"]), travels_of(body)
        made = knowledge(filled)
        problems = made.problems()
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        author, channel, persona = (
            travels.get("author"),
            travels.get("channel"),
            str(filled.get("persona") or ""),
        )
        if not isinstance(author, str):
            raise OutOfDate(MOVED)
        turn.take(lambda work: persona_capture.capture(work, persona, channel, author, made, Origin()))


def _author(message: Mapping[str, Any], body: Body, workspace: str) -> str:
    """Who wrote a message. Raises BadInput for bots and for people of other organisations."""
    author = message.get("user")
    if not author or message.get("bot_id") or message.get("subtype") == "bot_message":
        raise BadInput(NOT_A_PERSON)
    team = message.get("user_team") or message.get("source_team") or message.get("team")
    if team and str(team).startswith("T") and team != workspace and not body.get("enterprise"):
        raise BadInput(NOT_OURS)
    return str(author)
