"""`/persona example`: a finished workshop of a made-up product, made by the same steps as a real one."""

from __future__ import annotations

import itertools

from bot.errors import BadInput, OutOfDate
from bot.nouns import Persona
from bot.workshop import example
from bot.workshop.conversation import Conversation
from bot.workshop.forms import NewWorkshop, Publish
from bot.workshop.lines import gather, told_by
from handlers.use_cases.engine import group_statements
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Work
from handlers.use_cases.workshops import publishing, reveals, running
from storage import personas, seats


def read_ahead() -> None:
    """Compares what the colleagues said before the transaction begins: the engine keeps what it computed."""
    numbers = itertools.count()
    held = example.conversations(lambda: str(next(numbers)), ())
    told = [item for person, conversation in held for item in told_by(person, conversation.answers)]
    gather(told, group_statements, lambda: str(next(numbers)))


def load(work: Work, origin: Origin, in_channel: bool) -> None:
    """Starts the example in this channel, lets its made-up colleagues answer, reveals and publishes it."""
    if not in_channel or origin.channel is None:
        raise BadInput("Type `/persona example` in a channel; the example is posted there.")
    there = _standing(work, origin.channel)
    if there is not None:
        raise OutOfDate(f"The example stands in this channel already. Type `/persona show {there.title}`.")
    form = NewWorkshop(example.SUBJECT, example.PRODUCT, origin.channel, vote=False)
    workshop = running.open_one(work, form)
    for person, held in example.conversations(work.new_id, workshop.script):
        _sit(work, workshop.id, person, held)
    reveals.show_reveal(work, workshop.id)
    publishing.publish(work, workshop.id, Publish(example.NAME, example.ROLE), Origin())
    words = "This is an example: a made-up product and six made-up colleagues. Retire the persona when you have seen it."
    origin.tell(work, words)


def _standing(work: Work, channel: str) -> Persona | None:
    """The persona of an example that was loaded here and is not retired yet."""
    for persona in personas.visible_personas(work.session, work.workspace, work.person or "", channel):
        if (
            persona.active
            and persona.channel == channel
            and (persona.name, persona.role) == (example.NAME, example.ROLE)
        ):
            return persona
    return None


def _sit(work: Work, workshop: str, person: str, held: Conversation) -> None:
    empty = Conversation(held.seat, held.subject, held.script)
    seats.add_seat(work.session, work.workspace, workshop, person, empty, work.now)
    seats.save_conversation(work.session, work.workspace, empty, held)
