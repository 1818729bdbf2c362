"""Every storage test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from storage.store import Store
from tests.databases import drop, postgres_server, postgres_url, sqlite_url


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """One server a session."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database."""
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        url = postgres_url(server)
        yield url
        drop(server, url)
        return
    yield sqlite_url(tmp_path)


@pytest.fixture
def empty_url(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database without any table, of the same kind."""
    if make_url(database_url).get_backend_name() == "sqlite":
        return sqlite_url(tmp_path, migrated=False)
    return postgres_url(request.getfixturevalue("postgres"), migrated=False)


@pytest.fixture
def open_store(database_url: str) -> Iterator[Callable[[], Store]]:
    """Opens the database once more, as another process would."""
    opened: list[Store] = []

    def open_it() -> Store:
        opened.append(Store(database_url))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    """A fresh database."""
    return open_store()
