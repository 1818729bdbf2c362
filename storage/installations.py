"""Who installed the app: everything secret encrypted; a dump of the database without the key yields no token.

Keys: Fernet, several at a time; the first encrypts, all decrypt, so that a key can be changed without a pause (add the
new one in front, run `reencrypt`, drop the old one). They are asked for at each use, so that a key file changed by one
process is used by all at once. Knows no Slack: an installation is a dict, in and out.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlmodel import Field, Session, SQLModel

from bot.errors import Misconfigured
from storage.queue.entries import insert_or_ignore
from storage.store import BigId, Store
from storage.workspaces import WorkspaceRow

OTHER_KEY = (
    "The stored tokens were encrypted with another key. "
    "Give that key in DRAMATIS_KEY, or install the app again."
)
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


class KeyProofRow(SQLModel, table=True):
    """One row that every process must be able to open: a wrong key is noticed at the start, not when it has done harm."""

    __tablename__ = "key_proof"

    id: int = Field(primary_key=True, sa_type=sa.Integer)
    secret: str


Keys = Sequence[str] | Callable[[], Sequence[str]]


class KeyFile:
    """The keys of `read_keys`, read again when the file has changed: another process may have put a new one in."""

    def __init__(self, setting: str | None, file: Path) -> None:
        self._setting = setting
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._keys: list[str] = []

    def __call__(self) -> list[str]:
        """The keys as they are now."""
        if self.is_file:
            try:
                about = self._file.stat()
            except FileNotFoundError:
                about = None
            seen = None if about is None else (about.st_mtime_ns, about.st_ino)
            if self._keys and seen is not None and seen == self._seen:
                return self._keys
        elif self._keys:
            return self._keys
        self._keys = read_keys(self._setting, self._file)
        if self.is_file:
            about = self._file.stat()
            self._seen = (about.st_mtime_ns, about.st_ino)
        return self._keys

    @property
    def is_file(self) -> bool:
        """Whether the keys stand in the file rather than in the setting."""
        return not (self._setting and self._setting.strip())

    def retire(self) -> Path:
        """Leaves only the newest key in the file; the others go into one beside it, whose path is returned."""
        newest, *others = self()
        aside = self._file.with_name(f"{self._file.name}.old")
        known = aside.read_text().split() if aside.exists() else []
        _draft(aside, "\n".join([*others, *(key for key in known if key not in others)])).replace(aside)
        self.write([newest])
        return aside

    def write(self, keys: Sequence[str]) -> None:
        """Puts these keys into the file, whole or not at all, readable by its owner only."""
        draft = _draft(self._file, "\n".join(keys))
        draft.replace(self._file)


def _draft(file: Path, text: str) -> Path:
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    return draft


def read_keys(setting: str | None, file: Path) -> list[str]:
    """The keys: from the setting (comma separated, newest first), else from the file, which is made at first need.

    The file gets mode 600 from its first moment. Raises Misconfigured for what is no key.
    """
    if setting and setting.strip():
        keys = [key.strip() for key in setting.split(",") if key.strip()]
    else:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = _draft(file, new_key())
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


def new_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


class Installations:
    """Saves, finds and deletes installations and OAuth states. Times in microseconds. `keys`: newest first."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self.store = store
        self._keys = keys
        self._boxes: tuple[list[str], MultiFernet] | None = None

    def prove_key(self) -> None:
        """Makes sure that this process has the key of this database; the first process leaves its mark there.

        Raises Misconfigured with another key, before anything is written with it.
        """
        with self.store.writing(_KEY_LOCK) as session:
            secret = session.execute(sa.select(_PROOF.c.secret)).scalar_one_or_none()
            if secret is not None:
                self._open(secret)
                return
            session.execute(sa.insert(_PROOF).values(id=1, secret=self._close({"proof": True})))

    def save(self, enterprise: str, team: str, person: str, data: dict[str, Any], now: int) -> None:
        """Keeps an installation in place of an earlier one by the same person."""
        with self.store.writing(_KEY_LOCK) as session:  # not while everything is encrypted anew
            secret = self._close(data)
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
        """The newest installation by workspace id alone: for jobs by the clock.

        Its own before that of its organisation, as far as `workspace` rows tell which that is; `workspace` may be the
        organisation's id itself.
        """
        organisation = sa.select(_WORKSPACE.c.enterprise).where(
            _WORKSPACE.c.workspace == workspace, _WORKSPACE.c.enterprise != ""
        )
        is_whole = sa.or_(
            _INSTALLATION.c.enterprise == workspace,
            _INSTALLATION.c.enterprise.in_(organisation),
        )
        with self.store.reading() as session:
            secret = session.execute(
                sa.select(_INSTALLATION.c.secret)
                .where(
                    sa.or_(_INSTALLATION.c.team == workspace, sa.and_(_INSTALLATION.c.team == "", is_whole))
                )
                .order_by(
                    (_INSTALLATION.c.team == workspace).desc(),
                    _INSTALLATION.c.installed_at.desc(),
                    _INSTALLATION.c.id.desc(),
                )
                .limit(1)
            ).scalar_one_or_none()
        return None if secret is None else self._open(secret)

    def delete(self, enterprise: str, team: str, person: str | None = None) -> int:
        """Deletes the installations of a workspace (those of one person, if given); returns how many."""
        with self.store.writing() as session:
            return delete(session, enterprise, team, person)

    def workspaces(self) -> list[tuple[str, str]]:
        """(enterprise, team) of every installation."""
        with self.store.reading() as session:
            rows = session.execute(
                sa.select(_INSTALLATION.c.enterprise, _INSTALLATION.c.team).distinct()
            ).all()
        return sorted((row.enterprise, row.team) for row in rows)

    def reencrypt(self) -> int:
        """Encrypts everything anew with the first key; returns how many. Raises Misconfigured when a key is missing."""
        with self.store.writing(_KEY_LOCK) as session:
            proof = session.execute(sa.select(_PROOF.c.secret)).scalar_one_or_none()
            if proof is not None:
                session.execute(sa.update(_PROOF).values(secret=self._close(self._open(proof))))
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

    def _box(self) -> MultiFernet:
        keys = list(self._keys() if callable(self._keys) else self._keys)
        if self._boxes is None or self._boxes[0] != keys:
            self._boxes = (keys, MultiFernet([Fernet(key) for key in keys]))
        return self._boxes[1]

    def _close(self, data: dict[str, Any]) -> str:
        return self._box().encrypt(json.dumps(data).encode()).decode()

    def _open(self, secret: str) -> dict[str, Any]:
        try:
            data: dict[str, Any] = json.loads(self._box().decrypt(secret.encode()))
        except InvalidToken:
            raise Misconfigured(OTHER_KEY) from None
        return data


def delete(session: Session, enterprise: str | None, team: str, person: str | None = None) -> int:
    """Deletes the installations of a workspace (those of one person, if given); returns how many.

    An `enterprise` of None: whichever organisation it belongs to.
    """
    query = sa.delete(_INSTALLATION).where(_of(enterprise, team))
    if person is not None:
        query = query.where(_INSTALLATION.c.person == person)
    return int(session.execute(query).rowcount)  # type: ignore[attr-defined]


def installed_at(session: Session, enterprise: str | None, team: str) -> int | None:
    """When the newest installation of this workspace (of a whole organisation: team "") was made, or None."""
    query = sa.select(sa.func.max(_INSTALLATION.c.installed_at)).where(_of(enterprise, team))
    found: int | None = session.execute(query).scalar_one()
    return found


def _of(enterprise: str | None, team: str) -> sa.ColumnElement[bool]:
    same_team = _INSTALLATION.c.team == team
    return same_team if enterprise is None else sa.and_(same_team, _INSTALLATION.c.enterprise == enterprise)


_INSTALLATION: sa.Table = InstallationRow.__table__  # type: ignore[attr-defined]
_STATE: sa.Table = OAuthStateRow.__table__  # type: ignore[attr-defined]
_PROOF: sa.Table = KeyProofRow.__table__  # type: ignore[attr-defined]
_WORKSPACE: sa.Table = WorkspaceRow.__table__  # type: ignore[attr-defined]
_KEY_LOCK = "installations"


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
