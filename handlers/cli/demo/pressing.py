"""What the acts of the demo share: how long something is waited for, windows filled in."""

from __future__ import annotations

from playground.client import Person

PATIENCE = 30.0
COUNTING = 90.0
"""Seconds for what is read or counted in a process of its own, on a busy machine."""


def submit(who: Person, **fields: object) -> None:
    """Sends the open window. Raises LookupError where it is not taken."""
    errors = who.submit(**fields)
    if errors:
        raise LookupError(f"{who.name}'s window was not taken: {next(iter(errors.values()))}")


def option(who: Person, block: str, words: str) -> str:
    """The value of the choice with these words in the open window. Raises LookupError where there is none."""
    view = who.modal()
    asked = view.inputs[block] if view is not None else {}
    groups = asked.get("option_groups") or [asked]
    for group in groups:
        for one in group.get("options", ()):
            if words in one["text"]["text"]:
                return str(one["value"])
    raise LookupError(f"{who.name} has no “{words}” to choose")
