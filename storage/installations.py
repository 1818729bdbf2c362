"""Who installed the app: everything secret encrypted; a dump of the database without the key yields no token.

Keys: Fernet, several at a time; the first encrypts, all decrypt, so that a key can be changed without a pause (add the
new one in front, run `reencrypt`, drop the old one). Knows no Slack: an installation is a dict, in and out.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlmodel import Field, SQLModel

from bot.errors import Misconfigured
from storage.queue.entries import insert_or_ignore
from storage.store import BigId, Store

STATE_SECONDS = 600  # time to get through the install pages


class InstallationRow(SQLModel, table=True):
    """One installation; ids are "" where Slack gives none, because NULLs are never equal in a unique key."""

    __tablename__ = "installation"
    __table_args__ = (sa.UniqueConstraint("enterprise", "team", "person"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    enterprise: str
    team: str  # "" for an org-wide installation
    person: str  # who installed
    installed_at: int = Field(sa_type=sa.BigInteger)  # microseconds
    secret: str  # encrypted JSON


class OAuthStateRow(SQLModel, table=True):
    """A state handed out by the install page, kept as a hash."""

    __tablename__ = "oauth_state"

    digest: str = Field(primary_key=True)
    expires_at: int = Field(sa_type=sa.BigInteger)


def read_keys(setting: str | None, file: Path) -> list[str]:
    """The keys: from the setting (comma separated, newest first), else from the file, which is made at first need.

    The file gets mode 600 from its first moment. Raises Misconfigured for what is no key.
    """
    if setting and setting.strip():
        keys = [key.strip() for key in setting.split(",") if key.strip()]
    else:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
                handle.write(Fernet.generate_key() + b"\n")
            try:
                os.link(draft, file)  # whole or not at all, and never over another process's key
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        keys = file.read_text().split()
    if not keys:
        raise Misconfigured(
            "There is no key for the stored tokens. Set DRAMATIS_KEY, or remove the empty key file."
        )
    for key in keys:
        try:
            Fernet(key)
        except (ValueError, TypeError):
            raise Misconfigured("DRAMATIS_KEY is not a key: it takes 32 bytes in URL-safe base64.") from None
    return keys


class Installations:
    """Saves, finds and deletes installations and OAuth states. Times in microseconds."""

    def __init__(self, store: Store, keys: Sequence[str]) -> None:
        self.store = store
        self._box = MultiFernet([Fernet(key) for key in keys])

    def save(self, enterprise: str, team: str, person: str, data: dict[str, Any], now: int) -> None:
        """Keeps an installation in place of an earlier one by the same person."""
        secret = self._close(data)
        with self.store.writing() as session:
            statement = insert_or_ignore(session, _INSTALLATION).values(
                enterprise=enterprise, team=team, person=person, installed_at=now, secret=secret
            )
            session.execute(
                statement.on_conflict_do_update(
                    index_elements=["enterprise", "team", "person"],
                    set_={"installed_at": now, "secret": secret},
                )
            )

    def find(self, enterprise: str, team: str, person: str | None = None) -> dict[str, Any] | None:
        """The newest installation of this workspace (by this person, if given), or None."""
        query = sa.select(_INSTALLATION.c.secret).where(
            _INSTALLATION.c.enterprise == enterprise, _INSTALLATION.c.team == team
        )
        if person is not None:
            query = query.where(_INSTALLATION.c.person == person)
        with self.store.reading() as session:
            secret = session.execute(
                query.order_by(_INSTALLATION.c.installed_at.desc(), _INSTALLATION.c.id.desc()).limit(1)
            ).scalar_one_or_none()
        return None if secret is None else self._open(secret)

    def find_workspace(self, workspace: str) -> dict[str, Any] | None:
        """The newest installation by workspace id alone, or by the id of an organisation: for jobs by the clock."""
        with self.store.reading() as session:
            secret = session.execute(
                sa.select(_INSTALLATION.c.secret)
                .where(
                    sa.or_(
                        _INSTALLATION.c.team == workspace,
                        sa.and_(_INSTALLATION.c.team == "", _INSTALLATION.c.enterprise == workspace),
                    )
                )
                .order_by(_INSTALLATION.c.installed_at.desc(), _INSTALLATION.c.id.desc())
                .limit(1)
            ).scalar_one_or_none()
        return None if secret is None else self._open(secret)

    def delete(self, enterprise: str, team: str, person: str | None = None) -> int:
        """Deletes the installations of a workspace (those of one person, if given); returns how many."""
        query = sa.delete(_INSTALLATION).where(
            _INSTALLATION.c.enterprise == enterprise, _INSTALLATION.c.team == team
        )
        if person is not None:
            query = query.where(_INSTALLATION.c.person == person)
        with self.store.writing() as session:
            return int(session.execute(query).rowcount)  # type: ignore[attr-defined]

    def workspaces(self) -> list[tuple[str, str]]:
        """(enterprise, team) of every installation."""
        with self.store.reading() as session:
            rows = session.execute(
                sa.select(_INSTALLATION.c.enterprise, _INSTALLATION.c.team).distinct()
            ).all()
        return sorted((row.enterprise, row.team) for row in rows)

    def reencrypt(self) -> int:
        """Encrypts everything anew with the first key; returns how many. Raises Misconfigured when a key is missing."""
        with self.store.writing("installations") as session:
            rows = session.execute(sa.select(_INSTALLATION.c.id, _INSTALLATION.c.secret)).all()
            for row in rows:
                session.execute(
                    sa.update(_INSTALLATION)
                    .where(_INSTALLATION.c.id == row.id, _INSTALLATION.c.secret == row.secret)
                    .values(secret=self._close(self._open(row.secret)))
                )
        return len(rows)

    def issue_state(self, now: int) -> str:
        """A new OAuth state, good once and for ten minutes."""
        state = secrets.token_urlsafe(32)
        with self.store.writing() as session:
            session.execute(sa.delete(_STATE).where(_STATE.c.expires_at < now))
            session.execute(
                sa.insert(_STATE).values(digest=_digest(state), expires_at=now + STATE_SECONDS * 1_000_000)
            )
        return state

    def consume_state(self, state: str, now: int) -> bool:
        """True once for a state handed out in the last ten minutes."""
        with self.store.writing() as session:
            found = session.execute(
                sa.delete(_STATE).where(_STATE.c.digest == _digest(state), _STATE.c.expires_at >= now)
            )
            return bool(found.rowcount == 1)  # type: ignore[attr-defined]

    def _close(self, data: dict[str, Any]) -> str:
        return self._box.encrypt(json.dumps(data).encode()).decode()

    def _open(self, secret: str) -> dict[str, Any]:
        try:
            data: dict[str, Any] = json.loads(self._box.decrypt(secret.encode()))
        except InvalidToken:
            raise Misconfigured(
                "The stored tokens were encrypted with another key. "
                "Give that key in DRAMATIS_KEY, or install the app again."
            ) from None
        return data


_INSTALLATION: sa.Table = InstallationRow.__table__  # type: ignore[attr-defined]
_STATE: sa.Table = OAuthStateRow.__table__  # type: ignore[attr-defined]


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
