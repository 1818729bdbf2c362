"""Looks for words in everything a database has on disk: tables, free pages, SQLite's log."""

from __future__ import annotations

import subprocess
import zlib
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.erasing import BY_ANOTHER_COLUMN, scope
from storage.store import BigId, Store


def files_of(store: Store) -> list[Path]:
    """The files a database stands in. On PostgreSQL those of its tables, once everything is written out."""
    if store.is_sqlite:
        path = Path(str(store.url.database))
        return [file for file in path.parent.glob(f"{path.name}*") if file.is_file()]
    address = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        folder = connection.execute("SHOW data_directory").fetchone()
        oid = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    assert folder is not None
    assert oid is not None
    return [file for file in (Path(folder[0]) / "base" / str(oid[0])).iterdir() if file.is_file()]


def traces(store: Store, words: str) -> list[str]:
    """The names of the files that hold these words, as they are or as JSON writes them."""
    wanted = {words.encode(), words.encode("ascii", "backslashreplace")}
    found = []
    for file in files_of(store):
        # By another process: closing a file here would drop the locks SQLite holds on it in this one.
        data = subprocess.run(["cat", file], capture_output=True, check=False).stdout
        if any(part in data for part in wanted):
            found.append(file.name)
    return found


def fill(store: Store, workspace: str, words: str) -> None:
    """One row in every table of workspaces, with the words in every column that takes any."""
    with store.writing() as session:
        for table in SQLModel.metadata.sorted_tables:
            if scope(table) is not None:
                session.execute(sa.insert(table).values(row_of(table, workspace, words)))


def row_of(table: sa.Table, workspace: str, words: str) -> dict[str, Any]:
    """The values of a row with the words in every column that takes any."""
    return {column.name: _value(column, workspace, words) for column in table.c}


def _value(column: sa.Column[Any], workspace: str, words: str) -> object:
    kind, here = column.type, f"{words} in {column.table.name}.{column.name}"
    if column.name in ("workspace", BY_ANOTHER_COLUMN.get(column.table.name)):
        return workspace
    if isinstance(kind, BigId.__class__) and column.primary_key:
        return zlib.crc32(f"{workspace}{column.table.name}".encode())
    if isinstance(kind, sa.LargeBinary):
        return here.encode() * 200
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.Integer | sa.Float):
        return 0
    return "open" if column.name == "state" else here
