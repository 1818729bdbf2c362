"""No update is lost, nothing half-done stays, and only one process migrates."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.errors import Misconfigured
from storage import migrate, queue
from storage.queue import Queue
from storage.store import Store, from_micros, is_busy, micros


def test_150_read_then_write_steps_on_five_threads_end_at_150(store: Store) -> None:
    with store.writing() as session:
        queue.name_post(session, "T1", "counter", "l", "0", 0)

    def step(_: int) -> None:
        with store.writing("T1") as session:
            post = queue.find_post(session, "T1", "counter")
            assert post is not None
            queue.remember_post(session, "T1", "counter", str(int(post.channel) + 1), None, None, 0)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(step, range(150)))
    with store.reading() as session:
        post = queue.find_post(session, "T1", "counter")
    assert post is not None
    assert post.channel == "150"


def test_two_processes_lose_no_update_either(open_store: Callable[[], Store]) -> None:
    stores = [open_store(), open_store()]
    with stores[0].writing() as session:
        queue.name_post(session, "T1", "counter", "l", "0", 0)

    def steps(store: Store) -> None:
        for _ in range(25):
            with store.writing("T1") as session:
                post = queue.find_post(session, "T1", "counter")
                assert post is not None
                queue.remember_post(session, "T1", "counter", str(int(post.channel) + 1), None, None, 0)

    threads = [threading.Thread(target=steps, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].reading() as session:
        post = queue.find_post(session, "T1", "counter")
    assert post is not None
    assert post.channel == "50"


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    def half() -> None:
        with store.writing() as session:
            queue.name_post(session, "T1", "half", "l", "C", 0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with store.reading() as session:
        assert queue.find_post(session, "T1", "half") is None


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(sa.exc.DBAPIError), store.reading() as session:
        queue.name_post(session, "T1", "x", "l", "C", 0)


def test_a_writing_transaction_inside_another_is_refused_rather_than_waited_for(store: Store) -> None:
    if not store.is_sqlite:
        pytest.skip("PostgreSQL has connections to spare; only SQLite would wait for itself")
    with pytest.raises(RuntimeError), store.writing(), store.writing():
        pass


def test_sqlite_keeps_its_promises(store: Store) -> None:
    if not store.is_sqlite:
        pytest.skip("settings of SQLite")
    with store.writing() as session:
        found = {
            name: session.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_four_processes_migrate_one_database_at_once(empty_url: str) -> None:
    stores = [Store(empty_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Store.migrate, stores))
    with stores[0].reading() as session:
        assert queue.measure(session, Queue.OUTBOX, 0).open == 0
        assert migrate.current(session.connection()) == migrate.newest()
    for store in stores:
        store.close()


def test_the_recorded_steps_make_exactly_the_tables_of_the_code(store: Store) -> None:
    """When this fails: `python -m storage.migrations.new "why"` writes the missing step."""
    tables = migrate.all_tables()
    with store.writing() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, tables) == []


@pytest.mark.parametrize("url", ["sqlite://", "nonsense", "mysql://localhost/x"])
def test_a_wrong_address_is_named_in_one_sentence(url: str) -> None:
    with pytest.raises(Misconfigured, match="DATABASE_URL"):
        Store(url)


def test_busy_is_told_from_broken(store: Store) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, store.reading() as session:
        session.execute(sa.text("SELECT * FROM no_such_table"))
    assert not is_busy(caught.value)
    assert is_busy(sa.exc.TimeoutError())
    assert not is_busy(ValueError())


def test_a_locked_file_is_busy(
    store: Store, monkeypatch: pytest.MonkeyPatch, open_store: Callable[[], Store]
) -> None:
    if not store.is_sqlite:
        pytest.skip("a locked file is SQLite's trouble")
    monkeypatch.setattr("storage.store.BUSY_TIMEOUT_MS", 20)
    impatient = open_store()
    with store.writing() as session:
        queue.name_post(session, "T1", "x", "l", "C", 0)
        with pytest.raises(sa.exc.OperationalError) as caught, impatient.writing():
            pass
    assert is_busy(caught.value)


def test_microseconds_come_back_as_they_were() -> None:
    moment = from_micros(1_795_471_246_609_933)
    assert micros(moment) == 1_795_471_246_609_933
    with pytest.raises(ValueError, match="zone"):
        micros(moment.replace(tzinfo=None))


def test_a_database_at_the_newest_step_is_left_alone(
    database_url: str, empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded: list[object] = []
    monkeypatch.setattr("storage.migrate.upgrade", upgraded.append)
    for url, times in ((database_url, 0), (empty_url, 1)):
        store = Store(url)
        store.migrate()
        store.close()
        assert len(upgraded) == times
