"""A stage for digests: personas, the clock moved to a Monday, and what the channel got."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from playground.client.seen import Message
from storage.digests import SubscriptionRow
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.personas.conftest import Cast, publish

__all__ = ["Cast", "Clock", "publish"]
ZONE_OF_AMINA = UTC  # Africa/Dakar
WEEKLY = "/persona digest here mondays 9:00"


class Clock:
    """Moves the stage's clock, and looks at what came."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    @property
    def now(self) -> datetime:
        """The moved time."""
        return datetime.fromtimestamp(self.stage.admin.now(), UTC)

    def to(self, weekday: int, hour: int, minute: int = 0) -> datetime:
        """On to the next such weekday (0 is Monday) and hour, in UTC."""
        now = self.now
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        then += timedelta(days=(weekday - then.weekday()) % 7)
        if then <= now:
            then += timedelta(days=7)
        self.stage.admin.move_clock((then - now).total_seconds())
        return then

    def digests(self, channel: str = CHANNEL, who: str = "tomas") -> list[Message]:
        """The digests in a channel so far, quiet ones too."""
        found = self.stage.person(who).read(channel)
        marks = ("Persona digest", "Quiet since", "no persona here yet", "in a row had nothing")
        return [m for m in found if any(mark in m.text for mark in marks)]

    def after(self, count: int, channel: str = CHANNEL, who: str = "tomas") -> Message:
        """The newest digest once there are so many."""
        reader = self.stage.person(who)
        reader.wait_for(lambda: len(self.digests(channel, who)) >= count, 15, f"{count} digests")
        found = self.digests(channel, who)
        assert len(found) == count
        return found[-1]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The bot on the playground; what Slack would have refused fails the story."""
    made = Stage(tmp_path)
    yield made
    problems = made.admin.problems()
    refused = [call for call in made.admin.calls() if call.get("error") == "invalid_blocks"]
    made.close()
    assert not problems
    assert not refused


@pytest.fixture
def clock(stage: Stage) -> Clock:
    """The stage's clock, on a Sunday evening."""
    made = Clock(stage)
    made.to(6, 18)
    return made


def subscriptions(stage: Stage) -> list[Any]:
    """The rows as they are stored."""
    from sqlmodel import select

    with stage.running.transport.services.store.reading() as session:
        return list(session.exec(select(SubscriptionRow)))
