"""What Slack sends, one file for each surface: parse into values, call one use case, acknowledge."""

from __future__ import annotations

from slack_bolt import App

from handlers.slack.listen import (
    asking,
    cleaning,
    commands,
    customers,
    digests,
    direct,
    feedback,
    guests,
    home,
    interviews,
    leaving,
    market,
    merging,
    personas,
    privacy,
    seats,
    segment_cards,
    segments,
    shortcuts,
    surveys,
    testing,
    values,
    workshops,
)


def register(app: App) -> None:
    """Puts every listener on the app."""
    cleaning.register(app)
    for surface in (
        guests,
        asking,
        commands,
        customers,
        digests,
        direct,
        home,
        leaving,
        seats,
        workshops,
        personas,
        shortcuts,
        surveys,
        values,
        market,
        testing,
        segments,
        segment_cards,
        interviews,
        feedback,
        merging,
        privacy,
    ):
        surface.register(app)
