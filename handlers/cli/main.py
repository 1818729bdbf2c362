"""Puts the subcommands of `dramatis` together. Heavy imports happen inside the commands only."""

from __future__ import annotations

import importlib

import typer

app = typer.Typer(
    name="dramatis",
    help="Proto personas, made together in Slack and held against data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for name in ("read", "segment", "ask", "merge", "split", "serve", "export"):  # TEMPORARY loader while rooms are being built
    try:
        importlib.import_module(f"handlers.cli.{name}").register(app)
    except ModuleNotFoundError as error:
        if error.name != f"handlers.cli.{name}":
            raise


def run() -> None:
    """Entry point of the `dramatis` command."""
    app()
