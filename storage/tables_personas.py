"""The tables of a persona's life after the reveal: pins, where lines come from, doubts, captures, people who left."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class PersonaCardRow(SQLModel, table=True):
    """What a persona keeps besides its lines: which are pinned to the card (JSON), and what it was merged into."""

    __tablename__ = "persona_card"

    workspace: str = Field(primary_key=True)
    persona: str = Field(primary_key=True)
    pins: str = "[]"
    merged_into: str | None = None


class OriginRow(SQLModel, table=True):
    """A line of a persona that came out of a workshop: `was` is its id there. A merged line has several."""

    __tablename__ = "line_origin"
    __table_args__ = (
        sa.Index("ix_line_origin_workshop", "workspace", "workshop"),
        sa.Index("ix_line_origin_persona", "workspace", "persona"),
    )

    workspace: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    was: str = Field(primary_key=True)
    workshop: str
    persona: str


class DoubtRow(SQLModel, table=True):
    """One person's challenge of one line, with why."""

    __tablename__ = "doubt"

    workspace: str = Field(primary_key=True)
    persona: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    why: str
    at: int = Field(sa_type=sa.BigInteger)


class CaptureRow(SQLModel, table=True):
    """Something somebody said, kept as a voice by somebody else. The words are those of the voice."""

    __tablename__ = "capture"
    __table_args__ = (sa.Index("ix_capture_statement", "workspace", "statement"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    persona: str
    statement: str
    captor: str
    author: str
    at: int = Field(sa_type=sa.BigInteger)
    withdrawn: bool = False


class GoneRow(SQLModel, table=True):
    """Somebody who was found to be deactivated or gone from the workspace."""

    __tablename__ = "gone_person"

    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
