"""Where a post that has a name went. The name is known from the moment it is queued, channel and ts once it is posted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from storage.queue.entries import insert_or_ignore
from storage.queue.tables import PostedRow

_TABLE: sa.Table = PostedRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Post:
    """A named post: the lane it was queued in, its channel, its ts once posted, its file's id if it is a file."""

    handle: str
    lane: str
    channel: str
    ts: str | None
    file_id: str | None


def name_post(session: Session, workspace: str, handle: str, lane: str, channel: str, now: int) -> None:
    """Reserves a name for a post about to be queued. A name used before now means the new post."""
    values = {"lane": lane, "channel": channel, "ts": None, "file_id": None, "updated_at": now}
    statement = insert_or_ignore(session, _TABLE).values(workspace=workspace, handle=handle, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["workspace", "handle"], set_=values))


def name_posts(session: Session, workspace: str, named: Iterable[tuple[str, str, str]], now: int) -> None:
    """The same for many: (handle, lane, channel) each, in one statement."""
    rows = [
        {"workspace": workspace, "handle": handle, "lane": lane, "channel": channel, "updated_at": now}
        for handle, lane, channel in named
    ]
    if not rows:
        return
    statement = insert_or_ignore(session, _TABLE)
    fresh = {
        "lane": statement.excluded.lane,
        "channel": statement.excluded.channel,
        "ts": None,
        "file_id": None,
        "updated_at": now,
    }
    session.execute(statement.on_conflict_do_update(index_elements=["workspace", "handle"], set_=fresh), rows)


def remember_post(
    session: Session,
    workspace: str,
    handle: str,
    channel: str | None,
    ts: str | None,
    file_id: str | None,
    now: int,
) -> None:
    """Fills in where a named post went."""
    values = {"channel": channel, "ts": ts, "file_id": file_id}
    session.execute(
        sa.update(_TABLE)
        .where(_TABLE.c.workspace == workspace, _TABLE.c.handle == handle)
        .values({name: value for name, value in values.items() if value is not None} | {"updated_at": now})
    )


def remember_channel(session: Session, workspace: str, person: str, channel: str, now: int) -> None:
    """Keeps the id of the DM with a person, under the reserved name `dm:<person>`."""
    statement = insert_or_ignore(session, _TABLE).values(
        workspace=workspace, handle=f"dm:{person}", lane=f"dm:{person}", channel=channel, updated_at=now
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace", "handle"], set_={"channel": channel, "updated_at": now}
        )
    )


def find_post(session: Session, workspace: str, handle: str) -> Post | None:
    """The post of this name in this workspace, or None."""
    row = session.execute(
        sa.select(_TABLE).where(_TABLE.c.workspace == workspace, _TABLE.c.handle == handle)
    ).first()
    return None if row is None else Post(row.handle, row.lane, row.channel, row.ts, row.file_id)


def forget_post(session: Session, workspace: str, handle: str) -> None:
    """Forgets a name, once its post is deleted."""
    session.execute(sa.delete(_TABLE).where(_TABLE.c.workspace == workspace, _TABLE.c.handle == handle))
