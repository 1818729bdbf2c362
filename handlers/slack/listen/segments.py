"""Presses and windows of segments: find, stop, fewer or more, export, compare, place somebody, profile, quotes."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, DramatisError
from bot.facets import Base
from bot.survey.kept import Wish
from bot.survey.segments.telling import QUOTES
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    about,
    form,
    known,
    number,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
)
from handlers.slack.views import segment_windows, survey_windows
from handlers.slack.views.kit import Block
from handlers.slack.views.segment_windows import QUOTE
from handlers.use_cases.surveys import segment_details, segment_quotes, segments


def register(app: App) -> None:
    """Registers them."""
    _register_finding(app)
    _register_found(app)
    _register_compare(app)
    _register_place(app)
    _register_profile(app)
    _register_quotes(app)


def _register_finding(app: App) -> None:
    @app.action("survey.find")
    def choose_bases(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        channel = origin(body).channel or ""
        with turn.look() as look:
            kept, counts = segments.bases_in(look, pressed(body)[1], channel)
        open_window(turn, client, body, segment_windows.choose_bases(kept, counts, channel))

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


def _register_found(app: App) -> None:
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


def _register_compare(app: App) -> None:
    @app.action("segments.compare")
    def choose(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        channel = origin(body).channel or ""
        with turn.look() as look:
            run, kept, others = segment_details.comparable(look, pressed(body)[1], channel)
        open_window(turn, client, body, segment_windows.choose_other(run, kept, others, channel))

    @app.view("segments.compare")
    def compare(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run, channel = parts(about(body["view"]), 2)
        other = str(form(body["view"]).get("other") or "")
        context["turn"].take(lambda work: segment_details.compare(work, run, other, channel))


def _register_place(app: App) -> None:
    @app.action("segments.place")
    def ask(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        run, channel = pressed(body)[1], origin(body).channel or ""
        with turn.look() as look:
            kept, questions = segment_details.questions_to_ask(look, run, channel)
        open_window(turn, client, body, segment_windows.ask_somebody(kept, questions, run, channel))

    @app.view("segments.place")
    def place(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        run, channel = parts(about(body["view"]), 2)
        filled = form(body["view"])
        try:
            with turn.look() as look:
                _, questions = segment_details.questions_to_ask(look, run, channel)
                answers = {
                    question.question: answer
                    for at, question in enumerate(questions)
                    if (answer := _answer(filled.get(f"asked{at}"), question.options)) is not None
                }
                words, others = segment_details.place_somebody(look, run, answers, channel)
        except DramatisError as error:
            ack(response_action="errors", errors={"asked0": error.sentence})
        else:
            ack(response_action="update", view=segment_windows.placed_somebody(words, others))
        turn.done()


def _answer(given: Any, options: tuple[str, ...]) -> object:
    """What was chosen, in words; a number as it was typed; None where nothing was."""
    if isinstance(given, list):
        chosen = [options[number(word)] for word in given if number(word) < len(options)]
        return chosen or None
    if given in (None, ""):
        return None
    if not options:
        return given
    at = number(str(given))
    return options[at] if at < len(options) else None


def _register_profile(app: App) -> None:
    @app.action("segment.profile")
    def profile(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        run, place = parts(pressed(body)[1], 2)
        with turn.look() as look:
            kept, result, segment = segment_details.profile_of(look, run, number(place), origin(body).channel)
        open_window(turn, client, body, segment_windows.whole_profile(kept, result, segment))


def _register_quotes(app: App) -> None:
    @app.action("segment.quotes")
    def choose(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        value, channel = pressed(body)[1], origin(body).channel or ""
        run, place = parts(value, 2)
        with turn.look() as look:
            known = segment_quotes.to_approve(look, run, number(place), channel)
        open_window(turn, client, body, _quotes(known, known.approved, value, channel))

    @app.view("segment.quotes")
    def approve(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        run, place, channel = parts(about(body["view"]), 3)
        filled = form(body["view"])
        keys = frozenset(
            block.removeprefix(QUOTE)
            for block, chosen in filled.items()
            if block.startswith(QUOTE) and chosen
        )
        segment = number(place)
        if len(keys) > QUOTES:
            with turn.look() as look:
                known = segment_quotes.to_approve(look, run, segment, channel)
            again = _quotes(known, keys, f"{run}:{place}", channel, segment_quotes.TOO_MANY)
            ack(response_action="update", view=again)
            turn.done()
            return
        ack()
        turn.take(lambda work: segment_quotes.approve(work, run, segment, keys, channel))


def _quotes(
    known: segment_quotes.QuotesOf, ticked: frozenset[str], value: str, channel: str, note: str = ""
) -> Block:
    return segment_windows.approve_quotes(
        known.survey, known.segment, known.candidates, ticked, value, channel, known.is_deleted, note
    )
