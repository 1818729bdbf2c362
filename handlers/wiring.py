"""Puts a running Dramatis together from settings: the only place that knows every part."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import requests

from bot.errors import Misconfigured
from bot.personas.levels import LevelRules
from handlers.files import Fetcher
from handlers.jobs.exports import ExportJobs
from handlers.jobs.runner import Handler, Job
from handlers.jobs.surveys import SurveyJobs
from handlers.jobs.testing import TestingJobs
from handlers.leases import process_name
from handlers.metrics import Figures
from handlers.settings import Mode, Settings
from handlers.slack.app import SlackSettings
from handlers.slack.connecting import Tokens, connect, is_let_in
from handlers.slack.deliver import Undeliverable
from handlers.slack.deliver.pace import Pace
from handlers.slack.listen import register
from handlers.slack.transport import Transport, build_transport
from handlers.slack.views import render
from handlers.use_cases import erasure, later, undelivered, workspaces
from handlers.use_cases.digests import sending
from handlers.use_cases.personas import exporting
from handlers.use_cases.work import Services, Work
from storage.store import Store

TICK = 1.0  # seconds between two looks for digests that are due
DAY = 86_400.0


@dataclass
class Running:
    """A started process: the transport and what receives for it (a WebSocket or an HTTP server)."""

    transport: Transport
    stops: list[Callable[[], None]] = field(default_factory=list)
    port: int | None = None

    def stop(self) -> None:
        """Receives no more, then finishes what is under way."""
        for stop in self.stops:
            stop()
        self.transport.stop()
        self.transport.services.store.close()


def start(
    settings: Settings, clock: Callable[[], datetime] | None = None, pace: Pace | None = None
) -> Running:
    """Starts everything for Socket Mode or signed HTTP. Raises Misconfigured, NotConnected."""
    store = Store(settings.database_url)
    store.migrate()
    rules = LevelRules(
        settings.dramatis_level_interviews, settings.dramatis_level_spoken, settings.dramatis_level_counted
    )
    services = Services(
        store,
        process_name(),
        clock or clock_of(settings),
        level_rules=rules,
        retention_days=settings.dramatis_retention_days,
    )
    slack = SlackSettings(
        api_url=settings.slack_api_url,
        signing_secret=_secret(settings.slack_signing_secret),
        bot_token=_secret(settings.slack_bot_token) or None,
        app_token=_secret(settings.slack_app_token) or None,
    )
    tokens, pages = connect(settings, services)
    transport = build_transport(
        slack,
        services,
        tokens.authorize,
        tokens.client_for,
        render,
        register,
        on_undeliverable=_undelivered,
        pace=pace,
    )
    for kind in later.KINDS:
        transport.jobs.register(kind, _unless_let_in(tokens) if kind == erasure.ERASE else _by_the_clock)
    transport.jobs.register(exporting.EXPORT, ExportJobs(tokens.client_for), told=True)
    transport.jobs.register(erasure.SCRUB, lambda services, job: erasure.scrub(services))
    chores = transport.clock
    chores.add("digests", lambda: sending.send_due(services, chores.goes_on), TICK)
    chores.add("digests sent long ago", lambda: sending.forget_sent(services), DAY)
    transport.start()
    running = Running(transport)
    survey_jobs = SurveyJobs(
        services,
        transport.keeper,
        tokens.client_for,
        Fetcher(settings.slack_api_url, settings.dramatis_upload_mb * 1_000_000),
        settings.dramatis_retention_days,
        dask=settings.dramatis_dask,
    )
    survey_jobs.start()
    running.stops.append(survey_jobs.stop)
    testing_jobs = TestingJobs(services, transport.keeper)
    testing_jobs.start()
    running.stops.append(testing_jobs.stop)
    if settings.serves_http:
        from handlers.slack.http import WebServer, build_web

        app = transport.app if settings.mode is Mode.HTTP else None
        web = build_web(app, slack.signing_secret, lambda: is_ready(store), pages, Figures(services))
        server = WebServer(web, settings.host, settings.port)
        try:
            server.start()
        except OSError:
            running.stop()
            raise Misconfigured(
                f"Port {settings.port} is taken. Stop what uses it, or set PORT to another number."
            ) from None
        running.stops.append(server.stop)
        running.port = server.port
    if settings.mode is Mode.SOCKET and slack.app_token is not None:
        from handlers.slack.socket import SocketMode

        connection = SocketMode(transport.app, slack.app_token, slack.api_url)
        connection.start()
        running.stops.append(connection.stop)
    return running


def is_ready(store: Store) -> bool:
    """Whether the database answers."""
    try:
        store.ping()
    except Exception:
        return False
    return True


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """The time: the machine's, or that of a playground whose clock can be moved."""
    if settings.dramatis_clock_url is None:
        return lambda: datetime.now(UTC)
    return MovedClock(settings.dramatis_clock_url).now


class MovedClock:
    """The machine's clock plus the offset that a playground tells (asked for once a second, in the background)."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._offset = timedelta()
        self._look()
        threading.Thread(target=self._watch, name="clock", daemon=True).start()

    def now(self) -> datetime:
        """The moved time, aware UTC."""
        return datetime.now(UTC) + self._offset

    def _look(self) -> None:
        try:
            answer = requests.get(self._url, timeout=2).json()
            self._offset = timedelta(seconds=float(answer["offset"]))
        except (requests.RequestException, ValueError, KeyError, TypeError):
            return

    def _watch(self) -> None:
        while True:
            time.sleep(0.5)
            self._look()


def _by_the_clock(services: Services, job: Job) -> None:
    with services.unit(job.workspace, claim=job.claim) as work:
        later.run(work, job.kind, job.payload)


def _unless_let_in(tokens: Tokens) -> Handler:
    """Erases a workspace that was left, after asking Slack once more: what it says of a removal may come late."""

    def erase(services: Services, job: Job) -> None:
        if not is_let_in(tokens, job.workspace):
            _by_the_clock(services, job)
            return
        with services.unit(job.workspace, claim=job.claim) as work:
            workspaces.stay(work)

    return erase


def _undelivered(work: Work, row: Undeliverable, error: str) -> None:
    whom = row.person or (row.lane.removeprefix("dm:") if row.lane.startswith("dm:") else None)
    undelivered.tell(work, row.handle, row.channel, error, whom, row.id)


def _secret(value: object) -> str:
    reveal = getattr(value, "get_secret_value", None)
    return str(reveal()) if reveal is not None else ""
