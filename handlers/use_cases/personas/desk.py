"""What everything about a persona shares: who may see and change it, which one is meant, its history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.errors import NotAllowed, NotFound, OutOfDate
from bot.nouns import Change, Line, Persona
from bot.personas.editing import Edit, check_editor, line_of
from bot.personas.voicing import recount
from handlers.use_cases.personas import siblings
from handlers.use_cases.personas.card import refresh_card
from handlers.use_cases.work import Look, Work, acting
from storage import persona_life as life
from storage import personas, workshops

NONE_YET = "There are no personas here yet. Start with `/persona new`."


def in_sight(look: Look, persona: str, channel: str | None) -> Persona:
    """A persona the person who acts may see. Raises NotFound."""
    return personas.get_persona(look.session, look.workspace, persona, acting(look), channel)


def visible(look: Look, channel: str | None) -> tuple[Persona, ...]:
    """The personas the person who acts may see from here."""
    return personas.visible_personas(look.session, look.workspace, acting(look), channel)


def active_in_sight(look: Look, channel: str | None) -> tuple[Persona, ...]:
    """Those of them that are not retired, by title; of equal titles always in the same order."""
    seen = sorted(visible(look, channel), key=lambda persona: (persona.title.casefold(), persona.id))
    return tuple(persona for persona in seen if persona.active)


def find(look: Look, name: str, channel: str | None) -> Persona:
    """The one persona in sight whose name or role fits what was typed. Raises NotFound with what there is."""
    wanted = " ".join(name.split()).casefold()
    seen = visible(look, channel)
    if not seen:
        raise NotFound(NONE_YET)
    exact = [p for p in seen if wanted in (p.name.casefold(), p.role.casefold())]
    partly = [p for p in seen if wanted and (wanted in p.name.casefold() or wanted in p.role.casefold())]
    found = exact or partly
    found = [p for p in found if p.active] or found  # a retired one is meant only where no other fits
    if len(found) == 1:
        return found[0]
    names = ", ".join(p.title for p in (found or seen)[:8])
    if not wanted:
        raise NotFound(f"Say which one: {names}.")
    if found and len({p.title for p in found}) < len(found):
        raise NotFound(
            f"Several personas fit “{name}” ({names}), and some are called the same. Type `/persona list` and press "
            "Show beside the one you mean; its owner can rename it under Edit."
        )
    if found:
        raise NotFound(f"Several personas fit “{name}”: {names}. Please type more of the name.")
    raise NotFound(f"There is no persona called “{name}”. There are: {names}.")


def standing_line(persona: Persona, line_id: str) -> Line:
    """One of its lines. Raises NotFound, OutOfDate where it has been dropped."""
    line = line_of(persona, line_id)
    if line.dropped:
        raise OutOfDate("That line has been dropped already.")
    return line


def facilitator_of(look: Look, persona: Persona) -> str | None:
    """Who ran the workshop it came out of."""
    if persona.workshop is None:
        return None
    try:
        return workshops.get_workshop(look.session, look.workspace, persona.workshop).facilitator
    except NotFound:
        return None


def may_edit(look: Look, persona: Persona) -> bool:
    """Whether the person who acts owns a persona or ran its workshop."""
    try:
        check_editor(persona, look.person, facilitator_of(look, persona))
    except NotAllowed:
        return False
    return True


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
