"""What every change of a persona shares: who may see and change it, its history, its card shown anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.errors import NotAllowed, NotFound
from bot.nouns import Change, Persona
from bot.personas.cards import by_line
from bot.personas.editing import Edit, check_editor
from bot.personas.messages import Card
from bot.personas.voicing import recount
from handlers.use_cases.personas import siblings
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.personas.pictures import ensure_drawn
from handlers.use_cases.work import Look, Target, Work
from storage import persona_life as life
from storage import personas, workshops
from storage.queue import find_post


def card_handle(persona: str) -> str:
    """The handle of the card that is kept true in the channel."""
    return f"persona:{persona}:card"


def card_thread(look: Look, persona: Persona, channel: str | None) -> str | None:
    """The handle of the card whose thread everybody in this channel reads; None elsewhere, and where no card stands."""
    handle = card_handle(persona.id)
    if channel != persona.channel or find_post(look.session, look.workspace, handle) is None:
        return None
    return handle


def in_sight(look: Look, persona: str, channel: str | None) -> Persona:
    """A persona the person who acts may see. Raises NotFound."""
    return personas.get_persona(look.session, look.workspace, persona, acting(look), channel)


def acting(look: Look) -> str:
    """Who does it. Raises NotAllowed where it is nobody."""
    if look.person is None:
        raise NotAllowed("Only a person can do this.")
    return look.person


def facilitator_of(look: Look, persona: Persona) -> str | None:
    """Who ran the workshop it came out of."""
    if persona.workshop is None:
        return None
    try:
        return workshops.get_workshop(look.session, look.workspace, persona.workshop).facilitator
    except NotFound:
        return None


def editable(look: Look, persona_id: str, channel: str | None) -> Persona:
    """A persona the person who acts may change. Raises NotFound, NotAllowed."""
    persona = in_sight(look, persona_id, channel)
    check_editor(persona, look.person, facilitator_of(look, persona))
    return persona


def keep(work: Work, edits: Sequence[Edit], person: str | None = None, by: str | None = None) -> Persona:
    """Saves the last of these edits of one persona, with an entry in the history for each, and shows the card anew.

    `person`: who the history names; empty for nobody. `by`: whose words it holds, shown to nobody. Unless given,
    whoever acts.
    """
    persona = replace(edits[-1].persona, changed=work.now)
    left = personas.segment_of(work.session, work.workspace, persona.id)
    personas.save_persona(work.session, work.workspace, persona)
    who = acting(work) if person is None else person
    for place, edit in enumerate(edits):
        # a microsecond apart, so that the history keeps their order
        change = Change(work.now + timedelta(microseconds=place), who, edit.what, edit.before, edit.after)
        whose = by if by is not None else work.person or ""
        personas.add_change(work.session, work.workspace, work.new_id(), persona.id, change, whose)
    refresh_card(work, persona)
    for segment in dict.fromkeys((left, persona.segment)):
        for sibling in siblings.others(work, segment, persona.id):
            refresh_card(work, sibling)
    return persona


def recounted(look: Look, persona: Persona, only: Collection[str]) -> Persona:
    """The persona with the marks of some of its lines counted anew."""
    ballots = workshops.ballots(look.session, look.workspace, persona.id)
    asked = life.asked_of_lines(look.session, look.workspace, persona.id)
    return replace(persona, lines=recount(persona.lines, ballots, asked, only))


def card_of(look: Look, persona: Persona, shareable: bool = False) -> Card:
    """The card as it should look now, with doubts, and what became of it."""
    from handlers.use_cases.personas.cards import card

    into = ""
    if persona.merged_into is not None:
        try:
            into = personas.any_persona(look.session, look.workspace, persona.merged_into).title
        except NotFound:
            into = ""
    doubts = by_line(life.doubts(look.session, look.workspace, persona.id))
    report = level_of_persona(look, persona)
    shown = card(persona, shareable, doubts, into, report.level, report.missing)
    gone = life.is_gone(look.session, look.workspace, persona.owner)
    return replace(shown, ownerless=gone, siblings=siblings.in_channel(look, persona))


def refresh_card(work: Work, persona: Persona) -> None:
    """Shows the card in the channel anew, if there is one."""
    handle = card_handle(persona.id)
    if find_post(work.session, work.workspace, handle) is not None:
        ensure_drawn(work, persona.picture, persona.channel)
        work.say(card_of(work, persona), Target.update(handle))
