"""The app comes to a workspace, and leaves it: known, welcomed, forgotten."""

from __future__ import annotations

from bot.messages import Sentence
from handlers.use_cases import erasure
from handlers.use_cases.work import Target, Work
from storage import installations, queue, workspaces
from storage.store import micros

WELCOME = (
    "Dramatis is installed, thank you. Type `/invite @Dramatis` in the channel where your team talks about customers, "
    "then `/persona new` there. `/persona example` shows what comes of it."
)
LATE = 5_000_000
"""Microseconds. Slack may tell of a removal late: an installation newer than it is another one. Clocks differ."""


def arrive(work: Work, enterprise: str, name: str, installer: str | None) -> None:
    """The app was installed, perhaps again; whoever did it is told how to begin."""
    workspaces.enter(work.session, work.workspace, enterprise, name, micros(work.now))
    erasure.cancel(work)
    if installer:
        work.say(Sentence(WELCOME), Target.dm(installer))


def stay(work: Work, enterprise: str | None = None, name: str = "") -> None:
    """A token that works says that the app is installed here. What is not told stays as it is known."""
    known = workspaces.find(work.session, work.workspace)
    if enterprise is None:
        enterprise = known.enterprise if known else ""
    is_news = known is None or known.left is not None or known.enterprise != enterprise
    if is_news or (name and known is not None and known.name != name):
        workspaces.enter(work.session, work.workspace, enterprise, name, micros(work.now))
        erasure.cancel(work)


def leave(work: Work, why: str, at: int, enterprise: str = "", whole: bool = False) -> None:
    """The app was taken out: tokens are deleted, nothing more is said, and in 30 days everything is erased.

    `at` is when that happened (microseconds). `whole`: out of the whole organisation `enterprise`, and so out of its
    workspaces that have no installation of their own.
    """
    of, team = (enterprise, "") if whole else (None, work.workspace)
    newest = installations.installed_at(work.session, of, team)
    if newest is not None and newest > at + LATE:
        return  # it has been installed again since
    installations.delete(work.session, of, team)
    _close(work, why)
    if not whole:
        return
    for each in workspaces.of_organisation(work.session, enterprise):
        if installations.installed_at(work.session, None, each.workspace) is None:
            _close(Work(work.session, each.workspace, work.now, None, work.new_id), why)


def _close(work: Work, why: str) -> None:
    workspaces.leave(work.session, work.workspace, why, micros(work.now))
    queue.discard(work.session, queue.Queue.OUTBOX, work.workspace, micros(work.now), why)
    erasure.schedule(work)
