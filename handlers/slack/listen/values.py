"""Worth and ideal customers: the button on a segmentation, and the window that chooses what is counted."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import DramatisError, OutOfDate
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    listed,
    meta_of,
    number,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
    travels_of,
)
from handlers.slack.views import values as views
from handlers.use_cases.surveys import values
from handlers.use_cases.surveys.values import Choice


def register(app: App) -> None:
    """Registers them."""

    @app.action("value.count")
    def count(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run = pressed(body)[1]
        context["turn"].take(lambda work: values.count(work, run, origin(body)))

    @app.action("value.panel")
    def panel(ack: Ack, body: Body, context: Any) -> None:
        ack()
        run, post = parts(pressed(body)[1], 2)
        context["turn"].take(lambda work: values.let_panel_stand(work, run, post, origin(body)))

    @app.action("value.choose")
    def open_choice(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            run, segments, questions, report = values.choosable(look, pressed(body)[1], origin(body).channel)
        best = report.best if report else ()
        by = report.worth_by.question if report and report.worth_by else ""
        meta = meta_of(body, run=run.id)
        open_window(turn, client, body, views.choose(meta, segments, best, questions, by))

    @app.view("value.choose")
    def choose(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels, filled = travels_of(body), form(body["view"])
        run, channel = travels.get("run"), travels.get("channel")
        if not isinstance(run, str):
            raise OutOfDate(MOVED)
        best = tuple(number(word) for word in listed(filled.get("best")))
        try:
            with turn.look() as look:
                _, segments, questions, _ = values.choosable(look, run, channel)
        except DramatisError as error:
            send_back(ack, turn, {"best": error.sentence})
            return
        if len(best) >= len(segments):
            send_back(ack, turn, {"best": values.ALL_CHOSEN})
            return
        ack()
        word = str(filled.get("by") or views.USUAL)
        by = next((question.id for question in questions if question.id[:150] == word), "")
        turn.take(lambda work: values.choose(work, run, Choice(best, by), channel))
