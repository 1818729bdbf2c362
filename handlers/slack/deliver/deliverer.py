"""The coordinator: one transaction settles what came back and claims what is next; a small pool makes the calls.

Only the head of each lane is ever under way, so order holds in every conversation and across replicas. What each
outcome means for a row is decided in `_settle`; nothing is posted twice where that can be known (docs/RELIABILITY.md).
"""

from __future__ import annotations

import dataclasses
import json
import logging
import queue as waiting_lines
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from slack_sdk import WebClient
from sqlmodel import Session

from bot.errors import DramatisError
from handlers import metrics
from handlers.leases import Keeper
from handlers.slack.deliver import calls
from handlers.slack.deliver.calls import (
    API_METHOD,
    REPEATABLE,
    Errand,
    Later,
    Outcome,
    Refused,
    Sent,
    Unknown,
)
from handlers.slack.deliver.links import Links
from handlers.slack.deliver.pace import Pace
from handlers.slack.deliver.rendered import Render, RenderContext
from handlers.use_cases.work import Services, Work
from storage import queue
from storage.queue import Claim, OutboxRow, Queue, Taken
from storage.store import from_micros

log = logging.getLogger("dramatis.deliver")

PATIENCE = 6 * 3600  # seconds after which an undelivered row is given up
PACED = {"post", "file", "only"}
IDLE = 1.0
LONGEST_PAUSE = 60.0  # seconds between two attempts
DIGEST = '{"kind": "digest",'  # how the row of one begins


@dataclass(frozen=True)
class Undeliverable:
    """A row that was given up, for the use case that tells somebody. `message` is the stored message JSON."""

    id: int
    workspace: str
    method: str
    lane: str
    channel: str | None
    person: str | None
    handle: str | None
    message: str | None


@dataclass(frozen=True)
class _Item:
    claim: Claim
    row: dict[str, Any]
    errand: Errand


class Deliverer:
    """Delivers outbox rows. `client_for(workspace)` gives a client without retries; `jitter()` a number in [0, 1).

    `on_undeliverable(work, row, error)` runs in the transaction that gives a row up; what it says is a last word, whose
    own failure is told to nobody.
    """

    def __init__(
        self,
        services: Services,
        keeper: Keeper,
        client_for: Callable[[str], WebClient],
        render: Render,
        jitter: Callable[[], float],
        on_undeliverable: Callable[[Work, Undeliverable, str], None] | None = None,
        pace: Pace | None = None,
        workers: int = 8,
        first_pause: float = 1.0,
    ) -> None:
        self.services = services
        self.keeper = keeper
        self.client_for = client_for
        self.render = render
        self.jitter = jitter
        self.on_undeliverable = on_undeliverable
        self.pace = pace or Pace(time.monotonic)
        self.workers = workers
        self.links = Links()
        self.first_pause = first_pause
        self._woken = services.wake.subscribe()
        self._back: waiting_lines.SimpleQueue[tuple[_Item, Outcome]] = waiting_lines.SimpleQueue()
        self._under_way = 0
        self._next_at: int | None = None
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="deliver")
        self._thread = threading.Thread(target=self._run, name="deliverer", daemon=True)

    def start(self) -> None:
        """Begins with what is waiting."""
        self._woken.set()
        self._thread.start()

    def stop(self, seconds: float = 15.0) -> None:
        """Claims nothing more, waits for calls under way and settles them."""
        self._stop.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set() or self._under_way:
            self._woken.wait(self._patience())
            self._woken.clear()
            try:
                self.cycle()
                failures = 0
            except Exception:
                failures += 1
                log.exception("a delivery round failed", extra={"attempt": failures})
                time.sleep(min(5.0, 0.1 * 2**failures))
                self._woken.set()

    def _come_back(self, due: int | None) -> None:
        """Remembers the earliest time at which there is something to do without being woken."""
        if due is not None and (self._next_at is None or due < self._next_at):
            self._next_at = due

    def _patience(self) -> float:
        if self._next_at is None:
            return IDLE
        return min(IDLE, max(0.0, (self._next_at - self.services.now()) / 1e6))

    def cycle(self) -> int:
        """Settles what came back and sends out what is next, in one transaction. Returns how many were sent out."""
        finished: list[tuple[_Item, Outcome]] = []
        while not self._back.empty():
            finished.append(self._back.get())
        now = self.services.now()
        if self._next_at is not None and self._next_at <= now:
            self._next_at = None
        if not finished:
            with self.services.store.reading() as session:
                if not queue.has_due(session, Queue.OUTBOX, now):
                    self._come_back(queue.next_due(session, Queue.OUTBOX, now))
                    return 0
        items: list[_Item] = []
        try:
            with self.services.store.writing() as session:
                for done, outcome in finished:
                    self._settle(session, done, outcome, now)
                free = 2 * self.workers - (self._under_way - len(finished))
                if free > 0 and not self._stop.is_set():
                    taken = queue.claim(
                        session, Queue.OUTBOX, self.services.owner, now, self.keeper.lease, free
                    )
                    items = [
                        made for each in taken if (made := self._prepare(session, each, now)) is not None
                    ]
                    if len(taken) > len(items) or len(taken) == free:
                        self._woken.set()  # there may be more that can be sent at once
        except BaseException:
            for entry in finished:
                self._back.put(entry)  # settled in the next round
            raise
        for done, _ in finished:
            self.keeper.drop(done.claim)
        self._under_way += len(items) - len(finished)
        self.keeper.add(item.claim for item in items)
        for item in items:
            self._pool.submit(self._deliver, item)
        return len(items)

    def _prepare(self, session: Session, taken: Taken, now: int) -> _Item | None:
        """Looks up what the call needs; None when the row has to wait or there is nothing to do any more."""
        claim, row = taken.claim, dict(taken.row)
        method = row["method"]
        wait = self.pace.paused(claim.workspace, API_METHOD.get(method, method))
        if not wait and method in PACED:
            wait = self.pace.take(claim.workspace, claim.lane)
        if wait:
            due = now + int(wait * 1e6)
            self._come_back(due)
            queue.retry(session, claim, due, "paced", doubtful=claim.doubtful, counted=False)
            return None
        target: dict[str, Any] = json.loads(row["target"])
        in_dm = claim.lane.startswith("dm:")
        errand = Errand(method, row["uuid"], row["created_at"], target, thread_ts=target.get("thread_ts"))
        changes: dict[str, Any] = {}
        if in_dm:
            dm = queue.find_post(session, claim.workspace, claim.lane)
            changes["dm_channel"] = dm.channel if dm else None
        if target.get("thread"):
            root = queue.find_post(session, claim.workspace, target["thread"])
            changes["thread_ts"] = root.ts if root else None
        if method in ("update", "delete"):
            post = queue.find_post(session, claim.workspace, target.get("handle") or "")
            if post is None or post.ts is None:
                self._give_up(session, taken.claim, row, Refused("never_posted", quiet=True), now)
                return None
            changes |= {"channel": post.channel, "ts": post.ts}
        if claim.doubtful and method not in REPEATABLE:
            if method == "post" and in_dm and changes["dm_channel"]:
                changes["look_first"] = True
            elif target.get("repeated"):
                self._give_up(session, claim, row, Refused("unknown_twice"), now)
                return None
            else:
                changes["knock_first"] = True
                target["repeated"] = True
                self._save_target(session, claim, target)
                log.warning("posted again without knowing of the first", extra=_words(claim, row))
        return _Item(claim, row, dataclasses.replace(errand, **changes))

    def _deliver(self, item: _Item) -> None:
        """Renders and makes the call, on the pool."""
        outcome: Outcome
        try:
            client = self.client_for(item.claim.workspace)
            rendered = None
            if item.row["message"] is not None:
                rendered = self.render(item.row["message"], self._context(item, client))
            outcome = calls.make(client, item.errand, rendered)
        except DramatisError as error:
            outcome = Refused(type(error).__name__, workspace_lost=True)
        except Exception as error:
            log.exception("a message could not be made", extra=_words(item.claim, item.row))
            outcome = Refused(f"defect {type(error).__name__}")
        self._back.put((item, outcome))
        self._woken.set()

    def _context(self, item: _Item, client: WebClient) -> RenderContext:
        workspace = item.claim.workspace

        def file_id(handle: str) -> str | None:
            with self.services.store.reading() as session:
                post = queue.find_post(session, workspace, handle)
            return post.file_id if post else None

        def link(handle: str) -> str | None:
            with self.services.store.reading() as session:
                post = queue.find_post(session, workspace, handle)
            if post is None or post.ts is None:
                return None
            return self.links.of(client, workspace, post.channel, post.ts)

        return RenderContext(file_id, link)

    def _settle(self, session: Session, item: _Item, outcome: Outcome, now: int) -> None:
        claim, row = item.claim, item.row
        extra = _words(claim, row)
        if isinstance(outcome, Sent):
            if not queue.complete(session, claim, now):
                log.warning("a delivered row had been taken over", extra=extra)
                return
            metrics.POSTS.labels(row["method"], "sent").inc()
            metrics.POST_SECONDS.observe(max(0.0, (now - row["created_at"]) / 1e6))
            if (row["message"] or "").startswith(DIGEST):
                metrics.DIGESTS.inc()
            if outcome.found:
                log.info("a doubtful post was found", extra=extra)
            if row["method"] == "delete" and row["handle"]:
                queue.forget_post(session, claim.workspace, row["handle"])
            elif row["handle"] and row["method"] in ("post", "file"):
                queue.remember_post(
                    session, claim.workspace, row["handle"], outcome.channel, outcome.ts, outcome.file_id, now
                )
            person = claim.lane.removeprefix("dm:")
            if (
                person != claim.lane
                and outcome.channel
                and outcome.channel not in (item.errand.dm_channel, person)
            ):
                queue.remember_channel(session, claim.workspace, person, outcome.channel, now)
        elif isinstance(outcome, Later):
            api_method = API_METHOD.get(row["method"], row["method"])
            if outcome.error != "token_expired":
                self.pace.pause(claim.workspace, api_method, outcome.seconds)
            log.info("asked to wait", extra=extra | {"seconds": outcome.seconds})
            due = now + int((outcome.seconds + 0.2 * self.jitter()) * 1e6)
            self._again(session, item, due, outcome, doubtful=claim.doubtful, counted=False)
        elif isinstance(outcome, Refused):
            self._give_up(session, claim, row, outcome, now)
        elif (now - row["created_at"]) / 1e6 > PATIENCE:
            self._give_up(session, claim, row, Refused(outcome.error), now)
        else:
            due = now + int(self._pause(claim.attempts) * 1e6)
            doubtful = isinstance(outcome, Unknown) or claim.doubtful
            log.warning("not delivered yet", extra=extra | {"error": outcome.error})
            self._again(session, item, due, outcome, doubtful=doubtful)

    def _again(
        self,
        session: Session,
        item: _Item,
        due: int,
        outcome: Outcome,
        *,
        doubtful: bool,
        counted: bool = True,
    ) -> None:
        if item.errand.knock_first and not isinstance(outcome, Unknown):
            # The one repetition was not made after all, so it may still be.
            target = {name: value for name, value in item.errand.target.items() if name != "repeated"}
            self._save_target(session, item.claim, target)
        error = getattr(outcome, "error", "")
        metrics.POSTS.labels(item.row["method"], "again").inc()
        self._come_back(due)
        queue.retry(session, item.claim, due, error, doubtful=doubtful, counted=counted)

    def _pause(self, attempts: int) -> float:
        """Seconds before the next attempt: doubling, half of it by chance, so that replicas do not march in step."""
        length = min(LONGEST_PAUSE, self.first_pause * 2 ** min(attempts - 1, 10))
        return float(length * (0.5 + 0.5 * self.jitter()))

    def _give_up(
        self, session: Session, claim: Claim, row: dict[str, Any], outcome: Refused, now: int
    ) -> None:
        extra = _words(claim, row) | {"error": outcome.error}
        if outcome.quiet:
            log.info("what it was about is gone", extra=extra)
            queue.complete(session, claim, now)
            return
        metrics.POSTS.labels(row["method"], "given up").inc()
        metrics.ERRORS.labels("post").inc()
        log.error("given up", extra=extra)
        queue.give_up(session, claim, now, outcome.error)
        if self.on_undeliverable is None or row["last_word"] or outcome.workspace_lost:
            return
        target: dict[str, Any] = json.loads(row["target"])
        lost = Undeliverable(
            claim.id,
            claim.workspace,
            row["method"],
            claim.lane,
            target.get("conversation"),
            target.get("whom"),
            row["handle"],
            row["message"],
        )
        work = Work(session, claim.workspace, from_micros(now), None, self.services.new_id, last_word=True)
        try:
            with session.begin_nested():
                self.on_undeliverable(work, lost, outcome.error)
        except Exception:
            log.exception("could not tell of a row given up", extra=extra)
        if work.queued:
            self._woken.set()

    @staticmethod
    def _save_target(session: Session, claim: Claim, target: dict[str, Any]) -> None:
        table: sa.Table = OutboxRow.__table__  # type: ignore[attr-defined]
        session.execute(sa.update(table).where(table.c.id == claim.id).values(target=json.dumps(target)))


def _words(claim: Claim, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "row": claim.id,
        "workspace": claim.workspace,
        "lane": claim.lane,
        "method": row["method"],
        "attempt": claim.attempts,
    }
