"""Faults made on purpose, for tests: which next calls go wrong, and how; and the record of all calls."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from playground.world.nouns import Json

KINDS = ("ratelimited", "status", "error", "cut", "delay", "garbage")


@dataclass
class Fault:
    """The next `times` calls of `method` go wrong.

    `method` is a Web API method, `response_url`, `upload`, `download` or `*`. With `effect` the call does its work
    first, and only its answer goes wrong.
    """

    method: str
    kind: str
    times: int = 1
    effect: bool = False
    status: int = 500
    error: str = "internal_error"
    retry_after: int = 1
    seconds: float = 0.0
    skip: int = 0
    """so many calls pass before"""


class Faults:
    """The faults that are waiting, and the record of calls."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.calls: deque[Json] = deque(maxlen=20_000)
        self._numbered = 0

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its calls. Raises ValueError for an unknown kind."""
        if fault.kind not in KINDS:
            raise ValueError(f"unknown fault {fault.kind!r}; there are {', '.join(KINDS)}")
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all waiting faults."""
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The fault this call meets, if any."""
        for fault in self._waiting:
            if fault.method in (method, "*"):
                if fault.skip > 0:
                    fault.skip -= 1
                    return None
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

    def note(self, method: str, args: Any, team: str | None) -> Json:
        """Write a call down; the caller fills in how it ended."""
        self._numbered += 1
        call: Json = {
            "n": self._numbered,
            "method": method,
            "args": args,
            "team": team,
            "at": time.time(),
            "monotonic": time.monotonic(),
            "ok": None,
            "error": None,
            "fault": None,
            "warnings": [],
        }
        self.calls.append(call)
        return call
