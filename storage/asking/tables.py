"""The rows of what asking remembers."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

GONE = "That question is not there any more. Please ask it again."


class VectorRow(SQLModel, table=True):
    """The meaning of one text (384 float32). `digest` names text and model."""

    __tablename__ = "text_vector"

    workspace: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    vector: bytes = Field(sa_type=sa.LargeBinary)


class JudgementRow(SQLModel, table=True):
    """Somebody's judgement that a line does (or does not) answer a question."""

    __tablename__ = "judgement"

    workspace: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    right: bool
    person: str
    at: int = Field(sa_type=sa.BigInteger)
    vector: bytes | None = Field(default=None, sa_type=sa.LargeBinary)


class GapRow(SQLModel, table=True):
    """A question nobody's lines answer. `scope`: the private channel or person it is for, else empty."""

    __tablename__ = "gap"
    __table_args__ = (sa.Index("ix_gap_scope", "workspace", "scope"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    scope: str
    question: str
    words: str
    times: int
    first: int = Field(sa_type=sa.BigInteger)
    last: int = Field(sa_type=sa.BigInteger)
    asker: str = Field(default="", sa_column_kwargs={"server_default": ""})  # whose words; shown to nobody
    vector: bytes | None = Field(default=None, sa_type=sa.LargeBinary)


class AskedRow(SQLModel, table=True):
    """A question as it was understood, where it was asked, and what was shown (JSON: persona → line ids)."""

    __tablename__ = "asked"
    __table_args__ = (sa.Index("ix_asked_conversation", "workspace", "conversation", "at"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str
    place: str
    channel: str
    thread: str
    conversation: str
    question: str
    shown: str
    at: int = Field(sa_type=sa.BigInteger)


class TeamQuestionRow(SQLModel, table=True):
    """A question put to those who held seats in the workshops of a persona."""

    __tablename__ = "team_question"

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    persona: str
    question: str
    asker: str
    at: int = Field(sa_type=sa.BigInteger)
    facet: str | None = None


class TeamAnswerRow(SQLModel, table=True):
    """What one of them answered. Nobody but the owner sees it before it is taken."""

    __tablename__ = "team_answer"

    workspace: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    text: str
    how: str | None = None
    state: str
