"""The tables of workshops and personas. Every row belongs to a workspace, which is the first part of every key.

Times are microseconds since 1970. Rows never leave this floor: the query modules turn them into nouns.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


def _scoped(index: str, *columns: str, unique: bool = False) -> sa.Index:
    return sa.Index(index, "workspace", *columns, unique=unique)


class ProductRow(SQLModel, table=True):
    """A product of a workspace, with its own cast of personas."""

    __tablename__ = "product"

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str


class ChannelRow(SQLModel, table=True):
    """What is known of a channel: whether it is private, and which product it is about."""

    __tablename__ = "channel"

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    private: bool | None = None
    product: str | None = None


class WorkshopRow(SQLModel, table=True):
    """One guided capture. Lists are JSON."""

    __tablename__ = "workshop"
    __table_args__ = (_scoped("ix_workshop_stage", "stage"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    product: str
    channel: str
    private: bool
    subject: str
    purpose: str
    customers: str
    attribution: str
    facilitator: str
    stage: str
    script: str
    asked: str
    vote: bool
    deadline: int | None = Field(default=None, sa_type=sa.BigInteger)
    created: int = Field(sa_type=sa.BigInteger)
    voted_on: str | None = None


class SeatRow(SQLModel, table=True):
    """One stakeholder's place in a workshop, with the state of the conversation (JSON, without the answers)."""

    __tablename__ = "seat"
    __table_args__ = (
        _scoped("ix_seat_workshop", "workshop"),
        _scoped("ix_seat_person", "person", "workshop", unique=True),
    )

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    workshop: str
    person: str
    phase: str
    finished: bool
    state: str
    joined: int = Field(sa_type=sa.BigInteger)


class AnswerRow(SQLModel, table=True):
    """What a person typed to one question. Sources are JSON."""

    __tablename__ = "answer"

    workspace: str = Field(primary_key=True)
    seat: str = Field(primary_key=True)
    facet: str = Field(primary_key=True)
    state: str
    how: str | None = None
    sources: str
    earlier: str
    place: int


class StatementRow(SQLModel, table=True):
    """One claim taken from an answer. `asked` is the facet of the question it came from."""

    __tablename__ = "statement"
    __table_args__ = (_scoped("ix_statement_seat", "seat", "asked"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    seat: str
    asked: str
    facet: str
    text: str
    polarity: str
    source: str
    how: str | None = None
    place: int


class LineRow(SQLModel, table=True):
    """A line: of a workshop before it is published, of a persona afterwards."""

    __tablename__ = "line"
    __table_args__ = (_scoped("ix_line_belongs", "belongs"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    belongs: str
    facet: str
    text: str
    polarity: str
    position: int
    agree: int
    no: int
    dont_know: int
    asked: int
    dropped: bool
    brought: str = Field(default="", sa_column_kwargs={"server_default": ""})  # JSON


class VoiceRow(SQLModel, table=True):
    """One person's saying of a line."""

    __tablename__ = "voice"
    __table_args__ = (_scoped("ix_voice_belongs", "belongs"), _scoped("ix_voice_person", "person"))

    workspace: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    statement: str = Field(primary_key=True)
    belongs: str
    person: str
    text: str
    polarity: str
    how: str | None = None
    place: int


class EvidenceRow(SQLModel, table=True):
    """What data says of a line."""

    __tablename__ = "evidence"
    __table_args__ = (_scoped("ix_evidence_belongs", "belongs"),)

    workspace: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    belongs: str
    source: str
    verdict: str
    words: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    counted: int | None = None
    total: int | None = None
    at: int | None = Field(default=None, sa_type=sa.BigInteger)
    kind: str = Field(default="survey", sa_column_kwargs={"server_default": "survey"})
    ref: str = Field(default="", sa_column_kwargs={"server_default": ""})


class MarkRow(SQLModel, table=True):
    """One person's mark on one line, in a vote or after publication."""

    __tablename__ = "mark"

    workspace: str = Field(primary_key=True)
    belongs: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    choice: str


class PairRow(SQLModel, table=True):
    """Two lines or statements that contradict each other, may mean the same, or were taken apart."""

    __tablename__ = "pair"

    workspace: str = Field(primary_key=True)
    belongs: str = Field(primary_key=True)
    relation: str = Field(primary_key=True)
    a: str = Field(primary_key=True)
    b: str = Field(primary_key=True)


class PersonaRow(SQLModel, table=True):
    """A persona; its lines are rows of `line`."""

    __tablename__ = "persona"
    __table_args__ = (_scoped("ix_persona_product", "product"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    product: str
    workshop: str | None = None
    name: str
    role: str
    purpose: str
    owner: str
    channel: str
    private: bool
    created: int = Field(sa_type=sa.BigInteger)
    changed: int = Field(sa_type=sa.BigInteger)
    picture: str | None = None
    active: bool = True
    segment: str | None = None
    attribution: str = "counts"


class SightRow(SQLModel, table=True):
    """A person who may see a persona made in a private channel."""

    __tablename__ = "sight"

    workspace: str = Field(primary_key=True)
    persona: str = Field(primary_key=True)
    person: str = Field(primary_key=True)


class ChangeRow(SQLModel, table=True):
    """One entry in the history of a persona."""

    __tablename__ = "change"
    __table_args__ = (_scoped("ix_change_persona", "persona", "at"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    persona: str
    at: int = Field(sa_type=sa.BigInteger)
    person: str
    what: str
    before: str
    after: str
    by: str = Field(default="", sa_column_kwargs={"server_default": ""})  # whose words; shown to nobody
