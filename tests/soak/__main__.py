"""`make soak`: three replicas on a real PostgreSQL for minutes, one killed every few seconds; the counts are printed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.databases import postgres_server, postgres_url
from tests.replicas.storm import storm


def say(line: str) -> None:
    """Prints a line at once."""
    print(line, flush=True)


def main() -> int:
    """0 where nothing was lost, doubled inside or out of order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--workspaces", type=int, default=20)
    parser.add_argument("--people", type=int, default=3)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--rate", type=float, default=12.0, help="messages a second, all together")
    parser.add_argument("--kill-every", type=float, default=5.0, help="seconds")
    parser.add_argument("--http", action="store_true", help="signed HTTP with a balancer, not Socket Mode")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres_server() as server:
        tally = storm(
            Path(folder),
            postgres_url(server, migrated=False),
            seconds=wanted.minutes * 60,
            workspaces=wanted.workspaces,
            people=wanted.people,
            replicas=wanted.replicas,
            each_second=wanted.rate,
            kill_every=wanted.kill_every,
            seed=wanted.seed,
            by_http=wanted.http,
            say=say,
        )
    say(f"after {wanted.minutes:g} minutes:\n{tally}")
    say("nothing was lost, doubled inside or out of order" if tally.holds() else "it does not hold")
    return 0 if tally.holds() else 1


if __name__ == "__main__":
    sys.exit(main())
