"""Jobs: rows with a kind, each kind with one handler; claimed with a lease, renewed while they run, tried again.

A handler gets the services and a `Job`. It computes outside any transaction and ends in `services.unit(workspace,
claim=job.claim)`, so that its results and the end of the job are one commit. A job whose worker dies is taken up by
another when its lease ends. What the handler did not finish itself is finished when it returns.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bot.errors import DramatisError, NotConnected
from handlers import metrics
from handlers.leases import Keeper
from handlers.logs import request_id
from handlers.use_cases.work import Services
from storage import queue, workspaces
from storage.queue import AlreadyDone, Claim, Queue, Taken
from storage.store import is_busy

log = logging.getLogger("dramatis.jobs")

ATTEMPTS = 5
IDLE = 1.0
LEFT = "Dramatis was taken out of this workspace."


@dataclass(frozen=True)
class Job:
    """One thing to do. `is_last`: no further attempt follows, so a handler can tell somebody that it failed."""

    claim: Claim
    kind: str
    workspace: str
    payload: dict[str, Any]

    @property
    def is_last(self) -> bool:
        """True on the last attempt."""
        return self.claim.attempts >= ATTEMPTS


Handler = Callable[[Services, Job], None]


class JobRunner:
    """Takes due jobs of the kinds it has handlers for. `backoff(attempt)` in seconds.

    `on_failed(services, job, reference)` is called once when a job is given up.
    """

    def __init__(
        self,
        services: Services,
        keeper: Keeper,
        workers: int = 4,
        backoff: Callable[[int], float] = lambda attempt: min(300.0, 2.0 * 3 ** (attempt - 1)),
        on_failed: Callable[[Services, Job, str], None] | None = None,
    ) -> None:
        self.services = services
        self.keeper = keeper
        self.workers = workers
        self.backoff = backoff
        self.on_failed = on_failed
        self._handlers: dict[str, Handler] = {}
        self._told: set[str] = set()
        self._woken = services.wake.subscribe()
        self._lock = threading.Lock()
        self._free = workers
        self._next_at: int | None = None
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="jobs")
        self._thread = threading.Thread(target=self._run, name="job-runner", daemon=True)

    def register(self, kind: str, handler: Handler, *, told: bool = False) -> None:
        """Makes a kind known; two handlers for one kind are a defect.

        `told`: it is done for what people are told of it, so it is not begun where the app has been taken out.
        """
        if kind in self._handlers:
            raise ValueError(f"jobs of kind {kind} have a handler already")
        self._handlers[kind] = handler
        if told:
            self._told.add(kind)

    def start(self) -> None:
        """Begins with what is due."""
        self._woken.set()
        self._thread.start()

    def stop(self) -> None:
        """Takes nothing more and waits for what runs."""
        self._stop.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(5)
        self._pool.shutdown(wait=True)

    def _run(self) -> None:
        while not self._stop.is_set():
            patience = IDLE
            if self._next_at is not None:
                patience = min(IDLE, max(0.0, (self._next_at - self.services.now()) / 1e6))
            self._woken.wait(patience)
            self._woken.clear()
            try:
                self.once()
            except Exception:
                log.exception("could not look for jobs")
                self._stop.wait(1.0)

    def once(self) -> int:
        """Takes what is due and starts it; returns how many."""
        now = self.services.now()
        with self._lock:
            free = self._free
        if free <= 0 or not self._handlers:
            return 0
        with self.services.store.reading() as session:
            is_due = queue.has_due(session, Queue.JOB, now)
            self._next_at = queue.next_due(session, Queue.JOB, now)
        if not is_due:
            return 0
        with self.services.store.writing() as session:
            taken = queue.claim(
                session,
                Queue.JOB,
                self.services.owner,
                now,
                self.keeper.lease,
                free,
                kinds=list(self._handlers),
            )
        self.keeper.add(each.claim for each in taken)
        with self._lock:
            self._free -= len(taken)
        for each in taken:
            self._pool.submit(self._work, each)
        return len(taken)

    def _work(self, taken: Taken) -> None:
        job = Job(taken.claim, taken.row["kind"], taken.claim.workspace, json.loads(taken.row["payload"]))
        try:
            with request_id(f"job-{job.claim.id}"):
                self._attempt(job)
        except Exception:
            log.exception("could not settle a job; its lease will run out", extra=_words(job))
        finally:
            self.keeper.drop(job.claim)
            with self._lock:
                self._free += 1
            self._woken.set()

    def _attempt(self, job: Job) -> None:
        begun = time.monotonic()
        try:
            if job.kind in self._told and self._was_left(job.workspace):
                raise NotConnected(LEFT)
            self._handlers[job.kind](self.services, job)
        except AlreadyDone:
            log.info("a job was taken over by another worker", extra=_words(job))
        except Exception as error:
            self._failed(job, error)
        else:
            with self.services.store.writing() as session:
                queue.complete(session, job.claim, self.services.now())
            metrics.JOBS.labels(job.kind, "done").inc()
            metrics.JOB_SECONDS.labels(job.kind).observe(time.monotonic() - begun)

    def _failed(self, job: Job, error: Exception) -> None:
        now = self.services.now()
        if is_busy(error):
            with self.services.store.writing() as session:
                queue.retry(session, job.claim, now + 500_000, "database busy", counted=False)
            return
        ref = self.services.new_id()[:8].upper()
        last = job.is_last or isinstance(error, DramatisError)  # a refusal is the same the next time
        metrics.JOBS.labels(job.kind, "given up" if last else "again").inc()
        if isinstance(error, NotConnected) and self._was_left(job.workspace):
            log.info("a job is left undone: the app was taken out", extra=_words(job))
        else:
            metrics.ERRORS.labels("job").inc()
            log.error(
                "a job failed; given up" if last else "a job failed; tried again later",
                exc_info=error,
                extra=_words(job) | {"ref": ref},
            )
        with self.services.store.writing() as session:
            if last:
                queue.give_up(session, job.claim, now, f"{type(error).__name__} {ref}")
            else:
                due = now + int(self.backoff(job.claim.attempts) * 1_000_000)
                queue.retry(session, job.claim, due, f"{type(error).__name__} {ref}")
        if last and self.on_failed is not None:
            self.on_failed(self.services, job, ref)

    def _was_left(self, workspace: str) -> bool:
        with self.services.store.reading() as session:
            known = workspaces.find(session, workspace)
        return known is not None and known.left is not None


def _words(job: Job) -> dict[str, Any]:
    return {"job": job.claim.id, "kind": job.kind, "workspace": job.workspace, "attempt": job.claim.attempts}
