"""Rounds of naming kinds of customers, and what each person named."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select

from bot.errors import NotFound
from bot.workshop.customers import Round


class RoundRow(SQLModel, table=True):
    """One time of naming."""

    __tablename__ = "customer_round"

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    channel: str
    opener: str
    shown: bool
    created: int = Field(sa_type=sa.BigInteger)


class NamedRow(SQLModel, table=True):
    """The kinds one person named, as JSON."""

    __tablename__ = "customer_kinds"

    workspace: str = Field(primary_key=True)
    round: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    kinds: str


def add_round(session: Session, workspace: str, round_: Round, created: int) -> None:
    """Writes a new round."""
    session.add(
        RoundRow(
            workspace=workspace,
            id=round_.id,
            channel=round_.channel,
            opener=round_.opener,
            shown=round_.shown,
            created=created,
        )
    )
    session.flush()


def get_round(session: Session, workspace: str, round_id: str) -> Round:
    """A round with everything named so far. Raises NotFound."""
    row = session.get(RoundRow, (workspace, round_id))
    if row is None:
        raise NotFound("That question is not there any more. Ask it again with `/persona customers`.")
    named = session.exec(
        select(NamedRow)
        .where(NamedRow.workspace == workspace, NamedRow.round == round_id)
        .order_by(col(NamedRow.person))
    )
    kinds = tuple((item.person, tuple(json.loads(item.kinds))) for item in named)
    return Round(row.id, row.channel, row.opener, row.shown, kinds)


def keep_kinds(session: Session, workspace: str, round_id: str, person: str, kinds: tuple[str, ...]) -> None:
    """Writes what one person named, in the place of what they named before."""
    text = json.dumps(kinds, ensure_ascii=False)
    session.merge(NamedRow(workspace=workspace, round=round_id, person=person, kinds=text))
    session.flush()


def mark_shown(session: Session, workspace: str, round_id: str) -> None:
    """The round is blind no longer."""
    session.execute(
        sa.update(RoundRow)
        .where(col(RoundRow.workspace) == workspace, col(RoundRow.id) == round_id)
        .values(shown=True)
    )
