"""What was asked where, as it was understood, with what was shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import OutOfDate
from storage.asking.tables import GONE, AskedRow
from storage.store import from_micros, micros

ASKED_KEPT = timedelta(days=90)
PURGE_EACH = 50  # one question in fifty clears away what is too old


@dataclass(frozen=True)
class Asked:
    """A question as it was understood. `place`: "thread", "dm" or "only" (seen by the asker alone)."""

    id: str
    person: str
    place: str
    channel: str
    thread: str
    conversation: str
    question: str
    shown: tuple[tuple[str, tuple[str, ...]], ...]
    at: datetime


def keep_asked(session: Session, workspace: str, asked: Asked) -> None:
    """Writes a question with what was shown; questions of long ago are forgotten."""
    if micros(asked.at) % PURGE_EACH == 0:
        session.execute(
            sa.delete(AskedRow).where(
                col(AskedRow.workspace) == workspace, col(AskedRow.at) < micros(asked.at - ASKED_KEPT)
            )
        )
    session.add(
        AskedRow(
            workspace=workspace,
            id=asked.id,
            person=asked.person,
            place=asked.place,
            channel=asked.channel,
            thread=asked.thread,
            conversation=asked.conversation,
            question=asked.question,
            shown=json.dumps(asked.shown),
            at=micros(asked.at),
        )
    )
    session.flush()


def change_shown(session: Session, workspace: str, asked: Asked) -> None:
    """Writes what is shown now for a question that was asked before."""
    session.execute(
        sa.update(AskedRow)
        .where(col(AskedRow.workspace) == workspace, col(AskedRow.id) == asked.id)
        .values(shown=json.dumps(asked.shown))
    )


def get_asked(session: Session, workspace: str, asked: str) -> Asked:
    """What was asked under this id. Raises OutOfDate."""
    row = session.get(AskedRow, (workspace, asked))
    if row is None:
        raise OutOfDate(GONE)
    return _asked(row)


def last_asked(session: Session, workspace: str, conversation: str, since: datetime) -> Asked | None:
    """The newest question of a conversation, if it is not older than that."""
    row = session.exec(
        select(AskedRow)
        .where(
            AskedRow.workspace == workspace,
            AskedRow.conversation == conversation,
            AskedRow.at >= micros(since),
        )
        .order_by(col(AskedRow.at).desc())
        .limit(1)
    ).first()
    return None if row is None else _asked(row)


def _asked(row: AskedRow) -> Asked:
    shown = tuple((persona, tuple(lines)) for persona, lines in json.loads(row.shown))
    return Asked(
        row.id,
        row.person,
        row.place,
        row.channel,
        row.thread,
        row.conversation,
        row.question,
        shown,
        from_micros(row.at),
    )
