"""Where a person's words stand: texts, seats, lines, rounds, and posts that show them."""

from __future__ import annotations

import json
from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from bot.nouns import Stage
from storage.tables import (
    AnswerRow,
    ChangeRow,
    LineRow,
    SeatRow,
    StatementRow,
    VoiceRow,
    WorkshopRow,
)

WORDED = ("reworded a line", "added a line", "said so too", "challenged a line", "changed their mind")
"""Entries of a history whose second text is that of whoever acted."""


def texts_of(session: Session, workspace: str, person: str) -> frozenset[str]:
    """Everything this person wrote that is kept, word for word."""
    found: set[str] = set()
    mine = select(SeatRow.id).where(SeatRow.workspace == workspace, SeatRow.person == person)
    found |= set(
        session.exec(
            select(StatementRow.text).where(
                StatementRow.workspace == workspace, col(StatementRow.seat).in_(mine)
            )
        )
    )
    for sources, earlier in session.exec(
        select(AnswerRow.sources, AnswerRow.earlier).where(
            AnswerRow.workspace == workspace, col(AnswerRow.seat).in_(mine)
        )
    ):
        found |= {text for _, text in (*json.loads(sources), *json.loads(earlier))}
    for name, what in (("voice", "text"), ("doubt", "why"), ("team_answer", "text"), ("asked", "question")):
        table = SQLModel.metadata.tables[name]
        query = sa.select(table.c[what]).where(table.c.workspace == workspace, table.c.person == person)
        found |= set(session.execute(query).scalars())
    found |= set(rewordings(session, workspace, person))
    return frozenset(text for text in found if text)


def rewordings(session: Session, workspace: str, person: str) -> dict[str, str]:
    """What this person wrote into histories → what stood there before."""
    rows = session.exec(
        select(ChangeRow).where(
            ChangeRow.workspace == workspace,
            sa.or_(col(ChangeRow.by) == person, col(ChangeRow.person) == person),
            col(ChangeRow.what).in_(WORDED),
        )
    )
    worded: dict[str, str] = {}
    for row in rows:
        worded[row.after] = row.before
        if row.what == "changed their mind":
            worded[row.before] = ""
    return worded


def seats_of(session: Session, workspace: str, person: str) -> tuple[tuple[str, str, Stage], ...]:
    """(seat, workshop, stage) of every seat this person holds."""
    rows = session.exec(
        select(SeatRow.id, SeatRow.workshop, WorkshopRow.stage)
        .join(
            WorkshopRow,
            sa.and_(
                col(WorkshopRow.workspace) == col(SeatRow.workspace),
                col(WorkshopRow.id) == col(SeatRow.workshop),
            ),
        )
        .where(SeatRow.workspace == workspace, SeatRow.person == person)
    )
    return tuple((seat, workshop, Stage(stage)) for seat, workshop, stage in rows)


def places_of(session: Session, workspace: str, person: str, texts: Collection[str]) -> tuple[str, ...]:
    """Ids of workshops and personas with a line that this person said or worded."""
    said = set(
        session.exec(
            select(VoiceRow.belongs).where(VoiceRow.workspace == workspace, VoiceRow.person == person)
        )
    )
    lines = session.exec(select(LineRow.belongs, LineRow.text).where(LineRow.workspace == workspace))
    return tuple(sorted(said | {belongs for belongs, text in lines if text in texts}))


def rounds_of(session: Session, workspace: str, person: str) -> tuple[str, ...]:
    """Ids of the rounds in which this person named kinds of customers."""
    table = SQLModel.metadata.tables["customer_kinds"]
    query = sa.select(table.c.round).where(table.c.workspace == workspace, table.c.person == person)
    return tuple(session.execute(query).scalars())


def posts_about(session: Session, workspace: str, person: str) -> tuple[str, ...]:
    """Handles of the bot's own posts that show this person what they wrote, or somebody else what they answered or
    doubted."""
    table = SQLModel.metadata.tables["posted"]
    query = sa.select(table.c.handle).where(
        table.c.workspace == workspace,
        table.c.ts.is_not(None),
        sa.or_(
            sa.and_(
                table.c.lane == f"dm:{person}",
                sa.or_(
                    table.c.handle.startswith("seat:"),
                    table.c.handle.startswith("capture:"),
                    table.c.handle.startswith("pick:"),
                ),
            ),
            sa.and_(
                sa.or_(table.c.handle.startswith("team:"), table.c.handle.startswith("doubt:")),
                table.c.handle.contains(f":{person}:", autoescape=True),
            ),
        ),
    )
    return tuple(sorted(session.execute(query).scalars()))
