"""Processes of the bot that start at once: forked from one that has imported everything and holds nothing open.

Starting Python and importing the bot takes seconds of a busy machine's time, and stories that kill processes do it dozens
of times. What is forked is a process like any other from there on: its own settings, connections, leases, logs and death.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
LOOK = 0.01


class Forked:
    """One `dramatis run`, with what of `subprocess.Popen` the tests need."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.pid: int = _ask({"env": environment, "log": str(log)})
        self.returncode: int | None = None
        self._turn = threading.Lock()

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        with self._turn:  # it can be asked for once only
            if self.returncode is None:
                self.returncode = _ask({"poll": self.pid})
            return self.returncode

    def wait(self, seconds: float = 60) -> int:
        """Waits for its end. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"process {self.pid} has not ended within {seconds:g} s")
            time.sleep(LOOK)
        return code

    def send_signal(self, number: int) -> None:
        """As the name says; nothing where it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)


_lock = threading.Lock()
_zygote: subprocess.Popen[str] | None = None


def _ask(request: dict[str, object]) -> int:
    global _zygote
    with _lock:
        if _zygote is None:
            _zygote = subprocess.Popen(
                [sys.executable, "-m", "tests.zygote"],
                cwd=ROOT,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            atexit.register(_zygote.kill)
        assert _zygote.stdin is not None
        assert _zygote.stdout is not None
        print(json.dumps(request), file=_zygote.stdin, flush=True)
        answer = json.loads(_zygote.stdout.readline())
    return answer  # type: ignore[no-any-return]


def main() -> None:
    """The one the others are forked from: asked and answered by lines of JSON."""
    import handlers.cli.main
    import handlers.cli.serve
    import handlers.slack.http
    import handlers.slack.install
    import handlers.slack.socket
    import handlers.wiring  # noqa: F401

    heavy = sorted({"matplotlib", "pandas", "scipy", "sklearn"} & set(sys.modules))
    if heavy:
        sys.exit(f"the bot starts with {', '.join(heavy)}, which only some of its work needs")
    if threading.active_count() > 1:
        sys.exit("a module starts a thread where it is imported: a fork would not have it")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks; without them the lines end
    for line in sys.stdin:
        request = json.loads(line)
        if "poll" in request:
            _answer(sys.stdout, _ended(request["poll"]))
            continue
        pid = os.fork()
        if pid == 0:
            _become(request["env"], request["log"])
        _answer(sys.stdout, pid)


def _answer(out: IO[str], value: int | None) -> None:
    print(json.dumps(value), file=out, flush=True)


def _ended(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _become(environment: dict[str, str], log: str) -> None:
    """The child: another environment, its own log, and then as from the command line."""
    code = 1
    try:
        nothing, out = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for old, new in ((nothing, 0), (out, 1), (out, 2)):
            os.dup2(old, new)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = ["dramatis", "run"]
        from handlers.cli.main import run

        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
