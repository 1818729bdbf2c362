"""Erasing a workspace: every row of every table that belongs to it, whichever tables there are.

A table says whose its rows are by a column `workspace`. The few that have none are named here, each with the reason;
a test fails for a table that is neither.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from storage.installations import InstallationRow
from storage.workspaces import find

BY_ANOTHER_COLUMN = {"installation": "team"}
"""Tables whose rows name their workspace under another name."""

NO_WORKSPACE = {
    "oauth_state": "hashes of installations under way, gone after ten minutes; they name no workspace",
    "key_proof": "one row by which a wrong key is noticed",
}
"""Tables whose rows belong to no workspace, and why that is no place for anybody's words."""


def scope(table: sa.Table) -> sa.ColumnElement[str] | None:
    """The column that names a row's workspace; None for tables without."""
    name = BY_ANOTHER_COLUMN.get(table.name, "workspace")
    column: sa.ColumnElement[str] | None = table.c.get(name)
    return column


def erase_workspace(session: Session, workspace: str) -> int:
    """Deletes everything of a workspace, the queues and the tokens with it; returns how many rows there were."""
    gone = 0
    for table in reversed(SQLModel.metadata.sorted_tables):
        column = scope(table)
        if column is None:
            continue
        mine = column == workspace
        if table.name == "installation":  # an organisation's installation names the organisation alone
            mine = sa.or_(mine, sa.and_(column == "", table.c.enterprise == workspace))
        gone += session.execute(sa.delete(table).where(mine)).rowcount  # type: ignore[attr-defined]
    return gone


def workspaces(session: Session) -> dict[str, int]:
    """workspace → how many rows it has, of every workspace there is anything of."""
    counted: dict[str, int] = {}
    for table in SQLModel.metadata.sorted_tables:
        column = scope(table)
        if column is None:
            continue
        for workspace, rows in session.execute(sa.select(column, sa.func.count()).group_by(column)):
            if workspace:
                counted[workspace] = counted.get(workspace, 0) + rows
    return dict(sorted(counted.items()))


def is_installed(session: Session, workspace: str) -> bool:
    """Whether the app is there: an installation of this workspace is kept, or it has come back without one of its own."""
    table: sa.Table = InstallationRow.__table__  # type: ignore[attr-defined]
    mine = sa.or_(table.c.team == workspace, sa.and_(table.c.team == "", table.c.enterprise == workspace))
    if session.execute(sa.select(table.c.id).where(mine).limit(1)).first() is not None:
        return True
    known = find(session, workspace)
    return known is not None and known.left is None
