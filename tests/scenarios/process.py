"""The bot as a process of its own, so that it can be killed without warning."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from playground.playground import RunningPlayground

ROOT = Path(__file__).resolve().parents[2]


class BotProcess:
    """`dramatis run` against a playground. `kill` is kill -9."""

    def __init__(self, playground: RunningPlayground, database_url: str, folder: Path) -> None:
        self.playground = playground
        self.log = folder / "bot.log"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "DRAMATIS_", "DATABASE_"))},
            "DATABASE_URL": database_url,
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_APP_TOKEN": playground.app_token,
            "DRAMATIS_CLOCK_URL": playground.url + "/playground/clock",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it says that it is connected."""
        with self.log.open("ab") as log:
            before = self.log.stat().st_size
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from handlers.cli.main import run; run()", "run"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while b"Dramatis is" not in self.log.read_bytes()[before:]:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the bot did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """No warning, no clean end."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> int:
        """A polite end; gives the exit code."""
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(20)
        self.process = None
        return code
