"""The act in which #general gets its digest: set up, a Monday with items, one of them pressed, and a quiet week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handlers.cli.demo.pressing import PATIENCE
from handlers.cli.demo.stage import Stage
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import texts_of

RHYTHM = "mondays 9:00"
MONDAY, HOUR = 0, 9
"""The hour is in Amina's zone, where it is the hour of UTC all the year round."""


def play(stage: Stage, told: Teller, owner: Person, other: Person, channel: str) -> None:
    """The owner subscribes the channel, somebody else reads what comes."""
    line = f"/persona digest here {RHYTHM}"
    told.did(owner, f"types {line}")
    owner.command(channel, line)
    there = f"in {channel}"
    told.saw(other, there, other.wait_for_message(channel, "set up a persona digest", timeout=PATIENCE))
    stage.let_time_pass(days_to_monday(stage.playground.admin.now()))
    told.did(owner, "waits until Monday, nine o'clock")
    digest = other.wait_for_message(channel, "Persona digest", button="Show", timeout=PATIENCE)
    told.saw(other, there, "the digest")
    told.lines(list(texts_of(digest.raw["blocks"])))
    other.press(digest, "Show")
    told.did(other, "presses Show, and gets the card (only he)")
    stage.let_time_pass(days_to_monday(stage.playground.admin.now()))
    quiet = other.wait_for_message(channel, "Quiet since", timeout=PATIENCE)
    told.saw(other, f"{there} a week later, when nothing happened", quiet)


def days_to_monday(now: float) -> float:
    """From a moment (seconds since 1970) to a second after the next Monday's hour."""
    today = datetime.fromtimestamp(now, UTC)
    then = today.replace(hour=HOUR, minute=0, second=1, microsecond=0)
    then += timedelta(days=(MONDAY - then.weekday()) % 7)
    if then <= today:
        then += timedelta(days=7)
    return (then - today) / timedelta(days=1)
