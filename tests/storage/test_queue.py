"""The queue: one function claims, lanes keep their order, nothing is taken twice, finished rows cost nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from storage import queue
from storage.queue import AlreadyDone, Claim, NotYourTurn, Queue, Taken
from storage.store import Store

SECOND = 1_000_000
NOW = 1_700_000_000 * SECOND


def receive(
    session: Session, key: str, at: int = 0, lane: str = "person:U1", workspace: str = "T1"
) -> Claim | None:
    return queue.receive(
        session,
        workspace=workspace,
        key=key,
        kind="event:message",
        lane=lane,
        at=at,
        body="{}",
        owner="me",
        now=NOW,
        lease=30 * SECOND,
    ).claim


def enqueue(
    session: Session,
    lane: str = "channel:C1",
    method: str = "post",
    handle: str | None = None,
    message: str = "m",
) -> int:
    return queue.enqueue_outbox(
        session,
        workspace="T1",
        lane=lane,
        uuid="u",
        method=method,
        handle=handle,
        target={},
        message=message,
        now=NOW,
    )


def claim(
    session: Session, which: Queue = Queue.OUTBOX, owner: str = "me", now: int = NOW, limit: int = 100
) -> list[Taken]:
    return queue.claim(session, which, owner, now, 30 * SECOND, limit)


def test_what_is_known_is_not_received_again(store: Store) -> None:
    with store.writing() as session:
        first = receive(session, "Ev1")
        assert first is not None
        assert receive(session, "Ev1") is None
        assert receive(session, "Ev1", workspace="T2") is not None
    with store.writing() as session:
        queue.complete(session, first, NOW)
        assert receive(session, "Ev1") is None, "its key outlives the row's work"


def test_twenty_threads_receiving_one_event_store_it_once(store: Store) -> None:
    def one(_: int) -> bool:
        with store.writing() as session:
            return receive(session, "Ev1") is not None

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(one, range(20))) == 1


def test_only_the_head_of_a_lane_can_be_claimed(store: Store) -> None:
    with store.writing() as session:
        ids = [enqueue(session) for _ in range(3)]
        other = enqueue(session, lane="channel:C2")
    with store.writing() as session:
        taken = claim(session)
        assert [each.claim.id for each in taken] == [ids[0], other]
        assert claim(session) == []
        queue.complete(session, taken[0].claim, NOW)
        assert [each.claim.id for each in claim(session)] == [ids[1]]


def test_the_head_is_the_earliest_not_the_first_to_arrive(store: Store) -> None:
    with store.writing() as session:
        late, early = receive(session, "b", at=2), receive(session, "a", at=1)
        assert late is not None
        assert early is not None
        queue.hold(session, early)
        with pytest.raises(NotYourTurn):
            queue.hold(session, late)
        queue.complete(session, early, NOW)
        queue.hold(session, late)


def test_a_lane_waits_for_a_head_that_pauses(store: Store) -> None:
    with store.writing() as session:
        enqueue(session)
        enqueue(session)
        (head,) = claim(session)
        queue.retry(session, head.claim, NOW + 5 * SECOND, "ratelimited", counted=False)
        assert claim(session, now=NOW + SECOND) == []
        (again,) = claim(session, now=NOW + 5 * SECOND)
        assert again.claim.id == head.claim.id
        assert again.claim.attempts == 1


def test_a_row_given_up_lets_its_lane_go_on_and_keeps_its_payload(store: Store) -> None:
    with store.writing() as session:
        enqueue(session)
        second = enqueue(session)
        (head,) = claim(session)
        queue.give_up(session, head.claim, NOW, "channel_not_found")
        assert [each.claim.id for each in claim(session)] == [second]
        assert session.execute(sa.text("SELECT message, error FROM outbox WHERE state = 'failed'")).one() == (
            "m",
            "channel_not_found",
        )
        assert queue.measure(session, Queue.OUTBOX, NOW).failed == 1


def test_finished_rows_keep_no_payload(store: Store) -> None:
    with store.writing() as session:
        received = receive(session, "Ev1")
        assert received is not None
        enqueue(session)
        queue.complete(session, received, NOW)
        queue.complete(session, claim(session)[0].claim, NOW)
        assert session.execute(sa.text("SELECT body FROM inbox")).scalar() is None
        assert session.execute(sa.text("SELECT message, target FROM outbox")).one() == (None, None)


def test_a_lease_that_ran_out_is_taken_over_and_the_old_holder_finds_out(store: Store) -> None:
    with store.writing() as session:
        old = receive(session, "Ev1")
        assert old is not None
        assert claim(session, Queue.INBOX, "other", NOW + 29 * SECOND) == []
        (new,) = claim(session, Queue.INBOX, "other", NOW + 30 * SECOND)
        assert new.claim.attempts == 2
        assert new.claim.doubtful, "the first attempt may have had effects"
        with pytest.raises(AlreadyDone):
            queue.hold(session, old)
        assert not queue.complete(session, old, NOW)
        assert queue.complete(session, new.claim, NOW)
        with pytest.raises(AlreadyDone):
            queue.hold(session, new.claim)


def test_an_old_holding_of_the_same_process_is_told_from_the_new_one(store: Store) -> None:
    with store.writing() as session:
        old = receive(session, "Ev1")
        assert old is not None
        (new,) = claim(session, Queue.INBOX, "me", NOW + 31 * SECOND)
        assert not queue.complete(session, old, NOW)
        queue.hold(session, new.claim)


def test_renewing_keeps_a_row_and_releasing_gives_it_back_without_a_trace(store: Store) -> None:
    with store.writing() as session:
        enqueue(session)
        (taken,) = claim(session)
        assert queue.renew(session, [taken.claim], NOW + 90 * SECOND) == 1
        assert claim(session, now=NOW + 60 * SECOND) == []
        assert queue.release(session, taken.claim)
        (again,) = claim(session, owner="other")
        assert (again.claim.attempts, again.claim.doubtful) == (1, False)
        assert queue.renew(session, [taken.claim], NOW + 90 * SECOND) == 0


def test_doubt_is_kept_until_somebody_knows(store: Store) -> None:
    with store.writing() as session:
        enqueue(session)
        (first,) = claim(session)
        queue.retry(session, first.claim, NOW, "cut", doubtful=True)
        (second,) = claim(session)
        assert second.claim.doubtful
        queue.retry(session, second.claim, NOW, "no connection", doubtful=second.claim.doubtful)
        (third,) = claim(session)
        assert third.claim.doubtful


def test_leases_of_a_dead_process_end_at_once_and_those_of_others_stay(store: Store) -> None:
    with store.writing() as session:
        enqueue(session, "channel:C1")
        claim(session, owner="dead:1")
        enqueue(session, "channel:C2")
        claim(session, owner="dead:12")
        assert queue.owners(session) == {"dead:1", "dead:12"}
        assert queue.recover(session, "dead:1") == 1
        (taken,) = claim(session)
        assert taken.claim.lane == "channel:C1"
        assert taken.claim.doubtful


def test_an_unsent_update_is_replaced_and_one_under_way_is_not(store: Store) -> None:
    with store.writing() as session:
        first = enqueue(session, method="update", handle="card", message="one")
        assert enqueue(session, method="update", handle="card", message="two") == first
        assert enqueue(session, method="update", handle="other", message="x") != first
        (taken,) = claim(session)
        assert taken.row["message"] == "two"
        assert enqueue(session, method="update", handle="card", message="three") != first


def test_an_update_replaced_after_its_lease_ran_out_is_not_finished_with_the_old_words(store: Store) -> None:
    """Its holder was slow, not dead: it sends what it read and comes back to say so."""
    with store.writing() as session:
        row = enqueue(session, method="update", handle="card", message="old")
        (slow,) = claim(session, now=NOW - 60 * SECOND)
    with store.writing() as session:
        assert enqueue(session, method="update", handle="card", message="new") == row
        assert not queue.complete(session, slow.claim, NOW)
        (again,) = claim(session)
    assert (again.row["id"], again.row["message"], again.claim.doubtful) == (row, "new", True)


def test_jobs_wait_until_they_are_due_and_for_their_kind(store: Store) -> None:
    with store.writing() as session:
        queue.schedule_job(
            session, workspace="T1", kind="remind", payload={"a": 1}, lane="a", now=NOW, due=NOW + 60 * SECOND
        )
        queue.schedule_job(session, workspace="T1", kind="read", payload={}, lane="b", now=NOW)
        assert queue.claim(session, Queue.JOB, "me", NOW, SECOND, 9, kinds=["remind"]) == []
        assert [each.row["kind"] for each in claim(session, Queue.JOB)] == ["read"]
        assert queue.next_due(session, Queue.JOB, NOW) == NOW + 30 * SECOND
        assert [each.row["payload"] for each in claim(session, Queue.JOB, now=NOW + 60 * SECOND)] == [
            "{}",
            '{"a": 1}',
        ]


def test_lanes_and_workspaces_can_be_left_out(store: Store) -> None:
    with store.writing() as session:
        enqueue(session, "channel:C1")
        enqueue(session, "channel:C2")
        taken = queue.claim(session, Queue.OUTBOX, "me", NOW, SECOND, 9, skip_lanes=[("T1", "channel:C1")])
        assert [each.claim.lane for each in taken] == ["channel:C2"]
        assert queue.claim(session, Queue.OUTBOX, "me", NOW, SECOND, 9, workspace="T2") == []


def test_many_workers_take_each_row_once_and_in_order(open_store: Callable[[], Store]) -> None:
    stores = [open_store() for _ in range(3)]
    lanes = [f"channel:C{n}" for n in range(6)]
    with stores[0].writing() as session:
        for _ in range(10):
            for lane in lanes:
                enqueue(session, lane)
    done: dict[str, list[int]] = {lane: [] for lane in lanes}
    lock = threading.Lock()

    def work(store: Store) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with store.writing() as session:
                taken = queue.claim(session, Queue.OUTBOX, "me", NOW, 30 * SECOND, 3)
            for each in taken:
                with lock:
                    done[each.claim.lane].append(each.claim.id)
                with store.writing() as session:
                    assert queue.complete(session, each.claim, NOW)
            with lock:
                if sum(map(len, done.values())) == 60:
                    return

    threads = [threading.Thread(target=work, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ids in done.values():
        assert len(ids) == 10
        assert ids == sorted(ids)


def test_purging_keeps_what_is_young_and_what_is_open(store: Store) -> None:
    with store.writing() as session:
        old, young, kept = receive(session, "a"), receive(session, "b"), receive(session, "c")
        assert old is not None
        assert young is not None
        assert kept is not None
        queue.complete(session, old, NOW - 3600 * SECOND)
        queue.complete(session, young, NOW)
        assert queue.purge(session, NOW - SECOND, NOW - SECOND) == 1
        assert session.execute(sa.text("SELECT key FROM inbox ORDER BY key")).scalars().all() == ["b", "c"]


def test_age_and_depth(store: Store) -> None:
    with store.writing() as session:
        enqueue(session)
        depth = queue.measure(session, Queue.OUTBOX, NOW + 7 * SECOND)
    assert (depth.open, depth.oldest_seconds, depth.failed) == (1, 7.0, 0)


def test_a_claim_uses_the_index_of_open_rows(store: Store) -> None:
    """So its cost does not grow with finished rows."""
    with store.writing() as session:
        for _ in range(30):
            receive(session, f"k{_}", lane=f"person:{_}")
        session.execute(
            sa.text(
                "INSERT INTO inbox (workspace, lane, at, state, due_at, lease_until, attempts, doubtful,"
                " created_at, finished_at, key, kind)"
                " SELECT workspace, lane, at, 'done', 0, 0, 1, doubtful, 0, 0, key || '-' || n, kind FROM inbox,"
                " (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 400)"
                " SELECT n FROM c) AS numbers"
            )
        )
    with store.writing() as session:
        if not store.is_sqlite:
            session.execute(sa.text("ANALYZE inbox"))
        seen: list[str] = []
        connection = session.connection()

        def explain(
            conn: sa.Connection, cursor: object, statement: str, parameters: object, *_: object
        ) -> None:
            if statement.startswith("SELECT") and "inbox" in statement:
                words = "EXPLAIN QUERY PLAN " if store.is_sqlite else "EXPLAIN "
                raw = conn.connection.cursor()
                raw.execute(words + statement, parameters)
                seen.extend(str(row) for row in raw.fetchall())

        sa.event.listen(connection, "before_cursor_execute", explain)
        assert len(claim(session, Queue.INBOX, now=NOW + 60 * SECOND)) == 30
        plan = "\n".join(seen)
        assert "_open" in plan
        assert "SCAN inbox" not in plan.replace("USING INDEX", "")
        assert "Seq Scan" not in plan
