"""Challenges, what people know, marks on lines, changing one's mind, taking captured words back."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.facets import FACETS
from bot.nouns import Choice, HowKnown
from bot.personas.forms import Knowledge, why_problems
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    open_window,
    origin,
    persona_of,
    pressed,
    send_back,
    travels_of,
)
from handlers.slack.views import persona_windows
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import capture as persona_capture
from handlers.use_cases.personas import words
from handlers.use_cases.work import Work
from handlers.use_cases.workshops import minds


def register(app: App) -> None:
    """Registers what anybody in sight may say."""
    _register_saying(app)
    _register_marks(app)
    _register_minds(app)

    @app.action("capture.take_back")
    def take_back(ack: Ack, body: Body, context: Any) -> None:
        ack()
        capture = pressed(body)[1]
        context["turn"].take(lambda work: persona_capture.take_back(work, capture))


def _register_saying(app: App) -> None:
    @app.action("persona.challenge")
    def open_challenge(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        where = origin(body).channel
        with turn.look() as look:
            persona = words.ready_to_doubt(look, pressed(body)[1], where)
        open_window(turn, client, body, persona_windows.challenge(persona, where))

    @app.view("persona.challenge")
    def challenge(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, travels = form(body["view"]), travels_of(body)
        why, line = filled.get("why") or "", str(filled.get("line") or "")
        problems = why_problems(why)
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        persona, channel = persona_of(travels)
        turn.take(lambda work: words.challenge(work, persona, channel, line, why, Origin()))

    @app.action("persona.add")
    def open_add(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        persona_id, _, facet = pressed(body)[1].partition(":")
        where = origin(body).channel
        with turn.look() as look:
            persona = words.ready_to_speak(look, persona_id, where)
        open_window(turn, client, body, persona_windows.add(persona, where, facet if facet in FACETS else ""))

    @app.view("persona.add")
    def add(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels = travels_of(body)
        made = knowledge(form(body["view"]))
        problems = made.problems()
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        persona, channel = persona_of(travels)
        turn.take(lambda work: words.add(work, persona, channel, made, Origin()))


def _register_marks(app: App) -> None:
    @app.action("persona.mark")
    def open_marks(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        where = origin(body).channel
        with turn.look() as look:
            persona, lines, mine = words.ballot(look, pressed(body)[1], where)
        open_window(turn, client, body, persona_windows.mark(persona, lines, mine, where))

    @app.view("persona.mark")
    def mark(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels = travels_of(body)
        persona_id, channel = persona_of(travels)
        page = int(travels.get("page") or 0)
        marks = chosen_marks(form(body["view"]))
        with turn.look() as look:
            persona, lines, mine = words.ballot(look, persona_id, channel)
        if (page + 1) * persona_windows.PAGE < len(lines):
            ack(
                response_action="update",
                view=persona_windows.mark(persona, lines, mine, channel, page + 1),
            )
        else:
            ack()
        turn.take(lambda work: words.mark(work, persona_id, channel, marks))


def _register_minds(app: App) -> None:
    @app.action("workshop.changed_mind")
    def open_mind(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        workshop = pressed(body)[1]
        with turn.look() as look:
            mind = minds.own_mind(look, workshop)
        view = persona_windows.changed_mind(workshop, mind.statements, mind.lines, mind.marks)
        open_window(turn, client, body, view)

    @app.view("workshop.changed_mind")
    def changed_mind(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        view = body["view"]
        travels, filled = travels_of(body), form(view)
        workshop, page = travels.get("workshop"), int(travels.get("page") or 0)
        if not isinstance(workshop, str):
            raise OutOfDate(MOVED)
        said = {
            block.partition(":")[2]: str(text or "")
            for block, text in filled.items()
            if block.startswith("say:")
        }
        marks = chosen_marks(filled)
        with turn.look() as look:
            mind = minds.own_mind(look, workshop)
        if (page + 1) * persona_windows.PAGE < len(mind.statements) + len(mind.lines):
            following = persona_windows.changed_mind(
                workshop, mind.statements, mind.lines, mind.marks, page + 1
            )
            ack(response_action="update", view=following)
        else:
            ack()

        def keep(work: Work) -> None:
            minds.change_mind(work, workshop, said, marks, Origin())

        turn.take(keep)


def knowledge(filled: dict[str, Any]) -> Knowledge:
    """What the windows "Add what I know" and "Keep an assumption" hold."""
    how = filled.get("how")
    return Knowledge(
        str(filled.get("facet") or ""),
        str(filled.get("text") or ""),
        HowKnown(how) if how in list(HowKnown) else None,
    )


def chosen_marks(filled: dict[str, Any]) -> dict[str, Choice]:
    """line → mark, of the lines that were marked. Raises OutOfDate for what is no mark."""
    marks = {block.partition(":")[2]: word for block, word in filled.items() if block.startswith("mark:")}
    if any(word and word not in list(Choice) for word in marks.values()):
        raise OutOfDate(MOVED)
    return {line: Choice(word) for line, word in marks.items() if word}
