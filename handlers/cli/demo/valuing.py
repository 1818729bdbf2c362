"""The act of the ideal customer: the segment that is worth most, and what shows who belongs to it before they buy."""

from __future__ import annotations

from handlers.cli.demo.pressing import COUNTING, PATIENCE
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import Message


def play(told: Teller, who: Person, channel: str, survey: Message) -> None:
    """Somebody has worth and ideal customers counted in the survey's thread."""
    needs = who.wait_for_message(channel, "How widespread each need is", thread=survey, timeout=PATIENCE)
    told.saw(who, "in the thread of the survey", needs)
    found = next(m for m in who.read(channel, survey) if "Worth and ideal customers" in m.buttons)
    told.did(who, "presses Worth and ideal customers")
    who.press(found, "Worth and ideal customers")
    ideal = who.wait_for_message(channel, "Look for, before they buy", thread=survey, timeout=COUNTING)
    worth = who.wait_for_message(channel, "What the segments are worth", thread=survey, timeout=PATIENCE)
    told.saw(who, "in the thread of the survey", worth)
    told.saw(who, "in the thread of the survey", ideal)
