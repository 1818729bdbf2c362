"""A stage: a playground, the real bot connected to it, and people to play."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handlers.settings import Settings, load
from handlers.slack.deliver.pace import Pace
from handlers.wiring import Running, start
from playground.client import Person
from playground.client.seen import Message
from playground.running import RunningPlayground, start_in_thread
from tests.databases import sqlite_url


class Stage:
    """The bot and the playground in one process. `http`: signed HTTP in the place of Socket Mode."""

    def __init__(self, folder: Path, http: bool = False, database_url: str | None = None) -> None:
        self.playground: RunningPlayground = start_in_thread(testing=True)
        self.database_url = database_url or sqlite_url(folder)
        self.http = http
        self.running: Running = self._start()

    def settings(self) -> Settings:
        """What the bot is started with."""
        return load(
            _env_file=None,
            slack_api_url=self.playground.api_url,
            slack_bot_token=self.playground.bot_token,
            slack_app_token=None if self.http else self.playground.app_token,
            slack_signing_secret=self.playground.signing_secret if self.http else None,
            database_url=self.database_url,
            port=0,
        )

    def _start(self) -> Running:
        world = self.playground.play.world
        running = start(
            self.settings(),
            clock=lambda: datetime.fromtimestamp(world.now(), UTC),
            pace=Pace(time.monotonic, each_second=1000, burst=1000),
        )
        if self.http:
            self.admin.settings(request_url=f"http://127.0.0.1:{running.port}/slack/events")
        return running

    @property
    def admin(self) -> Any:
        """Faults, records, the clock and the shape of the world."""
        return self.playground.admin

    def person(self, name: str) -> Person:
        """Somebody to play: amina, tomas, priya or jonas."""
        return self.playground.person(name)

    def restart(self) -> None:
        """Stops the bot and starts it anew on the same database."""
        self.running.stop()
        self.running = self._start()

    def close(self) -> None:
        """Ends both."""
        self.running.stop()
        self.playground.stop()


CHANNEL = "#general"


def start_workshop(
    who: Person, subject: str = "freelance photographers", channel: str = CHANNEL, **fields: Any
) -> Message:
    """Somebody starts a workshop through the window; gives the invitation."""
    who.command(channel, f"/persona new {subject}")
    who.wait_for_modal("New workshop")
    errors = who.submit(**{"product": "Lumen", "extras": ["vote", "short"], **fields})
    assert not errors, errors
    return who.wait_for_message(channel, subject, button="Join")


def answer_all(
    who: Person, invitation: Message, answers: list[str], how: str | None = "Seen it myself"
) -> None:
    """Joins, answers one question after the other, says how they know, and presses Done."""
    who.press(invitation, "Join")
    first = who.wait_for_bot("1 of ", button="Skip")
    for number, text in enumerate(answers, start=2):
        who.tell_bot(text, first.thread_ts)
        last = number > len(answers)
        heard = who.wait_for_bot("Press Done" if last else f"{number} of ", button="Done" if last else "Skip")
        if how and how in heard.buttons:
            who.press(heard, how)
    done = who.wait_for_bot("Press Done", button="Done")
    who.press(done, "Done")
    who.wait_for_bot("Thank you, that is everything")
