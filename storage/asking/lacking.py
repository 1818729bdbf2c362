"""Questions nobody's lines answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from bot.errors import NotFound
from storage.asking.tables import GONE, GapRow
from storage.store import from_micros, micros


@dataclass(frozen=True)
class Gap:
    """A question nobody's lines answer, how often it was asked, and the words it is known by. `asker`: who worded it."""

    id: str
    scope: str
    question: str
    words: str
    times: int
    first: datetime
    last: datetime
    vector: bytes | None = None
    asker: str = ""


def gaps(session: Session, workspace: str, scopes: Collection[str]) -> tuple[Gap, ...]:
    """The gaps of these scopes, most asked first."""
    rows = session.exec(
        select(GapRow)
        .where(GapRow.workspace == workspace, col(GapRow.scope).in_(list(scopes)))
        .order_by(col(GapRow.times).desc(), col(GapRow.last).desc(), col(GapRow.id))
    )
    return tuple(_gap(row) for row in rows)


def get_gap(session: Session, workspace: str, gap: str) -> Gap:
    """The gap with this id. Raises NotFound."""
    row = session.get(GapRow, (workspace, gap))
    if row is None:
        raise NotFound(GONE)
    return _gap(row)


def keep_gap(session: Session, workspace: str, gap: Gap) -> None:
    """Writes a gap, new or asked again."""
    session.merge(
        GapRow(
            workspace=workspace,
            id=gap.id,
            scope=gap.scope,
            question=gap.question,
            words=gap.words,
            times=gap.times,
            first=micros(gap.first),
            last=micros(gap.last),
            vector=gap.vector,
            asker=gap.asker,
        )
    )
    session.flush()


def _gap(row: GapRow) -> Gap:
    return Gap(
        row.id,
        row.scope,
        row.question,
        row.words,
        row.times,
        from_micros(row.first),
        from_micros(row.last),
        row.vector,
        row.asker,
    )


def asked_again(gap: Gap, now: datetime) -> Gap:
    """The gap after its question was asked once more."""
    return replace(gap, times=gap.times + 1, last=now)
