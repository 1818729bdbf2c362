"""A workspace is erased whole, whichever tables there are, and nothing of it is left on disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import SQLModel

from handlers.use_cases import erasure, later
from handlers.use_cases.work import Services
from storage import erasing, queue
from storage.migrate import all_tables
from storage.store import Store, micros
from tests.traces import fill, traces

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TABLES = [table.name for table in all_tables().sorted_tables]


class Clock:
    """A clock to be moved."""

    now = NOW


@pytest.fixture
def services(store: Store) -> Services:
    """Services at a time that stands still."""
    clock = Clock()
    made = Services(store, "test", clock=lambda: clock.now)
    made.moved = clock  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_whose_its_rows_are_or_why_they_are_nobodys(table: str) -> None:
    named = erasing.scope(SQLModel.metadata.tables[table]) is not None
    assert named != (table in erasing.NO_WORKSPACE)


def test_exceptions_are_tables_that_exist() -> None:
    assert set(erasing.NO_WORKSPACE) | set(erasing.BY_ANOTHER_COLUMN) <= set(TABLES)


def test_what_is_erased_leaves_no_row_and_no_byte_and_others_stay_whole(
    store: Store, services: Services
) -> None:
    fill(store, "T1", "Zebrawords")
    fill(store, "T2", "Yakwords")
    assert traces(store, "Zebrawords")
    with services.unit("T1") as work:
        assert erasure.erase(work) == len(TABLES) - len(erasing.NO_WORKSPACE)
    assert store.scrub()
    assert traces(store, "Zebrawords") == []
    assert traces(store, "Yakwords")
    with store.reading() as session:
        left = erasing.workspaces(session)
    assert left == {"T2": len(TABLES) - len(erasing.NO_WORKSPACE)}


def test_thirty_days_after_the_app_was_removed_everything_is_erased(store: Store, services: Services) -> None:
    with services.unit("T1") as work:
        work.schedule("deadline", {})
        erasure.schedule(work)
    with store.reading() as session:
        due = queue.waiting_jobs(session, "T1", erasure.ERASE)
    assert due == (micros(NOW + timedelta(days=30)),)
    with services.unit("T1") as work:
        later.run(work, erasure.ERASE, {})
    with store.reading() as session:
        assert erasing.workspaces(session) == {}
        scrub = queue.waiting_jobs(session, erasure.NOBODYS, erasure.SCRUB)
    assert scrub == (micros(NOW + erasure.SCRUB_AFTER),)


def test_removing_the_app_twice_schedules_one_erasure(store: Store, services: Services) -> None:
    for _ in range(2):
        with services.unit("T1") as work:
            erasure.schedule(work)
    with store.reading() as session:
        assert len(queue.waiting_jobs(session, "T1", erasure.ERASE)) == 1


def test_installing_again_within_thirty_days_keeps_everything(store: Store, services: Services) -> None:
    with services.unit("T1") as work:
        erasure.schedule(work)
        assert erasure.cancel(work)
        assert not erasure.cancel(work)
    with store.reading() as session:
        assert queue.waiting_jobs(session, "T1", erasure.ERASE) == ()


def test_an_erasure_that_was_not_cancelled_spares_a_workspace_that_is_installed(
    store: Store, services: Services
) -> None:
    fill(store, "T1", "Zebrawords")
    with services.unit("T1") as work:
        erasure.erase_after_grace(work)
    with store.reading() as session:
        assert erasing.workspaces(session)["T1"] >= len(TABLES) - len(erasing.NO_WORKSPACE)


def test_scrubbing_waits_for_readers_and_is_queued_again(store: Store, services: Services) -> None:
    class Held(Store):
        def scrub(self) -> bool:
            return False

    services.store = Held(store.url.render_as_string(hide_password=False))
    erasure.scrub(services)
    services.store.close()
    with store.reading() as session:
        again = queue.waiting_jobs(session, erasure.NOBODYS, erasure.SCRUB)
    assert again == (micros(NOW + erasure.SCRUB_AGAIN),)
