"""One database a process: every transaction that may write begins so that no update can be lost.

SQLite: `BEGIN IMMEDIATE` behind one lock a process (threads queue instead of spinning on a busy file), WAL, synchronous
FULL, foreign keys. PostgreSQL: READ COMMITTED, and `writing(workspace)` takes an advisory lock of that workspace for the
transaction: read-then-write steps of one workspace follow each other, as on SQLite, while workspaces do not wait for
each other. Slack sends a workspace at most 8.3 events a second, so the lock is never the bottleneck.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, create_engine

from bot.errors import Misconfigured

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

STEPS = Path(__file__).parent / "migrations" / "versions"
BUSY_TIMEOUT_MS = 10_000  # another process holds the SQLite file: wait this long before "busy"
# Serialization failure, deadlock, lock not available, disk full, too many connections, shutting down, starting up.
_PASSING_STATES = {"40001", "40P01", "55P03", "53100", "53300", "57P01", "57P02", "57P03"}
_PASSING_WORDS = ("database is locked", "table is locked", "database or disk is full")

# Row ids: 64 bits on PostgreSQL; SQLite gives out row ids only to columns whose type is exactly INTEGER.
BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware time; the unit of every time the queue compares."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000_000)


def from_micros(value: int) -> datetime:
    """The aware UTC time of `micros`."""
    return datetime.fromtimestamp(value / 1_000_000, tz=UTC)


def is_busy(error: BaseException) -> bool:
    """True where the database may do it later (locked, deadlock, connection lost, disk full), false for a real fault."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if getattr(error.orig, "sqlstate", None) in _PASSING_STATES:
        return True
    name = type(error.orig).__module__
    words = str(error.orig).lower()
    if name.startswith("sqlite3"):
        return any(passing in words for passing in _PASSING_WORDS)
    return "connection" in words and ("refused" in words or "closed" in words or "failed" in words)


class Store:
    """The database of this process. `url`: `sqlite:///path` or `postgresql://user:password@host/name`."""

    def __init__(self, url: str) -> None:
        self.url = _driver_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = threading.Lock()
        self._writer_thread: int | None = None
        if self.is_sqlite:
            if not self.url.database or self.url.database == ":memory:":
                raise Misconfigured(
                    "DATABASE_URL names no file. Give a path, such as sqlite:///var/dramatis.sqlite3."
                )
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._writer = create_engine(self.url, pool_size=2, max_overflow=0)
            self._reader = create_engine(self.url, pool_size=8, max_overflow=24)
            _prepare_sqlite(self._writer, begin="BEGIN IMMEDIATE", read_only=False)
            _prepare_sqlite(self._reader, begin="BEGIN", read_only=True)
        else:
            self._writer = create_engine(
                self.url, pool_size=8, max_overflow=24, pool_timeout=10, pool_recycle=1800
            )
            self._reader = self._writer.execution_options(postgresql_readonly=True)

    @contextmanager
    def writing(self, workspace: str | None = None) -> Iterator[Session]:
        """A transaction that may write: committed at the end, rolled back on any exception.

        With `workspace`, other such transactions of that workspace wait (on SQLite all writers wait anyway).
        Must not be nested in one thread: the inner one could never begin.
        """
        if self.is_sqlite:
            if self._writer_thread == threading.get_ident():
                raise RuntimeError("a writing transaction is already open in this thread")
            with self._turn, self._file_turn():
                self._writer_thread = threading.get_ident()
                try:
                    with Session(self._writer, expire_on_commit=False) as session, session.begin():
                        session.connection()  # begins now: what is read next is what is written upon
                        yield session
                finally:
                    self._writer_thread = None
            return
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            if workspace is not None:
                session.execute(_LOCK, {"key": _lock_key(f"workspace:{workspace}")})
            yield session

    def announce(self, session: Session, names: Iterable[str]) -> None:
        """Says on PostgreSQL that something is being written under these names; `wait_for` waits for its commit.

        On SQLite writers follow each other anyway.
        """
        if not self.is_sqlite:
            keys = sorted(
                {_lock_key(name) for name in names}
            )  # all in one order: no two can wait for each other
            session.execute(_ANNOUNCE, {"keys": keys})

    def wait_for(self, session: Session, name: str) -> None:
        """Waits until everything announced under this name so far is committed, and so seen from now on."""
        if not self.is_sqlite:
            session.execute(_BARRIER, {"key": _lock_key(name)})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and cannot write."""
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Brings the schema to the newest version; of several processes only one does, the others wait."""
        if self._is_newest():
            return
        from storage.migrate import upgrade

        if self.is_sqlite:
            with self._turn, self._file_turn(), self._writer.begin() as connection:
                upgrade(connection)
            return
        with self._writer.begin() as connection:
            connection.execute(_LOCK, {"key": _lock_key("migrate")})
            upgrade(connection)

    def _is_newest(self) -> bool:
        """Whether the database is at the newest step already; saves loading alembic at most starts."""
        newest = max(path.name.partition("_")[0] for path in STEPS.glob("[0-9]*.py"))
        with self._reader.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return False
            return bool(connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == newest)

    @contextmanager
    def _file_turn(self) -> Iterator[None]:
        """A turn among processes: SQLite's own waiting sleeps up to 100 ms between looks, this 1 ms.

        Only for speed: whoever does not get it in time goes on, and SQLite itself keeps writers apart.
        """
        if fcntl is None:
            yield
            return
        handle = os.open(f"{self.url.database}-turn", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
            while time.monotonic() < deadline:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError:
                    time.sleep(0.001)
            yield
        finally:
            os.close(handle)

    def scrub(self) -> bool:
        """Rewrites the files of the database without what was deleted: nothing of it is left in free pages or the log.

        False where readers hold an older state for too long; call it again later. SQLite: `VACUUM`, then the log is
        emptied. PostgreSQL: `VACUUM FULL` of each table; its own write-ahead log runs out by its settings.
        """
        if self.is_sqlite:
            with self._turn, self._file_turn():
                raw = self._writer.raw_connection()
                try:
                    cursor = raw.cursor()
                    cursor.execute("VACUUM")
                    is_read, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                    cursor.close()
                finally:
                    raw.close()
            return not is_read
        with self._writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            tables = sa.inspect(connection).get_table_names()
            connection.execute(sa.text("SET lock_timeout = '5s'"))
            try:
                for table in tables:
                    connection.exec_driver_sql(f'VACUUM (FULL, ANALYZE) "{table}"')
            finally:
                connection.execute(sa.text("RESET lock_timeout"))
        return True

    def ping(self) -> None:
        """One round trip; raises what the database raises."""
        with self.reading() as session:
            session.execute(sa.text("SELECT 1"))

    def close(self) -> None:
        """Gives back every connection."""
        self._reader.dispose()
        self._writer.dispose()


_LOCK = sa.text("SELECT pg_advisory_xact_lock(:key)")
_ANNOUNCE = sa.text("SELECT pg_advisory_xact_lock_shared(key) FROM unnest(CAST(:keys AS bigint[])) AS key")
_BARRIER = sa.text("SELECT pg_advisory_lock(:key), pg_advisory_unlock(:key)")  # held for no time at all


def _lock_key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def _driver_url(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise Misconfigured(
            "DATABASE_URL is not an address. Use sqlite:///path/to/file or postgresql://user:password@host/name."
        ) from None
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise Misconfigured(
            f"DATABASE_URL names {parsed.get_backend_name()}. Dramatis keeps its data in SQLite or PostgreSQL."
        )
    return parsed


def _prepare_sqlite(engine: sa.Engine, begin: str, read_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; we do, below
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only let go
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                # Kept in the file once set. Setting it takes a lock that SQLite does not wait for, so not each time.
                cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)
