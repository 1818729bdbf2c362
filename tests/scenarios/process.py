"""The bot as a process of its own, so that it can be killed without warning."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from playground.running import RunningPlayground
from tests.zygote import ROOT, Forked


class BotProcess:
    """`dramatis run` against a playground. `kill` is kill -9. `fresh`: from Python's first instruction on, to measure."""

    def __init__(
        self, playground: RunningPlayground, database_url: str, folder: Path, fresh: bool = False
    ) -> None:
        self.playground = playground
        self.fresh = fresh
        self.log = folder / "bot.log"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "DRAMATIS_", "DATABASE_"))},
            "DATABASE_URL": database_url,
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_APP_TOKEN": playground.app_token,
            "DRAMATIS_CLOCK_URL": playground.url + "/playground/clock",
        }
        self.process: subprocess.Popen[bytes] | Forked | None = None

    def start(self) -> None:
        """Starts it and waits until it says that it is connected."""
        self.log.touch()
        before = self.log.stat().st_size
        self.process = self._started() if self.fresh else Forked(self.environment, self.log)
        deadline = time.monotonic() + 60
        while b"Dramatis is" not in self.log.read_bytes()[before:]:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the bot did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.02)

    def _started(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", "from handlers.cli.main import run; run()", "run"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

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
