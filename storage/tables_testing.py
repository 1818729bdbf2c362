"""The tables of testing lines: tests under way, and which answers people said speak for a line."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class LineTestRow(SQLModel, table=True):
    """One test of a persona's lines against a survey. What is chosen and proposed is JSON, emptied once it is over."""

    __tablename__ = "line_test"
    __table_args__ = (sa.Index("ix_line_test_persona", "workspace", "persona"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    persona: str
    survey: str
    person: str
    state: str
    lines: str
    questions: str
    proposals: str
    choices: str
    among: str
    view: str
    created: int = Field(sa_type=sa.BigInteger)


class LineMatchRow(SQLModel, table=True):
    """Which answers of a survey speak for a line, as a person said; no match: it was not asked there.

    `survey` is empty for a question of our own questionnaire that was handed out.
    """

    __tablename__ = "line_match"

    workspace: str = Field(primary_key=True)
    persona: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    survey: str = Field(primary_key=True)
    name: str
    question: str
    match: str | None = None
    person: str
    at: int = Field(sa_type=sa.BigInteger)
