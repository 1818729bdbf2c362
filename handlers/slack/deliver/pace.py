"""How fast: about one post a second in a channel on average, a short burst allowed; pauses that Slack asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Pace:
    """Token buckets by (workspace, lane) and pauses by (workspace, method). `clock` in seconds, monotonic."""

    def __init__(self, clock: Callable[[], float], each_second: float = 1.0, burst: float = 5.0) -> None:
        self.clock = clock
        self.each_second = each_second
        self.burst = burst
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}
        self._pauses: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def take(self, workspace: str, lane: str) -> float:
        """Takes one post from the bucket: 0.0, or, taking none, the seconds until there is one."""
        now = self.clock()
        with self._lock:
            if len(self._buckets) > 10_000:
                self._forget(now)
            level, since = self._buckets.get((workspace, lane), (self.burst, now))
            level = min(self.burst, level + (now - since) * self.each_second)
            if level < 1.0:
                self._buckets[workspace, lane] = (level, now)
                return (1.0 - level) / self.each_second
            self._buckets[workspace, lane] = (level - 1.0, now)
            return 0.0

    def pause(self, workspace: str, method: str, seconds: float) -> None:
        """Slack said: nothing by this method for so long."""
        with self._lock:
            until = self.clock() + seconds
            self._pauses[workspace, method] = max(until, self._pauses.get((workspace, method), 0.0))

    def paused(self, workspace: str, method: str) -> float:
        """Seconds this method still has to pause; 0.0 for none."""
        with self._lock:
            left = self._pauses.get((workspace, method), 0.0) - self.clock()
            if left <= 0.0:
                self._pauses.pop((workspace, method), None)
            return max(0.0, left)

    def _forget(self, now: float) -> None:
        full = self.burst / self.each_second
        self._buckets = {key: value for key, value in self._buckets.items() if now - value[1] < full}
