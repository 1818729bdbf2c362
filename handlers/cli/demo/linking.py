"""The act in which the persona is linked to a segment: with its lines counted, that makes it statistical."""

from __future__ import annotations

from handlers.cli.demo import words
from handlers.cli.demo.pressing import PATIENCE, option, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import Message


def play(told: Teller, owner: Person, channel: str, survey: Message) -> None:
    """The owner links the persona to the first segment. `survey`: the root of the survey's thread."""
    segment = next(m for m in owner.read(channel, survey) if "Link a persona" in m.buttons)
    told.did(owner, f"presses Link a persona on the first segment and chooses {words.NAME}")
    owner.press(segment, "Link a persona")
    owner.wait_for_modal("Link a persona", PATIENCE)
    submit(owner, persona=option(owner, "persona", words.NAME))
    linked = owner.wait_for_bot("It is a statistical persona", timeout=PATIENCE)
    told.saw(owner, "in the direct messages", linked)
