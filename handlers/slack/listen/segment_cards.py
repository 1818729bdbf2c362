"""Presses and windows of one segment: draft a persona, start a workshop, link, mark as a target."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput
from bot.personas.value.target import ASKED, parse_rating
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    about,
    form,
    number,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
)
from handlers.slack.views import segment_windows, workshop_windows
from handlers.use_cases.surveys import segment_uses


def register(app: App) -> None:
    """Registers them."""

    @app.action("segment.draft")
    def draft(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run, place = parts(pressed(body)[1], 2)
        segment = number(place)
        context["turn"].take(lambda work: segment_uses.draft(work, run, segment, origin(body)))

    @app.action("segment.workshop")
    def workshop(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        run, place = parts(pressed(body)[1], 2)
        with turn.look() as look:
            subject, product, channel = segment_uses.subject_of(
                look, run, number(place), origin(body).channel
            )
        open_window(turn, client, body, workshop_windows.new_workshop(subject[:80], product, channel))

    @app.action("segment.link")
    def choose_persona(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        value, channel = pressed(body)[1], origin(body).channel or ""
        run, place = parts(value, 2)
        with turn.look() as look:
            segment, people = segment_uses.linkable(look, run, number(place), channel)
        open_window(turn, client, body, segment_windows.link_persona(segment, people, value, channel))

    @app.view("segment.link")
    def link(ack: Ack, body: Body, context: Any) -> None:
        run, place, channel = parts(about(body["view"]), 3)
        persona = form(body["view"]).get("persona") or ""
        segment = number(place)
        ack()
        context["turn"].take(lambda work: segment_uses.link(work, run, segment, persona, channel))

    @app.action("segment.target")
    def open_rating(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        value, channel = pressed(body)[1], origin(body).channel or ""
        run, place = parts(value, 2)
        with turn.look() as look:
            segment, before = segment_uses.ready_to_rate(look, run, number(place), channel)
        open_window(turn, client, body, segment_windows.rate_target(segment, before, value, channel))

    @app.view("segment.target")
    def rate(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        run, place, channel = parts(about(body["view"]), 3)
        filled = form(body["view"])
        marks: dict[str, int] = {}
        problems: dict[str, str] = {}
        for name in ASKED:
            try:
                marks[name] = parse_rating(str(filled.get(f"rate_{name}") or ""), name)
            except BadInput as error:
                problems[f"rate_{name}"] = error.sentence
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        segment = number(place)
        turn.take(lambda work: segment_uses.rate(work, run, segment, channel=channel, **marks))
