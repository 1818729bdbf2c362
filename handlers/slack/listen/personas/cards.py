"""Looking at a persona: the card, everything, a lens, the history; sharing."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack

from bot.export.writing import Format
from bot.facets import Lens
from handlers.slack.listen.parsing import App, Body, known, one_of, origin, parts, pressed
from handlers.use_cases.personas import cards, exporting


def register(app: App) -> None:
    """Registers what shows a persona."""

    @app.action("persona.show")
    def show(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.show_one(work, persona, origin(body)))

    app.action(re.compile(r"persona\.show\.\d"))(show)

    @app.action("persona.everything")
    def everything(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.everything(work, persona, origin(body)))

    @app.action("persona.lens")
    def lens(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, word = parts(pressed(body)[1], 2)
        if word == cards.JOURNEY:
            context["turn"].take(lambda work: cards.show_journey(work, persona, origin(body)))
            return
        chosen = known(Lens, word)
        context["turn"].take(lambda work: cards.everything(work, persona, origin(body), chosen))

    @app.action("persona.history")
    def history(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: cards.show_history(work, persona, origin(body)))

    @app.action("persona.export")
    def export(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, word = parts(pressed(body)[1], 2)
        format_ = one_of(Format, word, Format.HTML)
        context["turn"].take(lambda work: exporting.ask(work, persona, format_, origin(body)))

    @app.action("persona.share")
    def share(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, where = pressed(body)[1], origin(body).channel or ""
        context["turn"].take(lambda work: cards.share(work, persona, where))

    @app.action("persona.share_all")
    def share_all(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, word = parts(pressed(body)[1], 2)
        where = origin(body).channel or ""
        if word == cards.JOURNEY:
            context["turn"].take(lambda work: cards.share_journey(work, persona, where))
            return
        chosen = known(Lens, word) if word else None
        context["turn"].take(lambda work: cards.share_all(work, persona, where, chosen))
