"""What commands share that work on the database: opening it, whose workspace is meant, how a refusal is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.errors import BadInput, DramatisError, NotFound
from handlers.cli import refusing

if TYPE_CHECKING:
    from sqlmodel import Session

    from handlers.use_cases.work import Services


@contextmanager
def opened() -> Iterator[Services]:
    """The database of the settings, brought up to date. Raises Misconfigured, NotFound where there is none."""
    from handlers.settings import load
    from handlers.use_cases.work import Services
    from storage.migrate import all_tables
    from storage.store import Store

    address = load().database_url
    if address.startswith("sqlite:///") and not Path(address.removeprefix("sqlite:///")).exists():
        raise NotFound("There is no database yet: DATABASE_URL names a file that does not exist.")
    all_tables()
    store = Store(address)
    try:
        store.migrate()
        yield Services(store, owner="cli")
    finally:
        store.close()


def the_one(session: Session, wanted: str | None) -> str:
    """The workspace that is meant: the one named, or the only one there is. Raises NotFound."""
    from storage.erasing import workspaces

    there = workspaces(session)
    if wanted is None and len(there) == 1:
        return next(iter(there))
    if wanted in there:
        return str(wanted)
    names = ", ".join(list(there)[:8]) or "none"
    if wanted is None:
        raise NotFound(f"Say whose with --workspace. There are: {names}.")
    raise NotFound(f"Nothing is kept of the workspace {wanted[:40]}. There are: {names}.")


def refuse(error: DramatisError, as_json: bool) -> NoReturn:
    """The sentence of an error."""
    refusing.refuse("malformed" if isinstance(error, BadInput) else "not_found", error.sentence, as_json)
