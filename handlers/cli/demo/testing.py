"""The act in which the persona meets the survey: its lines are held against the answers, and some are contradicted."""

from __future__ import annotations

from handlers.cli.demo.pressing import COUNTING, PATIENCE, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import View

NOT_ASKED = ("Send invoices from a spreadsheet",)
"""Lines for which something is proposed that means something else."""


def play(told: Teller, owner: Person, other: Person, channel: str) -> None:
    """The owner tests the lines: a survey is chosen, what is proposed confirmed, and everybody sees the verdicts."""
    card = owner.wait_for_message(channel, "", button="Test it", timeout=PATIENCE)
    told.did(owner, "presses Test it on the card")
    owner.press(card, "Test it")
    owner.wait_for_modal("Survey", PATIENCE)
    submit(owner)
    window = owner.wait_for_modal("Which answers speak for each line?", COUNTING)
    told.saw(owner, "(only she)", window)
    while True:
        told.lines(_proposals(window))
        for line in NOT_ASKED:
            _not_asked(told, owner, window, line)
        before = window.title
        more = "Next page" in str(window.raw.get("submit"))
        submit(owner)
        if not more:
            break
        window = owner.wait_for(lambda before=before: _other(owner, before), PATIENCE, "the next page")  # type: ignore[misc]
    told.did(owner, "confirms them in one go")
    owner.wait_for_modal("Picture", COUNTING)
    owner.close(all_of_them=True)
    verdicts = other.wait_for_message(channel, "Tested by", thread=card, timeout=PATIENCE)
    told.saw(other, "in the thread of the card", verdicts)


def _not_asked(told: Teller, who: Person, window: View, line: str) -> None:
    """Says of a line that the survey did not ask for it, where it stands on this page."""
    for block in window.blocks:
        if block["type"] == "input" and block["label"]["text"] == line:
            told.did(who, f"says that the survey did not ask for “{line}”")
            who.fill(**{block["block_id"]: "none"})


def _other(who: Person, title: str) -> View | None:
    """The window once it shows another page."""
    view = who.modal()
    return view if view is not None and view.title != title else None


def _proposals(window: View) -> list[str]:
    """Each line with what is proposed for it."""
    return [
        f"{block['label']['text']}: {block['element']['initial_option']['text']['text']}"
        for block in window.blocks
        if block["type"] == "input"
    ]
