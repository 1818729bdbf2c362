"""A cast as pictures, one card a persona."""

from __future__ import annotations

from bot.export.nouns import SharedLine, SharedPersona
from bot.nouns import Verdict
from bot.pictures.charts.card import CardLine, persona_card
from bot.pictures.charts.style import Chart, Look


def card(persona: SharedPersona, look: Look = Look.LIGHT) -> Chart:
    """The card of one persona as a PNG with its alternative text."""
    return persona_card(
        persona.name,
        persona.role,
        persona.level,
        card_lines(persona),
        ("Retired. " if not persona.active else "") + persona.warning,
        look=look,
    )


def card_lines(persona: SharedPersona) -> list[CardLine]:
    """What the picture says of each line; with the names of who said it, where names were agreed to."""
    return [
        CardLine(line.label, line.text, line.verdict, _words(line), _people(line)) for line in persona.lines
    ]


def _people(line: SharedLine) -> str:
    return "; ".join(
        f"{voice.person}, {voice.how.words}" if voice.how else voice.person for voice in line.voices
    )


def _words(line: SharedLine) -> str:
    """What data says, where it says something, else who agrees."""
    telling = [item for item in line.evidence if item.verdict is line.verdict]
    if line.verdict is Verdict.UNTESTED or not telling:
        return line.said
    return telling[-1].words
