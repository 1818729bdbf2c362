"""What Slack sends, one file for each surface: parse into values, call one use case, acknowledge."""

from __future__ import annotations

from slack_bolt import App

from handlers.slack.listen import commands, direct, personas, seats, workshops


def register(app: App) -> None:
    """Puts every listener on the app."""
    for surface in (commands, direct, seats, workshops, personas):
        surface.register(app)
