"""Dropped files, and the presses and windows of surveys and segments."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, DramatisError
from bot.personas.value.target import ASKED, parse_rating
from bot.survey.kept import Sample, Wish
from bot.survey.survey import Base, QuestionType
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    about,
    file_in,
    form,
    known,
    number,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
)
from handlers.slack.views import survey_windows, workshop_windows
from handlers.use_cases.surveys import desk, reading, segment_uses, segments
from handlers.use_cases.work import Work
from storage import surveys as kept_surveys


def register(app: App) -> None:
    """Registers the surfaces of surveys and segments."""
    _register_files(app)
    _register_survey(app)
    _register_segments(app)
    _register_segment(app)


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

    @app.action("survey.find")
    def choose_bases(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        channel = origin(body).channel or ""
        with turn.look() as look:
            kept, counts = segments.bases_in(look, pressed(body)[1], channel)
        open_window(turn, client, body, survey_windows.choose_bases(kept, counts, channel))

    @app.view("segments.find")
    def find(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        survey, channel = parts(about(body["view"]), 2)
        filled = form(body["view"])
        bases = tuple(known(Base, word) for word in filled.get("bases") or [])
        k = filled.get("k") or survey_windows.ALL
        wish = Wish(() if len(bases) == len(Base) else bases, None if k == survey_windows.ALL else number(k))
        try:
            with turn.look() as look:
                _, counts = segments.bases_in(look, survey, channel)
            if bases and not any(counts[base] for base in bases):
                raise BadInput("This survey has no question of that kind. Choose more kinds.")
        except DramatisError as error:
            send_back(ack, turn, {"bases": error.sentence})
            return
        ack()
        turn.take(lambda work: segments.find(work, survey, wish, channel))


def _register_segments(app: App) -> None:
    @app.action("segments.cancel")
    def cancel(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run = pressed(body)[1]
        context["turn"].take(lambda work: segments.cancel(work, run, origin(body).channel))

    def again(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run, k = parts(pressed(body)[1], 2)
        wanted = number(k)
        context["turn"].take(lambda work: segments.again(work, run, wanted, origin(body).channel))

    for action in ("segments.split", "segments.fewer", "segments.more"):
        app.action(action)(again)

    @app.action("segments.export")
    def export(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run = pressed(body)[1]
        context["turn"].take(lambda work: segments.export(work, run, origin(body).channel))


def _register_segment(app: App) -> None:
    @app.action("segment.draft")
    def draft(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run, place = parts(pressed(body)[1], 2)
        segment = number(place)
        context["turn"].take(lambda work: segment_uses.draft(work, run, segment, origin(body)))

    @app.action("segment.workshop")
    def workshop(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        run, place = parts(pressed(body)[1], 2)
        with turn.look() as look:
            subject, product, channel = segment_uses.subject_of(
                look, run, number(place), origin(body).channel
            )
        open_window(turn, client, body, workshop_windows.new_workshop(subject[:80], product, channel))

    @app.action("segment.link")
    def choose_persona(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        value, channel = pressed(body)[1], origin(body).channel or ""
        run, place = parts(value, 2)
        with turn.look() as look:
            segment, people = segment_uses.linkable(look, run, number(place), channel)
        open_window(turn, client, body, survey_windows.link_persona(segment, people, value, channel))

    @app.view("segment.link")
    def link(ack: Ack, body: Body, context: Any) -> None:
        run, place, channel = parts(about(body["view"]), 3)
        persona = form(body["view"]).get("persona") or ""
        segment = number(place)
        ack()
        context["turn"].take(lambda work: segment_uses.link(work, run, segment, persona, channel))

    @app.action("segment.target")
    def open_rating(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        value, channel = pressed(body)[1], origin(body).channel or ""
        run, place = parts(value, 2)
        with turn.look() as look:
            _, _, _, segment = desk.segment_in_sight(look, run, number(place), channel)
            before = kept_surveys.ratings(look.session, look.workspace, run).get(segment.id)
        open_window(turn, client, body, survey_windows.rate_target(segment, before, value, channel))

    @app.view("segment.target")
    def rate(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        run, place, channel = parts(about(body["view"]), 3)
        filled = form(body["view"])
        marks: dict[str, int] = {}
        problems: dict[str, str] = {}
        for name in ASKED:
            try:
                marks[name] = parse_rating(str(filled.get(f"rate_{name}") or ""), name)
            except BadInput as error:
                problems[f"rate_{name}"] = error.sentence
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        segment = number(place)
        turn.take(lambda work: segment_uses.rate(work, run, segment, channel=channel, **marks))
