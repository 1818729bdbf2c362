"""Splitting and merging personas."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.personas.forms import name_problems
from handlers.slack.listen.parsing import MOVED, App, Body, Turn, WebClient, form, open_window
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
        filled, travels = form(body["view"]), persona_windows.read_meta(body["view"])
        name, role, lines = filled.get("name") or "", filled.get("role") or "", filled.get("lines") or []
        problems = name_problems(name, role)
        with turn.look() as look:
            whole = shape.ready_to_split(look, _persona(travels), travels.get("channel"))
        if len(lines) >= len(whole.standing):
            problems["lines"] = "Leave at least one line, or change the name instead."
        if problems:
            ack(response_action="errors", errors=problems)
            turn.done()
            return
        ack()
        channel = travels.get("channel")

        def make(work: Work) -> None:
            shape.split(work, whole.id, channel, lines, name, role, Origin())

        turn.take(make)

    @app.view("persona.merge")
    def merge(ack: Ack, body: Body, context: Any) -> None:
        ack()
        filled, travels = form(body["view"]), persona_windows.read_meta(body["view"])
        persona, channel, other = _persona(travels), travels.get("channel"), str(filled.get("other") or "")
        context["turn"].take(lambda work: shape.merge(work, persona, channel, other, Origin()))


def _persona(travels: dict[str, Any]) -> str:
    if not isinstance(travels.get("persona"), str):
        raise OutOfDate(MOVED)
    return str(travels["persona"])
