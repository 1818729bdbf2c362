"""Replicas of the bot as processes of their own, as many machines would run them; a dead one is started anew."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playground.running import RunningPlayground
from storage.installations import new_key
from tests.scenarios.installing import free_port
from tests.zygote import Forked

READY = b"Dramatis is"
START_SECONDS = 120.0


class Replica:
    """One `dramatis run`. `kill` is kill -9."""

    def __init__(self, name: str, port: int, environment: dict[str, str], folder: Path) -> None:
        self.name = name
        self.port = port
        self.environment = environment | {"PORT": str(port)}
        self.log = folder / f"{name}.log"
        self.process: Forked | None = None
        self.starts = 0
        self._begun = 0

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and returns at once."""
        self.starts += 1
        self.log.touch()
        self._begun = self.log.stat().st_size
        self.process = Forked(self.environment, self.log)

    def is_ready(self) -> bool:
        """Whether it has said that it is connected."""
        return self.is_alive() and READY in self.log.read_bytes()[self._begun :]

    def is_alive(self) -> bool:
        """Whether its process runs."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """No warning, no clean end."""
        dying = self.process
        if dying is not None:
            dying.send_signal(signal.SIGKILL)
            dying.wait()
            if self.process is dying:  # else the watchman has started another meanwhile
                self.process = None

    def stop(self) -> int:
        """A polite end; gives the exit code."""
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(60)
        self.process = None
        return code


class Fleet:
    """Replicas on one database and one playground, by Socket Mode or by HTTP; the app is installed by OAuth."""

    def __init__(
        self,
        playground: RunningPlayground,
        database_url: str,
        folder: Path,
        size: int,
        ports: tuple[int, ...] = (),
        by_http: bool = False,
        **settings: str,
    ) -> None:
        self.playground = playground
        app = playground.play.world.app
        self.key = new_key()
        ports = ports or tuple(free_port() for _ in range(size))
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("SLACK_", "DRAMATIS_", "DATABASE_", "PORT", "HOST"))
            },
            "DATABASE_URL": database_url,
            "SLACK_API_URL": playground.api_url,
            "SLACK_CLIENT_ID": app.client_id,
            "SLACK_CLIENT_SECRET": app.client_secret,
            **(
                {"SLACK_SIGNING_SECRET": app.signing_secret}
                if by_http
                else {"SLACK_APP_TOKEN": app.app_token}
            ),
            "DRAMATIS_KEY": self.key,
            "DRAMATIS_URL": f"http://127.0.0.1:{ports[0]}",  # what a balancer in front would be
            **settings,
        }
        self.replicas = [
            Replica(f"replica-{number + 1}", ports[number], environment, folder) for number in range(size)
        ]

    def start(self) -> None:
        """Starts all at once and waits until all are connected. Raises AssertionError with the log of one that is not."""
        for replica in self.replicas:
            replica.start()
        deadline = time.monotonic() + START_SECONDS
        for replica in self.replicas:
            while not replica.is_ready():
                if not replica.is_alive() or time.monotonic() > deadline:
                    raise AssertionError(f"{replica.name} did not start:\n{replica.log.read_text()[-3000:]}")
                time.sleep(0.05)

    def kill_all(self) -> None:
        """The end, in the end."""
        for replica in self.replicas:
            replica.kill()

    def logs(self) -> str:
        """What all of them have logged."""
        return "\n".join(replica.log.read_text() for replica in self.replicas if replica.log.exists())


class Watchman:
    """Starts dead replicas anew, as whatever runs the containers would; `after` seconds later."""

    def __init__(self, fleet: Fleet, after: float = 0.2) -> None:
        self.fleet = fleet
        self.after = after
        self.told: Callable[[Replica], None] = lambda replica: None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchman", daemon=True)

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def stop(self) -> None:
        """Looks no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _watch(self) -> None:
        while not self._stop.wait(self.after):
            for replica in self.fleet.replicas:
                if not replica.is_alive() and not self._stop.is_set():
                    replica.start()
                    self.told(replica)
