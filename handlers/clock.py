"""The clock of a process: chores that are looked at again and again (APScheduler), by the time the services tell.

What is due stands in the database, never in the scheduler: subscriptions to a digest, jobs (reminders, deadlines,
retention, each a row with its time), rows of the queue that were not finished. So every replica ticks, whoever claims a
row does the work, and a process that was not running finds on its first tick what came due meanwhile.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger("dramatis.clock")
logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it would tell of every tick

Chore = Callable[[], object]


class Clock:
    """Runs each chore every so many seconds, and never beside itself; what fails is logged and tried at the next tick."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            daemon=True,
        )
        self._stopping = threading.Event()

    def add(self, name: str, chore: Chore, every: float) -> None:
        """Makes a chore known. Its first turn comes at the start, the next `every` seconds after that."""

        def run() -> None:
            if self._stopping.is_set():
                return
            try:
                chore()
            except Exception:
                log.exception("a chore failed; it is tried again", extra={"chore": name})

        # The moment of the first turn is real time: the time that chores go by may be moved, this one may not.
        first = datetime.now(UTC) + timedelta(milliseconds=10)
        self._scheduler.add_job(run, "interval", seconds=every, id=name, next_run_time=first)

    def start(self) -> None:
        """Begins to tick."""
        self._scheduler.start()

    def goes_on(self) -> bool:
        """False once it is being stopped: long chores look at it between two steps."""
        return not self._stopping.is_set()

    def stop(self) -> None:
        """Ticks no more, and waits for the chores under way."""
        self._stopping.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
