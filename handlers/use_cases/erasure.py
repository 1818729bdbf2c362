"""Erasing: a workspace 30 days after the app was removed from it, or at once; and the traces deletion leaves on disk.

What is deleted is gone from every query at once. Its bytes are gone from the files of the database once `SCRUB` has run,
which every erasure and every "forget me" queues in the same unit of work.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.use_cases.work import Services, Work
from storage import queue
from storage.erasing import erase_workspace, is_installed
from storage.store import micros

ERASE, SCRUB = "erase_workspace", "scrub_database"
GRACE = timedelta(days=30)
SCRUB_AFTER = timedelta(minutes=1)  # by then what was being said at that moment has been said
SCRUB_AGAIN = timedelta(minutes=1)
NOBODYS = ""  # the workspace of jobs that are about the whole database


def schedule(work: Work) -> None:
    """The app was removed: in 30 days everything of the workspace is erased, unless it is installed again."""
    cancel(work)
    work.schedule(ERASE, {}, due=work.now + GRACE, lane="erasure")


def cancel(work: Work) -> bool:
    """The app is installed again: nothing is erased. Whether something would have been."""
    return queue.cancel_jobs(work.session, work.workspace, ERASE) > 0


def erase_after_grace(work: Work) -> None:
    """The 30 days are over. A workspace that is installed by now stays."""
    if not is_installed(work.session, work.workspace):
        erase(work)


def erase(work: Work) -> int:
    """Erases everything of the workspace, whatever is queued for it too; returns how many rows there were."""
    gone = erase_workspace(work.session, work.workspace)
    scrub_soon(work)
    return gone


def scrub_soon(work: Work) -> None:
    """Queues the rewriting of the database's files; several erasures share one."""
    if queue.waiting_jobs(work.session, NOBODYS, SCRUB):
        return
    queue.schedule_job(
        work.session,
        workspace=NOBODYS,
        kind=SCRUB,
        payload={},
        lane=SCRUB,
        now=micros(work.now),
        due=micros(work.now + SCRUB_AFTER),
    )
    work.queued += 1


def scrub(services: Services) -> None:
    """Rewrites the database's files without what was deleted; tried again later where readers are in the way."""
    if services.store.scrub():
        return
    with services.unit(NOBODYS) as work:
        queue.schedule_job(
            work.session,
            workspace=NOBODYS,
            kind=SCRUB,
            payload={},
            lane=SCRUB,
            now=micros(work.now),
            due=micros(work.now + SCRUB_AGAIN),
        )


def scrub_now(services: Services) -> None:
    """The same at once, and what was queued for it taken back; where it cannot be done now, it stays queued."""
    if services.store.scrub():
        with services.unit(NOBODYS) as work:
            queue.cancel_jobs(work.session, NOBODYS, SCRUB)
