"""kill -9 at every step of a story, then a new start: no answer lost, nothing doubled."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.client import Person
from playground.client.seen import Message
from playground.running import start_in_thread
from tests.databases import sqlite_url
from tests.scenarios.process import BotProcess
from tests.scenarios.stage import CHANNEL

ANSWERS = [
    "28 to 40, live in Berlin",
    "Edits photos on trains without wifi",
    "Loses invoices every single month",
]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1])
def test_a_kill_at_every_step_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    playground = start_in_thread(testing=True)
    url = sqlite_url(tmp_path)
    bot = BotProcess(playground, url, tmp_path)
    bot.start()
    amina = playground.person("amina")

    def killed(act: Callable[[], object]) -> None:
        """Does something; the bot dies within the next moment and comes back."""
        act()
        time.sleep(chance.choice([0.0, 0.01, 0.03, 0.05, 0.08, 0.15]))
        bot.kill()
        bot.start()

    try:
        _play(amina, killed)
        shown = [m.raw["metadata"]["event_payload"]["id"] for m in _posts(amina)]
        assert all(count == 1 for count in Counter(shown).values()), "a post was made twice"
        assert _saved_answers(url) == ANSWERS
    finally:
        bot.kill()
        playground.stop()


def _play(amina: Person, killed: Callable[[Callable[[], object]], None]) -> None:
    amina.command(CHANNEL, "/persona new freelance photographers")
    amina.wait_for_modal("New workshop", timeout=60)
    killed(lambda: amina.submit(product="Lumen", extras=["short"]))
    invitation = amina.wait_for_message(CHANNEL, "freelance photographers", button="Join", timeout=60)
    killed(lambda: amina.press(invitation, "Join"))
    first = amina.wait_for_bot("1 of 3", button="Skip", timeout=60)
    for number, text in enumerate(ANSWERS, start=2):
        killed(lambda text=text: amina.tell_bot(text, first.thread_ts))  # type: ignore[misc]
        last = number > len(ANSWERS)
        words, button = ("Press Done", "Done") if last else (f"{number} of 3", "Skip")
        heard = amina.wait_for_bot(words, button=button, timeout=60)
        killed(lambda heard=heard: amina.press(heard, "Gut feeling"))  # type: ignore[misc]
    killed(lambda: amina.press(amina.wait_for_bot("Press Done", button="Done", timeout=60), "Done"))
    amina.wait_for_bot("Thank you, that is everything", timeout=60)
    killed(lambda: amina.press(amina.wait_for_bot("1 done", button="Reveal", timeout=60), "Reveal"))
    amina.wait_for_message(CHANNEL, "The reveal of", timeout=60)
    made = amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona", timeout=60)
    amina.press(made, "Make the persona")
    amina.wait_for_modal("Make the persona", timeout=60)
    killed(lambda: amina.submit(role="Wedding photographer", name="Robin"))
    amina.wait_for_message(CHANNEL, "Robin", button="Everything", timeout=60)


def _posts(person: Person) -> list[Message]:
    messages = person.read(CHANNEL, everything=True) + person.read_bot()
    return [message for message in messages if message.raw.get("metadata")]


def _saved_answers(url: str) -> list[str]:
    import json

    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        rows = database.execute("SELECT sources FROM answer ORDER BY place").fetchall()
    return ["\n".join(text for _, text in json.loads(sources)) for (sources,) in rows]
