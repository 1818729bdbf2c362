"""`dramatis doctor`: whether everything Dramatis needs is there."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
