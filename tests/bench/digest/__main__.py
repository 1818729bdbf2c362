"""10,000 subscriptions due in the same minute: seconds until all are queued and rendered in one process, and its memory.

Two shapes: a thousand workspaces of ten channels, and one workspace of ten thousand; on SQLite and PostgreSQL, durable.
Memory is what the process holds (resident), at the start, when half are queued, and at the end. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.digest.nouns import State, Subscription
from bot.digest.rhythm import Rhythm
from bot.facets import Lens
from bot.nouns import Change, HowKnown, Persona
from handlers.slack.deliver.rendered import RenderContext
from handlers.slack.views import digests as _views  # noqa: F401  (registers them)
from handlers.slack.views.rendering import render
from handlers.use_cases.digests import sending
from handlers.use_cases.work import Services
from storage import asking, personas
from storage import digests as kept
from storage.asking import Gap
from storage.store import Store
from tests.bot.personas.cast import line, persona, voice
from tests.databases import postgres_server, postgres_url, sqlite_url

DUE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LAST = DUE - timedelta(days=7)
SUBSCRIPTIONS = 10_000
LINES = (
    ("needs", "edits photos on trains without wifi"),
    ("needs", "sends previews the same evening"),
    ("goals", "wants to be booked a year ahead"),
    ("pains", "hates typing the same thing twice"),
    ("pains", "loses an evening to every export"),
    ("features", "values a proofing page most"),
    ("tools", "uses a five-year-old laptop"),
    ("touchpoints", "asks a friend before buying"),
    ("value", "pays each year, not each month"),
    ("decisions", "decides alone, in a week"),
    ("objections", "fears losing the old catalogue"),
    ("attitudes", "is proud of working slowly"),
)
CHANGES = ("added a line", "reworded a line", "said so too", "dropped a line")


def say(words: str) -> None:
    """Prints a line at once."""
    print(words, flush=True)


def resident() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def somebody(workspace: str, number: int) -> Persona:
    """A persona of twelve lines that four people said, some of them from gut feeling."""
    lines = []
    for place, (facet, text) in enumerate(LINES):
        how = HowKnown.GUT if (place + number) % 3 == 0 else HowKnown.SEEN
        people = [f"U{(place + n) % 9}" for n in range(1 + (place + number) % 4)]
        made = line(f"{workspace}-p{number}-l{place}", facet, f"{text}, {number}", *people, asked=4)
        lines.append(replace(made, voices=tuple(voice(person, made.text, how) for person in people)))
    return persona(
        *lines,
        id=f"{workspace}-p{number}",
        name=f"Persona {number}",
        created=DUE - timedelta(days=60 + number),
        changed=LAST + timedelta(days=number % 6),
    )


def fill(store: Store, workspaces: int, channels: int, cast: int) -> None:
    """Workspaces with a cast, a week of changes, answers and gaps, and a subscription of each channel."""
    monday = Rhythm((0,), 9 * 60, "UTC")
    with store.writing() as session:
        for number in range(workspaces):
            workspace = f"T{number}"
            for who in range(cast):
                made = somebody(workspace, who)
                personas.save_persona(session, workspace, made)
                for what, words in enumerate(CHANGES[: who % 5]):
                    change = Change(LAST + timedelta(days=1, minutes=what), "U1", words, "", "")
                    personas.add_change(session, workspace, f"{made.id}-c{what}", made.id, change)
            gap = Gap(
                f"g{number}", "", "Who works on Sundays?", "sunday work", 3, LAST, DUE - timedelta(days=1)
            )
            asking.keep_gap(session, workspace, gap)
            for channel in range(channels):
                wish = Subscription(
                    f"{workspace}-s{channel}",
                    f"C{channel}",
                    "",
                    "U1",
                    monday,
                    tuple(Lens)[channel % 4],
                    State.ACTIVE,
                    LAST - timedelta(days=30),
                    DUE,
                    told=LAST,
                )
                session.add(kept._row(workspace, wish))
            session.flush()
            session.expunge_all()


def measure(name: str, url: str, workspaces: int, channels: int, cast: int) -> None:
    """Fills a database, lets one process send what is due, renders it all, and prints."""
    store = Store(url)
    store.migrate()
    fill(store, workspaces, channels, cast)
    total = workspaces * channels
    if not store.is_sqlite:
        with store._writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM ANALYZE"))
    services = Services(store, "bench", lambda: DUE + timedelta(seconds=30))
    memory: list[tuple[float, float]] = []

    def goes_on() -> bool:
        memory.append((time.perf_counter(), resident()))
        return True

    gc.collect()
    begun, cpu, start = time.perf_counter(), time.process_time(), resident()
    sent = sending.send_due(services, goes_on)
    queued = time.perf_counter() - begun
    half = memory[len(memory) // 2][1]
    most = max(each for _, each in memory)
    items, context = Counter[str](), RenderContext()
    begun = time.perf_counter()
    with store.reading() as session:
        for (message,) in session.execute(sa.text("SELECT message FROM outbox")).yield_per(100):
            items[render(message, context).text.partition("\n")[0]] += 1
    rendered, cpu = time.perf_counter() - begun, time.process_time() - cpu
    end = resident()
    store.close()
    assert sent == total == items.total(), (sent, total, items.total())
    say(
        f"{name}, {workspaces:,} workspace(s) of {channels:,} channels, {cast} personas of {len(LINES)} lines each:"
        f" {total:,} queued in {queued:.1f} s and rendered in {rendered:.1f} s ({total / (queued + rendered):.0f}/s),"
        f" {cpu:.1f} s of a core; MB at start {start:.0f}, half {half:.0f}, end {end:.0f}, most {most:.0f}"
    )


def main() -> None:
    """All shapes on both databases; `--few` a tenth of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", action="store_true")
    few = parser.parse_args().few
    total = SUBSCRIPTIONS // 10 if few else SUBSCRIPTIONS
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as server:
        for workspaces, cast in ((total // 10, 6), (1, 40)):
            for name in ("sqlite", "postgresql"):
                url = sqlite_url(Path(folder)) if name == "sqlite" else postgres_url(server)
                measure(name, url, workspaces, total // workspaces, cast)


if __name__ == "__main__":
    main()
