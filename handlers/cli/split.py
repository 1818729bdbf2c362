"""`dramatis split`: answers in, statements out, one JSON object a line each way."""

from __future__ import annotations

import json
import sys
from typing import Any

import typer

from handlers.cli.refusing import as_error


def register(app: typer.Typer) -> None:
    """Adds the command `split`."""

    @app.command("split")
    def split_answers(
        as_json: bool = typer.Option(False, "--json", help="JSON lines in and out; without it plain lines."),
        facet: str = typer.Option("needs", help="The facet asked, for plain lines."),
        encoder: bool = typer.Option(
            True, help="Use the sentence encoder to judge vagueness, where it is installed."
        ),
    ) -> None:
        """Split answers into statements, read from standard input."""
        from bot.workshop.splitting import Split, split

        vagueness = _vagueness() if encoder else None

        def answered(said: Split) -> dict[str, Any]:
            return {
                "kind": str(said.kind),
                "vague": said.vague,
                "statements": [
                    {"text": p.text, "facet": p.facet, "polarity": p.polarity} for p in said.pieces
                ],
                **({"command": said.command} if said.command else {}),
            }

        for line in sys.stdin.buffer:
            if as_json:
                asked = _asked(line)
                out = asked if "error" in asked else answered(split(asked["text"], asked["facet"], vagueness))
                print(json.dumps(out, ensure_ascii=False), flush=True)
            else:
                said = split(line.decode("utf-8", "replace").rstrip("\r\n"), facet, vagueness)
                for piece in said.pieces:
                    print(f"{piece.facet} ({piece.polarity}): {piece.text}", flush=True)
                if not said.pieces:
                    print(str(said.kind), flush=True)


def _vagueness() -> Any:
    """The encoder-backed measure, or None where the encoder is not installed."""
    from bot.workshop.splitting.vagueness import EncoderVagueness

    return EncoderVagueness.load()


def _asked(line: bytes) -> dict[str, Any]:
    """The asked facet and the text of one line, or an error for that line."""
    from bot.facets import facet_of

    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return as_error("malformed", "This line is not JSON.")
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return as_error("malformed", "A line needs a text and the facet asked.")
    key = facet_of(asked["facet"]) if isinstance(asked.get("facet"), str) else None
    if key is None:
        return as_error("malformed", "The facet asked is not one that is known.")
    return {"text": asked["text"], "facet": key}
