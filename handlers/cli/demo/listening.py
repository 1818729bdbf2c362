"""The act in which an interview is given as evidence: its quotes meet the lines, and a person decides on each."""

from __future__ import annotations

from handlers.cli.demo import words
from handlers.cli.demo.answering import PATIENCE
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.person import Message

HEARING = 90.0
MOST_PAGES = 6
TRANSCRIPT = """\
Interviewer: Thanks for coming, Wilhelmina. Where do you edit your photos?

Wilhelmina Oberhuber: I edit photos on trains without wifi, that is when I have time.

Interviewer: And the money side?

Wilhelmina Oberhuber: I lose half a day each month chasing unpaid invoices.

Interviewer: What else goes wrong?

Wilhelmina Oberhuber: I struggle with backups, they take hours every night.
"""


def play(told: Teller, who: Person) -> None:
    """Somebody gives an interview; names are masked, and what is confirmed becomes evidence."""
    line = f"/persona interview {words.NAME}"
    told.did(who, f"types {line} and chooses a transcript of a talk with Wilhelmina Oberhuber")
    who.command("#general", line)
    who.wait_for_modal("Interview", PATIENCE)
    _submit(who, file=[who.upload(TRANSCRIPT.encode(), "talk.txt")])
    asks = who.wait_for_bot("", button="Go through them", timeout=HEARING)
    told.saw(who, "in the direct messages", asks)
    who.press(asks, "Go through them")
    window = who.wait_for_modal("Quotes", PATIENCE)
    told.saw(who, "(only she)", window)
    for _ in range(MOST_PAGES):
        _submit(who)
        following = who.modal()
        if following is None or following.title == window.title:
            break
        window = following
    told.did(who, "confirms what is proposed for each quote")
    told.saw(who, "in the direct messages", _decided(who, asks))


def _decided(who: Person, asks: Message) -> Message:
    """The same message once the quotes are decided on."""

    def look() -> Message | None:
        now = next((m for m in who.read_bot() if m.ts == asks.ts), None)
        return now if now is not None and "Delete this interview" in now.buttons else None

    found: Message = who.wait_for(look, PATIENCE, "what was heard")
    return found


def _submit(who: Person, **fields: object) -> None:
    errors = who.submit(**fields)
    if errors:
        raise LookupError(f"{who.name}'s window was not taken: {next(iter(errors.values()))}")
