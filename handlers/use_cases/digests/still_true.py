"""Still true? Somebody answers for a persona that nobody has touched for long; it is kept in its history."""

from __future__ import annotations

from datetime import datetime

from bot.digest.changes import NO_LONGER, STILL_TRUE
from bot.errors import OutOfDate
from bot.messages import Sentence
from bot.personas.editing import Edit, check_active
from bot.personas.voicing import shown_person
from bot.workshop.messages import literal
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.card import show_card
from handlers.use_cases.personas.cards import show_one
from handlers.use_cases.personas.desk import in_sight, keep
from handlers.use_cases.work import Target, Work, acting
from storage import persona_life as life
from storage import personas


def answer(work: Work, persona_id: str, asked_at: datetime, holds: bool, origin: Origin) -> None:
    """Yes or no to "Still true?" as it was asked at that time. Raises OutOfDate where it was answered already."""
    persona = in_sight(work, persona_id, origin.channel)
    check_active(persona)
    what = STILL_TRUE if holds else NO_LONGER
    history = personas.history(work.session, work.workspace, persona.id, 50)
    title = literal(persona.title)
    if any(change.what == what and change.at >= asked_at for change in history):
        raise OutOfDate(f"Somebody {what.replace('it is', f'{title} is')} already. It stands in the history.")
    shown = shown_person(persona.attribution, acting(work))
    keep(work, [Edit(persona, what)], shown)
    if holds:
        origin.tell(work, f"Kept in the history of {title}: still true. I ask again in 90 quiet days.")
        return
    words = f"Kept in the history of {title}. Press Challenge on what is wrong, or Retire in the menu of its card:"
    origin.tell(work, words)
    show_one(work, persona.id, origin)
    if persona.owner != work.person and not life.is_gone(work.session, work.workspace, persona.owner):
        who = f"<@{shown}>" if shown else "Somebody"
        work.say(
            Sentence(f"{who} says that {title} is no longer true. You own it:"), Target.dm(persona.owner)
        )
        show_card(work, persona, Target.dm(persona.owner))
