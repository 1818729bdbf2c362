"""Starts the process that works on one survey, listens to it, and ends it when time is over or nobody wants it."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot.errors import BadInput, DramatisError, SurveyRefused

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 1024
LOOK = 0.2  # seconds between two looks at whether it should stop
STOPPED = "It needed more than {seconds} seconds or more memory than allowed, so it was stopped. Export fewer questions or rows and drop the file again."  # noqa: E501


class Interrupted(Exception):
    """Somebody wanted it to stop: the process was ended."""


class ChildDefect(Exception):
    """A defect in the child, told by its type and places only."""


@dataclass(frozen=True)
class Answer:
    """What came back: the last frame and its parts."""

    head: dict[str, Any]
    parts: tuple[bytes, ...]


def work(
    task: dict[str, Any],
    data: bytes,
    seconds: int,
    progress: Callable[[float, str], None] = lambda share, words: None,
    wanted: Callable[[], bool] = lambda: True,
    started: Callable[[int], None] = lambda pid: None,
) -> Answer:
    """Does a task of `child.py` in a new process, at most `seconds` long. `started` is told its process id.

    Raises SurveyRefused or BadInput as the child said, or where it was killed or too slow; Interrupted when `wanted`
    turned false; ChildDefect.
    """
    task = {**task, "length": len(data), "megabytes": MEGABYTES, "seconds": seconds}
    child = subprocess.Popen(
        [sys.executable, "-m", "handlers.children.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
    )
    started(child.pid)
    frames: queue.Queue[Answer | None] = queue.Queue()
    threads = [
        threading.Thread(target=_feed, args=(child.stdin, task, data), daemon=True),
        threading.Thread(target=_listen, args=(child.stdout, frames), daemon=True),
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds
    try:
        while True:
            if not wanted():
                raise Interrupted
            if time.monotonic() > deadline:
                raise SurveyRefused("too_large", STOPPED.format(seconds=seconds))
            try:
                frame = frames.get(timeout=LOOK)
            except queue.Empty:
                continue
            if frame is None:
                raise SurveyRefused("too_large", STOPPED.format(seconds=seconds))
            if "progress" in frame.head:
                progress(frame.head["progress"], frame.head["words"])
                continue
            raise_what_it_said(frame.head)
            return frame
    finally:
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            try:
                if stream is not None:
                    stream.close()
            except OSError:
                pass


def raise_what_it_said(head: dict[str, Any]) -> None:
    """Raises what a frame refuses: SurveyRefused, BadInput, or ChildDefect."""
    if "refused" in head:
        error: DramatisError = SurveyRefused(head["reason"], head["refused"])
        raise BadInput(head["refused"]) if head["reason"] == "bad_input" else error
    if "defect" in head:
        raise ChildDefect(f"{head['defect']} at {' < '.join(reversed(head['at'][-6:]))}")


def _feed(stream: IO[bytes] | None, task: dict[str, Any], data: bytes) -> None:
    """Sends the task; the stream stays open, so that the child notices when this process dies."""
    assert stream is not None
    try:
        stream.write(json.dumps(task).encode() + b"\n")
        stream.write(data)
        stream.flush()
    except (OSError, ValueError):
        return  # it ended before it had read everything; the listener will notice


def _listen(stream: IO[bytes] | None, frames: queue.Queue[Answer | None]) -> None:
    assert stream is not None
    try:
        while True:
            line = stream.readline()
            if not line:
                break
            head = json.loads(line)
            parts = tuple(stream.read(length) for length in head["bytes"])
            if any(len(part) != length for part, length in zip(parts, head["bytes"], strict=True)):
                break
            frames.put(Answer(head, parts))
    except (OSError, ValueError):
        pass
    frames.put(None)


def _environment() -> dict[str, str]:
    """One thread for numerics, memory given back at once, and none of the bot's secrets."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SLACK_", "DRAMATIS_", "DATABASE_"))
    }
    one = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS"), "1"
    )
    return {**kept, **one, "ARROW_DEFAULT_MEMORY_POOL": "system", "MPLBACKEND": "Agg", "PYTHONUTF8": "1"}
