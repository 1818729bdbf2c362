"""Replay: inbox rows whose lease has run out, or whose pause is over, go through their listener once more."""

from __future__ import annotations

import json
import logging
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
    """Takes up such rows when the clock ticks (`once`), and throws away what is long finished (`clean`)."""

    def __init__(self, services: Services, app: App, keeper: Keeper) -> None:
        self.services = services
        self.app = app
        self.keeper = keeper
        self._pool = ThreadPoolExecutor(4, thread_name_prefix="replay")

    def stop(self) -> None:
        """Waits for what was taken up. Call once the clock has stopped."""
        self._pool.shutdown(wait=True)

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
