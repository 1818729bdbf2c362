"""Presses in a seat's conversation."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from bot.errors import OutOfDate
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
from handlers.slack.listen.cleaning import clean
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    about,
    form,
    number,
    one_of,
    open_window,
    origin,
    parts,
    pressed,
)
from handlers.slack.listen.texts import plain
from handlers.slack.views import workshop_windows
from handlers.use_cases.workshops import seats

NOT_THERE = "I cannot find that message any more. Please write it in the thread of the conversation you mean."
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

    @app.action(re.compile(r"^seat\.pick\."))
    def pick(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        seat, ts = parts(pressed(body)[1], 2)
        turn: Turn = context["turn"]
        text = _typed(client, str((body.get("channel") or {}).get("id", "")), ts, turn.person)
        turn.take(lambda work: seats.place(work, seat, text, ts))

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
        seat, facet = parts(about(view), 2)
        chosen = {block.partition(":")[2]: _how(how) for block, how in form(view).items() if how}
        ack()

        def keep(work: Any) -> None:
            for statement, how in chosen.items():
                seats.take(work, seat, Knows(facet, how, statement))

        context["turn"].take(keep)


def _typed(client: WebClient, channel: str, ts: str, person: str | None) -> str:
    """What this person typed in the DM at that moment, read again where it stands. Raises OutOfDate."""
    try:
        found = client.conversations_history(channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1)
    except SlackApiError:
        raise OutOfDate(NOT_THERE) from None
    for message in found.get("messages") or []:
        if message.get("ts") == ts and message.get("user") == person and message.get("text"):
            return plain(clean(str(message["text"])))
    raise OutOfDate(NOT_THERE)


def _take(turn: Turn, seat: str, event: Event) -> None:
    turn.take(lambda work: seats.take(work, seat, event))


def _how(word: object) -> HowKnown:
    return one_of(HowKnown, word or "", HowKnown.GUT)


def _open_lines(turn: Turn, client: WebClient, body: Body, seat: str, facet: str) -> None:
    with turn.look() as look:
        answer = seats.lines_to_know(look, seat, facet)
    open_window(turn, client, body, workshop_windows.how_lines(seat, answer))
