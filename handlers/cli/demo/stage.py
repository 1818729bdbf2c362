"""The demo's stage: a playground and the bot connected to it, in one process and a temporary folder."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handlers.settings import load
from handlers.slack.deliver.pace import Pace
from handlers.wiring import Running, start
from playground.client import Person
from playground.running import RunningPlayground, start_in_thread
from storage.queue import Queue, measure

AT_ONCE = 1000.0
PATIENT = 20.0
"""Seconds the playground waits for an acknowledgement: a busy machine should not end the story."""


@dataclass
class Stage:
    """The bot and the playground while the story is played."""

    playground: RunningPlayground
    running: Running

    def person(self, name: str) -> Person:
        """Somebody to play: amina, tomas, priya or jonas."""
        return self.playground.person(name)

    def let_time_pass(self, days: float) -> None:
        """Moves the clock of the playground, and so the bot's, once nothing is under way."""
        admin = self.playground.admin
        admin.wait_for(self._is_quiet, 20.0, "a quiet moment")
        admin.move_clock(days * 86_400)

    def _is_quiet(self) -> bool:
        services = self.running.transport.services
        now = int(services.clock().timestamp() * 1_000_000)
        with services.store.reading() as session:
            return not any(measure(session, queue, now).open for queue in (Queue.INBOX, Queue.OUTBOX))


@contextmanager
def opened(fast: bool) -> Iterator[Stage]:
    """A stage for one story; nothing is left of it afterwards. `fast`: posts do not wait for Slack's pace."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.CRITICAL)
    try:
        with _staged(fast) as stage:
            yield stage
    finally:
        root.setLevel(level)


@contextmanager
def _staged(fast: bool) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="dramatis-demo-", ignore_cleanup_errors=True) as folder:
        playground = start_in_thread(testing=True)
        playground.admin.settings(ack_seconds=PATIENT)
        try:
            settings = load(
                _env_file=None,
                slack_api_url=playground.api_url,
                slack_bot_token=playground.bot_token,
                slack_app_token=playground.app_token,
                slack_signing_secret=None,
                dramatis_clock_url=None,
                database_url=f"sqlite:///{Path(folder) / 'demo.sqlite3'}",
            )
            world = playground.play.world
            pace = Pace(time.monotonic, each_second=AT_ONCE, burst=AT_ONCE) if fast else None
            running = start(settings, clock=lambda: datetime.fromtimestamp(world.now(), UTC), pace=pace)
            try:
                yield Stage(playground, running)
            finally:
                running.stop()
        finally:
            playground.stop()
