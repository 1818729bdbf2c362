"""Questions: mentions in channels, and the presses and windows of answers, gaps and questions put to the team."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    form,
    meta_of,
    open_window,
    origin,
    origin_of,
    parts,
    pressed,
    send_back,
    travels_of,
)
from handlers.slack.listen.texts import question
from handlers.slack.views import asking as views
from handlers.use_cases import engine
from handlers.use_cases.asking import answers, team
from handlers.use_cases.asking.answers import Place


def register(app: App) -> None:
    """Registers them, and has the encoder read before somebody asks."""
    engine.warm()
    _register_asking(app)
    _register_judging(app)
    _register_team(app)

    @app.event("app_mention")
    def mentioned(body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        event = body["event"]
        if event.get("bot_id") or event.get("edited") or str(event.get("channel", "")).startswith("D"):
            turn.done()
            return
        text = question(str(event.get("text") or ""), context.get("bot_user_id"))
        place = Place("thread", str(event["channel"]), str(event.get("thread_ts") or event["ts"]))
        turn.take(lambda work: answers.ask(work, text, place))


def command_place(body: Body) -> Place:
    """Where `/persona ask` answers: for the one who asks."""
    return Place("only", str(body.get("channel_id") or ""), origin=origin(body))


def _register_asking(app: App) -> None:
    @app.action("ask.more")
    def open_more(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        asked = pressed(body)[1]
        with turn.look() as look:
            before = answers.ready_to_ask_more(look, asked, None)
        open_window(turn, client, body, views.more(meta_of(body, asked=asked), before.question))

    @app.view("ask.more")
    def more(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        typed = str(form(body["view"]).get("question") or "")
        if not typed.strip():
            send_back(ack, turn, {"question": answers.NO_QUESTION})
            return
        ack()
        travels = travels_of(body)
        turn.take(lambda work: answers.ask_more(work, travels["asked"], typed, origin_of(travels)))

    @app.action("ask.share")
    def share(ack: Ack, body: Body, context: Any) -> None:
        ack()
        asked = pressed(body)[1]
        where = origin(body).channel or ""
        context["turn"].take(lambda work: answers.share(work, asked, where))


def _register_judging(app: App) -> None:
    @app.action("ask.not_right")
    def open_not_right(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        asked = pressed(body)[1]
        with turn.look() as look:
            found, lines = answers.shown_of(look, asked, None)
        view = views.not_right(meta_of(body, asked=asked), found.question, lines)
        open_window(turn, client, body, view)

    @app.view("ask.not_right")
    def not_right(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled = form(body["view"])
        chosen = [value for block, values in filled.items() if block.startswith("wrong:") for value in values]
        wrong = list(dict.fromkeys(line for value in chosen for line in str(value).split(",")))
        if not wrong:
            send_back(ack, turn, {"wrong:0": answers.NONE_WRONG})
            return
        ack()
        travels = travels_of(body)
        turn.take(lambda work: answers.not_right(work, travels["asked"], wrong, origin_of(travels)))


def _register_team(app: App) -> None:
    @app.action("ask.team")
    def open_team(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        source = pressed(body)[1]
        with turn.look() as look:
            words, personas = team.ready_to_ask_team(look, source, origin(body).channel)
        open_window(turn, client, body, views.team(meta_of(body), words, personas))

    @app.view("ask.team")
    def ask_team(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, travels = form(body["view"]), travels_of(body)
        persona, words = str(filled.get("persona") or ""), str(filled.get("question") or "")
        if not words.strip():
            send_back(ack, turn, {"question": team.NO_QUESTION})
            return
        ack()
        channel = travels.get("channel")
        turn.take(lambda work: team.ask_team(work, persona, channel, words, origin_of(travels)))

    @app.action("team.answer")
    def open_answer(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        asked = pressed(body)[1]
        with turn.look() as look:
            found = team.ready_to_answer(look, asked)
        open_window(turn, client, body, views.team_answer(asked, found.question))

    @app.view("team.answer")
    def answer(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, asked = form(body["view"]), str(body["view"].get("private_metadata") or "")
        text, how = str(filled.get("text") or ""), filled.get("how")
        if not text.strip():
            send_back(ack, turn, {"text": "Type what you know, or close the window."})
            return
        ack()
        turn.take(lambda work: team.answer_team(work, asked, text, how))

    @app.action("team.unknown")
    def unknown(ack: Ack, body: Body, context: Any) -> None:
        ack()
        asked = pressed(body)[1]
        context["turn"].take(lambda work: team.answer_team(work, asked, "", None, unknown=True))

    @app.action("team.take")
    def take(ack: Ack, body: Body, context: Any) -> None:
        ack()
        asked, person = parts(pressed(body)[1], 2)
        context["turn"].take(lambda work: team.decide(work, asked, person, True, origin(body)))

    @app.action("team.leave")
    def leave(ack: Ack, body: Body, context: Any) -> None:
        ack()
        asked, person = parts(pressed(body)[1], 2)
        context["turn"].take(lambda work: team.decide(work, asked, person, False, origin(body)))
