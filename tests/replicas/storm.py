"""A fleet under a crowd, with a kill -9 every few seconds: what must hold is counted at the end."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playground.running import start_in_thread
from tests.replicas.balancer import Balancer
from tests.replicas.crowd import Crowd, Tally
from tests.replicas.fleet import Fleet, Watchman

FEWEST = 3
PATIENCE = 60.0  # seconds more for the fewest kills, where a busy machine takes long to start a process


def storm(
    folder: Path,
    database_url: str,
    *,
    seconds: float,
    workspaces: int = 20,
    people: int = 2,
    replicas: int = 3,
    each_second: float = 10.0,
    kill_every: float = 4.0,
    seed: int = 1,
    by_http: bool = False,
    say: Callable[[str], None] = lambda line: None,
    look: Callable[[Fleet, Crowd], None] = lambda fleet, crowd: None,
) -> Tally:
    """Runs it on a database that may be empty; by Socket Mode, or by HTTP with a balancer in front.

    `look` is called before the end, when all has been worked off.
    """
    chance = random.Random(seed)
    playground = start_in_thread(testing=True)
    # Sooner than Slack, and after two minutes in vain it gives up; Slack does after six.
    playground.admin.settings(retry_delays=[0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0])
    fleet = Fleet(playground, database_url, folder, replicas, by_http=by_http)
    crowd = Crowd(playground, database_url, workspaces, people, seed)
    watchman = Watchman(fleet)
    ways = ExitStack()
    try:
        if by_http:
            balancer = ways.enter_context(Balancer([replica.port for replica in fleet.replicas]))
            playground.admin.settings(request_url=f"{balancer.url}/slack/events")
        fleet.start()  # all at once, on a database without tables: one makes them, the others wait
        say(f"{replicas} replicas are connected")
        crowd.install([replica.url for replica in fleet.replicas])
        say(f"{workspaces} workspaces have installed the app by OAuth")
        conversations = max(1, round(seconds * each_second / (workspaces * people) / 10))
        crowd.sit(conversations)
        say(f"{workspaces * people} people are typing, {each_second:g} messages a second")
        watchman.start()
        crowd.begin(each_second)
        kills, until = 0, time.monotonic() + seconds
        while time.monotonic() < until or (kills < FEWEST and time.monotonic() < until + PATIENCE):
            time.sleep(kill_every * chance.uniform(0.7, 1.3))
            ready = [replica for replica in fleet.replicas if replica.is_ready()]
            if ready:
                chance.choice(ready).kill()
                kills += 1
        crowd.end()
        crowd.wait_until_done(240)
        tally = crowd.count(kills)
        while not all(replica.is_alive() for replica in fleet.replicas):
            time.sleep(0.1)
        watchman.stop()
        look(fleet, crowd)
        return tally
    finally:
        watchman.stop()
        crowd.close()
        fleet.kill_all()
        playground.stop()
        ways.close()
