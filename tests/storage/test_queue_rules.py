"""Whatever happens in whatever order: no row is held twice, no lane is overtaken, no finished row comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from storage import queue
from storage.queue import Claim, Queue
from storage.store import Store
from tests.databases import sqlite_url

LEASE = 10
LANES = ["a", "b", "c"]


class QueueRules(RuleBasedStateMachine):
    """A queue beside a model of it: lists of ids by lane. Time is counted in ticks."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000
        self.open: dict[str, list[int]] = {lane: [] for lane in LANES}
        self.held: dict[int, tuple[Claim, int]] = {}  # id → the latest claim, when its lease ends
        self.lost: list[Claim] = []
        self.due: dict[int, int] = {}
        with self.store.writing() as session:
            session.execute(sa.text("DELETE FROM outbox"))

    @rule(lane=st.sampled_from(LANES))
    def enqueue(self, lane: str) -> None:
        with self.store.writing() as session:
            row = queue.enqueue_outbox(
                session,
                workspace="T1",
                lane=lane,
                uuid="u",
                method="post",
                handle=None,
                target={},
                message="m",
                now=self.now,
            )
        self.open[lane].append(row)

    @rule(limit=st.integers(1, 4), owner=st.sampled_from(["p", "q"]))
    def claim(self, limit: int, owner: str) -> None:
        with self.store.writing() as session:
            taken = queue.claim(session, Queue.OUTBOX, owner, self.now, LEASE, limit)
        free = {
            ids[0]
            for ids in self.open.values()
            if ids
            and self.due.get(ids[0], 0) <= self.now
            and (ids[0] not in self.held or self.held[ids[0]][1] <= self.now)
        }
        got = [each.claim.id for each in taken]
        assert len(got) == min(limit, len(free)), "nothing free is withheld"
        assert set(got) <= free, "only free heads are given out"
        for each in taken:
            if each.claim.id in self.held:
                assert each.claim.doubtful
                self.lost.append(self.held[each.claim.id][0])
            self.held[each.claim.id] = (each.claim, self.now + LEASE)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), end=st.sampled_from(["complete", "give_up", "release", "retry"]))
    def finish(self, data: Any, end: str) -> None:
        claim, _ = self.held.pop(data.draw(st.sampled_from(sorted(self.held)), label="row"))
        with self.store.writing() as session:
            if end == "complete":
                assert queue.complete(session, claim, self.now)
            elif end == "give_up":
                assert queue.give_up(session, claim, self.now, "no")
            elif end == "release":
                assert queue.release(session, claim)
            else:
                self.due[claim.id] = self.now + 3
                assert queue.retry(session, claim, self.now + 3, "later")
        if end in ("complete", "give_up"):
            self.open[claim.lane].remove(claim.id)
        self.lost.append(claim)

    @precondition(lambda self: self.lost)
    @rule(data=st.data())
    def a_lost_claim_can_do_nothing(self, data: Any) -> None:
        claim = data.draw(st.sampled_from(self.lost), label="lost claim")
        with self.store.writing() as session:
            assert not queue.complete(session, claim, self.now)
            assert not queue.retry(session, claim, self.now, "x")
            assert queue.renew(session, [claim], self.now + 999) == 0
            with pytest.raises(queue.AlreadyDone):
                queue.hold(session, claim)

    @rule(ticks=st.integers(1, 12))
    def wait(self, ticks: int) -> None:
        self.now += ticks

    @invariant()
    def what_is_open_is_what_we_think(self) -> None:
        with self.store.reading() as session:
            rows = session.execute(
                sa.text("SELECT id, lane FROM outbox WHERE state = 'open' ORDER BY id")
            ).all()
        assert {lane: [row.id for row in rows if row.lane == lane] for lane in LANES} == self.open


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def shared_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """One database for all examples: each empties the table."""
    with TemporaryDirectory() as folder:
        if request.param == "postgres":
            from tests.databases import postgres_url

            store = Store(postgres_url(request.getfixturevalue("postgres")))
        else:
            store = Store(sqlite_url(Path(folder)))
        yield store
        store.close()


@pytest.mark.hypothesis
def test_the_queue_as_a_state_machine(shared_store: Store) -> None:
    machine = type("Rules", (QueueRules,), {"store": shared_store})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
