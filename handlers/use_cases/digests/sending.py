"""Sending digests that are due: each period once, however many processes look and whichever of them dies.

A workspace's due subscriptions are claimed in one transaction with what is said, the mark of the period and the next
due time. So a process that dies has sent nothing, and another finds everything as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.digest.messages import Digest, Quiet
from bot.digest.nouns import Subscription
from bot.digest.rhythm import LATE_AFTER, Slot, latest_slot, moment_words, next_slot
from handlers.use_cases.digests.content import Gathering, compose
from handlers.use_cases.work import Services, Work
from storage import digests as kept
from storage.digests import Due, Sent
from storage.store import micros

log = logging.getLogger("dramatis.digests")

BATCH = 100
"""Subscriptions in one transaction: on SQLite others wait for it."""
WORKSPACES = 100
ATTEMPTS = 5
FIRST_PAUSE = timedelta(minutes=1)
KEPT = timedelta(days=400)
"""How long it is remembered that a period was sent."""


def send_due(services: Services, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Queues every digest that is due now, batch after batch; returns how many."""
    sent = 0
    while goes_on():
        with services.store.reading() as session:
            waiting = kept.due_workspaces(session, services.now(), WORKSPACES)
        moved = 0
        for workspace in waiting:
            if not goes_on():
                return sent
            with services.unit(workspace) as work:
                due = kept.take_due(work.session, workspace, micros(work.now), BATCH)
                moved += len(due)
                sent += _send(work, due)
        if not moved:  # nothing is due, or another process is at all of it
            return sent
    return sent


def forget_sent(services: Services) -> int:
    """Deletes marks of periods that no process could send again."""
    with services.store.writing() as session:
        return kept.forget_sent(session, micros(services.clock() - KEPT))


def handle_of(subscription: str, period: str) -> str:
    """The handle of a digest's post."""
    return f"digest:{subscription}:{period}"


@dataclass(frozen=True)
class _Ready:
    """A due subscription, what is said for it, and how it is afterwards."""

    due: Due
    message: Digest | Quiet
    slot: Slot
    told: Subscription

    @property
    def period(self) -> str:
        return self.slot.day.isoformat()


def _send(work: Work, due: list[Due]) -> int:
    if not due:
        return 0
    gathering = Gathering(work, [each.subscription for each in due])
    ready: list[_Ready] = []
    for each in due:
        try:
            ready.append(_prepare(work, each, gathering))
        except Exception:
            _failed(work, each)
    try:
        with work.session.begin_nested():
            return _keep(work, ready)
    except Exception:
        log.exception("digests could not be kept together", extra={"workspace": work.workspace})
    sent = 0
    for one in ready:
        try:
            with work.session.begin_nested():
                sent += _keep(work, [one])
        except Exception:
            _failed(work, one.due)
    return sent


def _prepare(work: Work, due: Due, gathering: Gathering) -> _Ready:
    subscription = due.subscription
    slot, missed = latest_slot(subscription.rhythm, subscription.due, work.now)
    message, told = compose(work, subscription, gathering, _late(subscription, slot, missed, work))
    if isinstance(message, Quiet):
        message = replace(message, period=slot.day.isoformat())
    return _Ready(due, message, slot, told)


def _keep(work: Work, ready: list[_Ready]) -> int:
    """Marks, moves on and says, all of it or nothing; what was marked before is only moved on."""
    session, workspace = work.session, work.workspace
    before = kept.marked(session, workspace, [(each.told.id, each.period) for each in ready])
    fresh = [each for each in ready if (each.told.id, each.period) not in before]
    kept.mark(
        session,
        workspace,
        [
            Sent(each.told.id, each.period, micros(work.now), micros(each.slot.at), _items(each.message))
            for each in fresh
        ],
    )
    after = [
        (each.told if (each.told.id, each.period) not in before else each.due.subscription, each.slot)
        for each in ready
    ]
    kept.save_all(session, workspace, [_moved_on(work, each, slot) for each, slot in after])
    work.say_in_channels(
        [(each.message, each.told.channel, handle_of(each.told.id, each.period)) for each in fresh]
    )
    return len(fresh)


def _moved_on(work: Work, subscription: Subscription, slot: Slot) -> Subscription:
    following = next_slot(subscription.rhythm, work.now, slot.day).at
    return replace(subscription, due=following, used=slot.day)


def _items(message: Digest | Quiet) -> int:
    return len(message.items) if isinstance(message, Digest) else 0


def _late(subscription: Subscription, slot: Slot, missed: int, work: Work) -> str:
    if work.now - slot.at < LATE_AFTER:
        return ""
    words = f"Late: it was due on {moment_words(slot.at, subscription.rhythm.zone)}."
    if missed:
        words += " The one before was missed." if missed == 1 else f" The {missed} before were missed."
    return words


def _failed(work: Work, due: Due) -> None:
    """A defect with one digest keeps no other waiting: it is tried again later, and left out after the last attempt."""
    subscription = due.subscription
    extra = {"workspace": work.workspace, "subscription": subscription.id, "attempt": due.attempts + 1}
    if due.attempts + 1 >= ATTEMPTS:
        log.exception("a digest could not be made; it is left out", extra=extra)
        slot, _ = latest_slot(subscription.rhythm, subscription.due, work.now)
        kept.save(work.session, work.workspace, _moved_on(work, subscription, slot))
        return
    log.exception("a digest could not be made; tried again later", extra=extra)
    until = work.now + FIRST_PAUSE * 5**due.attempts
    kept.put_off(work.session, work.workspace, subscription.id, micros(until))
