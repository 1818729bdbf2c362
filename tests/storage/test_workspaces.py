"""Workspaces come, leave and come back; organisations bring and take all of theirs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.use_cases import erasure, workspaces
from handlers.use_cases.work import Services, Target
from storage import queue
from storage import workspaces as kept
from storage.installations import Installations, new_key
from storage.queue import Queue
from storage.store import Store, micros

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT = micros(NOW)


@pytest.fixture
def services(store: Store) -> Services:
    return Services(store, "test", clock=lambda: NOW)


@pytest.fixture
def installations(store: Store) -> Installations:
    return Installations(store, [new_key()])


def left(store: Store) -> dict[str, bool]:
    with store.reading() as session:
        return {each.workspace: each.left is not None for each in kept.everyone(session)}


def test_who_installs_is_told_how_to_begin(store: Store, services: Services) -> None:
    with services.unit("T1") as work:
        workspaces.arrive(work, "", "Playground", "U1")
    with store.writing() as session:
        (row,) = queue.claim(session, Queue.OUTBOX, "me", AT, 1, 5)
    assert "/persona new" in row.row["message"]
    with store.reading() as session:
        known = kept.find(session, "T1")
        assert kept.count(session) == 1
    assert known == kept.Workspace("T1", "", "Playground", NOW)


def test_leaving_takes_back_what_was_to_be_said_and_schedules_the_erasure(
    store: Store, services: Services, installations: Installations
) -> None:
    installations.save("", "T1", "U1", {}, AT - 60_000_000)
    installations.save("", "T2", "U1", {}, AT - 60_000_000)
    for team in ("T1", "T2"):
        with services.unit(team) as work:
            workspaces.arrive(work, "", team, None)
            work.say(None, Target.dm("U1"))
    for _ in range(2):  # Slack tells of it by two events
        with services.unit("T1") as work:
            workspaces.leave(work, "uninstalled", AT)
    assert left(store) == {"T1": True, "T2": False}
    assert installations.workspaces() == [("", "T2")]
    with store.writing() as session:
        assert len(queue.waiting_jobs(session, "T1", erasure.ERASE)) == 1
        assert queue.waiting_jobs(session, "T2", erasure.ERASE) == ()
        assert [each.claim.workspace for each in queue.claim(session, Queue.OUTBOX, "me", AT, 1, 5)] == ["T2"]
    with services.unit("T1") as work:
        workspaces.arrive(work, "", "", None)
    assert left(store)["T1"] is False
    with store.reading() as session:
        assert queue.waiting_jobs(session, "T1", erasure.ERASE) == ()
        found = kept.find(session, "T1")
    assert found is not None
    assert found.name == "T1"


def test_a_removal_told_late_does_not_undo_a_newer_installation(
    store: Store, services: Services, installations: Installations
) -> None:
    installations.save("", "T1", "U1", {}, AT)
    with services.unit("T1") as work:
        workspaces.arrive(work, "", "Playground", None)
        workspaces.leave(work, "uninstalled", AT - 60_000_000)
    assert left(store) == {"T1": False}
    assert installations.workspaces() == [("", "T1")]


def test_an_organisation_that_takes_the_app_out_takes_it_out_of_its_workspaces(
    store: Store, services: Services, installations: Installations
) -> None:
    installations.save("E1", "", "U1", {}, AT - 60_000_000)
    installations.save("E1", "T2", "U1", {}, AT - 60_000_000)
    for team, enterprise in (("E1", "E1"), ("T1", "E1"), ("T2", "E1"), ("T3", "E2")):
        with services.unit(team) as work:
            workspaces.stay(work, enterprise, "")
    with services.unit("E1") as work:
        workspaces.leave(work, "revoked", AT, "E1", whole=True)
    assert left(store) == {"E1": True, "T1": True, "T2": False, "T3": False}
    with store.reading() as session:
        for team, count in (("E1", 1), ("T1", 1), ("T2", 0)):
            assert len(queue.waiting_jobs(session, team, erasure.ERASE)) == count
