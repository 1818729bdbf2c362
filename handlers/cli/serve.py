"""`dramatis run` and `migrate`: starting the bot, bringing the database up to date."""

from __future__ import annotations

import signal
import sys
import threading
from typing import TYPE_CHECKING

import typer

from bot.errors import DramatisError

if TYPE_CHECKING:
    from handlers.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(run)
    app.command()(migrate)


def run() -> None:
    """Connect to Slack; without Slack tokens, start the playground on this machine and connect to that."""
    from handlers.logs import set_up_logs
    from handlers.settings import Mode, load

    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    try:
        settings = load()
        set_up_logs(settings.dramatis_log_level)
        if settings.mode is Mode.PLAYGROUND:
            _play(settings, stopping)
        else:
            _serve(settings, stopping)
    except DramatisError as error:
        typer.echo(error.sentence, err=True)
        sys.exit(1)


def _serve(settings: Settings, stopping: threading.Event) -> None:
    from handlers.settings import Mode
    from handlers.wiring import start

    running = start(settings)
    own = f"http://{settings.host}:{running.port}"
    where = f"listening on {own}" if settings.mode is Mode.HTTP else "connected by Socket Mode"
    typer.echo(f"Dramatis is {where}. Stop it with Ctrl-C.")
    if settings.installs:
        typer.echo(f"Workspaces install it at {settings.dramatis_url or own}/slack/install.")
    stopping.wait()
    running.stop()


def _play(settings: Settings, stopping: threading.Event) -> None:
    from handlers.cli.play import start_playground

    running, playground = start_playground(settings)
    typer.echo(f"No Slack tokens are set, so this is the playground: open {playground.url} in a browser.")
    typer.echo("Everybody on the page is you. Stop it with Ctrl-C.")
    stopping.wait()
    running.stop()
    playground.stop()


def migrate() -> None:
    """Bring the database up to date (starting the bot does so too)."""
    from handlers.settings import load
    from storage.store import Store

    try:
        store = Store(load().database_url)
        store.migrate()
        store.close()
    except DramatisError as error:
        typer.echo(error.sentence, err=True)
        sys.exit(1)
    typer.echo("The database is up to date.")
