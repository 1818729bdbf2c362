"""Presses in a seat's conversation."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack

from bot.errors import NotAllowed, OutOfDate
from bot.nouns import HowKnown
from bot.workshop.conversation import (
    ChangeAnswer,
    DontKnow,
    Event,
    Finish,
    GoBack,
    Knows,
    Pause,
    Resume,
    Skip,
)
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    number,
    open_window,
    origin,
    parts,
    pressed,
)
from handlers.slack.views import windows
from handlers.use_cases import seats
from storage import seats as kept

_ON_A_TURN: dict[str, type[Skip | DontKnow | GoBack | Pause | Finish]] = {
    "seat.skip": Skip,
    "seat.dont_know": DontKnow,
    "seat.back": GoBack,
    "seat.pause": Pause,
    "seat.finish": Finish,
}


def register(app: App) -> None:
    """Registers the presses of a conversation."""

    @app.action(re.compile(r"^seat\.(skip|dont_know|back|pause|finish)$"))
    def on_turn(ack: Ack, body: Body, context: Any) -> None:
        ack()
        action, value = pressed(body)
        seat, turn = parts(value, 2)
        _take(context["turn"], seat, _ON_A_TURN[action](number(turn)))

    @app.action("seat.continue")
    def go_on(ack: Ack, body: Body, context: Any) -> None:
        ack()
        _, seat = pressed(body)
        _take(context["turn"], seat, Resume())

    @app.action("seat.snooze")
    def snooze(ack: Ack, body: Body, context: Any) -> None:
        ack()
        _, seat = pressed(body)
        context["turn"].take(lambda work: seats.snooze(work, seat, origin(body)))

    @app.action("seat.change")
    def change(ack: Ack, body: Body, context: Any) -> None:
        ack()
        _, facet = pressed(body)
        seat = parts(str(body["actions"][0].get("block_id", "")), 3)[1]
        _take(context["turn"], seat, ChangeAnswer(facet))

    @app.action(re.compile(r"^seat\.how\."))
    def how(ack: Ack, body: Body, context: Any) -> None:
        ack()
        action, value = pressed(body)
        seat, facet = parts(value, 2)
        _take(context["turn"], seat, Knows(facet, _how(action.rpartition(".")[2])))

    @app.action("seat.how_again")
    def how_again(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        seat, facet, word = parts(pressed(body)[1], 3)
        if word == "lines":
            _open_lines(context["turn"], client, body, seat, facet)
        else:
            _take(context["turn"], seat, Knows(facet, _how(word)))

    @app.action("seat.how_lines")
    def lines(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        seat, facet = parts(pressed(body)[1], 2)
        _open_lines(context["turn"], client, body, seat, facet)

    @app.view("seat.how_lines")
    def lines_known(ack: Ack, body: Body, context: Any) -> None:
        view = body["view"]
        seat, facet = parts(view["private_metadata"], 2)
        chosen = {block.partition(":")[2]: _how(how) for block, how in form(view).items() if how}
        ack()

        def keep(work: Any) -> None:
            for statement, how in chosen.items():
                seats.take(work, seat, Knows(facet, how, statement))

        context["turn"].take(keep)


def _take(turn: Turn, seat: str, event: Event) -> None:
    turn.take(lambda work: seats.take(work, seat, event))


def _how(word: str) -> HowKnown:
    if word not in list(HowKnown):
        raise OutOfDate(MOVED)
    return HowKnown(word)


def _open_lines(turn: Turn, client: WebClient, body: Body, seat: str, facet: str) -> None:
    with turn.look() as look:
        person, _ = kept.holder(look.session, look.workspace, seat)
        if person != turn.person:
            raise NotAllowed("That conversation belongs to somebody else.")
        answer = kept.load_conversation(look.session, look.workspace, seat).answer(facet)
    if answer is None or not answer.statements:
        raise OutOfDate(MOVED)
    open_window(turn, client, body, windows.how_lines(seat, answer))
