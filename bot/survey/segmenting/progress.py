"""Progress and cancelling: the work tells how far it is, and asks whether it should stop."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[float, str], None]
"""Called with the share of the work that is done (0 to 1) and a few words saying what is being done."""


class Cancelled(Exception):
    """The caller's `cancelled` returned True; nothing was changed."""


class Progress:
    """Passes reports on, never backwards, and raises Cancelled where the caller wants to stop."""

    def __init__(self, report: Report | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        self._report = report
        self._cancelled = cancelled
        self._done = 0.0
        self._low = 0.0
        self._high = 1.0

    def span(self, low: float, high: float) -> None:
        """What follows reports its own 0 to 1 as `low` to `high` of the whole."""
        self._low, self._high = low, high

    def at(self, share: float, words: str) -> None:
        """`share` (0 to 1) of the present span is done, `words` is what comes next."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        done = self._low + (self._high - self._low) * min(max(share, 0.0), 1.0)
        self._done = max(self._done, done)
        if self._report is not None:
            self._report(self._done, words)
