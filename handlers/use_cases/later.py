"""What happens by the clock: one use case for each kind of scheduled job that needs no more than the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.errors import NotFound
from bot.nouns import Stage
from handlers.use_cases import erasure
from handlers.use_cases.work import Work
from handlers.use_cases.workshops import running, seats
from storage import workshops as kept


def _remind_seat(work: Work, payload: dict[str, Any]) -> None:
    seats.remind(work, payload["seat"])


def _remind_asked(work: Work, payload: dict[str, Any]) -> None:
    workshop = kept.get_workshop(work.session, work.workspace, payload["workshop"])
    if workshop.stage is Stage.ASKING:
        running.nudge(work, workshop, only_not_joined=True)


def _deadline(work: Work, payload: dict[str, Any]) -> None:
    running.deadline_passed(work, payload["workshop"], payload.get("until"))


def _erase_workspace(work: Work, _payload: dict[str, Any]) -> None:
    erasure.erase_after_grace(work)


KINDS: dict[str, Callable[[Work, dict[str, Any]], None]] = {
    seats.REMIND: _remind_seat,
    running.REMIND_ASKED: _remind_asked,
    running.DEADLINE: _deadline,
    erasure.ERASE: _erase_workspace,
}


def run(work: Work, kind: str, payload: dict[str, Any]) -> None:
    """Does what was scheduled; what it was about may be gone by now, and then nothing is done."""
    try:
        KINDS[kind](work, payload)
    except NotFound:
        return
