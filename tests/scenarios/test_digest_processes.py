"""Two processes on one database and a moved clock: a channel gets its digest once, whichever of them lives."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from playground.running import RunningPlayground, start_in_thread
from tests.databases import drop, postgres_server, postgres_url, sqlite_url
from tests.scenarios.process import BotProcess
from tests.scenarios.stage import CHANNEL

WEEKS = 3


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def pair(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[RunningPlayground, list[BotProcess]]]:
    """A playground and two bots of their own process on one database."""
    playground = start_in_thread(testing=True)
    playground.admin.settings(ack_seconds=20)
    if request.param == "postgres":
        with postgres_server() as server:
            url = postgres_url(server)
            yield from _bots(playground, url, tmp_path)
            drop(server, url)
    else:
        yield from _bots(playground, sqlite_url(tmp_path), tmp_path)
    playground.stop()


def _bots(playground: RunningPlayground, url: str, folder: Path) -> Iterator[Any]:
    bots = []
    for name in ("one", "two"):
        (folder / name).mkdir()
        bots.append(BotProcess(playground, url, folder / name))
    for bot in bots:
        bot.start()
    try:
        yield playground, bots
    finally:
        for bot in bots:
            bot.kill()


@pytest.mark.slow
def test_each_week_brings_one_digest_with_two_processes_running_and_one_of_them_dying(
    pair: tuple[RunningPlayground, list[BotProcess]],
) -> None:
    playground, bots = pair
    admin, amina = playground.admin, playground.person("amina")
    amina.command(CHANNEL, "/persona digest here mondays 9:00")
    amina.wait_for_message(CHANNEL, "set up a persona digest", timeout=30)
    death = threading.Timer(0.4, bots[0].kill)
    for week in range(1, WEEKS + 1):
        if week == WEEKS:  # the last week: one process dies at the very moment
            death.start()
        _to_monday(admin)
        amina.wait_for(lambda week=week: _count(amina) >= week, 60, f"digest {week}")  # type: ignore[misc]
    death.join()  # else it would meet the process that is started next
    admin.move_clock(3 * 3600)
    bots[0].start()
    amina.command(CHANNEL, "/persona digest list")
    amina.wait_for_message(CHANNEL, "set up by", timeout=30)
    assert _count(amina) == WEEKS
    assert not admin.problems()


def _to_monday(admin: Any) -> None:
    now = datetime.fromtimestamp(admin.now(), UTC)
    then = now.replace(hour=9, minute=0, second=1, microsecond=0)
    then += timedelta(days=(0 - then.weekday()) % 7)
    if then <= now:
        then += timedelta(days=7)
    admin.move_clock((then - now).total_seconds())


def _count(person: Any) -> int:
    return len([m for m in person.read(CHANNEL) if "There is no persona here yet" in m.text])
