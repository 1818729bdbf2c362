"""Ask the team for what a view lacks: the button, and its window."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    form,
    listed,
    meta_of,
    open_window,
    origin,
    origin_of,
    parts,
    pressed,
    send_back,
    travels_of,
)
from handlers.slack.views import journeys
from handlers.use_cases.asking import lens_questions


def register(app: App) -> None:
    """Registers them."""

    @app.action("persona.ask_team")
    def open_questions(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        persona_id, facets = parts(pressed(body)[1], 2)
        with turn.look() as look:
            persona, wanted = lens_questions.ready(look, persona_id, facets.split(","), origin(body).channel)
        open_window(turn, client, body, journeys.ask_team(meta_of(body, persona=persona.id), persona, wanted))

    @app.view("persona.ask_team")
    def ask(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        chosen = listed(form(body["view"]).get("facets"))
        if not chosen:
            send_back(ack, turn, {"facets": lens_questions.NONE_CHOSEN})
            return
        ack()
        travels = travels_of(body)
        persona, channel = str(travels.get("persona") or ""), travels.get("channel")
        turn.take(lambda work: lens_questions.ask(work, persona, chosen, channel, origin_of(travels)))
