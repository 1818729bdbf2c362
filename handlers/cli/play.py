"""Starting the playground and connecting the bot to it, in one process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import Misconfigured
from handlers.settings import Settings, load
from handlers.wiring import Running, start

if TYPE_CHECKING:
    from playground.running import RunningPlayground


def start_playground(settings: Settings) -> tuple[Running, RunningPlayground]:
    """Both, connected by Socket Mode. Raises Misconfigured when the port is taken."""
    from playground.running import start_in_thread

    state = None if settings.playground_state == "memory" else Path(settings.playground_state)
    try:
        playground = start_in_thread(settings.playground_port, state)
    except OSError:
        raise Misconfigured(
            f"Port {settings.playground_port} is taken. Stop what uses it, or set PLAYGROUND_PORT to another number."
        ) from None
    connected = load(
        slack_api_url=playground.api_url,
        slack_bot_token=playground.bot_token,
        slack_app_token=playground.app_token,
        database_url=settings.database_url,
    )
    world = playground.play.world
    running = start(connected, clock=lambda: datetime.fromtimestamp(world.now(), UTC))
    return running, playground
