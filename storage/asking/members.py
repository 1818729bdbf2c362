"""The cast: the personas that may be spoken of, and their standing lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.nouns import Attribution, Line
from storage.personas import lines_of
from storage.tables import ChannelRow, EvidenceRow, LineRow, PersonaRow, SightRow

_MANY = 500


@dataclass(frozen=True)
class Sighted:
    """A persona and what tells whether it changed: its time of change and its numbers of lines and evidence."""

    persona: str
    stamp: tuple[int, int, int]


@dataclass(frozen=True)
class CastMember:
    """A persona with its standing lines, as far as asking needs it."""

    id: str
    title: str
    role: str
    owner: str
    private: bool
    attribution: Attribution
    lines: tuple[Line, ...]


def in_sight(
    session: Session, workspace: str, person: str | None, channel: str | None
) -> tuple[Sighted, ...]:
    """The active personas that may be spoken of, oldest first.

    With `person`: all this person may see. Without: only what everybody in `channel` may see, which are the public
    ones and those made in that very channel.
    """
    may_see: list[sa.ColumnElement[bool]] = [col(PersonaRow.private).is_(False)]
    if channel is not None:
        may_see.append(col(PersonaRow.channel) == channel)
    if person is not None:
        sight = select(SightRow.persona).where(SightRow.workspace == workspace, SightRow.person == person)
        may_see.append(col(PersonaRow.id).in_(sight))
    rows = session.exec(
        select(PersonaRow.id, PersonaRow.changed)
        .where(PersonaRow.workspace == workspace, col(PersonaRow.active).is_(True), sa.or_(*may_see))
        .order_by(col(PersonaRow.created), col(PersonaRow.id))
    ).all()
    lines, evidence = _counts(session, workspace, LineRow), _counts(session, workspace, EvidenceRow)
    return tuple(
        Sighted(persona, (changed, lines.get(persona, 0), evidence.get(persona, 0)))
        for persona, changed in rows
    )


def _counts(session: Session, workspace: str, table: type[LineRow] | type[EvidenceRow]) -> dict[str, int]:
    rows = session.exec(
        select(table.belongs, sa.func.count()).where(table.workspace == workspace).group_by(table.belongs)
    )
    return dict(rows.all())


def cast(session: Session, workspace: str, wanted: Collection[str]) -> tuple[CastMember, ...]:
    """These personas with their standing lines. Who may see them is for `in_sight` to say."""
    ids = list(wanted)
    members: list[CastMember] = []
    for start in range(0, len(ids), _MANY):
        part = ids[start : start + _MANY]
        lines = lines_of(session, workspace, part)
        rows = session.exec(
            select(PersonaRow).where(PersonaRow.workspace == workspace, col(PersonaRow.id).in_(part))
        )
        for row in rows:
            standing = tuple(line for line in lines.get(row.id, ()) if not line.dropped)
            members.append(
                CastMember(
                    row.id,
                    row.name or row.role,
                    row.role if row.name else "",
                    row.owner,
                    row.private,
                    Attribution(row.attribution),
                    standing,
                )
            )
    return tuple(members)


def is_private(session: Session, workspace: str, channel: str) -> bool:
    """Whether a channel is private. One nobody has told us of is taken for private: that gives nothing away."""
    row = session.get(ChannelRow, (workspace, channel))
    return row is None or row.private is not False
