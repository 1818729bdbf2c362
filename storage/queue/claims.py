"""One function claims with a lease for inbox, outbox and jobs; the rest says what becomes of a claim."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from storage.queue.tables import InboxRow, JobRow, OutboxRow

LONGEST_ERROR = 500


class Queue(StrEnum):
    """The three queues."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    JOB = "job"


_TABLES: dict[Queue, sa.Table] = {
    Queue.INBOX: InboxRow.__table__,  # type: ignore[attr-defined]
    Queue.OUTBOX: OutboxRow.__table__,  # type: ignore[attr-defined]
    Queue.JOB: JobRow.__table__,  # type: ignore[attr-defined]
}
_PAYLOADS: dict[Queue, tuple[str, ...]] = {
    Queue.INBOX: ("body",),
    Queue.OUTBOX: ("target", "message"),
    Queue.JOB: ("payload",),
}
# Written out, not bound: a bound value would hide from both planners that the partial index applies.
_OPEN: sa.ColumnElement[str] = sa.literal_column("'open'")


class AlreadyDone(Exception):
    """The row is finished, or another worker holds it now: nothing is left to do here."""


class NotYourTurn(Exception):
    """An earlier row of the same lane is still open: come back a little later."""


@dataclass(frozen=True)
class Claim:
    """A right to work on one row until the lease ends. `lease` is drawn anew each time a row is taken."""

    queue: Queue
    id: int
    workspace: str
    lane: str
    at: int
    lease: str
    attempts: int
    doubtful: bool = False  # an earlier attempt may have had effects outside


@dataclass(frozen=True)
class Taken:
    """A claimed row: the claim and the row's columns by name."""

    claim: Claim
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Depth:
    """How full a queue is: open rows, how long the oldest that is due waits (seconds), rows given up."""

    open: int
    oldest_seconds: float
    failed: int


def draw_lease(owner: str) -> str:
    """A name for one holding of a row: the process, and a draw so that an old holding is told from a new one."""
    return f"{owner}#{secrets.token_hex(4)}"


def table_of(queue: Queue) -> sa.Table:
    """The table behind a queue."""
    return _TABLES[queue]


def claim(
    session: Session,
    queue: Queue,
    owner: str,
    now: int,
    lease: int,
    limit: int,
    *,
    skip_lanes: Collection[tuple[str, str]] = (),
    kinds: Collection[str] | None = None,
    workspace: str | None = None,
) -> list[Taken]:
    """Takes up to `limit` rows that are the head of their lane, due, and held by nobody; earliest first.

    `now` and `lease` in microseconds. `skip_lanes` names (workspace, lane) pairs to leave alone. Workers on PostgreSQL
    pass over rows another is just taking (SKIP LOCKED); on SQLite the writing transaction keeps them apart.
    """
    table = _TABLES[queue]
    row, earlier = table.alias("row"), table.alias("earlier")
    has_earlier = (
        sa.select(sa.literal_column("1"))
        .where(
            earlier.c.state == _OPEN,
            earlier.c.workspace == row.c.workspace,
            earlier.c.lane == row.c.lane,
            sa.tuple_(earlier.c.at, earlier.c.id) < sa.tuple_(row.c.at, row.c.id),
        )
        .exists()
    )
    query = (
        sa.select(row)
        .where(row.c.state == _OPEN, row.c.due_at <= now, row.c.lease_until <= now, ~has_earlier)
        .order_by(row.c.at, row.c.id)
        .limit(limit)
    )
    if kinds is not None:
        query = query.where(row.c.kind.in_(list(kinds)))
    if workspace is not None:
        query = query.where(row.c.workspace == workspace)
    if skip_lanes:
        query = query.where(sa.tuple_(row.c.workspace, row.c.lane).not_in(list(skip_lanes)))
    rows = session.execute(query.with_for_update(skip_locked=True, of=row)).mappings().all()
    if not rows:
        return []
    mark = draw_lease(owner)
    session.execute(
        sa.update(table)
        .where(table.c.id.in_([each["id"] for each in rows]))
        .values(
            lease_until=now + lease,
            doubtful=sa.or_(table.c.doubtful, table.c.lease_by.is_not(None)),
            lease_by=mark,
            attempts=table.c.attempts + 1,
        )
    )
    return [
        Taken(
            Claim(
                queue,
                each["id"],
                each["workspace"],
                each["lane"],
                each["at"],
                mark,
                each["attempts"] + 1,
                bool(each["doubtful"]) or each["lease_by"] is not None,
            ),
            dict(each),
        )
        for each in rows
    ]


def hold(session: Session, claim: Claim) -> None:
    """Makes sure the claim is still ours and first open in its lane; else raises AlreadyDone or NotYourTurn.

    On PostgreSQL the row stays locked for the rest of the transaction.
    """
    table = _TABLES[claim.queue]
    found = session.execute(
        sa.select(table.c.state, table.c.lease_by)
        .where(table.c.id == claim.id, table.c.workspace == claim.workspace)
        .with_for_update()
    ).first()
    if found is None or found.state != "open" or found.lease_by != claim.lease:
        raise AlreadyDone(f"{claim.queue} {claim.id}")
    earlier = session.execute(
        sa.select(table.c.id)
        .where(
            table.c.state == _OPEN,
            table.c.workspace == claim.workspace,
            table.c.lane == claim.lane,
            sa.tuple_(table.c.at, table.c.id) < sa.tuple_(sa.literal(claim.at), sa.literal(claim.id)),
        )
        .limit(1)
    ).first()
    if earlier is not None:
        raise NotYourTurn(f"{claim.queue} {claim.id} waits for {earlier.id}")


def complete(session: Session, claim: Claim, now: int) -> bool:
    """Finishes the row and purges its payload. False when the claim had been lost."""
    empty: dict[str, Any] = dict.fromkeys(_PAYLOADS[claim.queue])
    return _change(
        session, claim, state="done", finished_at=now, lease_by=None, lease_until=0, error=None, **empty
    )


def release(session: Session, claim: Claim) -> bool:
    """Gives the row back untouched: the attempt does not count and leaves no doubt. False when it had been lost."""
    table = _TABLES[claim.queue]
    return _change(
        session, claim, lease_by=None, lease_until=0, doubtful=claim.doubtful, attempts=table.c.attempts - 1
    )


def retry(
    session: Session, claim: Claim, due: int, error: str, *, doubtful: bool = False, counted: bool = True
) -> bool:
    """Gives the row back, not to be taken before `due`. `doubtful`: this attempt may have had effects outside.

    `counted=False` for attempts that were never really made (rate limits). False when the claim had been lost.
    """
    table = _TABLES[claim.queue]
    values: dict[str, Any] = {} if counted else {"attempts": table.c.attempts - 1}
    return _change(
        session,
        claim,
        lease_by=None,
        lease_until=0,
        due_at=due,
        doubtful=doubtful,
        error=error[:LONGEST_ERROR],
        **values,
    )


def give_up(session: Session, claim: Claim, now: int, error: str) -> bool:
    """Marks the row failed; its lane goes on. The payload stays until `purge`, for people to look at."""
    return _change(
        session,
        claim,
        state="failed",
        finished_at=now,
        lease_by=None,
        lease_until=0,
        error=error[:LONGEST_ERROR],
    )


def discard(session: Session, queue: Queue, workspace: str, now: int, error: str) -> int:
    """Gives up every open row of a workspace and purges what was in them; returns how many."""
    table = _TABLES[queue]
    empty: dict[str, Any] = dict.fromkeys(_PAYLOADS[queue])
    result = session.execute(
        sa.update(table)
        .where(table.c.state == _OPEN, table.c.workspace == workspace)
        .values(state="failed", finished_at=now, lease_by=None, lease_until=0, error=error, **empty)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def renew(session: Session, claims: Iterable[Claim], until: int) -> int:
    """Prolongs the leases that are still ours; returns how many were."""
    kept = 0
    by_lease: dict[tuple[Queue, str], list[int]] = {}
    for each in claims:
        by_lease.setdefault((each.queue, each.lease), []).append(each.id)
    for (queue, lease), ids in by_lease.items():
        table = _TABLES[queue]
        result = session.execute(
            sa.update(table)
            .where(table.c.id.in_(ids), table.c.lease_by == lease, table.c.state == _OPEN)
            .values(lease_until=until)
        )
        kept += result.rowcount  # type: ignore[attr-defined]
    return kept


def owners(session: Session) -> set[str]:
    """The processes that hold a lease on any open row."""
    found: set[str] = set()
    for table in _TABLES.values():
        query = (
            sa.select(table.c.lease_by)
            .where(table.c.state == _OPEN, table.c.lease_by.is_not(None))
            .distinct()
        )
        found.update(lease.rpartition("#")[0] for (lease,) in session.execute(query))
    return found


def recover(session: Session, owner: str) -> int:
    """Ends the leases of a process known to be dead, so that its rows need not wait; returns how many.

    `lease_by` stays: whoever takes the row next sees that an attempt was cut off.
    """
    ended = 0
    for table in _TABLES.values():
        result = session.execute(
            sa.update(table)
            .where(table.c.state == _OPEN, table.c.lease_by.startswith(f"{owner}#", autoescape=True))
            .values(lease_until=0)
        )
        ended += result.rowcount  # type: ignore[attr-defined]
    return ended


def purge(session: Session, done_before: int, failed_before: int) -> int:
    """Deletes finished rows; an inbox key must outlive Slack's retries (about an hour). Returns how many."""
    gone = 0
    for table in _TABLES.values():
        for state, before in (("done", done_before), ("failed", failed_before)):
            result = session.execute(
                sa.delete(table).where(
                    table.c.state != _OPEN, table.c.state == state, table.c.finished_at < before
                )
            )
            gone += result.rowcount  # type: ignore[attr-defined]
    return gone


def has_due(session: Session, queue: Queue, now: int) -> bool:
    """True when some open row is due and held by nobody: a cheap look before a claim."""
    table = _TABLES[queue]
    query = sa.select(table.c.id).where(
        table.c.state == _OPEN, table.c.due_at <= now, table.c.lease_until <= now
    )
    return session.execute(query.limit(1)).first() is not None


def next_due(session: Session, queue: Queue, now: int) -> int | None:
    """When the next open row that is not workable now becomes so (microseconds); None without such rows."""
    table = _TABLES[queue]
    moment = sa.case((table.c.due_at > table.c.lease_until, table.c.due_at), else_=table.c.lease_until)
    found: int | None = session.execute(
        sa.select(sa.func.min(moment)).where(table.c.state == _OPEN, moment > now)
    ).scalar_one()
    return found


def measure(session: Session, queue: Queue, now: int) -> Depth:
    """Open rows, age of the oldest due one, rows given up: over all workspaces. Reads every finished row."""
    table = _TABLES[queue]
    waits = waiting(session, queue, now)
    failed = session.execute(
        sa.select(sa.func.count()).where(table.c.state != _OPEN, table.c.state == "failed")
    ).scalar_one()
    return Depth(waits.open, waits.oldest_seconds, failed)


def waiting(session: Session, queue: Queue, now: int) -> Depth:
    """Open rows and how long the oldest has been due (a job that is due later has not), for metrics: open rows only."""
    table = _TABLES[queue]
    count, oldest = session.execute(
        sa.select(
            sa.func.count(),
            sa.func.min(
                sa.case((table.c.due_at > table.c.created_at, table.c.due_at), else_=table.c.created_at)
            ),
        ).where(table.c.state == _OPEN)
    ).one()
    return Depth(count, max(0.0, (now - oldest) / 1e6) if oldest is not None else 0.0, 0)


def _change(session: Session, claim: Claim, **values: Any) -> bool:
    table = _TABLES[claim.queue]
    result = session.execute(
        sa.update(table)
        .where(
            table.c.id == claim.id,
            table.c.workspace == claim.workspace,
            table.c.lease_by == claim.lease,
            table.c.state == _OPEN,
        )
        .values(**values)
    )
    return bool(result.rowcount == 1)  # type: ignore[attr-defined]
