"""Many workspaces that installed the app by OAuth, people in them who answer, and what must hold afterwards."""

from __future__ import annotations

import itertools
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.workshop.forms import NewWorkshop
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Services
from handlers.use_cases.workshops import running
from handlers.use_cases.workshops import seats as seat_cases
from playground.client import Admin, Person
from playground.running import RunningPlayground
from storage import queue
from storage.store import Store
from tests.scenarios.installing import install

PIECES = (
    "Edits photos on trains",
    "sends previews the same evening",
    "asks a friend first",
    "hates typing twice",
)
SENDERS = 8


@dataclass
class Typist:
    """Somebody with open conversations, who types into one after the other; what they typed, by thread."""

    person: Person
    workspace: str
    id: str
    threads: list[str] = field(default_factory=list)
    typed: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Tally:
    """What came of it; everything from `lost` on has to be 0."""

    workspaces: int = 0
    people: int = 0
    sent: int = 0
    events: int = 0
    kills: int = 0
    repeated: int = 0  # events that Slack brought again, after a death or a late acknowledgement
    crossed: int = 0  # Slack brought the later of two messages first, and it was done before the other came
    unheard: int = 0  # Slack brought them in vain until it gave up: nothing was promised
    lost: int = 0
    doubled: int = 0
    unordered: int = 0
    unfinished: int = 0
    failed: int = 0
    posted_twice_in_dms: int = 0
    posted_twice_in_channels: int = 0

    def holds(self) -> bool:
        """Nothing lost, nothing doubled inside, order kept, everything finished; no direct message made twice."""
        return not (
            self.lost
            + self.doubled
            + self.unordered
            + self.unfinished
            + self.failed
            + self.posted_twice_in_dms
        )

    def __str__(self) -> str:
        return "\n".join(f"  {name.replace('_', ' '):<26}{value:>7}" for name, value in vars(self).items())


class Crowd:
    """`workspaces` workspaces of `people` people, each with `conversations` open conversations."""

    def __init__(
        self, playground: RunningPlayground, database_url: str, workspaces: int, people: int, seed: int = 1
    ) -> None:
        self.playground = playground
        self.admin: Admin = playground.admin
        self.store = Store(database_url)
        self.services = Services(self.store, owner="crowd")
        self.teams = [f"T0CROWD{number:03d}" for number in range(workspaces)]
        self.people = people
        self.chance = random.Random(seed)
        self.typists: list[Typist] = []
        self._channels: dict[str, str] = {}
        self._numbers = iter(range(10**9))
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self.sent = 0

    def install(self, urls: list[str]) -> None:
        """Every workspace installs the app, begun on one replica and finished on another."""
        for number, team in enumerate(self.teams):
            made = self.admin.add_team(team, f"Workspace {number}", f"w{number}", installed=False)
            users = [
                self.admin.add_user(f"p{number}x{each}", f"Person {number}x{each}", team=team)
                for each in range(self.people)
            ]
            self._channels[team] = self.admin.add_channel("general", [*users, made["bot_user"]], team=team)
            begun, finished = urls[number % len(urls)], urls[(number + 1) % len(urls)]
            done = install(begun, team, back_to=finished)
            assert done.status == 200, done.text
            self.typists += [Typist(Person(self.playground.url, team, user), team, user) for user in users]

    def sit(self, conversations: int, seconds: float = 120.0) -> None:
        """Opens the conversations, as a facilitator and Join would, and waits until their threads are there."""
        for team in self.teams:
            mine = [each for each in self.typists if each.workspace == team]
            for number in range(conversations):
                with self.services.unit(team, mine[0].id) as work:
                    form = NewWorkshop(f"kind {number} of customers", "Lumen", self._channels[team])
                    workshop = running.start(work, form).id
                for each in mine:
                    with self.services.unit(team, each.id) as work:
                        seat_cases.join(work, workshop, Origin(None))
        wanted = {each.id: conversations for each in self.typists}
        deadline = time.monotonic() + seconds
        while any(len(each.threads) < wanted[each.id] for each in self.typists):
            if time.monotonic() > deadline:
                raise AssertionError("the conversations were not opened in time")
            time.sleep(0.2)
            for each in self.typists:
                if len(each.threads) < wanted[each.id]:
                    each.threads = self._threads_of(each)

    def _threads_of(self, typist: Typist) -> list[str]:
        """The roots that were posted to somebody, with the first question in their thread."""
        with self.store.reading() as session:
            rows = session.execute(
                sa.text(
                    "SELECT root.ts FROM posted root JOIN seat ON root.workspace = seat.workspace"
                    " AND root.handle = 'seat:' || seat.id JOIN posted first ON first.workspace = seat.workspace"
                    " AND first.handle = 'seat:' || seat.id || '\\:0'"
                    " WHERE seat.workspace = :team AND seat.person = :person AND root.ts IS NOT NULL"
                    " AND first.ts IS NOT NULL ORDER BY root.ts"
                ),
                {"team": typist.workspace, "person": typist.id},
            )
            return [str(ts) for (ts,) in rows]

    def begin(self, each_second: float) -> None:
        """Everybody types, all together so many messages a second; sometimes two in one breath."""
        for number in range(SENDERS):
            mine = self.typists[number::SENDERS]
            chance = random.Random(self.chance.random())
            thread = threading.Thread(
                target=self._type, args=(mine, each_second / SENDERS, chance), name=f"typist-{number}"
            )
            self._threads.append(thread)
            thread.start()

    def end(self) -> None:
        """Nobody types any more."""
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
        self.sent = sum(len(texts) for each in self.typists for texts in each.typed.values())

    def _type(self, mine: list[Typist], each_second: float, chance: random.Random) -> None:
        while not self._stop.is_set():
            typist = chance.choice(mine)
            thread = chance.choice(typist.threads)
            for _ in range(2 if chance.random() < 0.25 else 1):
                self._say(typist, thread, chance)
            self._stop.wait(chance.expovariate(each_second))

    def _say(self, typist: Typist, thread: str, chance: random.Random) -> None:
        text = f"{chance.choice(PIECES)} near lake number {next(self._numbers)}"
        typist.person.tell_bot(text, thread)
        typist.typed.setdefault(thread, []).append(text)

    def wait_until_done(self, seconds: float) -> None:
        """Until Slack has nothing left to bring and nothing is open, or the time is up."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.admin.undelivered() and not self._open():
                return
            time.sleep(0.25)

    def _open(self) -> int:
        now = self.services.now()
        with self.store.reading() as session:
            return sum(
                queue.measure(session, each, now).open for each in (queue.Queue.INBOX, queue.Queue.OUTBOX)
            )

    def count(self, kills: int = 0) -> Tally:
        """Compares what was typed with what is kept."""
        tally = Tally(len(self.teams), len(self.typists), self.sent, kills=kills)
        tally.unfinished = self._open() + len(self.admin.undelivered())
        with self.store.reading() as session:
            for typist in self.typists:
                self._count_answers(session, typist, tally)
            self._count_order(session, tally)
            for table in ("inbox", "outbox", "job"):
                tally.failed += int(
                    session.execute(
                        sa.text(f"SELECT count(*) FROM {table} WHERE state = 'failed'")
                    ).scalar_one()
                )
        brought = [each for each in self.admin.deliveries("events_api") if each["what"] == "message"]
        tally.repeated = sum(each["attempt"] > 0 for each in brought)
        heard = {each["event_id"] for each in brought if each["delay"] is not None}
        tally.unheard = len({each["event_id"] for each in brought} - heard - self._stored())
        tally.lost -= tally.unheard
        self._count_posts(tally)
        return tally

    def _stored(self) -> set[str]:
        """Ids of the events that a replica wrote down."""
        with self.store.reading() as session:
            keys = session.execute(sa.text("SELECT key FROM inbox")).scalars()
            return {str(key).partition(":")[2] for key in keys}

    def _count_answers(self, session: object, typist: Typist, tally: Tally) -> None:
        rows = session.execute(  # type: ignore[attr-defined]
            sa.text(
                "SELECT root.ts, answer.sources, answer.earlier FROM answer JOIN seat ON seat.id = answer.seat"
                " AND seat.workspace = answer.workspace JOIN posted root ON root.workspace = seat.workspace"
                " AND root.handle = 'seat:' || seat.id WHERE seat.workspace = :team AND seat.person = :person"
            ),
            {"team": typist.workspace, "person": typist.id},
        )
        kept: dict[str, Counter[str]] = {}
        for ts, *sources in rows:
            for source in sources:
                kept.setdefault(str(ts), Counter()).update(text for _, text in json.loads(source))
        for thread in {*kept, *typist.typed}:
            typed, found = Counter(typist.typed.get(thread, [])), kept.get(thread, Counter())
            tally.lost += (typed - found).total()
            tally.doubled += (found - typed).total()

    def _count_order(self, session: object, tally: Tally) -> None:
        """Of two events of a person the one typed earlier is done first, unless it came to us as the later."""
        rows = session.execute(  # type: ignore[attr-defined]
            sa.text(
                "SELECT workspace, lane, created_at, finished_at FROM inbox WHERE kind = 'event:message'"
                " AND state = 'done' ORDER BY workspace, lane, at, id"
            )
        ).all()
        tally.events = len(rows)
        for _, of_one in itertools.groupby(rows, key=lambda row: (row.workspace, row.lane)):
            done = list(of_one)
            for place, later in enumerate(done):
                for earlier in done[:place]:
                    if earlier.finished_at > later.finished_at:
                        came_first = earlier.created_at < later.created_at
                        tally.unordered += came_first
                        tally.crossed += not came_first

    def _count_posts(self, tally: Tally) -> None:
        for team in self.teams:
            for place in self.playground.play.world.teams[team].conversations.values():
                ids = Counter(
                    message["metadata"]["event_payload"]["id"]
                    for message in place.messages
                    if (message.get("metadata") or {}).get("event_type") == "dramatis"
                )
                twice = sum(count - 1 for count in ids.values())
                if place.is_dm:
                    tally.posted_twice_in_dms += twice
                else:
                    tally.posted_twice_in_channels += twice

    def close(self) -> None:
        """Gives back the database."""
        self._stop.set()
        self.store.close()
