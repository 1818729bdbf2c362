"""How every command tells a refusal: JSON on standard output where that is wished, else one line on standard error."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import typer


def as_error(reason: str, sentence: str) -> dict[str, Any]:
    """A refusal as JSON."""
    return {"error": {"reason": reason, "message": sentence}}


def refuse(reason: str, sentence: str, as_json: bool, code: int = 1) -> NoReturn:
    """Tells it and ends the command with this exit code."""
    if as_json:
        typer.echo(json.dumps(as_error(reason, sentence), ensure_ascii=False))
    else:
        typer.echo(sentence, err=True)
    raise typer.Exit(code)
