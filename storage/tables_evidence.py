"""The tables of interviews, their confirmed quotes, feedback files, and lines that wait for an owner's word.

What people said stands only in `interview.pending` (until a person has decided), in `interview_quote`, in the quotes of
`feedback.themes` and in `proposed_line`; raw files and names are kept nowhere.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class InterviewRow(SQLModel, table=True):
    """One interview. `pending` (JSON) holds its quotes while somebody is to decide on them, and nothing afterwards."""

    __tablename__ = "interview"
    __table_args__ = (
        sa.Index("ix_interview_file", "workspace", "file", unique=True),
        sa.Index("ix_interview_persona", "workspace", "persona"),
    )

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    file: str
    channel: str
    private: bool
    owner: str
    state: str
    persona: str | None = None
    given_in: str | None = None
    held: str | None = None
    people: int
    first: int
    quotes: int
    note: str
    pending: str
    created: int = Field(sa_type=sa.BigInteger)
    until: int = Field(sa_type=sa.BigInteger)


class InterviewQuoteRow(SQLModel, table=True):
    """A quote that a person confirmed for or against a line. `speaker` is never a name."""

    __tablename__ = "interview_quote"
    __table_args__ = (sa.Index("ix_interview_quote_persona", "workspace", "persona"),)

    workspace: str = Field(primary_key=True)
    interview: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    persona: str
    speaker: str
    text: str
    against: bool
    probability: float
    day: str


class FeedbackRow(SQLModel, table=True):
    """A feedback file as it was counted: its themes (JSON) with typical quotes, never the texts themselves."""

    __tablename__ = "feedback"
    __table_args__ = (sa.Index("ix_feedback_channel", "workspace", "channel"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    file: str
    name: str
    channel: str
    private: bool
    owner: str
    about: str
    themes: str
    created: int = Field(sa_type=sa.BigInteger)
    until: int = Field(sa_type=sa.BigInteger)


class ProposedLineRow(SQLModel, table=True):
    """A line somebody proposed for a persona out of an interview or a feedback file; its owner takes or leaves it.

    `person` proposed it; `proof` (JSON) is the quote or evidence it rests on. Gone once it is decided.
    """

    __tablename__ = "proposed_line"
    __table_args__ = (sa.Index("ix_proposed_line_persona", "workspace", "persona"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    persona: str
    facet: str
    text: str
    ref: str
    person: str
    proof: str
    created: int = Field(sa_type=sa.BigInteger)
