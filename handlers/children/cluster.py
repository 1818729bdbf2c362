"""A Dask cluster that works on the parts of a survey, and on whole survey jobs, where DRAMATIS_DASK names a scheduler."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bot.errors import BadInput
from handlers.children import starting

CONNECT_SECONDS = 10
AGAIN = 2  # times that a task is given to another worker when one took it with it
LOOK = 0.5  # seconds between two looks at a job
UNREACHABLE = "The Dask scheduler at {address} cannot be reached. Start it, or leave DRAMATIS_DASK empty."
LOST = "The Dask cluster stopped answering."
NOT_INSTALLED = (
    "DRAMATIS_DASK is set, but Dask is not installed. Install it with: pip install 'dramatis[dask]'."
)


class Unreachable(BadInput):
    """The cluster cannot be used now."""


class Cluster:
    """The workers behind one scheduler; a `Runner` of `bot.survey.parts`. What dies with a worker is made again by
    another, from the same file, so nothing changes but the time it takes."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise Unreachable(NOT_INSTALLED) from None
        try:
            connect: Any = Client
            self.client: Any = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError):
            raise Unreachable(UNREACHABLE.format(address=address)) from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def hold(self, work: Callable[..., Any], parts: Sequence[Any], *known: Any) -> Any:
        """`work(part, *known)` of every part, kept by the workers."""
        return [self.client.submit(work, part, *known, pure=False) for part in parts]

    def each(self, work: Callable[..., Any], held: Any, *known: Any) -> list[Any]:
        """`work(value, *known)` of every held value, in the order of the parts."""
        made = [self.client.submit(work, value, *known, pure=False) for value in held]
        return list(self.client.gather(made))

    def run(self, work: Callable[..., Any], parts: Sequence[Any], *known: Any) -> list[Any]:
        """`work(part, *known)` of every part, in their order."""
        return self.each(work, parts, *known)

    def work(
        self,
        task: dict[str, Any],
        data: bytes,
        seconds: int,
        progress: Callable[[float, str], None] = lambda share, words: None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> starting.Answer:
        """A task of `child.py` on a worker, in a limited process of its own there. As `starting.work`."""
        from distributed import CancelledError, KilledWorker
        from distributed import TimeoutError as NotYet
        from distributed.comm.core import CommClosedError

        topic = f"dramatis-{uuid.uuid4().hex}"
        client: Any = self.client
        client.subscribe_topic(topic, lambda event: progress(*event[1]))
        begin = partial(self.client.submit, at_worker, task, data, seconds, topic, pure=False)
        job, again = begin(), AGAIN
        try:
            while True:
                if not wanted():
                    client.cancel([job], force=True)
                    raise starting.Interrupted
                try:
                    answer: starting.Answer = job.result(timeout=LOOK)
                    return answer
                except NotYet:
                    if self.client.status not in ("running", "connecting"):
                        raise Unreachable(LOST) from None
                    continue
                except (CancelledError, UnboundLocalError):
                    # a worker that dies can take its task with it; distributed then raises the first, or trips over
                    # the result that is not there
                    if not again or self.client.status != "running":
                        raise Unreachable(LOST) from None
                    job, again = begin(), again - 1
                except (CommClosedError, KilledWorker):
                    raise Unreachable(LOST) from None
        finally:
            client.unsubscribe_topic(topic)


def at_worker(task: dict[str, Any], data: bytes, seconds: int, topic: str) -> starting.Answer:
    """What a worker does: the task in a child process, its progress told under a topic."""
    from distributed import get_worker

    worker = get_worker()
    key = worker.get_current_task()

    def is_wanted() -> bool:
        """False once the scheduler wants this task no more: it was stopped, or whoever asked for it is gone."""
        known = worker.state.tasks.get(key)
        return known is not None and known.state != "cancelled"

    return starting.work(
        task, data, seconds, lambda share, words: worker.log_event(topic, (share, words)), is_wanted
    )
