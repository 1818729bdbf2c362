"""Looking at a persona: the card, everything, a lens, the history; sharing; asking the team for what is missing."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.facets import Lens
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    open_window,
    origin,
    parts,
    pressed,
)
from handlers.slack.views import windows
from handlers.use_cases import cards, channels
from handlers.use_cases.persona_desk import in_sight

ELSEWHERE = "Share it from a channel: type `/persona show NAME` there and press Share."


def register(app: App) -> None:
    """Registers what shows a persona."""

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
        chosen = _lens(word)
        context["turn"].take(lambda work: cards.everything(work, persona, origin(body), chosen))

    @app.action("persona.history")
    def history(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.show_history(work, persona, origin(body)))

    @app.action("persona.test_line")
    def test_line(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, line = parts(pressed(body)[1], 2)
        context["turn"].take(lambda work: cards.how_to_test(work, persona, line, origin(body)))

    @app.action("persona.share")
    def share(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, where = pressed(body)[1], _channel(body)
        context["turn"].take(lambda work: cards.share(work, persona, where))

    @app.action("persona.share_all")
    def share_all(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, word = parts(pressed(body)[1], 2)
        where, chosen = _channel(body), _lens(word) if word else None
        context["turn"].take(lambda work: cards.share_all(work, persona, where, chosen))

    @app.action("persona.ask_team")
    def ask_team(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        persona_id, _ = parts(pressed(body)[1], 2)
        where = origin(body).channel or ""
        channel = "" if where.startswith("D") else where
        with turn.look() as look:
            persona = in_sight(look, persona_id, where or None)
            product = channels.product_name(look, persona.channel)
        subject = persona.role or persona.title
        open_window(turn, client, body, windows.new_workshop(subject[:80], product, channel))


def _lens(word: str) -> Lens:
    if word not in list(Lens):
        raise OutOfDate(MOVED)
    return Lens(word)


def _channel(body: Body) -> str:
    where = origin(body).channel
    if where is None or where.startswith("D"):
        raise OutOfDate(ELSEWHERE)
    return where
