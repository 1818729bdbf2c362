"""Real processes that tests may kill."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Child:
    """A process serving the test app."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.pid = process.pid

    def wait(self) -> None:
        self.process.wait(10)


@contextmanager
def start_child(database_url: str, slack_url: str, folder: Path, settle: float = 0.03) -> Iterator[Child]:
    """Starts one and waits until it listens; whatever is left of it is killed at the end."""
    port_file = folder / f"port-{time.monotonic_ns()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.slack.bench_app", database_url, slack_url, str(port_file), str(settle)],
        cwd=Path(__file__).resolve().parents[2],
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 30
        while not port_file.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the child did not start")
            time.sleep(0.02)
        yield Child(process, json.loads(port_file.read_text()))
    finally:
        process.kill()
        process.wait(10)
