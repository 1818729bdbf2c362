"""The app's home and the agent view being opened."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from handlers.slack.listen.parsing import App, Body, Turn, WebClient, open_window
from handlers.slack.views import workshop_windows
from handlers.use_cases import help as helping
from handlers.use_cases import home
from handlers.use_cases.origin import Origin


def register(app: App) -> None:
    """Registers them. There is no assistant container any more: opening the messages tab asks for prompts."""

    @app.event("app_home_opened")
    def opened(body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        event = body["event"]
        if event.get("tab") == "messages":
            channel = str(event.get("channel", ""))
            turn.take(lambda work: home.suggest_prompts(work, channel))
        else:
            turn.take(home.show_home)

    @app.action("home.new")
    def new(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        open_window(context["turn"], client, body, workshop_windows.new_workshop())

    @app.action("home.words")
    def words(ack: Ack, context: Any) -> None:
        ack()
        context["turn"].take(lambda work: helping.show_help(work, "words", Origin()))
