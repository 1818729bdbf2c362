"""Splitting and merging personas."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.personas.forms import name_problems
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    form,
    open_window,
    persona_of,
    send_back,
    travels_of,
)
from handlers.slack.views import persona_windows
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import shape
from handlers.use_cases.work import Work


def open_shape(
    turn: Turn, client: WebClient, body: Body, verb: str, persona_id: str, channel: str | None
) -> None:
    """Opens the window that splits or merges."""
    with turn.look() as look:
        if verb == "split":
            view = persona_windows.split(shape.ready_to_split(look, persona_id, channel), channel)
        else:
            kept, others = shape.ready_to_merge(look, persona_id, channel)
            view = persona_windows.merge(kept, others, channel)
    open_window(turn, client, body, view)


def register(app: App) -> None:
    """Registers the windows that split and merge."""

    @app.view("persona.split")
    def split(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, travels = form(body["view"]), travels_of(body)
        name, role, lines = filled.get("name") or "", filled.get("role") or "", filled.get("lines") or []
        problems = name_problems(name, role)
        with turn.look() as look:
            whole = shape.ready_to_split(look, *persona_of(travels))
        if len(lines) >= len(whole.standing):
            problems["lines"] = "Leave at least one line, or change the name instead."
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        channel = travels.get("channel")

        def make(work: Work) -> None:
            shape.split(work, whole.id, channel, lines, name, role, Origin())

        turn.take(make)

    @app.view("persona.merge")
    def merge(ack: Ack, body: Body, context: Any) -> None:
        ack()
        filled, travels = form(body["view"]), travels_of(body)
        (persona, channel), other = persona_of(travels), str(filled.get("other") or "")
        context["turn"].take(lambda work: shape.merge(work, persona, channel, other, Origin()))
