"""The tables of surveys, their clean answers, segmentations, charts, ratings of segments and approved quotes.

Answers stand in a table of their own, so that they can be deleted at the retention date while counted numbers stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class SurveyRow(SQLModel, table=True):
    """One uploaded file and what was understood of it (JSON, without anybody's answers)."""

    __tablename__ = "survey"
    __table_args__ = (
        sa.Index("ix_survey_file", "workspace", "file", unique=True),
        sa.Index("ix_survey_channel", "workspace", "channel"),
    )

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    file: str
    name: str
    channel: str
    private: bool
    owner: str
    state: str
    sample: str
    wish: str
    understood: str
    corrections: str
    created: int = Field(sa_type=sa.BigInteger)


class AnswersRow(SQLModel, table=True):
    """The clean answers of a survey as Parquet, and when they are deleted."""

    __tablename__ = "survey_answers"

    workspace: str = Field(primary_key=True)
    survey: str = Field(primary_key=True)
    data: bytes
    until: int = Field(sa_type=sa.BigInteger)


class SegmentationRow(SQLModel, table=True):
    """One run of the method: what was asked for (JSON) and, once it is done, the result (JSON)."""

    __tablename__ = "segmentation"
    __table_args__ = (sa.Index("ix_segmentation_survey", "workspace", "survey"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    survey: str
    asker: str
    state: str
    wish: str
    result: str | None = None
    created: int = Field(sa_type=sa.BigInteger)


class ChartRow(SQLModel, table=True):
    """A chart of a segmentation, as it was drawn."""

    __tablename__ = "segment_chart"

    workspace: str = Field(primary_key=True)
    segmentation: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    alt: str
    png: bytes


class TargetRow(SQLModel, table=True):
    """The team's rating of a segment as a target."""

    __tablename__ = "segment_target"

    workspace: str = Field(primary_key=True)
    segmentation: str = Field(primary_key=True)
    segment: int = Field(primary_key=True)
    fit: int
    reach: int
    value: int
    person: str


class QuoteRow(SQLModel, table=True):
    """What a respondent of a segment wrote, approved by the survey's owner. `answer` names the answer, not the person."""

    __tablename__ = "segment_quote"

    workspace: str = Field(primary_key=True)
    segmentation: str = Field(primary_key=True)
    segment: int = Field(primary_key=True)
    answer: str = Field(primary_key=True)
    place: int
    question: str
    text: str
    person: str
    at: int = Field(sa_type=sa.BigInteger)
