"""The journey of a persona: its lines along the way, for the one who asks or for a channel."""

from __future__ import annotations

from bot.nouns import Persona
from bot.personas.cards import by_line, card_line
from bot.personas.journey import along
from bot.personas.messages import Journey, JourneyStep
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Work
from storage import persona_life as life

STEP_LINES = 6
"""Lines shown of one step; the rest stands under Everything."""


def show(work: Work, persona: Persona, origin: Origin) -> None:
    """The journey, for the one who asks."""
    origin.answer(work, journey_of(work, persona, shareable=True))


def journey_of(look: Look, persona: Persona, shareable: bool) -> Journey:
    """The journey as it is now."""
    doubts = by_line(life.doubts(look.session, look.workspace, persona.id))
    parts = along(persona.standing)
    steps = tuple(
        JourneyStep(
            part.label,
            tuple(
                card_line(line, persona.attribution, doubts.get(line.id, ()))
                for line in part.lines[:STEP_LINES]
            ),
        )
        for part in parts
    )
    more = sum(max(0, len(part.lines) - STEP_LINES) for part in parts)
    role = persona.role if persona.name else ""
    return Journey(persona.id, persona.title, role, steps, more, shareable)
