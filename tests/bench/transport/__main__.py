"""Events a second and acknowledgement times, beside a floor of two bare commits in the same run; nothing is asserted.

Over real signed HTTP through the real app; the fake Slack runs in a process of its own, so that its time is not ours.
`--seconds` how long each load lasts (default 5); `--million` adds the cost of one event beside a million finished rows.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

from handlers.slack.http import signature_of
from storage import queue
from storage.queue import Queue
from storage.store import Store
from tests.databases import postgres_server, postgres_url, sqlite_url
from tests.slack import payloads
from tests.slack.bench_app import Running, run_app
from tests.slack.fake import SECRET

PEOPLE = 40
SENDERS = 16


def say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def slack_process() -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-m", "tests.slack.fake"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.kill()
    process.wait()


class Floor:
    """Pairs of bare commits, as durable as ours, on the same disk: measured in slices between ours."""

    def __init__(self, url: str, folder: Path) -> None:
        self.connection: Any
        if url.startswith("sqlite"):
            self.connection = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = FULL")
            self.insert = "INSERT INTO floor VALUES (?)"
        else:
            self.connection = psycopg.connect(url, autocommit=True)
            self.insert = "INSERT INTO floor VALUES (%s)"
        self.connection.execute("CREATE TABLE floor (a TEXT)")
        self.took: list[float] = []

    def slice(self, count: int = 10) -> None:
        for _ in range(count):
            begun = time.perf_counter()
            for _ in range(2):
                self.connection.execute("BEGIN")
                self.connection.execute(self.insert, ("x" * 500,))
                self.connection.execute("COMMIT")
            self.took.append(time.perf_counter() - begun)

    def rate(self) -> float:
        """Pairs a second since the last call."""
        taken, self.took = self.took, []
        return len(taken) / sum(taken)


def post(connection: http.client.HTTPConnection, body: dict[str, Any]) -> float:
    raw = json.dumps(body).encode()
    stamp = str(int(time.time()))
    begun = time.perf_counter()
    connection.request(
        "POST",
        "/slack/events",
        raw,
        {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature_of(SECRET, stamp, raw),
        },
    )
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status}")
    return time.perf_counter() - begun


def count_of(app: Running, condition: str) -> int:
    with app.services.store.reading() as session:
        return int(session.execute(sa.text(f"SELECT count(*) FROM {condition}")).scalar_one())


def load(app: Running, seconds: float, each_second: float | None) -> tuple[list[float], float]:
    """Sends messages of many people; returns times to the acknowledgement, and events answered and delivered a second.

    `each_second` None: as fast as acknowledged, so that the way through is the limit.
    """
    acks: list[float] = []
    numbers = iter(range(10**9))
    lock = threading.Lock()
    begun = time.perf_counter()

    def sender() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", app.port)
        while True:
            with lock:
                number = next(numbers)
            when = begun + number / each_second if each_second else time.perf_counter()
            if when > begun + seconds or time.perf_counter() > begun + seconds:
                return
            time.sleep(max(0.0, when - time.perf_counter()))
            took = post(connection, payloads.message(f"m{number}", user=f"U{number % PEOPLE}"))
            with lock:
                acks.append(took)

    threads = [threading.Thread(target=sender) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deadline = time.perf_counter() + 120
    while time.perf_counter() < deadline:
        if count_of(app, "inbox WHERE state = 'open'") + count_of(app, "outbox WHERE state = 'open'") == 0:
            break
        time.sleep(0.05)
    return acks, len(acks) / (time.perf_counter() - begun)


def one_after_another(app: Running, slack: str, count: int = 40) -> float:
    """Median seconds from sending an answer to its reply being on its way: our own time, one person, no load."""
    connection = http.client.HTTPConnection("127.0.0.1", app.port)
    took = []
    for number in range(count):
        begun = time.perf_counter()
        post(connection, payloads.message(f"single {number}", user="U1"))
        while count_of(app, "outbox WHERE state = 'open'") + count_of(app, "inbox WHERE state = 'open'"):
            time.sleep(0.002)
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(name: str, url: str, slack: str, floor: Floor, seconds: float) -> None:
    app = run_app(url, slack)
    try:
        say(
            f"{name}: one answer, receipt to delivered and recorded, median {1000 * one_after_another(app, slack):.0f} ms"
        )
        acks, _ = load(app, 2.0, 100.0)
        say(
            f"{name}: 200 events in 2 s: ack p50 {1000 * quantile(acks, 0.5):.0f} ms,"
            f" p99 {1000 * quantile(acks, 0.99):.0f} ms,"
            f" slowest {1000 * max(acks):.0f} ms of {len(acks)}"
        )
        floor.slice(100)
        acks, rate = load(app, seconds, None)
        floor.slice(100)
        bare = floor.rate()
        failed = count_of(app, "inbox WHERE state = 'failed'") + count_of(
            app, "outbox WHERE state = 'failed'"
        )
        say(
            f"{name}: full load: {rate:.0f} answered and delivered/s"
            f" = {rate / bare:.2f} of the floor"
            f" of two bare commits ({bare:.0f}/s); ack p50 {1000 * quantile(acks, 0.5):.0f} ms,"
            f" p99 {1000 * quantile(acks, 0.99):.0f} ms;"
            f" failed {failed}"
        )
    finally:
        app.stop()


def units(name: str, url: str, floor: Floor, count: int = 400) -> None:
    """The unit of work by itself: receipt, then state, outbox row and the end of the receipt, in two commits."""
    from handlers.use_cases.work import Services, Target
    from tests.slack.bench_app import Echo

    services = Services(Store(url), "bench")
    spent = 0.0
    for number in range(count):
        if number % 10 == 0:
            floor.slice()
        begun = time.perf_counter()
        with services.store.writing() as session:
            claim = queue.receive(
                session,
                workspace="T1",
                key=f"unit{number}",
                kind="event:message",
                lane=f"person:U{number % PEOPLE}",
                at=number,
                body=json.dumps(payloads.message("hello")),
                owner="bench",
                now=services.now(),
                lease=30_000_000,
            ).claim
        with services.unit("T1", "U1", claim) as work:
            work.say(Echo("hello"), Target.dm("U1"))
        spent += time.perf_counter() - begun
    rate, bare = count / spent, floor.rate()
    say(
        f"{name}: units of work alone: {rate:.0f}/s = {rate / bare:.2f} of the floor of two bare commits ({bare:.0f}/s);"
        " wanted 85/s"
    )
    with services.store.writing() as session:
        session.execute(sa.text("DELETE FROM outbox"))
    services.store.close()


def beside_finished_rows(name: str, url: str) -> None:
    """The cost of one event beside 1,000 and beside 1,000,000 finished rows."""
    store = Store(url)
    costs = []
    for rows in (1_000, 1_000_000):
        with store.writing() as session:
            have = session.execute(sa.text("SELECT count(*) FROM inbox")).scalar_one()
            numbers = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :more) SELECT n FROM c"
            for table, columns, values in (
                ("inbox", ", key, kind", ", :mark || n, 'k'"),
                ("outbox", ", uuid, method, last_word", ", 'u', 'post', false"),
            ):
                session.execute(
                    sa.text(
                        f"INSERT INTO {table} (workspace, lane, at, state, due_at, lease_until, attempts, doubtful,"
                        " created_at,"
                        f" finished_at{columns}) SELECT 'T1', 'person:U' || (n % 5000), n, 'done', 0, 0, 1, false, 0, 0"
                        f"{values}"
                        f" FROM ({numbers}) AS numbers"
                    ),
                    {"more": rows - have, "mark": f"{rows}-"} if table == "inbox" else {"more": rows - have},
                )
        took = []
        for number in range(200):
            begun = time.perf_counter()
            with store.writing() as session:
                receipt = queue.receive(
                    session, workspace="T1", key=f"x{rows}-{number}", kind="k", lane="person:U1", at=number, body="{}",
                    owner="b", now=10, lease=10,
                )  # fmt: skip
            with store.writing() as session:
                assert receipt.claim is not None
                queue.hold(session, receipt.claim)
                queue.enqueue_outbox(
                    session, workspace="T1", lane="dm:U1", uuid="u", method="post", handle=None, target={},
                    message="m", now=10,
                )  # fmt: skip
                queue.complete(session, receipt.claim, 10)
            with store.writing() as session:
                for taken in queue.claim(session, Queue.OUTBOX, "b", 10, 10, 8):
                    queue.complete(session, taken.claim, 10)
            took.append(time.perf_counter() - begun)
        costs.append(statistics.median(took))
    store.close()
    say(
        f"{name}: one event beside 1,000 rows {1000 * costs[0]:.2f} ms, beside 1,000,000 {1000 * costs[1]:.2f} ms"
        f" = {costs[1] / costs[0]:.2f} times"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--million", action="store_true")
    wanted = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres_server(durable=True) as server,
        slack_process() as slack,
    ):
        for name in ("sqlite", "postgresql"):
            url = sqlite_url(Path(folder)) if name == "sqlite" else postgres_url(server)
            store = Store(url)
            store.migrate()
            store.close()
            floor = Floor(url, Path(folder))
            units(name, url, floor)
            measure(name, url, slack, floor, wanted.seconds)
            if wanted.million:
                beside_finished_rows(name, url)


if __name__ == "__main__":
    main()
