"""The whole machine under random events: several people, edits, votes, hand-overs, deadlines, restarts. No Slack.

Real use cases on a real SQLite file; what would be said is read from the queued outbox rows.
"""

from __future__ import annotations

import itertools
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import DramatisError
from bot.nouns import BLIND, Choice, HowKnown, Stage
from bot.workshop.conversation import (
    ChangeAnswer,
    Conversation,
    Deleted,
    DontKnow,
    Edited,
    Event,
    Finish,
    GoBack,
    Knows,
    Pause,
    Phase,
    Resume,
    Skip,
    TurnKind,
)
from bot.workshop.forms import NewWorkshop
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Services, Work
from handlers.use_cases.workshops import reveals, running, seats
from handlers.use_cases.workshops import vote as workshops_vote
from storage import seats as kept_seats
from storage import workshops as kept
from storage.queue import OutboxRow
from storage.store import Store

PEOPLE = ("U0AMINA", "U0TOMAS", "U0PRIYA")
WORKSPACE = "T0ONE"
CHANNEL = "C0GENERAL"
THEMES = (
    "Edits photos on trains between {} weddings",
    "They never read manuals of {} pages, and they hate logins",
    "Loses {} invoices a year",
    "Their laptop dies after {} pictures",
)


class Machine:
    """One workshop and everything that can happen to it; remembers who typed what in which message."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder}/machine.sqlite3"
        self.ids = itertools.count(1)
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.typed: dict[tuple[str, str], str] = {}
        self.sentences: list[str] = []
        self.store = Store(self.url)
        self.store.migrate()
        self.services = self._services()
        with self.services.unit(WORKSPACE, PEOPLE[0]) as work:
            form = NewWorkshop("photographers", "Lumen", CHANNEL, asked=PEOPLE, short=True)
            self.workshop = running.start(work, form).id

    def _services(self) -> Services:
        return Services(self.store, "test", clock=lambda: self.now, new_id=lambda: f"id{next(self.ids)}")

    def restart(self) -> None:
        """Everything anew from the file."""
        self.store.close()
        self.store = Store(self.url)
        self.services = self._services()

    def do(self, person: str, deed: Callable[[Work], object]) -> bool:
        """One unit of work; False where it was refused with a sentence."""
        self.now += timedelta(seconds=7)
        try:
            with self.services.unit(WORKSPACE, person) as work:
                deed(work)
        except DramatisError as error:
            self.sentences.append(error.sentence)
            return False
        return True

    @property
    def ts(self) -> str:
        """A timestamp for what is typed next."""
        return f"{int(self.now.timestamp()) + 7}.000100"

    @contextmanager
    def look(self):  # type: ignore[no-untyped-def]
        """A reading session."""
        with self.store.reading() as session:
            yield session

    def stage(self) -> Stage:
        """Where the workshop stands."""
        with self.look() as session:
            return kept.get_workshop(session, WORKSPACE, self.workshop).stage

    def facilitator(self) -> str:
        """Who runs it."""
        with self.look() as session:
            return kept.get_workshop(session, WORKSPACE, self.workshop).facilitator

    def conversations(self) -> dict[str, Conversation]:
        """Everybody's conversation, as it is stored."""
        with self.look() as session:
            return dict(kept_seats.conversations(session, WORKSPACE, self.workshop))

    def seat(self, person: str) -> str:
        """A person's seat, or one that is not there."""
        with self.look() as session:
            return kept_seats.seat_of(session, WORKSPACE, self.workshop, person) or "nobody"

    # What can happen

    def say(self, person: str, text: str) -> None:
        """Types into the DM, outside threads."""
        ts = self.ts
        open_ = self.conversations().get(person)
        heard: list[bool] = []
        if (
            self.do(person, lambda work: heard.append(seats.hear(work, text, ts, None)))
            and heard[0]
            and open_ is not None
        ):
            self.typed[person, ts] = text

    def event(self, person: str, event: Event) -> None:
        """Presses something in the conversation."""
        self.do(person, lambda work: seats.take(work, self.seat(person), event))

    def vote(self, person: str, choice: Choice) -> None:
        """Marks every line."""

        def mark(work: Work) -> None:
            _, lines, _ = workshops_vote.ballot_lines(work, self.workshop)
            workshops_vote.vote(work, self.workshop, {line.id: choice for line in lines})

        self.do(person, mark)

    # What must hold

    def check(self) -> None:
        """Nothing lost, nothing shown, always something next."""
        stage, talks = self.stage(), self.conversations()
        assert all(sentence.endswith((".", "?")) for sentence in self.sentences)
        for (person, ts), text in self.typed.items():
            assert text in _sources(talks[person], ts), (person, text)
        for talk in talks.values():
            assert talk.turns
            last = talk.turns[-1].kind
            if stage in BLIND:
                assert talk.phase is not Phase.CLOSED
                assert (last in (TurnKind.QUESTION, TurnKind.PROBE)) == (talk.phase is Phase.ASKING)
                assert (last is TurnKind.SUMMARY) == (talk.phase is Phase.SUMMARY)
                assert (last is TurnKind.DONE) == (talk.phase is Phase.DONE)
            else:
                assert talk.phase is Phase.CLOSED
        if stage not in (Stage.REVEALED, Stage.PUBLISHED):
            self._blind(talks)

    def _blind(self, talks: dict[str, Conversation]) -> None:
        own = {person: f"dm:{person}" for person in talks}
        table = OutboxRow.__table__  # type: ignore[attr-defined]
        with self.look() as session:
            said = session.execute(sa.select(table.c.lane, table.c.message)).all()
        for lane, message in said:
            shown = json.dumps(json.loads(message or "{}"), ensure_ascii=False)
            for (person, _), text in self.typed.items():
                if lane != own[person]:
                    assert _mark(text) not in shown, (person, lane, text)


def _sources(talk: Conversation, ts: str) -> list[str]:
    return [s.text for answer in talk.answers for s in (*answer.sources, *answer.earlier) if s.ts == ts]


def _mark(text: str) -> str:
    """The number that only this message has."""
    return next(word for word in text.split() if word.isdigit())


PERSON = st.sampled_from(PEOPLE)
PLACE = st.integers(0, 9)
DEEDS = st.one_of(
    st.tuples(st.just("join"), PERSON, PLACE),
    st.tuples(st.just("say"), PERSON, PLACE),
    st.tuples(st.just("say"), PERSON, PLACE),
    st.tuples(st.just("say"), PERSON, PLACE),
    st.tuples(
        st.sampled_from(["edit", "delete", "press", "know", "change", "resume"]),
        PERSON,
        PLACE,
    ),
    st.tuples(
        st.sampled_from(
            ["vote_start", "vote", "reveal", "hand_over", "extend", "deadline", "close", "remind", "restart"]
        ),
        PERSON,
        PLACE,
    ),
)


def happen(machine: Machine, deed: str, person: str, place: int) -> None:
    """One random event."""
    w, origin = machine.workshop, Origin()
    talk = machine.conversations().get(person)
    mine = [ts for who, ts in machine.typed if who == person]
    runs = machine.facilitator() if place < 7 else person
    match deed:
        case "join":
            machine.do(person, lambda work: seats.join(work, w, origin))
        case "say":
            number = 10_000 + len(machine.typed) * 97 + next(machine.ids)
            machine.say(person, THEMES[place % len(THEMES)].format(number))
        case "edit" if mine:
            ts = mine[place % len(mine)]
            text = THEMES[(place + 1) % len(THEMES)].format(90_000 + next(machine.ids))
            machine.do(person, lambda work: seats.change_words(work, Edited(ts, text)))
            if machine.stage() in BLIND:
                machine.typed[person, ts] = text
        case "delete" if mine:
            ts = mine[place % len(mine)]
            machine.do(person, lambda work: seats.change_words(work, Deleted(ts)))
            if machine.stage() in BLIND:
                del machine.typed[person, ts]
        case "press" if talk is not None:
            button = (Skip, DontKnow, GoBack, Pause, Finish)[place % 5]
            machine.event(person, button(talk.open_turn if place < 8 else 0))
        case "know" if talk is not None:
            machine.event(person, Knows(talk.script[place % 3], list(HowKnown)[place % 4]))
        case "change" if talk is not None:
            machine.event(person, ChangeAnswer(talk.script[place % 3]))
        case "resume":
            machine.event(person, Resume())
        case "vote_start":
            machine.do(runs, lambda work: workshops_vote.start_vote(work, w))
        case "vote":
            machine.vote(person, list(Choice)[place % 3])
        case "reveal" if place in (0, 8):
            machine.do(runs, lambda work: reveals.show_reveal(work, w))
        case "hand_over":
            machine.do(runs, lambda work: running.hand_over(work, w, person, origin))
        case "extend":
            until = machine.now + timedelta(hours=place + 1)
            machine.do(runs, lambda work: running.extend(work, w, until, origin))
        case "deadline":
            machine.now += timedelta(hours=place)
            machine.do(person, lambda work: running.deadline_passed(work, w))
        case "close" if place == 0:
            machine.do(runs, lambda work: running.close(work, w, origin))
        case "remind":
            machine.do(runs, lambda work: running.remind_everybody(work, w, origin))
        case "restart":
            machine.restart()


@settings(
    max_examples=12,
    deadline=None,
    derandomize="DRAMATIS_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(DEEDS, min_size=15, max_size=60))
def test_whatever_happens_every_answer_is_kept_unseen_and_somebody_knows_what_is_next(
    story: list[tuple[str, str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder))
        for person in PEOPLE:
            happen(machine, "join", person, 0)
        for deed, person, place in story:
            happen(machine, deed, person, place)
            machine.check()
        machine.restart()
        machine.check()
        machine.store.close()
