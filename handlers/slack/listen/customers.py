"""Presses and the window of naming kinds of customers."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput
from bot.workshop.customers import MOST, check_kinds
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    about,
    form,
    number,
    open_window,
    parts,
    pressed,
    send_back,
    written,
)
from handlers.slack.views import workshop_windows
from handlers.slack.views.customers import name_kinds
from handlers.use_cases import channels
from handlers.use_cases.workshops import customers


def register(app: App) -> None:
    """Registers them."""

    @app.action("customers.name")
    def open_naming(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        round_id = pressed(body)[1]
        with turn.look() as look:
            before = customers.named_before(look, round_id)
        open_window(turn, client, body, name_kinds(round_id, before))

    @app.view("customers.name")
    def name(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        typed = [written(filled.get(f"kind{place}")) for place in range(MOST)]
        round_id = about(body["view"])
        try:
            check_kinds(typed)
        except BadInput as error:
            send_back(ack, turn, {error.field or "kind0": error.sentence})
            return
        ack()
        turn.take(lambda work: customers.name(work, round_id, typed))

    @app.action("customers.show")
    def show(ack: Ack, body: Body, context: Any) -> None:
        ack()
        round_id = pressed(body)[1]
        context["turn"].take(lambda work: customers.show(work, round_id))

    @app.action("customers.start")
    def start(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        round_id, place = parts(pressed(body)[1], 2)
        with turn.look() as look:
            channel, subject = customers.kind_at(look, round_id, number(place))
            product = channels.product_name(look, channel)
        open_window(turn, client, body, workshop_windows.new_workshop(subject, product, channel))
