"""kill -9 while segments are sought: the progress message goes on where it was, and everything is said once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from playground.running import start_in_thread
from tests.databases import sqlite_url
from tests.scenarios.process import BotProcess
from tests.scenarios.stage import CHANNEL
from tests.slack.surveys import exports

PATIENCE = 90.0


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_kill_while_segments_are_sought_loses_and_doubles_nothing(tmp_path: Path) -> None:
    playground = start_in_thread(testing=True)
    bot = BotProcess(playground, sqlite_url(tmp_path), tmp_path)
    bot.start()
    amina = playground.person("amina")
    try:
        amina.drop_file(CHANNEL, exports.with_segments(), "photographers.csv")
        read = amina.wait_for_message(CHANNEL, "300 responses", button="Find segments", timeout=PATIENCE)
        amina.press(read, "Find segments")
        amina.wait_for_modal("Which questions?", timeout=PATIENCE)
        assert not amina.submit()
        seeking = amina.wait_for_message(
            CHANNEL, "Looking for segments", thread=read, button="Stop", timeout=PATIENCE
        )
        amina.wait_for(
            lambda: "Waiting for its turn" not in amina.message(CHANNEL, seeking.ts).everything,
            PATIENCE,
            "the message says what is being done",
        )
        bot.kill()
        bot.start()
        amina.wait_for_message(CHANNEL, "3. ", thread=read, button="Draft persona", timeout=PATIENCE)
        amina.wait_for_message(CHANNEL, "How widespread each need is", thread=read, timeout=PATIENCE)
        thread = amina.read(CHANNEL, read)[1:]
        heads = Counter(message.text.split(".")[0][:40] for message in thread)
        assert all(count == 1 for count in heads.values()), heads
        assert len([m for m in thread if "Draft persona" in m.buttons]) == 3
        assert len([m for m in thread if "Export" in m.buttons]) == 1
        assert not [m for m in thread if "Looking for segments" in m.everything]
    finally:
        bot.kill()
        playground.stop()
