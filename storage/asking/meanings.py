"""The meanings of texts. They are kept by text, so that a line keeps its vector when it moves to another persona."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlmodel import Session, col, select

from storage.asking.tables import VectorRow
from storage.tables import LineRow

_MANY = 500


def digest(text: str, model: str) -> str:
    """The name a vector is kept under."""
    return hashlib.blake2b(f"{model}\n{text}".encode(), digest_size=16).hexdigest()


def vectors(session: Session, workspace: str, digests: Iterable[str]) -> dict[str, bytes]:
    """The vectors that are kept of these digests."""
    wanted = list(dict.fromkeys(digests))
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), _MANY):
        rows = session.exec(
            select(VectorRow.digest, VectorRow.vector).where(
                VectorRow.workspace == workspace,
                col(VectorRow.digest).in_(wanted[start : start + _MANY]),
            )
        )
        found.update(rows.all())
    return found


def keep_vectors(session: Session, workspace: str, made: Mapping[str, bytes]) -> None:
    """Writes vectors; those kept already stay."""
    known = vectors(session, workspace, made)
    for name, vector in made.items():
        if name not in known:
            session.add(VectorRow(workspace=workspace, digest=name, vector=vector))
    session.flush()


def forget_vectors(session: Session, workspace: str, model: str) -> int:
    """Removes vectors of texts that no line has any more (somebody took their words back); returns how many."""
    texts = session.exec(select(LineRow.text).where(LineRow.workspace == workspace).distinct())
    needed = {digest(text, model) for text in texts}
    rows = session.exec(select(VectorRow.digest).where(VectorRow.workspace == workspace))
    gone = [name for name in rows if name not in needed]
    for start in range(0, len(gone), _MANY):
        session.execute(
            sa.delete(VectorRow).where(
                col(VectorRow.workspace) == workspace,
                col(VectorRow.digest).in_(gone[start : start + _MANY]),
            )
        )
    return len(gone)
