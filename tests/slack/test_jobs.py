"""Jobs are done once, tried again, given up loudly; a job whose worker dies is taken up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.errors import BadInput
from handlers.jobs.runner import Job, JobRunner
from handlers.leases import Keeper
from handlers.use_cases.work import Services
from storage import workspaces
from storage.store import Store


@pytest.fixture
def services(both_urls: str) -> Iterator[Services]:
    services = Services(Store(both_urls), "runner")
    yield services
    services.store.close()


@pytest.fixture
def runner(services: Services) -> Iterator[JobRunner]:
    failed: list[str] = []
    keeper = Keeper(services, 30.0)
    runner = JobRunner(services, keeper, 2, lambda attempt: 0.02, lambda s, job, ref: failed.append(job.kind))
    runner.failed = failed  # type: ignore[attr-defined]
    yield runner
    runner.stop()


def schedule(services: Services, kind: str, **more: object) -> None:
    with services.unit("T1") as work:
        work.schedule(kind, {"n": 1}, **more)  # type: ignore[arg-type]


def wait_until(condition: object, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.01)


def states(services: Services) -> list[tuple[str, int]]:
    with services.store.reading() as session:
        return [
            (row.state, row.attempts)
            for row in session.execute(sa.text("SELECT state, attempts FROM job ORDER BY id"))
        ]


def test_a_job_ends_in_the_commit_of_its_results(services: Services, runner: JobRunner) -> None:
    def handler(services: Services, job: Job) -> None:
        with services.unit(job.workspace, claim=job.claim) as work:
            work.schedule("next", {})

    done = threading.Event()
    runner.register("first", handler)
    runner.register("next", lambda services, job: done.set())
    runner.start()
    schedule(services, "first")
    assert done.wait(5)
    wait_until(lambda: states(services) == [("done", 1), ("done", 1)])


def test_a_job_that_fails_is_tried_again_and_given_up_after_five(
    services: Services, runner: JobRunner
) -> None:
    seen: list[bool] = []

    def handler(services: Services, job: Job) -> None:
        seen.append(job.is_last)
        raise ZeroDivisionError

    runner.register("broken", handler)
    runner.start()
    schedule(services, "broken")
    wait_until(lambda: states(services) == [("failed", 5)])
    assert seen == [False] * 4 + [True]
    wait_until(lambda: runner.failed == ["broken"])  # type: ignore[attr-defined]


def test_a_refusal_is_not_tried_again(services: Services, runner: JobRunner) -> None:
    def handler(services: Services, job: Job) -> None:
        raise BadInput("No survey.")

    runner.register("refused", handler)
    runner.start()
    schedule(services, "refused")
    wait_until(lambda: states(services) == [("failed", 1)])


def test_where_the_app_was_taken_out_what_would_be_told_is_left_undone_quietly(
    services: Services, runner: JobRunner, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []
    runner.register("told", lambda services, job: ran.append("told"), told=True)
    runner.register("forget", lambda services, job: ran.append("forget"))
    with services.store.writing() as session:
        workspaces.leave(session, "T1", "uninstalled", services.now())
    schedule(services, "told")
    schedule(services, "forget")
    runner.start()
    wait_until(lambda: states(services) == [("failed", 1), ("done", 1)])
    assert ran == ["forget"]
    wait_until(lambda: runner.failed == ["told"])  # type: ignore[attr-defined]
    assert not [entry for entry in caplog.records if entry.levelname == "ERROR"]


def test_a_job_waits_for_its_time_and_one_of_an_unknown_kind_for_its_handler(
    services: Services, runner: JobRunner
) -> None:
    ran: list[float] = []
    runner.register("later", lambda services, job: ran.append(time.monotonic()))
    runner.start()
    begun = time.monotonic()
    schedule(services, "later", due=services.clock() + timedelta(seconds=0.4))
    schedule(services, "of a newer release")
    wait_until(lambda: ran)
    assert ran[0] - begun >= 0.4
    wait_until(lambda: states(services) == [("done", 1), ("open", 0)])


def test_a_job_whose_worker_died_is_taken_up_and_one_that_takes_long_is_not(
    services: Services, runner: JobRunner
) -> None:
    runner.keeper.seconds = 0.6
    runner.keeper.start()
    ran: list[int] = []

    def slow(services: Services, job: Job) -> None:
        ran.append(job.claim.attempts)
        time.sleep(1.5)

    runner.register("slow", slow)
    schedule(services, "slow")
    with services.store.writing() as session:
        until = services.now() + 300_000
        session.execute(
            sa.text("UPDATE job SET lease_by = 'dead:1:1#0', attempts = 1, lease_until = :until"),
            {"until": until},
        )
    other = JobRunner(services, runner.keeper, 2)
    other.register("slow", slow)
    runner.start()
    other.start()
    wait_until(lambda: states(services) == [("done", 2)])
    other.stop()
    runner.keeper.stop()
    assert ran == [2]
