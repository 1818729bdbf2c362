"""A fake Slack and a running app for each test; PostgreSQL where a test is about replicas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import drop, postgres_server, postgres_url, sqlite_url
from tests.inside import children_inside as children_inside
from tests.slack.bench_app import Running, run_app
from tests.slack.fake import FakeSlack


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def fake_slack() -> Iterator[FakeSlack]:
    slack = FakeSlack()
    yield slack
    slack.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def both_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database of each kind."""
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        url = postgres_url(server)
        yield url
        drop(server, url)
    else:
        yield sqlite_url(tmp_path)


@pytest.fixture
def sqlite_file(tmp_path: Path) -> str:
    """The address of a fresh, migrated SQLite."""
    return sqlite_url(tmp_path)


@pytest.fixture
def start_app(fake_slack: FakeSlack) -> Iterator[Callable[..., Running]]:
    """Starts apps on a database; stops them after the test."""
    running: list[Running] = []

    def start(url: str, **more: Any) -> Running:
        running.append(run_app(url, fake_slack.url, **more))
        return running[-1]

    yield start
    for each in running:
        each.stop()


@pytest.fixture
def app(start_app: Callable[..., Running], sqlite_file: str) -> Running:
    """One app on SQLite."""
    return start_app(sqlite_file)
