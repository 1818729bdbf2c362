"""The act in which a persona is taken away as a page to print, to the direct messages of the one who asked."""

from __future__ import annotations

from handlers.cli.demo import words
from handlers.cli.demo.pressing import PATIENCE
from handlers.cli.demo.telling import Teller
from playground.client import Person


def play(told: Teller, who: Person, channel: str) -> None:
    """Somebody exports the persona; the file comes to them alone."""
    line = f"/persona export {words.NAME} as html"
    told.did(who, f"types {line}")
    who.command(channel, line)
    files = who.wait_for(
        lambda: [
            file
            for message in who.read_bot()
            for file in message.raw.get("files") or []
            if file["name"].endswith(".html")
        ],
        PATIENCE,
        "the exported page",
    )
    told.saw(
        who, "in the direct messages", f"{files[-1]['name']}, {files[-1]['size']:,} bytes, one page to print"
    )
