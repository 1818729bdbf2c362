"""Markets as they are kept: every version, a private channel's apart, of one workspace alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.personas.market.market import Exclusion, Market, Reason
from storage import market as markets
from storage import workshops
from storage.store import Store

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Market(
    1_200_000.0,
    "photographers",
    "Chamber",
    date(2025, 12, 31),
    (Exclusion("rivals", Reason.COMPETITOR, share=0.3),),
)


def test_every_version_stays_and_the_newest_counts(store: Store) -> None:
    with store.writing("T1") as session:
        markets.keep_market(session, "T1", "p1", "", SAID, "U1", NOW)
        later = Market(2_000_000.0)
        markets.keep_market(session, "T1", "p1", "", later, "U2", NOW + timedelta(days=1))
    with store.reading() as session:
        found = markets.market_of(session, "T1", "p1")
        assert found is not None
        assert (found.number, found.market, found.person) == (2, later, "U2")
        history = markets.history_of(session, "T1", "p1", "")
        assert [(one.number, one.market) for one in history] == [(2, later), (1, SAID)]
        assert markets.market_of(session, "T1", "p2") is None
        assert markets.market_of(session, "T2", "p1") is None, "another workspace has no market"


def test_a_private_channel_has_its_own_and_else_everybodys(store: Store) -> None:
    with store.writing("T1") as session:
        markets.keep_market(session, "T1", "p1", "", SAID, "U1", NOW)
        markets.keep_market(session, "T1", "p1", "C9", Market(5.0), "U1", NOW)
    with store.reading() as session:
        own, other = (markets.market_of(session, "T1", "p1", scope) for scope in ("C9", "C8"))
        assert own is not None
        assert other is not None
        assert (own.market.tam, own.number, own.scope) == (5.0, 1, "C9")
        assert (other.market, other.scope) == (SAID, "")


def test_products_in_sight_are_those_of_public_channels_of_this_one_and_ones_own(store: Store) -> None:
    with store.writing("T1") as session:
        for place, (channel, private) in enumerate((("C1", False), ("C2", True), ("C3", None))):
            product = workshops.keep_product(session, "T1", "", f"Product {place}", f"p{place}")
            workshops.keep_channel(session, "T1", channel, private=private, product=product)
        markets.keep_market(session, "T1", "p9", "", SAID, "U1", NOW)
    with store.reading() as session:
        assert markets.products_of_channels(session, "T1", None) == ("p0",)
        assert markets.products_of_channels(session, "T1", "C2") == ("p0", "p1")
        assert markets.products_of_channels(session, "T2", "C2") == ()
        assert markets.products_said_by(session, "T1", "U1") == ("p9",)
        assert markets.products_said_by(session, "T1", "U2") == ()
        assert markets.product_name(session, "T1", "p0") == "Product 0"
        assert markets.product_name(session, "T2", "p0") is None


def test_a_panel_stands_for_the_market_once_somebody_says_so(store: Store) -> None:
    with store.writing("T1") as session:
        assert not markets.panel_stands(session, "T1", "s1")
        for _ in range(2):
            markets.let_panel_stand(session, "T1", "s1", "U1", NOW)
    with store.reading() as session:
        assert markets.panel_stands(session, "T1", "s1")
        assert not markets.panel_stands(session, "T2", "s1")
