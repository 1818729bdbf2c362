"""Faults of the machine and of Slack as a whole (docs/RELIABILITY.md): a full disk, a clock that jumps, an outage."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from handlers.use_cases.work import Target
from storage.store import is_busy
from tests.slack import payloads
from tests.slack.bench_app import Running
from tests.slack.fake import FakeSlack

Start = Callable[..., Running]


class Disk:
    """The disk under a SQLite file: while it is full the file cannot grow by a page."""

    def __init__(self, app: Running) -> None:
        self.is_full = False
        event.listen(app.services.store._writer, "checkout", self._checked_out)

    def _checked_out(self, connection: Any, _record: Any, _proxy: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages if self.is_full else 1_000_000_000}")


def shift(app: Running, by: timedelta) -> None:
    """Moves the machine's clock as this process sees it."""
    app.services.clock = lambda: datetime.now(UTC) + by


def open_rows(app: Running, table: str) -> int:
    with app.services.store.reading() as session:
        return int(
            session.execute(sa.text(f"SELECT count(*) FROM {table} WHERE state = 'open'")).scalar_one()
        )


def test_an_event_that_finds_the_disk_full_is_not_acknowledged_so_that_slack_sends_it_again(
    app: Running, fake_slack: FakeSlack
) -> None:
    disk = Disk(app)
    disk.is_full = True
    long = payloads.message("x" * 200_000)
    assert payloads.send(app.port, long).status_code == 503
    disk.is_full = False
    assert payloads.send(app.port, long, headers={"X-Slack-Retry-Num": "1"}).status_code == 200
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 1)


def test_what_was_acknowledged_before_the_disk_was_full_is_answered_once_there_is_room(
    app: Running, fake_slack: FakeSlack
) -> None:
    disk = Disk(app)
    fake_slack.delay = 0.05
    for n in range(5):
        message = payloads.message(f"m{n}" + "x" * 100_000, ts=1_700_000_000.0 + n)
        assert payloads.send(app.port, message).status_code == 200
    disk.is_full = True
    time.sleep(1.0)
    disk.is_full = False
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 5, 20)
    assert [text[:2] for text in fake_slack.texts()] == [f"m{n}" for n in range(5)]
    assert fake_slack.wait_for(lambda: open_rows(app, "inbox") == 0 and open_rows(app, "outbox") == 0)


def test_a_full_disk_passes_and_is_told_from_a_fault(app: Running) -> None:
    disk = Disk(app)
    disk.is_full = True
    with pytest.raises(sa.exc.OperationalError) as met, app.services.unit("T1") as work:
        work.session.execute(
            sa.text("INSERT INTO product (workspace, id, name) VALUES ('T1', 'p', :name)"),
            {"name": "x" * 1_000_000},
        )
    assert is_busy(met.value)


@pytest.mark.parametrize("hours", [26, -2])
def test_a_clock_that_jumps_loses_and_doubles_nothing(
    both_urls: str, fake_slack: FakeSlack, start_app: Start, hours: int
) -> None:
    """Forwards every lease has run out at once, and the other replica takes the row that is still worked on."""
    one = start_app(both_urls, owner="one")
    two = start_app(both_urls, owner="two")
    assert payloads.send(one.port, payloads.message("sleep 1", ts=1_700_000_001.0)).status_code == 200
    assert payloads.send(one.port, payloads.message("after it", ts=1_700_000_002.0)).status_code == 200
    time.sleep(0.3)
    for app in (one, two):
        shift(app, timedelta(hours=hours))
    later = payloads.message("later", ts=time.time() + 3600 * hours)
    assert payloads.send(two.port, later).status_code == 200
    if hours < 0:  # what was queued in the moment of the jump waits until the clock has caught up
        assert fake_slack.wait_for(lambda: open_rows(one, "inbox") == 0, 20)
        for app in (one, two):
            shift(app, timedelta())
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 3, 20)
    assert fake_slack.wait_for(lambda: open_rows(one, "inbox") == 0 and open_rows(one, "outbox") == 0)
    time.sleep(0.3)
    assert sorted(fake_slack.texts()) == ["after it", "later", "sleep 1"]
    assert fake_slack.texts().index("sleep 1") < fake_slack.texts().index("after it")


def test_a_slack_that_is_down_for_an_hour_gets_everything_afterwards_in_order(
    sqlite_file: str, start_app: Start, fake_slack: FakeSlack
) -> None:
    app = start_app(
        sqlite_file, lease=10_000.0
    )  # minutes pass in moments here: no lease must run out in them
    app.say("before", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["before"])
    down = ("chat.postMessage", "conversations.history", "auth.test")
    for method in down:
        fake_slack.fail(method, *["503"] * 100_000)
    for n in range(4):
        app.say(f"m{n}", Target.dm("U1"))
        app.say(f"c{n}", Target.channel("C1"))
    for minute in range(60):
        shift(app, timedelta(minutes=minute))
        app.services.wake.set()
        time.sleep(0.05)
    assert fake_slack.texts() == ["before"]
    tried = len(fake_slack.called("chat.postMessage")) + len(fake_slack.called("conversations.history"))
    assert tried < 300, "and Slack is not hammered meanwhile"
    for method in down:
        fake_slack._failures[method].clear()
    for minute in range(62, 82):  # an attempt under way in the last moment is made again a minute later
        shift(app, timedelta(minutes=minute))
        app.services.wake.set()
        if fake_slack.wait_for(lambda: len(fake_slack.texts()) == 9, 1):
            break
    assert fake_slack.texts("U1") == ["before", "m0", "m1", "m2", "m3"]
    assert fake_slack.texts("C1") == ["c0", "c1", "c2", "c3"]
