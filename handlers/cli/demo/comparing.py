"""The act in which segments are looked at closely: another base beside the first, and a quote that is approved."""

from __future__ import annotations

from handlers.cli.demo.pressing import COUNTING, PATIENCE, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import Message, texts_of


def play(told: Teller, owner: Person, other: Person, channel: str, survey: Message) -> None:
    """The owner of the survey compares and approves, somebody else sees what comes of it. `survey`: the root of its
    thread."""
    there = "in its thread"
    first = next(m for m in owner.read(channel, survey) if "Other base" in m.buttons)
    owner.press(first, "Other base")
    owner.wait_for_modal("Which questions?", PATIENCE)
    submit(owner, bases=[])
    told.did(owner, "presses Other base, and has segments looked for in all questions")
    second = owner.wait_for_message(
        channel, thread=survey, after=first.ts, button="Other base", timeout=COUNTING
    )
    told.saw(other, there, second)
    owner.press(second, "Compare")
    window = owner.wait_for_modal("Compare", PATIENCE)
    submit(owner, other=window.inputs["other"]["options"][0]["value"])
    compared = other.wait_for_message(channel, "Compared:", thread=survey, timeout=PATIENCE)
    told.did(owner, "presses Compare, and sets the two against each other")
    told.saw(other, there, compared)
    told.lines(_rows(compared))
    card = next(m for m in owner.read(channel, survey) if "Quotes" in m.buttons)
    owner.press(card, "Quotes")
    window = owner.wait_for_modal("Quotes", PATIENCE)
    told.did(owner, "presses Quotes on the first segment, reads what its people wrote, and approves one")
    submit(owner, **{next(iter(window.inputs)): ["show"]})
    quoted = other.wait_for(
        lambda: _quote(other.message(channel, card.ts)), PATIENCE, "the approved quote on the card"
    )
    told.saw(other, "on the segment's card", quoted)


def _rows(message: Message) -> list[str]:
    """The lines of a message's table."""
    table = next(block for block in message.raw["blocks"] if block["type"] == "table")
    return [" | ".join(texts_of(row)) for row in table["rows"]]


def _quote(card: Message) -> str | None:
    """The quote on a card, once it is there."""
    return next((text for text in texts_of(card.raw["blocks"]) if text.startswith("“")), None)
