"""Subscriptions of channels to a digest, and which digests were sent: each period once, by a unique key."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select

from bot.digest.nouns import Memory, State, Subscription
from bot.digest.rhythm import Rhythm
from bot.errors import NotFound
from bot.facets import Lens
from bot.nouns import Change
from storage.asking import AskedRow
from storage.store import from_micros, micros
from storage.tables import ChangeRow

GONE = "There is no digest here any more. `/persona digest` sets one up."
MOST_ASKED = 5_000  # the newest answers that are looked at for lines they leaned on


class SubscriptionRow(SQLModel, table=True):
    """A channel's wish for a digest. `due`: when the next is to come; `wait_until`: not before, after a failure."""

    __tablename__ = "subscription"
    __table_args__ = (
        sa.Index("ix_subscription_channel", "workspace", "channel", "product", unique=True),
        sa.Index(
            "ix_subscription_due",
            "due",
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        ),
    )

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    channel: str
    product: str
    person: str
    days: str
    minute: int
    zone: str
    lens: str
    state: str
    created: int = Field(sa_type=sa.BigInteger)
    due: int = Field(sa_type=sa.BigInteger)
    told: int | None = Field(default=None, sa_type=sa.BigInteger)
    used: str | None = None
    quiet: int = 0
    memory: str = "{}"
    wait_until: int = Field(default=0, sa_type=sa.BigInteger)
    attempts: int = 0


class DigestSentRow(SQLModel, table=True):
    """One digest that was queued. `period`: its local day, or a name of its own where somebody sent it by hand."""

    __tablename__ = "digest_sent"
    __table_args__ = (sa.Index("ix_digest_sent_at", "at"),)

    workspace: str = Field(primary_key=True)
    subscription: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    at: int = Field(sa_type=sa.BigInteger)
    due: int = Field(sa_type=sa.BigInteger)
    items: int


_TABLE: sa.Table = SubscriptionRow.__table__  # type: ignore[attr-defined]
_ACTIVE: sa.ColumnElement[str] = sa.literal_column(
    "'active'"
)  # written out, so that the partial index applies


@dataclass(frozen=True)
class Due:
    """A subscription that is due, and how often it has failed for this period."""

    subscription: Subscription
    attempts: int


# Subscriptions


def save(session: Session, workspace: str, subscription: Subscription) -> None:
    """Writes a subscription, new or changed; earlier failures are forgotten."""
    session.merge(_row(workspace, subscription))
    session.flush()


def save_all(session: Session, workspace: str, changed: Sequence[Subscription]) -> None:
    """Writes many subscriptions that are there already, in one statement; earlier failures are forgotten."""
    if not changed:
        return
    names = ("due", "told", "used", "quiet", "memory", "wait_until", "attempts")
    statement = (
        sa.update(_TABLE)
        .where(_TABLE.c.workspace == workspace, _TABLE.c.id == sa.bindparam("which"))
        .values({name: sa.bindparam(f"new_{name}") for name in names})
    )
    session.connection().execute(
        statement,
        [
            {"which": row["id"], **{f"new_{name}": row[name] for name in names}}
            for row in map(_values, changed)
        ],
    )


def get(session: Session, workspace: str, subscription: str) -> Subscription:
    """The subscription with this id. Raises NotFound."""
    row = session.get(SubscriptionRow, (workspace, subscription))
    if row is None:
        raise NotFound(GONE)
    return _noun(row)


def of_channel(session: Session, workspace: str, channel: str) -> tuple[Subscription, ...]:
    """The subscriptions of a channel, oldest first."""
    rows = session.exec(
        select(SubscriptionRow)
        .where(SubscriptionRow.workspace == workspace, SubscriptionRow.channel == channel)
        .order_by(col(SubscriptionRow.created), col(SubscriptionRow.id))
    )
    return tuple(_noun(row) for row in rows)


def of_workspace(session: Session, workspace: str) -> tuple[Subscription, ...]:
    """All subscriptions of a workspace, oldest first."""
    rows = session.exec(
        select(SubscriptionRow)
        .where(SubscriptionRow.workspace == workspace)
        .order_by(col(SubscriptionRow.created), col(SubscriptionRow.id))
    )
    return tuple(_noun(row) for row in rows)


def remove(session: Session, workspace: str, subscription: str) -> None:
    """Ends a subscription and forgets what was sent for it."""
    for table, column in ((SubscriptionRow, SubscriptionRow.id), (DigestSentRow, DigestSentRow.subscription)):
        session.execute(
            sa.delete(table).where(col(table.workspace) == workspace, col(column) == subscription)
        )


# What is due


def due_workspaces(session: Session, now: int, limit: int) -> list[str]:
    """Workspaces with a subscription that is due at `now` (microseconds), those who wait longest first."""
    rows = session.execute(
        sa.select(_TABLE.c.workspace)
        .where(_TABLE.c.state == _ACTIVE, _TABLE.c.due <= now, _TABLE.c.wait_until <= now)
        .group_by(_TABLE.c.workspace)
        .order_by(sa.func.min(_TABLE.c.due), _TABLE.c.workspace)
        .limit(limit)
    )
    return [row.workspace for row in rows]


def take_due(session: Session, workspace: str, now: int, limit: int) -> list[Due]:
    """Claims due subscriptions of a workspace for the rest of this transaction; rows another is at are passed over."""
    rows = session.exec(
        select(SubscriptionRow)
        .where(
            SubscriptionRow.workspace == workspace,
            _TABLE.c.state == _ACTIVE,
            SubscriptionRow.due <= now,
            SubscriptionRow.wait_until <= now,
        )
        .order_by(col(SubscriptionRow.due), col(SubscriptionRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [Due(_noun(row), row.attempts) for row in rows]


@dataclass(frozen=True)
class Sent:
    """A period of a subscription for which a digest is sent: when, when it was due, with how many items."""

    subscription: str
    period: str
    at: int
    due: int
    items: int


def marked(session: Session, workspace: str, wanted: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these (subscription, period) are marked as sent."""
    table: sa.Table = DigestSentRow.__table__  # type: ignore[attr-defined]
    rows = session.execute(
        sa.select(table.c.subscription, table.c.period).where(
            table.c.workspace == workspace,
            table.c.subscription.in_([subscription for subscription, _ in wanted]),
            table.c.period.in_({period for _, period in wanted}),
        )
    )
    return {(row.subscription, row.period) for row in rows} & set(wanted)


def mark(session: Session, workspace: str, periods: Sequence[Sent]) -> None:
    """Marks periods as sent. The key is unique: marking one twice fails, and with it whatever is done beside it."""
    if periods:
        rows = [{"workspace": workspace, **vars(each)} for each in periods]
        session.execute(sa.insert(DigestSentRow.__table__), rows)  # type: ignore[attr-defined]


def sent(session: Session, workspace: str, subscription: str) -> tuple[tuple[str, datetime], ...]:
    """(period, when) of what was sent, oldest first."""
    rows = session.exec(
        select(DigestSentRow)
        .where(DigestSentRow.workspace == workspace, DigestSentRow.subscription == subscription)
        .order_by(col(DigestSentRow.at), col(DigestSentRow.period))
    )
    return tuple((row.period, from_micros(row.at)) for row in rows)


def put_off(session: Session, workspace: str, subscription: str, until: int) -> None:
    """After a failure: not before `until`, and one attempt more."""
    session.execute(
        sa.update(_TABLE)
        .where(_TABLE.c.workspace == workspace, _TABLE.c.id == subscription)
        .values(wait_until=until, attempts=_TABLE.c.attempts + 1)
    )


def forget_sent(session: Session, before: int) -> int:
    """Deletes what was sent long ago; returns how many."""
    table: sa.Table = DigestSentRow.__table__  # type: ignore[attr-defined]
    result = session.execute(sa.delete(table).where(table.c.at < before))
    return int(result.rowcount)  # type: ignore[attr-defined]


# What a digest is made from


def changes_since(
    session: Session, workspace: str, personas: Collection[str], since: datetime
) -> dict[str, tuple[Change, ...]]:
    """The histories of these personas after a moment, newest first."""
    found: dict[str, list[Change]] = {}
    for part in _parts(list(personas)):
        rows = session.exec(
            select(ChangeRow)
            .where(
                ChangeRow.workspace == workspace,
                col(ChangeRow.persona).in_(part),
                ChangeRow.at > micros(since),
            )
            .order_by(col(ChangeRow.at).desc(), col(ChangeRow.id).desc())
        )
        for row in rows:
            change = Change(from_micros(row.at), row.person, row.what, row.before, row.after)
            found.setdefault(row.persona, []).append(change)
    return {persona: tuple(changes) for persona, changes in found.items()}


def last_touched(session: Session, workspace: str, personas: Collection[str]) -> dict[str, datetime]:
    """When the newest entry of each history was made."""
    found: dict[str, datetime] = {}
    for part in _parts(list(personas)):
        rows = session.execute(
            sa.select(col(ChangeRow.persona), sa.func.max(col(ChangeRow.at)))
            .where(col(ChangeRow.workspace) == workspace, col(ChangeRow.persona).in_(part))
            .group_by(col(ChangeRow.persona))
        )
        found.update((persona, from_micros(at)) for persona, at in rows)
    return found


def leaned_on(
    session: Session, workspace: str, since: datetime
) -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    """(when, ids of the lines it showed) of the answers given after a moment, newest first."""
    rows = session.execute(
        sa.select(col(AskedRow.at), col(AskedRow.shown))
        .where(col(AskedRow.workspace) == workspace, col(AskedRow.at) > micros(since))
        .order_by(col(AskedRow.at).desc())
        .limit(MOST_ASKED)
    )
    return tuple(
        (from_micros(at), tuple(line for _, lines in json.loads(shown) for line in lines))
        for at, shown in rows
    )


def _parts(ids: Sequence[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def _row(workspace: str, subscription: Subscription) -> SubscriptionRow:
    return SubscriptionRow(workspace=workspace, **_values(subscription))


def _values(subscription: Subscription) -> dict[str, Any]:
    rhythm = subscription.rhythm
    return {
        "id": subscription.id,
        "channel": subscription.channel,
        "product": subscription.product,
        "person": subscription.person,
        "days": json.dumps(rhythm.days),
        "minute": rhythm.minute,
        "zone": rhythm.zone,
        "lens": subscription.lens,
        "state": subscription.state,
        "created": micros(subscription.created),
        "due": micros(subscription.due),
        "told": None if subscription.told is None else micros(subscription.told),
        "used": None if subscription.used is None else subscription.used.isoformat(),
        "quiet": subscription.quiet,
        "memory": json.dumps(_memory_json(subscription.memory)),
        "wait_until": 0,
        "attempts": 0,
    }


def _noun(row: SubscriptionRow) -> Subscription:
    return Subscription(
        id=row.id,
        channel=row.channel,
        product=row.product,
        person=row.person,
        rhythm=Rhythm(tuple(json.loads(row.days)), row.minute, row.zone),
        lens=Lens(row.lens),
        state=State(row.state),
        created=from_micros(row.created),
        due=from_micros(row.due),
        told=None if row.told is None else from_micros(row.told),
        used=None if row.used is None else date.fromisoformat(row.used),
        quiet=row.quiet,
        memory=_memory(json.loads(row.memory)),
    )


def _memory_json(memory: Memory) -> dict[str, dict[str, str]]:
    return {"shown": {key: day.isoformat() for key, day in memory.shown.items()}, "said": dict(memory.said)}


def _memory(data: Mapping[str, Mapping[str, str]]) -> Memory:
    shown = {key: date.fromisoformat(day) for key, day in data.get("shown", {}).items()}
    return Memory(shown, dict(data.get("said", {})))
