"""Markets of products with every version, and panels that stand for a market. Queries return nouns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.personas.market.market import Market
from storage.store import from_micros, micros
from storage.tables import ChannelRow, ProductRow
from storage.tables_market import MarketRow, PanelRow


@dataclass(frozen=True)
class KeptMarket:
    """One version of a product's market. `scope`: the private channel it belongs to, empty for everybody."""

    product: str
    scope: str
    number: int
    market: Market
    person: str
    at: datetime


def keep_market(
    session: Session, workspace: str, product: str, scope: str, market: Market, person: str, now: datetime
) -> KeptMarket:
    """Writes a further version; the earlier ones stay."""
    newest = session.exec(
        select(sa.func.max(MarketRow.number)).where(
            MarketRow.workspace == workspace, MarketRow.product == product, MarketRow.scope == scope
        )
    ).first()
    kept = KeptMarket(product, scope, (newest or 0) + 1, market, person, now)
    session.add(
        MarketRow(
            workspace=workspace,
            product=product,
            scope=scope,
            number=kept.number,
            market=json.dumps(market.to_json(), ensure_ascii=False, allow_nan=False),
            person=person,
            at=micros(now),
        )
    )
    session.flush()
    return kept


def market_of(session: Session, workspace: str, product: str, scope: str = "") -> KeptMarket | None:
    """The newest version: that of a private channel where it has one of its own, else everybody's."""
    for place in dict.fromkeys((scope, "")):
        versions = history_of(session, workspace, product, place, limit=1)
        if versions:
            return versions[0]
    return None


def history_of(
    session: Session, workspace: str, product: str, scope: str, limit: int = 200
) -> tuple[KeptMarket, ...]:
    """The versions of one scope, newest first."""
    rows = session.exec(
        select(MarketRow)
        .where(MarketRow.workspace == workspace, MarketRow.product == product, MarketRow.scope == scope)
        .order_by(col(MarketRow.number).desc())
        .limit(limit)
    )
    return tuple(
        KeptMarket(
            row.product,
            row.scope,
            row.number,
            Market.from_json(json.loads(row.market)),
            row.person,
            from_micros(row.at),
        )
        for row in rows
    )


def products_of_channels(session: Session, workspace: str, channel: str | None) -> tuple[str, ...]:
    """Ids of the products of public channels, and of the channel somebody asks in."""
    sight: list[sa.ColumnElement[bool]] = [col(ChannelRow.private).is_(False)]
    if channel:
        sight.append(col(ChannelRow.id) == channel)
    rows = session.exec(
        select(ChannelRow.product).where(
            ChannelRow.workspace == workspace, col(ChannelRow.product).is_not(None), sa.or_(*sight)
        )
    )
    return tuple(sorted({row for row in rows if row}))


def products_said_by(session: Session, workspace: str, person: str) -> tuple[str, ...]:
    """Ids of the products whose market a person has said something of."""
    rows = session.exec(
        select(MarketRow.product).where(MarketRow.workspace == workspace, MarketRow.person == person)
    )
    return tuple(sorted(set(rows)))


def product_name(session: Session, workspace: str, product: str) -> str | None:
    """The name of a product; None for one that is not there."""
    row = session.get(ProductRow, (workspace, product))
    return None if row is None else row.name


# Panels


def let_panel_stand(session: Session, workspace: str, survey: str, person: str, now: datetime) -> None:
    """Somebody says that the panel of a survey stands for the market."""
    session.merge(PanelRow(workspace=workspace, survey=survey, person=person, at=micros(now)))
    session.flush()


def panel_stands(session: Session, workspace: str, survey: str) -> bool:
    """Whether somebody said so."""
    return session.get(PanelRow, (workspace, survey)) is not None
