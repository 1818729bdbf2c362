"""The tables of markets, of what was counted of segments, and of panels that stand for a market."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class MarketRow(SQLModel, table=True):
    """One version of a product's market (JSON). `scope`: the private channel it was said in, empty for everybody."""

    __tablename__ = "market"

    workspace: str = Field(primary_key=True)
    product: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    market: str
    person: str
    at: int = Field(sa_type=sa.BigInteger)


class ValueRow(SQLModel, table=True):
    """What was counted of the needs and the value of a segmentation's segments (JSON, no respondent's answer)."""

    __tablename__ = "segment_value"

    workspace: str = Field(primary_key=True)
    segmentation: str = Field(primary_key=True)
    report: str
    at: int = Field(sa_type=sa.BigInteger)


class PanelRow(SQLModel, table=True):
    """A survey of a bought panel of which somebody said that it stands for the market."""

    __tablename__ = "panel_stand"

    workspace: str = Field(primary_key=True)
    survey: str = Field(primary_key=True)
    person: str
    at: int = Field(sa_type=sa.BigInteger)
