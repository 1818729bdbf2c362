"""Feedback files in Slack: more themes, reading a file in another way, a theme as a line or as evidence, deleting."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.personas.forms import line_problems
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
    send_back,
    travels_of,
    written,
)
from handlers.slack.views import feedback as views
from handlers.use_cases.evidence import feedback
from handlers.use_cases.origin import Origin


def register(app: App) -> None:
    """Registers the surfaces of feedback files."""
    _register_file(app)
    _register_themes(app)


def _register_file(app: App) -> None:
    @app.action("feedback.more")
    def more(ack: Ack, body: Body, context: Any) -> None:
        ack()
        feedback_id, start = parts(pressed(body)[1], 2)
        place = number(start)
        context["turn"].take(lambda work: feedback.more(work, feedback_id, place, origin(body)))

    @app.action("survey.as_feedback")
    def as_feedback(ack: Ack, body: Body, context: Any) -> None:
        ack()
        survey = pressed(body)[1]
        context["turn"].take(lambda work: feedback.read_as(work, survey, "feedback", origin(body)))

    @app.action("feedback.as_survey")
    def as_survey(ack: Ack, body: Body, context: Any) -> None:
        ack()
        feedback_id = pressed(body)[1]
        context["turn"].take(lambda work: feedback.read_as(work, feedback_id, "survey", origin(body)))

    @app.action("feedback.delete")
    def delete(ack: Ack, body: Body, context: Any) -> None:
        ack()
        feedback_id = pressed(body)[1]
        context["turn"].take(lambda work: feedback.delete(work, feedback_id, origin(body)))


def _register_themes(app: App) -> None:
    @app.action("feedback.propose")
    def open_propose(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        feedback_id, place = parts(pressed(body)[1], 2)
        where = origin(body).channel
        with turn.look() as look:
            choice = feedback.choice(look, feedback_id, number(place), where)
        open_window(turn, client, body, views.propose(choice, number(place), where))

    @app.view("feedback.propose")
    def propose(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        feedback_id, place, channel = _theme(travels_of(body))
        persona, facet, text = (written(filled.get(name)) for name in ("persona", "facet", "text"))
        problems = line_problems(text)
        problems |= {} if persona else {"persona": "Choose a persona."}
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        turn.take(
            lambda work: feedback.propose(
                work, feedback_id, place, persona, facet, text, channel, Origin(channel)
            )
        )

    @app.action("feedback.prove")
    def open_prove(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        feedback_id, place = parts(pressed(body)[1], 2)
        where = origin(body).channel
        with turn.look() as look:
            choice = feedback.choice(look, feedback_id, number(place), where)
            if not any(persona.standing for persona in choice.personas):
                raise OutOfDate("No persona in your sight has a line yet. Propose the theme as one.")
        open_window(turn, client, body, views.prove(choice, number(place), where))

    @app.view("feedback.prove")
    def prove(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        feedback_id, place, channel = _theme(travels_of(body))
        chosen = written(filled.get("line"))
        if not chosen:
            send_back(ack, turn, {"line": "Choose a line."})
            return
        ack()
        persona, line = parts(chosen.removesuffix(":likely"), 2)
        against = filled.get("side") == "against"
        turn.take(
            lambda work: feedback.prove(
                work, feedback_id, place, persona, line, against, channel, Origin(channel)
            )
        )


def _theme(travels: dict[str, Any]) -> tuple[str, int, str | None]:
    """(feedback, theme number, channel) of what travelled with a window. Raises OutOfDate."""
    feedback_id, place = travels.get("feedback"), travels.get("theme")
    if not isinstance(feedback_id, str) or not isinstance(place, int):
        raise OutOfDate(MOVED)
    return feedback_id, place, travels.get("channel") or None
