"""A workspace taken out of the database whole, and put back: every row of every table that is its own, as plain values.

Tokens stay where they are, and so does what is in transit: the inbox, the outbox and jobs that are done.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from bot.errors import BadInput
from storage.erasing import scope

LEFT = {
    "installation": "tokens never leave, not even encrypted; install the app again",
    "oauth_state": "installations under way",
    "inbox": "what is just coming in; its payload is purged within moments",
    "outbox": "what is just going out; its payload is purged within moments",
}
"""Tables that are not taken out, and why."""

Row = dict[str, Any]
_MANY = 500
_NUMBERED = "job"  # its rows get new numbers, and nobody works on them yet
_UNTOUCHED = {"lease_until": 0, "lease_by": None, "attempts": 0, "doubtful": False, "error": None}


def rows_of(session: Session, workspace: str) -> Iterator[tuple[str, Row]]:
    """(table, row) of everything, in an order that does not change; `workspace` is left out, bytes are base64."""
    for table in _carried():
        query = sa.select(table).where(table.c.workspace == workspace).order_by(*table.primary_key.columns)
        if table.name == _NUMBERED:
            query = query.where(table.c.state == "open").order_by(None).order_by(table.c.due_at, table.c.id)
        for row in session.execute(query.execution_options(yield_per=_MANY)).mappings():
            values = {name: _out(value) for name, value in row.items() if name != "workspace"}
            if table.name == _NUMBERED:
                values = {name: value for name, value in values.items() if name not in ("id", *_UNTOUCHED)}
            yield table.name, values


def put_back(session: Session, workspace: str, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """Writes rows of `rows_of` into a workspace that has none; returns how many. Raises BadInput for what is amiss."""
    tables = {table.name: table for table in _carried()}
    waiting: dict[str, list[Row]] = {}
    count = 0
    for name, values in rows:
        table = tables.get(name)
        if table is None or not set(values) <= set(table.c.keys()):
            raise BadInput(f"That file holds “{name[:40]}”, which this version of Dramatis does not keep.")
        if not _needed(table) <= set(values):
            raise BadInput(f"A row of “{name}” in that file is not complete.")
        row = {key: _in(value, table.c[key]) for key, value in values.items()}
        if name == _NUMBERED:
            row = {**_UNTOUCHED, **row}
        waiting.setdefault(name, []).append({**row, "workspace": workspace})
        count += 1
        if len(waiting[name]) >= _MANY:
            _insert(session, table, waiting.pop(name))
    for name, left in waiting.items():
        _insert(session, tables[name], left)
    return count


def _insert(session: Session, table: sa.Table, rows: list[Row]) -> None:
    try:
        session.execute(sa.insert(table), rows)
    except (sa.exc.IntegrityError, sa.exc.StatementError):
        raise BadInput(f"A row of “{table.name}” in that file cannot be kept.") from None


def _carried() -> Iterator[sa.Table]:
    tables = SQLModel.metadata.sorted_tables
    return (table for table in tables if table.name not in LEFT and scope(table) is not None)


def _needed(table: sa.Table) -> set[str]:
    given = {"workspace", "id", *_UNTOUCHED} if table.name == _NUMBERED else {"workspace"}
    return {column.name for column in table.c if not column.nullable} - given


def _out(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _in(value: Any, column: sa.Column[Any]) -> Any:
    if not isinstance(value, dict):
        return value
    try:
        return base64.b64decode(value["base64"], validate=True)
    except (KeyError, ValueError, TypeError):
        raise BadInput(f"“{column.table.name}.{column.name}” in that file cannot be read.") from None
