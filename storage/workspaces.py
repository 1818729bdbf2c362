"""The workspaces that ever had the app: in use, or left on a day. Their tokens are elsewhere (installations.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel

from storage.queue.entries import insert_or_ignore
from storage.store import from_micros


class WorkspaceRow(SQLModel, table=True):
    """A workspace, or an organisation where the app was installed for all of it."""

    __tablename__ = "workspace"

    workspace: str = Field(primary_key=True)
    enterprise: str = Field(index=True)  # "" where it belongs to no organisation
    name: str  # "" where Slack did not tell it
    since: int = Field(sa_type=sa.BigInteger)  # microseconds
    left_at: int | None = Field(default=None, sa_type=sa.BigInteger)
    why: str | None = None  # uninstalled, revoked


_TABLE: sa.Table = WorkspaceRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Workspace:
    """`left` is when the app was taken out, None while it is in use; `why` is uninstalled or revoked."""

    workspace: str
    enterprise: str
    name: str
    since: datetime
    left: datetime | None = None
    why: str | None = None


def find(session: Session, workspace: str) -> Workspace | None:
    """The workspace, or None where it was never known."""
    row = session.execute(sa.select(_TABLE).where(_TABLE.c.workspace == workspace)).first()
    return None if row is None else _workspace(row)


def everyone(session: Session) -> list[Workspace]:
    """All of them, those in use first, then by name."""
    rows = session.execute(
        sa.select(_TABLE).order_by(_TABLE.c.left_at.is_not(None), _TABLE.c.name, _TABLE.c.workspace)
    ).all()
    return [_workspace(row) for row in rows]


def of_organisation(session: Session, enterprise: str) -> list[Workspace]:
    """Those of one organisation that are in use."""
    rows = session.execute(
        sa.select(_TABLE)
        .where(_TABLE.c.enterprise == enterprise, _TABLE.c.left_at.is_(None))
        .order_by(_TABLE.c.workspace)
    ).all()
    return [_workspace(row) for row in rows]


def count(session: Session) -> int:
    """How many are in use."""
    return int(
        session.execute(
            sa.select(sa.func.count()).select_from(_TABLE).where(_TABLE.c.left_at.is_(None))
        ).scalar_one()
    )


def enter(session: Session, workspace: str, enterprise: str, name: str, now: int) -> None:
    """In use from now on, again where it had been left. An empty name keeps the one that is known."""
    statement = insert_or_ignore(session, _TABLE).values(
        workspace=workspace, enterprise=enterprise, name=name, since=now
    )
    changes = {"enterprise": enterprise, "since": now, "left_at": None, "why": None}
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace"], set_=changes | ({"name": name} if name else {})
        )
    )


def leave(session: Session, workspace: str, why: str, now: int) -> None:
    """The app was taken out. A workspace that was never known is remembered as left."""
    statement = insert_or_ignore(session, _TABLE).values(
        workspace=workspace, enterprise="", name="", since=now, left_at=now, why=why
    )
    session.execute(
        statement.on_conflict_do_update(index_elements=["workspace"], set_={"left_at": now, "why": why})
    )


def _workspace(row: sa.Row[tuple[object, ...]]) -> Workspace:
    return Workspace(
        row.workspace,
        row.enterprise,
        row.name,
        from_micros(row.since),
        None if row.left_at is None else from_micros(row.left_at),
        row.why,
    )
