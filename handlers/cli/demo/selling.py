"""The act in which sales looks at the persona: what it needs stands first, and what nobody has said is not known yet."""

from __future__ import annotations

from handlers.cli.demo import words
from handlers.cli.demo.pressing import PATIENCE, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import Message

ASKED = "Ask the team"


def play(told: Teller, who: Person, other: Person, channel: str) -> None:
    """Somebody of sales has the persona shown as sales needs it, and puts what is missing to the team."""
    line = f"/persona show {words.NAME} as sales"
    told.did(who, f"types {line}")
    before = {m.ts for m in who.ephemerals(channel)}
    who.command(channel, line)

    def shown() -> list[Message] | None:
        pages = [m for m in who.ephemerals(channel) if m.ts not in before]
        return pages if any(ASKED in page.buttons for page in pages) else None

    pages: list[Message] = who.wait_for(shown, PATIENCE, "the persona as sales needs it")
    told.saw(who, "(only he)", pages[0])
    unknown = [part for page in pages for part in page.text.split(". ") if "not known yet" in part]
    if not unknown:
        raise LookupError("Sales is not told what nobody knows.")
    told.lines(unknown[:4])
    who.press(next(page for page in pages if ASKED in page.buttons), ASKED)
    who.wait_for_modal(ASKED, PATIENCE)
    submit(who)
    told.did(who, f"presses {ASKED}")
    asked = other.wait_for_bot("budget", button="Answer", timeout=PATIENCE)
    told.saw(other, "in the direct messages", asked)
