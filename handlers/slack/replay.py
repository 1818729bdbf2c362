"""Replay: inbox rows whose lease has run out, or whose pause is over, go through their listener once more."""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App
from slack_bolt.request import BoltRequest

from handlers.leases import Keeper
from handlers.slack.inbox import CLAIM
from handlers.use_cases.work import Services
from storage import queue
from storage.queue import Queue, Taken

log = logging.getLogger("dramatis.replay")

EVERY = 0.5  # seconds
BATCH = 16
# Finished rows keep their key this long (Slack repeats for about an hour), rows given up keep their payload to be read.
KEEP_DONE, KEEP_FAILED = 6 * 3600, 14 * 24 * 3600
CLEAN_EVERY = 600.0


class Replayer:
    """Looks for such rows now and then; also throws away what is long finished."""

    def __init__(self, services: Services, app: App, keeper: Keeper, every: float = EVERY) -> None:
        self.services = services
        self.app = app
        self.keeper = keeper
        self.every = every
        self._pool = ThreadPoolExecutor(4, thread_name_prefix="replay")
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="replay", daemon=True)

    def start(self) -> None:
        """Begins at once."""
        self._thread.start()

    def stop(self) -> None:
        """Takes up nothing more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(5)
        self._pool.shutdown(wait=True)

    def _run(self) -> None:
        since_cleaning = CLEAN_EVERY
        while True:
            try:
                self.once()
                if since_cleaning >= CLEAN_EVERY:
                    since_cleaning = 0.0
                    self.clean()
            except Exception:
                log.exception("could not look for unfinished rows")
            since_cleaning += self.every
            if self._stop.wait(self.every):
                return

    def once(self) -> int:
        """Takes up what is unfinished; returns how many."""
        now = self.services.now()
        with self.services.store.reading() as session:
            if not queue.has_due(session, Queue.INBOX, now):
                return 0
        with self.services.store.writing() as session:
            taken = queue.claim(session, Queue.INBOX, self.services.owner, now, self.keeper.lease, BATCH)
        self.keeper.add(each.claim for each in taken)
        for each in taken:
            self._pool.submit(self._replay, each)
        return len(taken)

    def clean(self) -> None:
        """Deletes rows that finished long ago."""
        now = self.services.now()
        with self.services.store.writing() as session:
            queue.purge(session, now - KEEP_DONE * 1_000_000, now - KEEP_FAILED * 1_000_000)

    def _replay(self, taken: Taken) -> None:
        claim = taken.claim
        extra = {
            "row": claim.id,
            "workspace": claim.workspace,
            "kind": taken.row["kind"],
            "attempt": claim.attempts,
        }
        log.info("an unfinished row is taken up", extra=extra)
        try:
            request = BoltRequest(
                mode="socket_mode", body=json.loads(taken.row["body"]), context={CLAIM: claim}
            )
            response = self.app.dispatch(request)
            if request.context.get("turn") is not None:
                return  # whoever holds the turn settles the row
            error = f"no listener reached, status {response.status}"
        except Exception as problem:
            log.exception("a row could not be replayed", extra=extra)
            error = type(problem).__name__
        with self.services.store.writing() as session:
            queue.give_up(session, claim, self.services.now(), error)
        self.keeper.drop(claim)
        log.error("an unfinished row was given up", extra=extra | {"error": error})
