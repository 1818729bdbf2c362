"""Presses on cards and lists."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.facets import Lens
from handlers.slack.listen.parsing import MOVED, App, Body, origin, parts, pressed
from handlers.use_cases import cards


def register(app: App) -> None:
    """Registers what can be pressed on a persona."""

    @app.action("persona.show")
    def show(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.show_one(work, persona, origin(body)))

    @app.action("persona.everything")
    def everything(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.everything(work, persona, origin(body)))

    @app.action("persona.lens")
    def lens(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, word = parts(pressed(body)[1], 2)
        if word not in list(Lens):
            raise OutOfDate(MOVED)
        context["turn"].take(lambda work: cards.everything(work, persona, origin(body), Lens(word)))

    @app.action("persona.history")
    def history(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.show_history(work, persona, origin(body)))

    @app.action("persona.share")
    def share(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        where = origin(body).channel
        if where is None:
            raise OutOfDate("Share it from a channel: type `/persona show NAME` there and press Share.")
        context["turn"].take(lambda work: cards.share(work, persona, where))
