"""The card of a persona: as it should look now, where it is kept true, shown anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import NotFound
from bot.nouns import Level, Persona
from bot.personas.cards import by_line, card_line, contradicted, for_card, next_action, warning
from bot.personas.messages import Card
from bot.personas.nouns import Doubt
from handlers.use_cases.personas import siblings
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.personas.pictures import ensure_drawn
from handlers.use_cases.work import Look, Target, Work
from storage import persona_life as life
from storage import personas


def card_handle(persona: str) -> str:
    """The handle of the card that is kept true in the channel."""
    return f"persona:{persona}:card"


def card_thread(look: Look, persona: Persona, channel: str | None) -> str | None:
    """The handle of the card whose thread everybody in this channel reads; None elsewhere, and where no card stands."""
    handle = card_handle(persona.id)
    return handle if channel == persona.channel and look.stands(handle) else None


def card(
    persona: Persona,
    shareable: bool = False,
    doubts: Mapping[str, tuple[Doubt, ...]] | None = None,
    merged_into: str = "",
    level: Level = Level.PROTO,
    missing: str = "",
) -> Card:
    """The card of a persona. `doubts`: those of each line; `merged_into`: a title; `missing`: to the next level."""
    chosen = for_card(persona)
    of = doubts or {}
    return Card(
        persona=persona.id,
        title=persona.title,
        role=persona.role if persona.name else "",
        level=level,
        warning=warning(persona, level),
        lines=tuple(
            card_line(line, persona.attribution, of.get(line.id, ()), line.id in persona.pins)
            for line in chosen
        ),
        more=len(persona.standing) - len(chosen),
        owner=persona.owner,
        purpose=persona.purpose,
        active=persona.active,
        picture=persona.picture,
        next=next_action(persona),
        shareable=shareable,
        merged_into=merged_into,
        missing=missing,
        contradicted=contradicted(persona),
    )


def card_of(look: Look, persona: Persona, shareable: bool = False) -> Card:
    """The card as it should look now, with doubts, and what became of it."""
    doubts = by_line(life.doubts(look.session, look.workspace, persona.id))
    report = level_of_persona(look, persona)
    into = _title(look, persona.merged_into)
    shown = card(persona, shareable, doubts, into, report.level, report.missing)
    gone = life.is_gone(look.session, look.workspace, persona.owner)
    return replace(shown, ownerless=gone, siblings=siblings.in_channel(look, persona))


def _title(look: Look, persona: str | None) -> str:
    """The title of another persona; empty where there is none."""
    if persona is None:
        return ""
    try:
        return personas.any_persona(look.session, look.workspace, persona).title
    except NotFound:
        return ""


def show_card(work: Work, persona: Persona, target: Target) -> None:
    """Posts a card; its drawn picture is uploaded before it where the workspace does not have it yet."""
    ensure_drawn(work, persona.picture, target.conversation or persona.channel)
    work.say(card_of(work, persona), target)


def refresh_card(work: Work, persona: Persona) -> None:
    """Shows the card in the channel anew, if there is one."""
    handle = card_handle(persona.id)
    if work.stands(handle):
        ensure_drawn(work, persona.picture, persona.channel)
        work.say(card_of(work, persona), Target.update(handle))
