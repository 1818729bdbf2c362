"""`make replicas`: a playground, a PostgreSQL and two replicas, to try on one machine what a company runs on several.

Nobody has installed the app yet: two workspaces can, by OAuth. A replica that is killed is started anew. Everything is
gone when it is stopped. `--install` installs into both at once, `--seconds` stops by itself.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import threading
from pathlib import Path

from playground.running import RunningPlayground, start_in_thread
from tests.databases import postgres_server, postgres_url
from tests.replicas.fleet import Fleet, Replica, Watchman
from tests.scenarios.installing import close_to_all, install

HOME, OTHER = "T0PLAYGRND", "T0NORTHWND"
PEOPLE = (
    ("nora", "Nora Lindgren", "Head of product"),
    ("ravi", "Ravi Shah", "UX researcher"),
    ("elif", "Elif Kaya", "Customer support"),
)


def say(line: str) -> None:
    """Prints a line at once."""
    print(line, flush=True)


def second_workspace(playground: RunningPlayground) -> None:
    """Another company, with three people and a channel."""
    admin = playground.admin
    made = admin.add_team(OTHER, "Northwind", "northwind", installed=False)
    users = [
        admin.add_user(name, real_name, team=OTHER, title=title, admin=name == "nora")
        for name, real_name, title in PEOPLE
    ]
    for name in ("general", "product"):
        admin.add_channel(name, [*users, made["bot_user"]], team=OTHER)


def main() -> int:
    """Runs until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=4000, help="of the playground's page")
    parser.add_argument("--ports", default="3001,3002", help="of the replicas; as many replicas as ports")
    parser.add_argument("--install", action="store_true", help="install into both workspaces")
    parser.add_argument("--seconds", type=float, help="stop after so many")
    wanted = parser.parse_args()
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    ports = tuple(int(port) for port in wanted.ports.split(","))
    try:
        playground = start_in_thread(wanted.port, testing=True)
    except OSError:
        sys.stderr.write(f"Port {wanted.port} is taken. Stop what uses it, or choose another with --port.\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="dramatis-replicas-") as folder, postgres_server() as server:
        close_to_all(playground)
        second_workspace(playground)
        url = postgres_url(server, migrated=False)
        fleet = Fleet(playground, url, Path(folder), len(ports), ports)
        watchman = Watchman(fleet)
        try:
            fleet.start()
            if wanted.install:
                for team in (HOME, OTHER):
                    install(fleet.replicas[0].url, team)
            _tell(fleet, url, wanted.install)
            watchman.told = _told
            watchman.start()
            stopping.wait(wanted.seconds)
            watchman.stop()
            for replica in fleet.replicas:
                if replica.is_alive():
                    say(f"{replica.name} ended with {replica.stop()}.")
        except AssertionError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        finally:
            watchman.stop()
            fleet.kill_all()
            playground.stop()
    return 0


def _tell(fleet: Fleet, url: str, installed: bool) -> None:
    say(f"The playground: {fleet.playground.url}")
    if installed:
        say("Playground and Northwind have installed Dramatis.")
    else:
        say(f"Install Dramatis into Playground and into Northwind: {fleet.replicas[0].url}/slack/install")
    for replica in fleet.replicas:
        pid = replica.process.pid if replica.process else 0
        say(f"{replica.name} is process {pid}; its figures are at {replica.url}/metrics")
    say(f"The database: {url}")
    say("Kill a replica with kill -9 and go on on the page: nobody notices. Stop everything with Ctrl-C.")


def _told(replica: Replica) -> None:
    pid = replica.process.pid if replica.process else 0
    say(f"{replica.name} was dead and is started anew as process {pid}.")


if __name__ == "__main__":
    sys.exit(main())
