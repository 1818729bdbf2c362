"""A file that keeps the world: one SQLite table of JSON by kind and id, written in one transaction a change.

SQLite rather than one big JSON file, so that a change costs what changed and a killed process leaves a whole file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Store:
    """Keeps values by (kind, id); with `path` None they are kept nowhere."""

    def __init__(self, path: Path | None) -> None:
        self._db: sqlite3.Connection | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS thing"
                " (kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, id))"
            )

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._db is not None

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """All (id, value) of a kind, in order of id."""
        if self._db is not None:
            rows = self._db.execute("SELECT id, body FROM thing WHERE kind = ? ORDER BY id", (kind,))
            for id_, body in rows.fetchall():
                yield id_, (bytes(body) if kind == "bytes" else json.loads(body))

    def save(self, changes: dict[tuple[str, str], Any]) -> None:
        """Write all changes at once; a value of None deletes."""
        if self._db is None or not changes:
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for (kind, id_), value in changes.items():
                if value is None:
                    self._db.execute("DELETE FROM thing WHERE kind = ? AND id = ?", (kind, id_))
                else:
                    body = value if isinstance(value, bytes) else json.dumps(value).encode()
                    self._db.execute("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", (kind, id_, body))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None
