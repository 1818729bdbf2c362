"""Subscriptions and what was sent, on both databases: claimed once, sent once, through two years and five zones."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot.digest.nouns import Memory, State, Subscription
from bot.digest.rhythm import Rhythm, next_slot
from bot.errors import NotFound
from bot.facets import Lens
from bot.messages import from_json
from handlers.use_cases.digests import content, sending
from handlers.use_cases.work import Services
from storage import digests as kept
from storage import personas
from storage.digests import DigestSentRow
from storage.queue import OutboxRow
from storage.store import Store, from_micros, micros
from tests.bot.personas.cast import persona

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata")


def wish(number: int = 1, zone: str = "Europe/Berlin", **more: Any) -> Subscription:
    rhythm = Rhythm((0,), 540, zone)
    made = Subscription(
        f"s{number}",
        f"C{number}",
        "",
        "U1",
        rhythm,
        Lens.PRODUCT,
        State.ACTIVE,
        NOW,
        next_slot(rhythm, NOW).at,
    )
    return replace(made, **more)


class Time:
    """A clock that is set by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def services(store: Store, time: Time, owner: str = "one") -> Services:
    return Services(store, owner, time)


def keep(store: Store, *wishes: Subscription, workspace: str = "T1") -> None:
    with store.writing() as session:
        for each in wishes:
            kept.save(session, workspace, each)


def outbox(session: Session) -> list[Any]:
    return list(session.execute(sa.select(OutboxRow.__table__).order_by(sa.text("id"))))  # type: ignore[attr-defined]


def test_a_subscription_comes_back_as_it_was_and_stays_in_its_workspace(store: Store) -> None:
    memory = Memory({"risk:l1": date(2026, 2, 3)}, {"l1": "61 % say so · “ü”"})
    full = wish(told=NOW, used=date(2026, 2, 23), quiet=2, memory=memory, state=State.PAUSED)
    keep(store, full)
    with store.reading() as session:
        assert kept.get(session, "T1", "s1") == full
        assert kept.of_channel(session, "T1", "C1") == (full,)
        assert kept.of_channel(session, "T2", "C1") == ()
        with pytest.raises(NotFound):
            kept.get(session, "T2", "s1")


def test_a_channel_has_one_for_each_product(store: Store) -> None:
    keep(store, wish(1), replace(wish(2), channel="C1", product="lumen"))
    with pytest.raises(sa.exc.IntegrityError):
        keep(store, replace(wish(3), channel="C1", product="lumen"))


def test_what_is_due_is_sent_once_and_the_next_time_is_set(store: Store) -> None:
    time = Time()
    keep(store, wish())
    assert sending.send_due(services(store, time)) == 0
    time.now = wish().due
    assert sending.send_due(services(store, time)) == 1
    assert sending.send_due(services(store, time)) == 0
    with store.reading() as session:
        (row,) = outbox(session)
        after = kept.get(session, "T1", "s1")
        assert kept.sent(session, "T1", "s1") == (("2026-03-02", time.now),)
    assert after.due == datetime(2026, 3, 9, 8, tzinfo=UTC)
    assert (after.used, after.told, after.quiet) == (date(2026, 3, 2), time.now, 1)
    assert from_json(row.message).late == ""
    assert row.lane == "channel:C1"


def test_a_period_that_is_marked_is_not_sent_again_even_if_the_row_says_it_is_due(store: Store) -> None:
    """The unique key holds where everything else fails: a due time set back by hand, or by a restored backup."""
    time = Time(wish().due)
    keep(store, wish())
    sending.send_due(services(store, time))
    keep(store, wish())
    assert sending.send_due(services(store, time)) == 0
    with store.reading() as session:
        assert len(outbox(session)) == 1
        assert kept.get(session, "T1", "s1").due > time.now


def test_a_paused_one_waits(store: Store) -> None:
    keep(store, wish(state=State.PAUSED))
    assert sending.send_due(services(store, Time(NOW + timedelta(days=30)))) == 0


def test_after_downtime_it_comes_once_late_and_says_so(store: Store) -> None:
    time = Time(wish().due + timedelta(days=14, hours=3))
    keep(store, wish())
    assert sending.send_due(services(store, time)) == 1
    with store.reading() as session:
        (row,) = outbox(session)
        assert [period for period, _ in kept.sent(session, "T1", "s1")] == ["2026-03-16"]
        assert kept.get(session, "T1", "s1").due == datetime(2026, 3, 23, 8, tzinfo=UTC)
    late = from_json(row.message).late
    assert late == "Late: it was due on Monday 16 March at 9:00. The 2 before were missed."


def test_many_processes_that_tick_at_once_send_each_once(open_store: Callable[[], Store]) -> None:
    count, time = 60, Time(wish().due)
    stores = [open_store() for _ in range(4)]
    for place in range(3):
        keep(stores[0], *(wish(n) for n in range(place * 20, place * 20 + 20)), workspace=f"T{place}")
    barrier, failed = threading.Barrier(len(stores)), []

    def tick(store: Store, owner: str) -> None:
        barrier.wait()
        try:
            for _ in range(3):
                sending.send_due(services(store, time, owner))
        except Exception as error:  # shown below
            failed.append(error)

    threads = [threading.Thread(target=tick, args=(store, f"p{n}")) for n, store in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with stores[0].reading() as session:
        lanes = Counter((row.workspace, row.lane) for row in outbox(session))
    assert len(lanes) == count
    assert set(lanes.values()) == {1}


def test_a_process_that_dies_has_sent_nothing_and_another_sends_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time(wish().due)
    keep(store, wish(1), wish(2))

    class Killed(BaseException):
        pass

    real, calls = sending.next_slot, []

    def dies(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise Killed
        return real(*args)

    monkeypatch.setattr(sending, "next_slot", dies)
    with pytest.raises(Killed):
        sending.send_due(services(store, time, "dying"))
    with store.reading() as session:
        assert outbox(session) == []
    assert sending.send_due(services(store, time, "living")) == 2
    with store.reading() as session:
        assert sorted(row.lane for row in outbox(session)) == ["channel:C1", "channel:C2"]


def test_a_defect_with_one_keeps_no_other_waiting_and_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    time = Time(wish().due)
    keep(store, wish(1), wish(2), wish(3))
    real = content.choose

    def breaks(seen: Any, subscription: Subscription, now: datetime) -> Any:
        if subscription.id == "s2":
            raise KeyError("a defect")
        return real(seen, subscription, now)

    monkeypatch.setattr(content, "choose", breaks)
    assert sending.send_due(services(store, time)) == 2
    assert sending.send_due(services(store, time)) == 0
    monkeypatch.setattr(content, "choose", real)
    time.now += timedelta(minutes=2)
    assert sending.send_due(services(store, time)) == 1
    monkeypatch.setattr(content, "choose", breaks)
    time.now = wish().due + timedelta(days=7)
    for _ in range(sending.ATTEMPTS):
        sending.send_due(services(store, time))
        time.now += timedelta(hours=30)
    assert "left out" in caplog.text
    with store.reading() as session:
        assert kept.get(session, "T1", "s2").due > time.now


@pytest.mark.slow
def test_two_simulated_years_in_five_zones_bring_each_digest_once_at_its_local_hour(store: Store) -> None:
    """Two processes look in turn, at every due moment, through four changes of clocks."""
    time = Time()
    keep(store, *(wish(n, zone) for n, zone in enumerate(ZONES)))
    daily = Rhythm(
        tuple(range(7)), 150, "Europe/Berlin"
    )  # half past two: skipped once and doubled once a year
    keep(store, replace(wish(7), rhythm=daily, due=next_slot(daily, NOW).at))
    both = [services(store, time, owner) for owner in ("one", "two")]
    end = NOW + timedelta(days=731)
    turn = 0
    while time.now < end:
        sending.send_due(both[turn % 2])
        turn += 1
        with store.reading() as session:
            due = min(each.due for each in kept.of_workspace(session, "T1"))
        time.now = min(max(due, time.now), time.now + timedelta(hours=48))
    with store.reading() as session:
        for number, zone in [*enumerate(ZONES), (7, "Europe/Berlin")]:
            there = ZoneInfo(zone)
            periods = kept.sent(session, "T1", f"s{number}")
            days = [date.fromisoformat(period) for period, _ in periods]
            step = 1 if number == 7 else 7
            assert all(b - a == timedelta(days=step) for a, b in itertools.pairwise(days))
            assert len(days) in ((731, 732) if number == 7 else (104, 105))
            for day, (_, at) in zip(days, periods, strict=True):
                local = at.astimezone(there)
                assert local.date() == day
                hour = (2, 30) if number == 7 else (9, 0)
                if number == 7 and (local.hour, local.minute) == (3, 30):  # that night has no half past two
                    assert day in (date(2026, 3, 29), date(2027, 3, 28))
                    continue
                assert (local.hour, local.minute) == hour
        lanes = Counter(row.lane for row in outbox(session))
        sent = session.execute(sa.select(sa.func.count()).select_from(DigestSentRow)).scalar_one()  # type: ignore[arg-type]
    assert sum(lanes.values()) == sent


def test_a_private_persona_is_spoken_of_in_its_channel_only(store: Store) -> None:
    with store.writing() as session:
        for workspace, key, channel, private in (
            ("T1", "public", "C1", False),
            ("T1", "secret", "C2", True),
            ("T2", "other", "C1", False),
        ):
            made = persona(
                id=f"p-{key}", name=f"N-{key}", channel=channel, private=private, created=NOW, changed=NOW
            )
            personas.save_persona(session, workspace, made)
    keep(store, wish(1), wish(2), wish(3))
    with services(store, Time()).unit("T1") as work:
        gathering = content.Gathering(work, [wish(1), wish(2), wish(3)])
        seen = {n: {p.title for p in gathering.seen(wish(n)).personas} for n in (1, 2, 3)}
        limited = {p.title for p in gathering.seen(wish(2, product="lumen")).personas}
        nothing = gathering.seen(wish(2, product="other")).personas
    assert seen == {1: {"N-public"}, 2: {"N-public", "N-secret"}, 3: {"N-public"}}
    assert limited == {"N-public", "N-secret"}
    assert nothing == ()


def test_marks_of_long_ago_are_forgotten(store: Store) -> None:
    with store.writing() as session:
        for period, at in (("old", NOW - timedelta(days=401)), ("new", NOW)):
            kept.mark(session, "T1", [kept.Sent("s1", period, micros(at), micros(at), 0)])
    assert sending.forget_sent(services(store, Time())) == 1
    with store.reading() as session:
        assert [period for period, _ in kept.sent(session, "T1", "s1")] == ["new"]
        assert from_micros(micros(NOW)) == NOW
