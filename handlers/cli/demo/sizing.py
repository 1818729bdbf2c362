"""The act of the market: how many might want it, who can't be served and why, and how many people a persona is."""

from __future__ import annotations

from handlers.cli.demo import words
from handlers.cli.demo.pressing import PATIENCE, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person


def play(told: Teller, who: Person, channel: str) -> None:
    """Somebody says how large the market is; the funnel comes back."""
    told.did(who, "types /persona market")
    who.command(channel, "/persona market")
    who.wait_for_modal("How many might want it?", PATIENCE)
    submit(
        who,
        tam="85,000",
        unit="photographers",
        source="Register of crafts",
        known_on="2025-12-31",
        **{"name:0": "bound to a rival by contract", "amount:0": "30 %", "amount:1": "9,500"},
    )
    told.did(who, "writes 85,000 photographers, less 30 % bound to a rival and 9,500 of another language")
    market = who.wait_for_message(channel, "can be served", button="Edit", timeout=PATIENCE)
    told.saw(who, "(only she)", market)
    if f"{words.NAME} (" not in market.everything and "about" not in market.everything:
        raise LookupError("The market does not say how many people the persona is.")
