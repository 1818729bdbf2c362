"""`dramatis merge`: pairs of statements on standard input, whether they say the same on standard output."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from handlers.cli.refusing import as_error

_WANTED = 'Give one pair a line: {"a": "…", "b": "…"}, or two statements with a tab between them.'
_SENTENCES = {
    "same": "These say the same; the bot merges them.",
    "contradict": "These contradict each other; they are shown side by side.",
    "different": "These say different things.",
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("merge")(merge_pairs)


def merge_pairs(
    as_json: Annotated[bool, typer.Option("--json", help="Answer one JSON object a line.")] = False,
) -> None:
    """Tell whether two statements say the same. Give one pair a line: JSON with a and b, or both with a tab between."""

    from bot.meaning.encoder import MISSING, load_encoder
    from bot.workshop.merging import relate

    encoder = load_encoder()
    if encoder is None:
        typer.echo(MISSING, err=True)
    for row in sys.stdin:
        if not row.strip():
            continue
        pair = pair_of(row)
        if pair is None:
            if as_json:
                typer.echo(json.dumps(as_error("malformed", _WANTED), ensure_ascii=False))
            else:
                typer.echo(_WANTED, err=True)
        else:
            found = relate(*pair, encoder)
            if as_json:
                reply: dict[str, Any] = {
                    "relation": found.kind,
                    "p_same": found.p_same,
                    "p_contradict": found.p_contradict,
                }
                typer.echo(json.dumps(reply))
            elif found.worth_asking:
                typer.echo("These may say the same; a person is asked.")
            else:
                typer.echo(_SENTENCES[found.kind])
        sys.stdout.flush()


def pair_of(row: str) -> tuple[str, str] | None:
    """The two statements of a line: a JSON object with a and b, or both with a tab between; None for anything else."""
    try:
        data = json.loads(row)
    except (ValueError, RecursionError):
        a, tab, b = row.strip("\r\n\ufeff").partition("\t")
        return (a, b) if tab and a.strip() and b.strip() else None
    if not isinstance(data, dict) or not isinstance(data.get("a"), str) or not isinstance(data.get("b"), str):
        return None
    return data["a"], data["b"]
