"""Dropped files, and the presses and windows of surveys."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.facets import Base
from bot.survey.kept import Sample, Wish
from bot.survey.survey import QuestionType
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    about,
    file_in,
    form,
    known,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
)
from handlers.slack.views import survey_windows
from handlers.use_cases.surveys import reading
from handlers.use_cases.work import Work


def register(app: App) -> None:
    """Registers the surfaces of surveys."""
    _register_files(app)
    _register_survey(app)


def _register_files(app: App) -> None:
    @app.event("file_shared")
    def shared(body: Body, context: Any) -> None:
        event = body["event"]
        turn: Turn = context["turn"]
        person = event.get("user_id")
        file = event.get("file_id") or (event.get("file") or {}).get("id")
        channel = event.get("channel_id")
        if not file or not channel or not person or person == context.get("bot_user_id"):
            turn.done()
            return
        turn.person = str(person)

        def drop(work: Work) -> None:
            work.person = str(person)
            reading.drop(work, str(file), str(channel))

        turn.take(drop)

    @app.view("survey.give")
    def give(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        file = file_in(filled.get("file"))
        if not file:
            send_back(ack, turn, {"file": reading.NO_FILE})
            return
        ack()
        channel = str(body["view"].get("private_metadata") or turn.person or "")
        base = filled.get("base") or survey_windows.ALL
        wish = (
            None
            if base == survey_windows.LATER
            else Wish(() if base == survey_windows.ALL else (known(Base, base),))
        )
        sample = known(Sample, filled["sample"]) if filled.get("sample") else None
        turn.take(lambda work: reading.drop(work, file, channel, sample, wish, asked=True))


def open_give(turn: Turn, client: WebClient, body: Body, channel: str) -> None:
    """The window of `/persona survey`: the survey will belong to this channel, or to the person's DM."""
    open_window(turn, client, body, survey_windows.give_survey(channel))
    turn.done()


def _register_survey(app: App) -> None:
    @app.action("survey.sample")
    def sample(ack: Ack, body: Body, context: Any) -> None:
        ack()
        survey, word = parts(pressed(body)[1], 2)
        said = known(Sample, word)
        context["turn"].take(lambda work: reading.say_who(work, survey, said, origin(body)))

    @app.action("survey.correct")
    def choose(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        channel = origin(body).channel or ""
        with turn.look() as look:
            kept, survey = reading.questions_of(look, pressed(body)[1], channel)
        open_window(turn, client, body, survey_windows.choose_question(kept, survey, channel))

    @app.view("survey.question")
    def chosen(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        survey_id, channel = parts(about(body["view"]), 2)
        with turn.look() as look:
            kept, survey = reading.questions_of(look, survey_id, channel)
        wanted = form(body["view"]).get("question")
        question = next((q for q in survey.questions if q.id[:150] == wanted), None)
        if question is None:
            ack(response_action="errors", errors={"question": "Choose a question."})
        else:
            ack(response_action="update", view=survey_windows.correct_question(kept, question, channel))
        turn.done()

    @app.view("survey.corrected")
    def corrected(ack: Ack, body: Body, context: Any) -> None:
        survey, channel, question = parts(about(body["view"]), 3)
        filled = form(body["view"])
        kind = known(QuestionType, filled.get("type"))
        base = None if filled.get("base") in (None, survey_windows.NO_BASE) else known(Base, filled["base"])
        out = "out" in (filled.get("out") or [])
        ack()
        context["turn"].take(lambda work: reading.correct(work, survey, question, kind, base, out, channel))
