"""Everything between Slack and the use cases, put together: started in one call, stopped in order."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import App
from slack_sdk import WebClient

from handlers.clock import Clock
from handlers.jobs.runner import JobRunner
from handlers.leases import LOOK_EVERY, Keeper, recover_dead
from handlers.slack.app import Authorize, SlackSettings, build_app
from handlers.slack.deliver import Deliverer, Undeliverable
from handlers.slack.deliver.pace import Pace
from handlers.slack.deliver.rendered import Render
from handlers.slack.inbox import Inbox
from handlers.slack.replay import CLEAN_EVERY, EVERY, Replayer
from handlers.slack.turns import SETTLE, Turns
from handlers.use_cases.work import Services, Work

log = logging.getLogger("dramatis.transport")


@dataclass
class Transport:
    """The running parts. `app` goes into `http.build_web` or `socket.SocketMode`; stop those before this."""

    services: Services
    app: App
    keeper: Keeper
    turns: Turns
    deliverer: Deliverer
    jobs: JobRunner
    replayer: Replayer
    clock: Clock

    def start(self) -> None:
        """Takes up what a dead process left, then begins to work. Call before anything is received."""
        recover_dead(self.services)
        self.keeper.start()
        self.turns.start()
        self.deliverer.start()
        self.jobs.start()
        self.clock.start()

    def stop(self) -> None:
        """Takes nothing more, finishes what is under way, gives leases back."""
        self.clock.stop()
        self.replayer.stop()
        self.turns.stop()
        self.jobs.stop()
        self.deliverer.stop()
        self.keeper.stop()


def build_transport(
    settings: SlackSettings,
    services: Services,
    authorize: Authorize,
    client_for: Callable[[str], WebClient],
    render: Render,
    register_listeners: Callable[[App], None],
    *,
    on_undeliverable: Callable[[Work, Undeliverable, str], None] | None = None,
    pace: Pace | None = None,
    keeper: Keeper | None = None,
    settle: float = SETTLE,
    turn_workers: int = 8,
    post_workers: int = 8,
    job_workers: int = 2,
    first_pause: float = 1.0,
    replay_every: float = EVERY,
    backoff: Callable[[int], float] | None = None,
    jitter: Callable[[], float] = random.random,
) -> Transport:
    """Wires the parts; starts nothing. Times in seconds."""
    keeper = keeper or Keeper(services)
    turns = Turns(services, keeper, turn_workers, settle)
    if backoff is not None:
        turns.backoff = backoff
    inbox = Inbox(services, turns, keeper)
    app = build_app(settings, inbox, turns, authorize, register_listeners)
    deliverer = Deliverer(
        services,
        keeper,
        client_for,
        render,
        jitter,
        on_undeliverable,
        pace,
        post_workers,
        first_pause,
    )
    replayer = Replayer(services, app, keeper)
    clock = Clock()
    clock.add("unfinished rows", replayer.once, replay_every)
    clock.add("finished rows", replayer.clean, CLEAN_EVERY)
    clock.add("dead processes", lambda: recover_dead(services), LOOK_EVERY)
    return Transport(
        services,
        app,
        keeper,
        turns,
        deliverer,
        JobRunner(services, keeper, job_workers),
        replayer,
        clock,
    )
