"""Figures of this process for Prometheus: counts and times by kind. Never an id, a token or anything people wrote.

Counters live in one registry a process, as is the custom; what stands in the database is looked up when it is asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client import PlatformCollector as Platform
from prometheus_client import ProcessCollector as Process
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from handlers.use_cases.work import Services
from storage import queue, workspaces
from storage.queue import Depth, Queue

REGISTRY = CollectorRegistry()
Process(registry=REGISTRY)
Platform(registry=REGISTRY)
WAITS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600)
KEPT = 5.0  # seconds a look at the database serves

EVENTS = Counter("dramatis_events", "What Slack sent and was taken in", ["kind"], registry=REGISTRY)
REPEATED = Counter("dramatis_events_repeated", "What Slack sent again and was known", registry=REGISTRY)
EVENT_SECONDS = Histogram(
    "dramatis_event_seconds", "From what somebody did to it being done", registry=REGISTRY, buckets=WAITS
)
POSTS = Counter("dramatis_posts", "Calls that say something", ["method", "outcome"], registry=REGISTRY)
POST_SECONDS = Histogram(
    "dramatis_post_seconds", "From something being said to its delivery", registry=REGISTRY, buckets=WAITS
)
JOBS = Counter("dramatis_jobs", "Jobs that ended", ["kind", "outcome"], registry=REGISTRY)
JOB_SECONDS = Histogram("dramatis_job_seconds", "How long jobs run", ["kind"], registry=REGISTRY)
DIGESTS = Counter("dramatis_digests", "Digests that were posted", registry=REGISTRY)
ERRORS = Counter("dramatis_errors", "Defects, and what was given up", ["where"], registry=REGISTRY)


def event_kind(kind: str) -> str:
    """The kind of an inbox row as a label: the type of an event, else only that it was a press, a form, a command."""
    first, _, rest = kind.partition(":")
    return (
        f"event:{rest}" if first == "event" and rest.replace("_", "").isalnum() and len(rest) < 40 else first
    )


class _Stored(Collector):
    """What stands in the database: how full the queues are, how many workspaces have the app."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = threading.Lock()
        self._until = 0.0
        self._depths: dict[str, Depth] = {}
        self._workspaces = 0

    def describe(self) -> list[Metric]:
        """Nothing is looked up before it is asked for."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The gauges."""
        with self._lock:
            if time.monotonic() > self._until:
                self._look()
                self._until = time.monotonic() + KEPT
        rows = GaugeMetricFamily("dramatis_queue_open", "Rows that wait or are worked on", labels=["queue"])
        age = GaugeMetricFamily(
            "dramatis_queue_oldest_seconds", "How long the oldest due row has waited", labels=["queue"]
        )
        for name, depth in self._depths.items():
            rows.add_metric([name], depth.open)
            age.add_metric([name], depth.oldest_seconds)
        yield rows
        yield age
        yield GaugeMetricFamily(
            "dramatis_workspaces", "Workspaces that have the app", value=float(self._workspaces)
        )

    def _look(self) -> None:
        now = self._services.now()
        with self._services.store.reading() as session:
            self._depths = {each.value: queue.waiting(session, each, now) for each in Queue}
            self._workspaces = workspaces.count(session)


class Figures:
    """What `/metrics` answers in this process."""

    def __init__(self, services: Services) -> None:
        self._stored = CollectorRegistry()
        self._stored.register(_Stored(services))

    def __call__(self) -> tuple[bytes, str]:
        """Body and content type; without the database's figures where it does not answer."""
        body = generate_latest(REGISTRY)
        try:
            body += generate_latest(self._stored)
        except Exception:
            ERRORS.labels("metrics").inc()
        return body, CONTENT_TYPE_LATEST
