"""Puts the subcommands of `dramatis` together. Heavy imports happen inside the commands only."""

from __future__ import annotations

import os

import typer

from handlers.cli import ask, carrying, demo, doctor, export, merge, read, segment, serve, split, workspace

app = typer.Typer(
    name="dramatis",
    help="Proto personas, made together in Slack and held against data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, without importing rich: under 0.3 s
)
for module in (serve, doctor, demo, read, segment, split, merge, ask, export, workspace, carrying):
    module.register(app)


def run() -> None:
    """Entry point of the `dramatis` command."""
    _one_thread()
    app()


def _one_thread() -> None:
    """Before numpy is loaded, unless told otherwise: the matrices are small, and on a busy machine two threads that wait
    for each other were measured to take a hundred times as long as one.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
