"""Presses and windows of a persona.

cards.py   looking: the card, everything, a lens, the history, sharing
edit.py    what owner and facilitator change, and taking over
words.py   challenges, what people know, marks, changing one's mind, taking captured words back
lacking.py ask the team for what a view lacks
shape.py   splitting and merging
"""

from __future__ import annotations

from slack_bolt import App

from handlers.slack.listen.personas import cards, edit, lacking, shape, words


def register(app: App) -> None:
    """Puts the listeners of personas on the app."""
    for surface in (cards, edit, words, shape, lacking):
        surface.register(app)
