"""Presses about privacy. The words of the command are in `commands.py`."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from handlers.slack.listen.parsing import App, Body, origin
from handlers.use_cases import forgetting


def register(app: App) -> None:
    """Registers the buttons."""

    @app.action("privacy.ask")
    def ask(ack: Ack, body: Body, context: Any) -> None:
        ack()
        context["turn"].take(lambda work: forgetting.ask(work, origin(body)))

    @app.action("privacy.forget")
    def forget(ack: Ack, body: Body, context: Any) -> None:
        ack()
        context["turn"].take(lambda work: forgetting.forget_me(work, origin(body)))
