"""How rows are born: what Slack sent, what is to be sent, what is to be done later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage.queue.claims import Claim, Queue, draw_lease, table_of

_LATEST_WINS = ("update", "home")  # only the newest content matters


@dataclass(frozen=True)
class Receipt:
    """What became of something received: a claim on its row, or None when its key was known already."""

    claim: Claim | None

    @property
    def is_new(self) -> bool:
        """True the first time."""
        return self.claim is not None


def lane_name(workspace: str, lane: str) -> str:
    """Under which name receipts of a lane are announced (`Store.announce`)."""
    return f"receipt:{workspace}:{lane}"


@dataclass(frozen=True)
class NewPost:
    """A named post to be queued; `message` is a stored message JSON."""

    lane: str
    uuid: str
    handle: str
    target: Mapping[str, Any]
    message: str


def insert_or_ignore(session: Session, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say ON CONFLICT, in the words of this database."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def receive(
    session: Session,
    *,
    workspace: str,
    key: str,
    kind: str,
    lane: str,
    at: int,
    body: str,
    owner: str,
    now: int,
    lease: int,
) -> Receipt:
    """Writes down what Slack sent, held by this process from birth. A known key writes nothing."""
    table = table_of(Queue.INBOX)
    mark = draw_lease(owner)
    statement = insert_or_ignore(session, table).values(
        workspace=workspace,
        key=key,
        kind=kind,
        lane=lane,
        at=at,
        body=body,
        state="open",
        due_at=0,
        lease_until=now + lease,
        lease_by=mark,
        attempts=1,
        doubtful=False,
        created_at=now,
    )
    row_id = session.execute(
        statement.on_conflict_do_nothing(index_elements=["workspace", "key"]).returning(table.c.id)
    ).scalar_one_or_none()
    if row_id is None:
        return Receipt(None)
    return Receipt(Claim(Queue.INBOX, row_id, workspace, lane, at, mark, 1))


def enqueue_outbox(
    session: Session,
    *,
    workspace: str,
    lane: str,
    uuid: str,
    method: str,
    handle: str | None,
    target: Mapping[str, Any],
    message: str | None,
    now: int,
    last_word: bool = False,
) -> int:
    """Queues one thing to send and returns its id. An unsent update of the same post takes over the new
    message.

    Order in a lane is the order of ids alone (`at` is 0): units of one workspace follow each other, clocks may not.
    """
    table = table_of(Queue.OUTBOX)
    target_json = json.dumps(target)
    if method in _LATEST_WINS:
        waiting = session.execute(
            sa.update(table)
            .where(
                table.c.state == sa.literal_column("'open'"),
                table.c.workspace == workspace,
                table.c.lane == lane,
                table.c.method == method,
                table.c.handle == handle,
                table.c.lease_until <= now,
            )
            .values(
                message=message,
                target=target_json,
                # whoever held it too long and is still at work cannot finish it with the old message any more
                doubtful=sa.or_(table.c.doubtful, table.c.lease_by.is_not(None)),
                lease_by=None,
                lease_until=0,
            )
            .returning(table.c.id)
        ).all()
        if waiting:
            return int(waiting[-1].id)
    result = session.execute(
        sa.insert(table)
        .values(
            workspace=workspace,
            lane=lane,
            at=0,
            state="open",
            due_at=0,
            lease_until=0,
            attempts=0,
            doubtful=False,
            created_at=now,
            uuid=uuid,
            method=method,
            handle=handle,
            target=target_json,
            message=message,
            last_word=last_word,
        )
        .returning(table.c.id)
    )
    return int(result.scalar_one())


def enqueue_posts(session: Session, workspace: str, posts: Iterable[NewPost], now: int) -> None:
    """Queues many named posts, each the first in its lane that is queued by this transaction, in two statements."""
    rows = list(posts)
    if not rows:
        return
    session.execute(
        sa.insert(table_of(Queue.OUTBOX)),
        [
            {
                "workspace": workspace,
                "lane": row.lane,
                "at": 0,
                "state": "open",
                "due_at": 0,
                "lease_until": 0,
                "attempts": 0,
                "doubtful": False,
                "created_at": now,
                "uuid": row.uuid,
                "method": "post",
                "handle": row.handle,
                "target": json.dumps(row.target),
                "message": row.message,
                "last_word": False,
            }
            for row in rows
        ],
    )


def schedule_job(
    session: Session,
    *,
    workspace: str,
    kind: str,
    payload: Mapping[str, Any],
    lane: str,
    now: int,
    due: int | None = None,
) -> int:
    """Queues one thing to do, not before `due`; jobs of one lane follow each other by their due time. Returns its id."""
    table = table_of(Queue.JOB)
    when = now if due is None else due
    result = session.execute(
        sa.insert(table)
        .values(
            workspace=workspace,
            lane=lane,
            at=when,
            state="open",
            due_at=when,
            lease_until=0,
            attempts=0,
            doubtful=False,
            created_at=now,
            kind=kind,
            payload=json.dumps(payload),
        )
        .returning(table.c.id)
    )
    return int(result.scalar_one())


def cancel_jobs(session: Session, workspace: str, kind: str) -> int:
    """Takes back what was to be done of one kind and has not begun; returns how many there were."""
    table = table_of(Queue.JOB)
    done = session.execute(
        sa.delete(table).where(
            table.c.state == sa.literal_column("'open'"),
            table.c.workspace == workspace,
            table.c.kind == kind,
            table.c.lease_by.is_(None),
        )
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def waiting_jobs(session: Session, workspace: str, kind: str) -> tuple[int, ...]:
    """When each job of one kind that nobody has begun is due (microseconds), earliest first."""
    table = table_of(Queue.JOB)
    found = session.execute(
        sa.select(table.c.due_at)
        .where(
            table.c.state == sa.literal_column("'open'"),
            table.c.workspace == workspace,
            table.c.kind == kind,
            table.c.lease_by.is_(None),
        )
        .order_by(table.c.due_at)
    )
    return tuple(found.scalars())
