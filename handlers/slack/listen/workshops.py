"""Presses and windows of a workshop: join, run, vote, reveal, publish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, OutOfDate
from bot.nouns import Attribution, Ballot, Choice, Customers, Purpose
from bot.pictures.drawn import CHOICES
from bot.workshop.forms import NewWorkshop, Publish
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    about,
    file_in,
    form,
    listed,
    moment,
    number,
    one_of,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
    written,
)
from handlers.slack.listen.who import who
from handlers.slack.views import workshop_windows
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Work
from handlers.use_cases.workshops import publishing, reveals, running, seats, vote
from handlers.use_cases.workshops.lines import read_ahead

PROPOSED = timedelta(days=2)
SLACKBOT = "USLACKBOT"


def register(app: App) -> None:
    """Registers the surfaces of a workshop."""
    _register_running(app)
    _register_vote(app)
    _register_windows(app)


def _read_ahead(turn: Turn, workshop: str) -> None:
    with turn.look() as look:
        read_ahead(look, workshop)


def _register_running(app: App) -> None:
    @app.action("workshop.join")
    def join(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: seats.join(work, workshop, origin(body)))

    @app.action("workshop.manage")
    def show_panel(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        turn: Turn = context["turn"]
        gone = _gone(turn, client, workshop)
        turn.take(lambda work: running.show_panel(work, workshop, origin(body), gone))

    @app.action("workshop.take_over")
    def take_over(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        turn: Turn = context["turn"]
        gone = _gone(turn, client, workshop)
        turn.take(lambda work: running.take_over(work, workshop, gone, origin(body)))

    @app.action("workshop.post_again")
    def post_again(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: reveals.post_again(work, workshop, origin(body)))

    @app.action("workshop.remind")
    def remind(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        context["turn"].take(lambda work: running.remind_everybody(work, workshop, origin(body)))

    @app.action("workshop.vote_start")
    def start_vote(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        _read_ahead(context["turn"], workshop)
        context["turn"].take(lambda work: vote.start_vote(work, workshop))

    @app.action("workshop.reveal")
    def reveal(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = pressed(body)[1]
        _read_ahead(context["turn"], workshop)
        context["turn"].take(lambda work: reveals.show_reveal(work, workshop))

    @app.action("workshop.more")
    def more(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        verb, workshop_id = parts(pressed(body)[1], 2)
        turn: Turn = context["turn"]
        if verb == "close":
            turn.take(lambda work: running.close(work, workshop_id, origin(body)))
            return
        with turn.look() as look:
            workshop = running.run_by(look, workshop_id)
            match verb:
                case "extend":
                    view = workshop_windows.extend(workshop, look.now + PROPOSED)
                case "hand_over":
                    view = workshop_windows.hand_over(workshop)
                case _:
                    raise OutOfDate(MOVED)
        open_window(turn, client, body, view)

    @app.action("workshop.publish")
    def make_persona(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        workshop_id = pressed(body)[1]
        if gone := _gone(turn, client, workshop_id):
            turn.take(lambda work: running.show_panel(work, workshop_id, origin(body), gone))
            return
        with turn.look() as look:
            workshop, names, lines = publishing.ready_to_publish(look, workshop_id)
        open_window(turn, client, body, workshop_windows.publish(workshop, names, lines, CHOICES))


def _gone(turn: Turn, client: WebClient, workshop: str) -> str | None:
    """The facilitator's user id where somebody else acts and the facilitator is deactivated."""
    with turn.look() as look:
        facilitator = running.facilitator_of(look, workshop)
    if facilitator == turn.person or not who(client, turn.workspace, facilitator).gone:
        return None
    return facilitator


def _register_vote(app: App) -> None:
    @app.action("workshop.vote")
    def open_ballot(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            workshop, lines, marks = vote.ballot_lines(look, pressed(body)[1])
        open_window(turn, client, body, workshop_windows.ballot(workshop, lines, marks))

    @app.view("workshop.ballot")
    def mark(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        view = body["view"]
        workshop_id, page_word = parts(about(view), 2)
        page = number(page_word)
        filled = {block.partition(":")[2]: word for block, word in form(view).items() if word}
        marks = {line: one_of(Choice, word, Choice.DONT_KNOW) for line, word in filled.items()}
        with turn.look() as look:
            workshop, lines, before = vote.ballot_lines(look, workshop_id)
        together = Ballot(before.person, {**before.marks, **marks})
        if (page + 1) * workshop_windows.BALLOT_PAGE < len(lines):
            ack(response_action="update", view=workshop_windows.ballot(workshop, lines, together, page + 1))
        else:
            ack()
        if marks:
            turn.take(lambda work: vote.vote(work, workshop_id, marks))


def _apps(client: WebClient, workspace: str, people: Sequence[str]) -> tuple[str, ...]:
    """Those of the chosen who are no people: a menu of Slack's lists apps too."""
    return tuple(one for one in people if one == SLACKBOT or who(client, workspace, one).bot)


def _register_windows(app: App) -> None:
    @app.view("workshop.new")
    def start(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        extras = listed(filled.get("extras"))
        proposed = NewWorkshop(
            subject=written(filled.get("subject")),
            product=written(filled.get("product")),
            channel=written(filled.get("channel")),
            purpose=one_of(Purpose, filled.get("purpose"), Purpose.WHOLE),
            customers=one_of(Customers, filled.get("customers"), Customers.CONSUMERS),
            attribution=one_of(Attribution, filled.get("attribution"), Attribution.COUNTS),
            asked=listed(filled.get("asked")),
            deadline=moment(filled.get("deadline")),
            vote="vote" in extras,
            short="short" in extras,
        )
        problems = proposed.problems(turn.turns.services.clock())
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        apps = _apps(client, turn.workspace, proposed.asked)
        turn.take(lambda work: running.start(work, proposed, apps))

    @app.view("workshop.publish")
    def publish(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        drawn = filled.get("picture")
        made = Publish(
            name=written(filled.get("name")),
            role=written(filled.get("role")),
            drawn=str(drawn) if drawn in [key for key, _ in CHOICES] else None,
            file=file_in(filled.get("photo")),
            left_out=listed(filled.get("left_out")),
        )
        workshop = about(body["view"])
        with turn.look() as look:
            problems = made.problems([line.id for line in publishing.revealed_lines(look, workshop)])
        if problems:
            send_back(ack, turn, problems)
            return
        ack()

        def make(work: Work) -> None:
            publishing.publish(work, workshop, made, Origin())

        turn.take(make)

    @app.view("workshop.extend")
    def extend(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        until = moment(form(body["view"]).get("deadline"))
        if until is None or until <= turn.turns.services.clock():
            send_back(ack, turn, {"deadline": running.PAST})
            return
        ack()
        workshop = about(body["view"])
        turn.take(lambda work: running.extend(work, workshop, until, Origin()))

    @app.view("workshop.hand_over")
    def hand_over(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        turn: Turn = context["turn"]
        person = written(form(body["view"]).get("person"))
        if not person or person == turn.person:
            raise BadInput("Choose somebody else.", "person")
        if not who(client, turn.workspace, person).is_colleague:
            raise BadInput("Choose a colleague who is here and no app.", "person")
        ack()
        workshop = about(body["view"])
        turn.take(lambda work: running.hand_over(work, workshop, person, Origin()))
