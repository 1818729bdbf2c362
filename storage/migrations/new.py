"""Writes the next step of the schema: `python -m storage.migrations.new "why"` compares the tables with the steps so far.

`--first` throws every step away and writes a single first one: only before anything was released.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from storage.migrate import HERE, config
from storage.store import Store


def write(message: str, first: bool = False) -> Path:
    """Compares and writes; returns the new file. The comparison is made on an empty SQLite brought to the newest step."""
    versions = HERE / "versions"
    steps = sorted(versions.glob("[0-9]*.py"))
    if first:
        for step in steps:
            step.unlink()
        steps = []
    name = f"{len(steps) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/empty.sqlite3")
        if steps:
            store.migrate()
        store.close()
        engine = sa.create_engine(f"sqlite:///{folder}/empty.sqlite3")
        with engine.connect() as connection:
            settings = config(connection)
            settings.attributes["compare"] = True
            made = command.revision(settings, message, autogenerate=True, rev_id=name)
        engine.dispose()
    if made is None or isinstance(made, list):
        raise RuntimeError("alembic wrote no step")
    return Path(made.path)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--first"]
    if len(words) != 1:
        sys.exit('usage: python -m storage.migrations.new [--first] "why this step"')
    sys.stdout.write(f"{write(words[0], '--first' in sys.argv)}\n")
