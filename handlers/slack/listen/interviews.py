"""Interviews in Slack: the window of `/persona interview`, which persona, what each quote says, proposed lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, DramatisError, OutOfDate
from bot.evidence.interviews.kept import Stand, Take
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    file_in,
    form,
    known,
    number,
    open_window,
    origin,
    pressed,
    send_back,
    travels_of,
)
from handlers.slack.views import interviews as views
from handlers.use_cases.evidence import interview_quotes, interviews, taken_lines


def open_give(turn: Turn, client: WebClient, body: Body, name: str, channel: str | None) -> None:
    """The window of `/persona interview NAME`."""
    with turn.look() as look:
        personas, chosen = interviews.choices(look, name, channel)
        today = look.now.date()
    open_window(turn, client, body, views.give(personas, chosen, channel, today))
    turn.done()


def register(app: App) -> None:
    """Registers the surfaces of interviews."""
    _register_giving(app)
    _register_deciding(app)

    @app.action("proposal.take")
    def take(ack: Ack, body: Body, context: Any) -> None:
        ack()
        proposal = pressed(body)[1]
        context["turn"].take(lambda work: taken_lines.take(work, proposal))

    @app.action("proposal.leave")
    def leave_proposal(ack: Ack, body: Body, context: Any) -> None:
        ack()
        proposal = pressed(body)[1]
        context["turn"].take(lambda work: taken_lines.leave(work, proposal))


def _register_giving(app: App) -> None:
    @app.view("interview.give")
    def give(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, travels = form(body["view"]), travels_of(body)
        file = file_in(filled.get("file"))
        problems = {} if file else {"file": interviews.NO_FILE}
        if not filled.get("persona"):
            problems["persona"] = interviews.NO_PERSONA_CHOSEN
        held = _day(filled.get("held"))
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        persona, channel = str(filled["persona"]), travels.get("channel") or None
        turn.take(lambda work: interviews.give(work, file or "", persona, channel, held))

    @app.action("interview.place")
    def choose(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            interview, personas = interviews.ready_to_place(look, pressed(body)[1])
            today = look.now.date()
        open_window(turn, client, body, views.place(interview.id, personas, today))

    @app.view("interview.place")
    def place(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        interview, persona = _interview(travels_of(body)), str(filled.get("persona") or "")
        if not persona:
            send_back(ack, turn, {"persona": interviews.NO_PERSONA_CHOSEN})
            return
        ack()
        held = _day(filled.get("held"))
        turn.take(lambda work: interviews.place(work, interview, persona, held))

    @app.action("interview.leave")
    def leave(ack: Ack, body: Body, context: Any) -> None:
        ack()
        interview = pressed(body)[1]
        context["turn"].take(lambda work: interviews.leave(work, interview))

    @app.action("interview.delete")
    def delete(ack: Ack, body: Body, context: Any) -> None:
        ack()
        interview = pressed(body)[1]
        context["turn"].take(lambda work: interview_quotes.delete(work, interview, origin(body)))


def _register_deciding(app: App) -> None:
    @app.action("interview.decide")
    def open_decide(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            ready = interview_quotes.ready(look, pressed(body)[1])
        open_window(turn, client, body, views.decide(ready, ready.asked(0)))

    @app.view("interview.decide")
    def decide(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels, filled = travels_of(body), form(body["view"])
        interview, page = _interview(travels), int(travels.get("page") or 0)
        stands = {number(place): known(Stand, word) for place, word in _of(filled, "stand").items()}
        takes = {number(place): known(Take, word) for place, word in _of(filled, "take").items()}
        try:
            with turn.look() as look:
                ready = interview_quotes.ready(look, interview)
        except DramatisError:
            ack()
            raise
        if ready.asked(page).is_last:
            ack()
        else:
            ack(response_action="update", view=views.decide(ready, ready.asked(page + 1)))
        turn.take(lambda work: interview_quotes.decide(work, interview, page, stands, takes))


def _of(filled: dict[str, Any], kind: str) -> dict[str, str]:
    """place → word of the inputs of one kind."""
    return {
        block.partition(":")[2]: str(word)
        for block, word in filled.items()
        if block.partition(":")[0] == kind and word
    }


def _interview(travels: dict[str, Any]) -> str:
    if not isinstance(travels.get("interview"), str):
        raise OutOfDate(MOVED)
    return str(travels["interview"])


def _day(value: Any) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput("Choose the day it was held.", "held") from None
