"""Presses and windows of a workshop: join, run, vote, reveal, publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.nouns import Attribution, Ballot, Choice, Customers, Purpose
from bot.pictures.drawn import CHOICES
from bot.workshop.forms import NewWorkshop, Publish
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    moment,
    number,
    open_window,
    origin,
    parts,
    pressed,
)
from handlers.slack.views import windows
from handlers.use_cases import manage, reveals, seats, workshops
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Work
from storage import workshops as kept

PROPOSED = timedelta(days=2)


def register(app: App) -> None:
    """Registers the surfaces of a workshop."""
    _register_running(app)
    _register_vote(app)
    _register_windows(app)


def _register_running(app: App) -> None:
    @app.action("workshop.join")
    def join(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: seats.join(work, workshop, origin(body)))

    @app.action("workshop.manage")
    def show_panel(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: manage.show_panel(work, workshop, origin(body)))

    @app.action("workshop.remind")
    def remind(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: workshops.remind_everybody(work, workshop, origin(body)))

    @app.action("workshop.vote_start")
    def start_vote(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: reveals.start_vote(work, workshop))

    @app.action("workshop.reveal")
    def reveal(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: reveals.show_reveal(work, workshop))

    @app.action("workshop.more")
    def more(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        verb, workshop_id = parts(pressed(body)[1], 2)
        turn: Turn = context["turn"]
        if verb == "close":
            turn.take(lambda work: workshops.close(work, workshop_id, origin(body)))
            return
        with turn.look() as look:
            workshop = kept.get_workshop(look.session, look.workspace, workshop_id)
            view = (
                windows.extend(workshop, look.now + PROPOSED)
                if verb == "extend"
                else windows.hand_over(workshop)
            )
        open_window(turn, client, body, view)

    @app.action("workshop.publish")
    def make_persona(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            workshop, names = manage.ready_to_publish(look, pressed(body)[1])
        open_window(turn, client, body, windows.publish(workshop, names, CHOICES))


def _register_vote(app: App) -> None:
    @app.action("workshop.vote")
    def open_ballot(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            workshop, lines, marks = reveals.ballot_lines(look, pressed(body)[1])
        open_window(turn, client, body, windows.ballot(workshop, lines, marks))

    @app.view("workshop.ballot")
    def mark(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        view = body["view"]
        workshop_id, page_word = parts(view["private_metadata"], 2)
        page = number(page_word)
        filled = {block.partition(":")[2]: word for block, word in form(view).items() if word}
        if any(word not in list(Choice) for word in filled.values()):
            raise OutOfDate(MOVED)
        marks = {line: Choice(word) for line, word in filled.items()}
        with turn.look() as look:
            workshop, lines, before = reveals.ballot_lines(look, workshop_id)
        together = Ballot(before.person, {**before.marks, **marks})
        if (page + 1) * windows.BALLOT_PAGE < len(lines):
            ack(response_action="update", view=windows.ballot(workshop, lines, together, page + 1))
        else:
            ack()
        if marks:
            turn.take(lambda work: reveals.vote(work, workshop_id, marks))


def _register_windows(app: App) -> None:
    @app.view("workshop.new")
    def start(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        extras = filled.get("extras") or []
        proposed = NewWorkshop(
            subject=filled.get("subject") or "",
            product=filled.get("product") or "",
            channel=filled.get("channel") or "",
            purpose=Purpose(filled.get("purpose") or Purpose.WHOLE),
            customers=Customers(filled.get("customers") or Customers.CONSUMERS),
            attribution=Attribution(filled.get("attribution") or Attribution.COUNTS),
            asked=tuple(filled.get("asked") or ()),
            deadline=moment(filled.get("deadline")),
            vote="vote" in extras,
            short="short" in extras,
        )
        problems = proposed.problems(turn.turns.services.clock())
        if problems:
            ack(response_action="errors", errors=problems)
            turn.done()
            return
        ack()
        turn.take(lambda work: workshops.start(work, proposed))

    @app.view("workshop.publish")
    def publish(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        drawn = filled.get("picture")
        photo = (filled.get("photo") or [None])[0]
        made = Publish(
            name=filled.get("name") or "",
            role=filled.get("role") or "",
            drawn=None if drawn in (None, "none") else str(drawn),
            file=photo.get("id") if isinstance(photo, dict) else photo,
        )
        problems = made.problems()
        if problems:
            ack(response_action="errors", errors=problems)
            turn.done()
            return
        ack()
        workshop = body["view"]["private_metadata"]

        def make(work: Work) -> None:
            reveals.publish(work, workshop, made, Origin())

        turn.take(make)

    @app.view("workshop.extend")
    def extend(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        until = moment(form(body["view"]).get("deadline"))
        if until is None or until <= turn.turns.services.clock():
            ack(response_action="errors", errors={"deadline": "Choose a time that is still to come."})
            turn.done()
            return
        ack()
        workshop = body["view"]["private_metadata"]
        turn.take(lambda work: workshops.extend(work, workshop, until, Origin()))

    @app.view("workshop.hand_over")
    def hand_over(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        person = form(body["view"]).get("person")
        if not person or person == turn.person:
            ack(response_action="errors", errors={"person": "Choose somebody else."})
            turn.done()
            return
        ack()
        workshop = body["view"]["private_metadata"]
        turn.take(lambda work: workshops.hand_over(work, workshop, person, Origin()))
