"""The act in which the persona meets the survey: lines turn out contradicted, and a segment makes it statistical."""

from __future__ import annotations

from handlers.cli.demo.answering import PATIENCE
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.person import Message, View

MATCHING = 90.0
NOT_ASKED = ("Send invoices from a spreadsheet",)
"""Lines for which something is proposed that means something else."""


def play(told: Teller, owner: Person, other: Person, channel: str, survey: Message) -> None:
    """The owner tests the lines, then links the persona to its segment. `survey`: the root of the survey's thread."""
    card = owner.wait_for_message(channel, "", button="Test it", timeout=PATIENCE)
    told.did(owner, "presses Test it on the card")
    owner.press(card, "Test it")
    owner.wait_for_modal("Survey", PATIENCE)
    _submit(owner)
    window = owner.wait_for_modal("Which answers speak for each line?", MATCHING)
    told.saw(owner, "(only she)", window)
    while True:
        told.lines(_proposals(window))
        for line in NOT_ASKED:
            _not_asked(told, owner, window, line)
        before = window.title
        more = "Next page" in str(window.raw.get("submit"))
        _submit(owner)
        if not more:
            break
        window = owner.wait_for(lambda before=before: _other(owner, before), PATIENCE, "the next page")  # type: ignore[misc]
    told.did(owner, "confirms them in one go")
    owner.wait_for_modal("Picture", MATCHING)
    owner.close(all_of_them=True)
    verdicts = other.wait_for_message(channel, "Tested by", thread=card, timeout=PATIENCE)
    told.saw(other, "in the thread of the card", verdicts)
    segment = next(m for m in owner.read(channel, survey) if "Link a persona" in m.buttons)
    owner.press(segment, "Link a persona")
    owner.wait_for_modal("Link a persona", PATIENCE)
    title = owner.modal()
    options = title.inputs["persona"]["options"] if title is not None else []
    _submit(owner, persona=options[0]["value"])
    linked = owner.wait_for_bot("It is a statistical persona", timeout=PATIENCE)
    told.saw(owner, "in the direct messages", linked)


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


def _submit(who: Person, **fields: object) -> None:
    errors = who.submit(**fields)
    if errors:
        raise LookupError(f"{who.name}'s window was not taken: {next(iter(errors.values()))}")
