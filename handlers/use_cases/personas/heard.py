"""What interviews say of a persona's lines, brought up to date from the confirmed quotes."""

from __future__ import annotations

from bot.evidence.interviews.heard import with_interviews
from bot.nouns import Persona
from handlers.use_cases.work import Look
from storage import interviews as kept


def heard_anew(look: Look, persona: Persona) -> Persona:
    """The persona with what interviews say of each line counted anew."""
    return with_interviews(persona, kept.quotes_of(look.session, look.workspace, persona.id))
