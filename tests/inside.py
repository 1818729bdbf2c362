"""The child's tasks done inside the test's process: what starting Python and its libraries anew for each file costs,
stories need not pay. Tests marked `children` have real processes; so do the demo and tests/handlers.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from handlers.children import child, starting
from handlers.children.starting import Answer


class _Unwanted(BaseException):
    """Nobody wants the answer any more. No Exception: the task must not take it for a defect of its own."""


class _Frames(child.Line):
    """The way back, without a pipe: progress is told at once, the last frame is kept as bytes."""

    def __init__(self, progress: Callable[[float, str], None], wanted: Callable[[], bool]) -> None:
        super().__init__(io.BytesIO())
        self._tell = progress
        self._wanted = wanted

    def progress(self, share: float, words: str) -> None:
        if not self._wanted():
            raise _Unwanted
        self._tell(round(float(share), 3), words)

    def answer(self) -> Answer:
        self._out.seek(0)
        head = json.loads(self._out.readline())
        return Answer(head, tuple(self._out.read(length) for length in head["bytes"]))


def work(
    task: dict[str, Any],
    data: bytes,
    seconds: int,
    progress: Callable[[float, str], None] = lambda share, words: None,
    wanted: Callable[[], bool] = lambda: True,
    started: Callable[[int], None] = lambda pid: None,
) -> Answer:
    """As `starting.work`, in this thread and without its limits. Nothing was started, so `started` hears of nothing."""
    if not wanted():
        raise starting.Interrupted
    frames = _Frames(progress, wanted)
    told = json.loads(json.dumps({**task, "length": len(data), "seconds": seconds}))
    try:
        child.perform(told, data, frames)
    except _Unwanted:
        raise starting.Interrupted from None
    answer = frames.answer()
    starting.raise_what_it_said(answer.head)
    return answer


@pytest.fixture(autouse=True)
def children_inside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No child processes, but where a test is marked `children`."""
    if request.node.get_closest_marker("children") is None:
        monkeypatch.setattr(starting, "work", work)
