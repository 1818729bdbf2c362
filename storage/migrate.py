"""Brings a database to the newest schema, one recorded step after the other (alembic)."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import storage

HERE = Path(__file__).parent / "migrations"


def config(connection: sa.Connection | None = None, folder: Path = HERE) -> Config:
    """Alembic's settings, without a file; the connection is handed to `migrations/env.py`."""
    settings = Config()
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: sa.Connection) -> None:
    """Runs the steps that are missing, inside the transaction of this connection."""
    command.upgrade(config(connection), "head")


def newest() -> str | None:
    """The name of the newest step."""
    return ScriptDirectory.from_config(config()).get_current_head()


def current(connection: sa.Connection) -> str | None:
    """The step this database is at; None for an empty one."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def all_tables() -> sa.MetaData:
    """Every table of the project: imports each module of `storage`, so that none is forgotten."""
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if not module.name.startswith("storage.migrations"):
            importlib.import_module(module.name)
    return SQLModel.metadata
