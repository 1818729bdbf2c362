"""Siblings of a persona: the others on its segment, as far as those who read the answer may see them."""

from __future__ import annotations

from bot.nouns import Persona
from bot.personas.siblings import Sibling, siblings_of
from handlers.use_cases.work import Look
from storage import personas


def others(look: Look, segment: str | None, but: str) -> tuple[Persona, ...]:
    """Every persona on a segment but one, whoever may see it: for showing their cards anew."""
    if segment is None:
        return ()
    found = personas.on_segment(look.session, look.workspace, segment)
    return tuple(persona for persona in found if persona.id != but)


def in_channel(look: Look, persona: Persona) -> tuple[Sibling, ...]:
    """Those that everybody who sees this persona's card in its channel may see."""
    same = others(look, persona.segment, persona.id)
    visible = [one for one in same if not one.private or (persona.private and one.channel == persona.channel)]
    return siblings_of(persona, visible)


def for_person(look: Look, persona: Persona, channel: str | None) -> tuple[Sibling, ...]:
    """Those that the person who asks in this channel may see."""
    same = [
        one
        for one in others(look, persona.segment, persona.id)
        if personas.may_see(look.session, look.workspace, one, look.person or "", channel)
    ]
    return siblings_of(persona, same)
