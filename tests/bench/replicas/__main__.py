"""Events a second for one and two replicas on one PostgreSQL, and the cost of one event beside 1,000 and 1,000,000 lines.

Replicas are processes that take signed HTTP in turn; the fake Slack is a process too. Nothing is asserted. All of it
shares the cores of this machine, so two replicas are no faster where one and PostgreSQL fill them already.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from bot.workshop.conversation import open_first
from bot.workshop.forms import NewWorkshop
from handlers.use_cases import engine
from handlers.use_cases.work import Services, Target
from handlers.use_cases.workshops import running
from handlers.use_cases.workshops import seats as seat_cases
from storage import personas, seats
from storage.store import Store
from tests.bench.conversation.__main__ import _answer, answer_for
from tests.bench.transport.__main__ import PEOPLE, SENDERS, post, slack_process
from tests.databases import postgres_server, postgres_url, sqlite_url
from tests.slack import payloads

PER_WORKSPACE = 1000
LINE = (
    "INSERT INTO line (workspace, id, belongs, facet, text, polarity, position, agree, no, dont_know, asked, dropped)"
    " SELECT 'W' || (n / :each), 'L' || n, 'P' || (n / 20), 'needs', 'Edits photos on trains without wifi ' || n,"
    " 'pos', n % 20, 3, 1, 0, 4, false FROM ({numbers}) AS numbers"
)


def say(line: str) -> None:
    """Prints a line at once."""
    print(line, flush=True)


def through(url: str, slack: str, folder: Path, replicas: int, seconds: float) -> float:
    """Events a second, from the first being sent to the last being answered and delivered."""
    files = [folder / f"port-{replicas}-{number}" for number in range(replicas)]
    processes = [
        subprocess.Popen([sys.executable, "-m", "tests.slack.bench_app", url, slack, str(file)])
        for file in files
    ]
    store = Store(url)
    try:
        while not all(file.exists() for file in files):
            time.sleep(0.05)
        ports = [int(json.loads(file.read_text())) for file in files]
        numbers, sent = itertools.count(), itertools.count()
        begun = time.perf_counter()

        def sender() -> None:
            doors = itertools.cycle([http.client.HTTPConnection("127.0.0.1", port) for port in ports])
            while time.perf_counter() < begun + seconds:
                number = next(numbers)
                post(next(doors), payloads.message(f"m{number}", user=f"U{number % PEOPLE}"))
                next(sent)

        threads = [threading.Thread(target=sender) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        while _open(store):
            time.sleep(0.02)
        return next(sent) / (time.perf_counter() - begun)
    finally:
        store.close()
        for process in processes:
            process.kill()
            process.wait()


def _open(store: Store) -> int:
    with store.reading() as session:
        return int(
            session.execute(
                sa.text(
                    "SELECT (SELECT count(*) FROM inbox WHERE state = 'open')"
                    " + (SELECT count(*) FROM outbox WHERE state = 'open')"
                )
            ).scalar_one()
        )


def beside_lines(name: str, url: str, people: int = 40) -> None:
    """One answered question (receipt and unit of work) beside 1,000 and beside 1,000,000 lines of personas."""
    store = Store(url)
    store.migrate()
    services = Services(store, owner="bench")
    with services.unit("T1", "U0") as work:
        workshop = running.start(work, NewWorkshop("freelance photographers", "Lumen", "C1"))
        held = []
        for number in range(2 * people + 20):
            work.person, seat = f"U{number}", work.new_id()
            first = open_first(seat, workshop.subject, workshop.script)
            seats.add_seat(work.session, "T1", workshop.id, work.person, first.conversation, work.now)
            work.say(None, Target.dm(work.person, handle=seat_cases.root(seat)))
            work.say(None, Target.dm(work.person, handle=seat_cases.turn_handle(seat, 0)))
            held.append((work.person, seat))
    engine.split_answer(answer_for(0), "needs")
    stamps, costs, have = itertools.count(1), [], 0
    spent = _statements(store)
    for _, (person, seat) in zip(range(20), held, strict=False):
        _answer(services, "T1", person, seat, next(stamps))  # warm
    for part, rows in enumerate(
        (1_000, 1_000_000)
    ):  # people of their own for each, all at their first question
        numbers = (
            "WITH RECURSIVE s(n) AS (SELECT CAST(:low AS INTEGER) UNION ALL SELECT n + 1 FROM s WHERE n + 1 < :high)"
            " SELECT n FROM s"
            if store.is_sqlite
            else "SELECT generate_series(CAST(:low AS int), CAST(:high AS int) - 1) AS n"
        )
        with store.writing() as session:
            values = {"low": have, "high": rows, "each": PER_WORKSPACE}
            session.execute(sa.text(LINE.format(numbers=numbers)), values)
        _settle(store)
        have, took, inside, read = rows, [], [], []
        for person, seat in held[20 + part * people :][:people]:
            spent.clear()
            begun = time.perf_counter()
            _answer(services, "T1", person, seat, next(stamps))
            took.append(time.perf_counter() - begun)
            inside.append(sum(spent))
            spent.clear()
            with store.reading() as session:
                personas.lines_of(session, "W0", [f"P{len(read) + 1}"])
            read.append(sum(spent))
        costs.append([1000 * statistics.median(each) for each in (took, inside, read)])
    store.close()
    what = ("one answer", "its statements alone", "the lines of one persona")
    for label, few, many in zip(what, *costs, strict=True):
        say(
            f"{name}: {label} beside 1,000 lines {few:.2f} ms, beside 1,000,000 {many:.2f} ms = {many / few:.2f} times"
        )


def _statements(store: Store) -> list[float]:
    """Grows by the seconds of each statement: what tables could cost more, without what a busy machine adds between."""
    spent: list[float] = []
    for door in (store._writer, store._reader):
        event.listen(
            door,
            "before_cursor_execute",
            lambda *args: setattr(args[4], "begun", time.perf_counter()),
        )
        event.listen(
            door,
            "after_cursor_execute",
            lambda *args: spent.append(time.perf_counter() - args[4].begun),
        )
    return spent


def _settle(store: Store) -> None:
    """Lets the database finish what a million new rows leave to be done, so that it is not measured."""
    if store.is_sqlite:
        with store.writing() as session:
            session.execute(sa.text("ANALYZE"))
        return
    with store._writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))
        connection.execute(sa.text("CHECKPOINT"))


def main() -> None:
    """Both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    wanted = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        postgres_server(durable=True) as server,
        slack_process() as slack,
    ):
        folder = Path(name)
        rates = {n: through(postgres_url(server), slack, folder, n, wanted.seconds) for n in (1, 2)}
        say(
            f"one replica {rates[1]:.0f} events/s, two {rates[2]:.0f} events/s = {rates[2] / rates[1]:.2f} times,"
            f" on {os.cpu_count()} cores with PostgreSQL, Slack and senders"
        )
        beside_lines("sqlite", sqlite_url(folder))
        beside_lines("postgresql", postgres_url(server))


if __name__ == "__main__":
    main()
