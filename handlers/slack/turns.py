"""Turns: one person's inbox rows are worked off one after the other, on a pool, each in one transaction.

A listener acknowledges and calls `turn.take(use_case)`, which returns at once. Order holds across replicas too: a row
that finds an earlier open one of the same person waits for it. What can go wrong has three answers: a DramatisError is
told to the person and the row is done; a busy database is tried again soon; a defect is rolled back, tried again with
growing pauses, and after the last attempt marked failed loudly, the person given a reference number.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from bot.errors import DramatisError
from bot.messages import Sentence
from handlers import metrics
from handlers.leases import Keeper
from handlers.logs import request_id
from handlers.use_cases import defects
from handlers.use_cases.work import Look, Services, Target, Work
from storage import queue
from storage.queue import AlreadyDone, Claim, NotYourTurn
from storage.store import is_busy

log = logging.getLogger("dramatis.turns")

UseCase = Callable[[Work], object]
ATTEMPTS = 3
# Two messages sent in one second may be delivered at the same moment to two threads or two replicas: a row waits this
# long after its receipt, so that an earlier one that is just being written is seen. Seconds.
SETTLE = 0.04
LONGEST_SETTLE = 0.5
MOVED = "This button belongs to something that has moved on. Nothing was changed."


@dataclass
class Turn:
    """One thing a person did, to be dealt with once and in that person's order."""

    turns: Turns
    claim: Claim
    workspace: str
    person: str | None
    body: Mapping[str, Any]
    receipt_seconds: float = 0.0  # how long writing a row takes at present
    replayed: bool = False  # after a crash or a defect: trigger ids are void, acknowledgements go nowhere
    is_taken: bool = field(default=False, init=False)

    def take(self, use_case: UseCase) -> None:
        """Runs the use case in this person's order, with the inbox row in its transaction. Returns at once."""
        if self.is_taken:
            raise RuntimeError("this turn is taken already")
        self.is_taken = True
        self.turns.submit(self, use_case)

    def done(self) -> None:
        """Nothing is to be done: finishes the row. Calling it after `take` does nothing."""
        if not self.is_taken:
            self.is_taken = True
            self.turns.submit(self, None)

    def look(self) -> AbstractContextManager[Look]:
        """A reading transaction, for what has to be shown at once."""
        return self.turns.services.look(self.workspace, self.person)

    def reply(self) -> Target | None:
        """Where a sentence to this person goes: unseen by others, as near as possible to what they did."""
        if self.person is None:
            return None
        if self.body.get("response_url"):
            return Target.only(str(_channel_id(self.body)), self.person, str(self.body["response_url"]))
        event = self.body.get("event")
        if isinstance(event, Mapping) and event.get("channel"):
            channel, thread = str(event["channel"]), event.get("thread_ts")
            if channel.startswith("D"):
                return Target.dm(self.person, thread_ts=thread)
            if event.get("type") in ("message", "app_mention"):
                return Target.only(channel, self.person, thread_ts=thread)
        return Target.dm(self.person)


def _channel_id(body: Mapping[str, Any]) -> str | None:
    channel = body.get("channel")
    if isinstance(channel, Mapping):
        return channel.get("id")
    return body.get("channel_id")


@dataclass
class _Pending:
    turn: Turn
    use_case: UseCase | None
    ready_at: float  # monotonic
    tries: int = 0


@dataclass
class _Lane:
    waiting: list[tuple[int, int, int, _Pending]] = field(default_factory=list)
    is_running: bool = False


class Turns:
    """The pool. `settle` and `backoff` in seconds; `backoff(attempt)` is the pause after a defect."""

    def __init__(
        self,
        services: Services,
        keeper: Keeper,
        workers: int = 8,
        settle: float = SETTLE,
        backoff: Callable[[int], float] = lambda attempt: 0.5 * 4 ** (attempt - 1),
    ) -> None:
        self.services = services
        self.keeper = keeper
        self.settle = settle
        self.backoff = backoff
        self.stopping = False
        self._lanes: dict[tuple[str, str], _Lane] = {}
        self._alarms: list[tuple[float, int, tuple[str, str]]] = []
        self._count = itertools.count()
        self._running = 0
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"turns-{n}", daemon=True) for n in range(workers)
        ]

    def start(self) -> None:
        """Starts the pool."""
        for thread in self._threads:
            thread.start()

    def submit(self, turn: Turn, use_case: UseCase | None) -> None:
        """Puts a turn in its person's line."""
        now = time.monotonic()
        # Where writing a receipt takes long, an earlier one may take as long: the wait grows with it.
        settle = max(self.settle, min(LONGEST_SETTLE, 3 * turn.receipt_seconds)) if self.settle else 0.0
        pending = _Pending(turn, use_case, now if use_case is None or turn.replayed else now + settle)
        claim = turn.claim
        key = (claim.workspace, claim.lane)
        with self._changed:
            lane = self._lanes.setdefault(key, _Lane())
            heapq.heappush(lane.waiting, (claim.at, claim.id, next(self._count), pending))
            self._alarm(pending.ready_at, key)
            self._changed.notify()

    def stop(self, seconds: float = 10.0) -> None:
        """Takes nothing more, finishes what runs, gives back what waits."""
        self.stopping = True
        deadline = time.monotonic() + seconds
        with self._changed:
            while (self._running or self._lanes) and time.monotonic() < deadline:
                self._changed.wait(0.05)
            left = [
                entry[3] for lane in self._lanes.values() for entry in lane.waiting if not lane.is_running
            ]
            self._lanes.clear()
            self._alarms.clear()
            self._changed.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.1, deadline - time.monotonic()))
        for pending in left:
            self._release(pending.turn.claim)

    def refuse(self, turn: Turn, error: DramatisError) -> None:
        """Tells the person the sentence of the error and finishes the row."""
        target = turn.reply()

        def tell(work: Work) -> None:
            if target is not None:
                work.say(Sentence(error.sentence), target)

        turn.is_taken = True
        self.submit(turn, tell)

    def defect(self, turn: Turn, error: BaseException, *, again: bool = True) -> None:
        """A defect: logged with a reference, tried again later, given up after the last attempt. Never raises."""
        turn.is_taken = True
        claim = turn.claim
        metrics.ERRORS.labels("event").inc()
        ref = self.services.new_id()[:8].upper()
        last = not again or claim.attempts >= ATTEMPTS
        extra = {
            "ref": ref,
            "workspace": claim.workspace,
            "person": turn.person,
            "row": claim.id,
            "attempt": claim.attempts,
        }
        log.error("a defect; given up" if last else "a defect; tried again soon", exc_info=error, extra=extra)
        try:
            name = f"{type(error).__name__} {ref}"
            if last:
                with self.services.unit(claim.workspace, turn.person) as work:
                    target = turn.reply()
                    if queue.give_up(work.session, claim, self.services.now(), name) and target is not None:
                        work.say(Sentence(defects.NOTHING_CHANGED.format(ref=ref)), target)
            else:
                due = self.services.now() + int(self.backoff(claim.attempts) * 1_000_000)
                with self.services.store.writing() as session:
                    queue.retry(session, claim, due, name)
        except Exception:
            log.exception("could not record a defect; the lease will run out", extra=extra)
        self.keeper.drop(claim)

    def _alarm(self, when: float, key: tuple[str, str]) -> None:
        heapq.heappush(self._alarms, (when, next(self._count), key))

    def _work(self) -> None:
        while True:
            with self._changed:
                taken = self._next()
                if taken is None:
                    return
                key, lane, entry = taken
            again = None
            try:
                again = self._run(entry[3])
            except Exception as error:  # a defect of this file itself: the worker must live on
                self.defect(entry[3].turn, error)
            if again and self.stopping:  # it waits for something elsewhere: let another process wait
                self._release(entry[3].turn.claim)
                again = None
            with self._changed:
                self._running -= 1
                lane.is_running = False
                now = time.monotonic()
                if again is not None:
                    entry[3].ready_at = now + again
                    heapq.heappush(lane.waiting, entry)
                if lane.waiting:
                    self._alarm(lane.waiting[0][3].ready_at, key)
                elif self._lanes.get(key) is lane:
                    del self._lanes[key]
                self._changed.notify()

    def _next(self) -> tuple[tuple[str, str], _Lane, tuple[int, int, int, _Pending]] | None:
        """The next lane that may run, marked as running; waits for one; None when stopped and empty."""
        while True:
            now = time.monotonic()
            while self._alarms and self._alarms[0][0] <= now:
                _, _, key = heapq.heappop(self._alarms)
                lane = self._lanes.get(key)
                if lane is None or lane.is_running or not lane.waiting:
                    continue
                if lane.waiting[0][3].ready_at > now:
                    self._alarm(lane.waiting[0][3].ready_at, key)
                    continue
                lane.is_running = True
                self._running += 1
                if self._alarms:
                    self._changed.notify()  # another worker may take the next lane
                return key, lane, heapq.heappop(lane.waiting)
            if self.stopping and not self._lanes:
                return None
            self._changed.wait(min(1.0, max(0.0, self._alarms[0][0] - now)) if self._alarms else 1.0)

    def _run(self, pending: _Pending) -> float | None:
        """One attempt. Returns the seconds after which to try again, or None when it is settled."""
        turn, claim = pending.turn, pending.turn.claim
        with request_id(f"in-{claim.id}"):
            try:
                if pending.use_case is None:
                    with self.services.store.writing() as session:
                        queue.complete(session, claim, self.services.now())
                else:
                    with self.services.unit(claim.workspace, turn.person, claim) as work:
                        pending.use_case(work)
            except AlreadyDone:
                log.info("a row was taken over by another worker", extra={"row": claim.id})
            except NotYourTurn:
                pending.tries += 1
                return min(0.5, 0.02 * 1.5**pending.tries)
            except DramatisError as error:
                pending.use_case = self._telling(turn, error)
                return 0.0
            except Exception as error:
                if is_busy(error):
                    pending.tries += 1
                    log.warning(
                        "the database is busy; tried again soon",
                        extra={"row": claim.id, "attempt": pending.tries},
                    )
                    return min(2.0, 0.05 * 1.7**pending.tries)
                self.defect(turn, error)
                return None
            else:
                metrics.EVENT_SECONDS.observe(max(0.0, (self.services.now() - claim.at) / 1e6))
        self.keeper.drop(claim)
        return None

    @staticmethod
    def _telling(turn: Turn, error: DramatisError) -> UseCase:
        target = turn.reply()

        def tell(work: Work) -> None:
            if target is not None:
                work.say(Sentence(error.sentence), target)

        return tell

    def _release(self, claim: Claim) -> None:
        self.keeper.drop(claim)
        try:
            with self.services.store.writing() as session:
                queue.release(session, claim)
        except Exception:
            log.exception("could not give back a row; its lease will run out", extra={"row": claim.id})
