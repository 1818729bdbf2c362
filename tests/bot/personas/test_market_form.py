"""The market's form: read whole, or refused field by field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.personas.market.form import FUTURE, NO_AMOUNT, NOTHING, ExclusionRow, MarketForm, form_of
from bot.personas.market.market import Exclusion, Market, Reason
from bot.personas.market.messages import in_short, steps_in_words

TODAY = date(2026, 5, 4)


def form(tam: str = "1.2 million", *rows: ExclusionRow, **more: str) -> MarketForm:
    return MarketForm("Lumen", tam, rows=rows, **more)


def test_a_market_is_read_as_people_type_it() -> None:
    made = form(
        "1.2 million",
        ExclusionRow(Reason.COMPETITOR, "bound to Rival by contract", "30 %"),
        ExclusionRow(Reason.LANGUAGE, "", "85.000"),
        ExclusionRow(Reason.REGION, " ", " "),
        unit="studios",
        source="  Chamber of   crafts ",
        known_on="2025-12-31",
    )
    assert made.problems(TODAY) == {}
    market = made.market(TODAY)
    assert (market.tam, market.unit, market.source) == (1_200_000, "studios", "Chamber of crafts")
    assert market.known_on == date(2025, 12, 31)
    assert [exclusion.name for exclusion in market.exclusions] == [
        "bound to Rival by contract",
        "Speak another language",
    ]
    assert market.sam == pytest.approx(1_200_000 * 0.7 - 85_000)


@pytest.mark.parametrize("tam", ["-3", "−3", "lots", "0", "30 %", "10 to 20"])
def test_what_is_no_size_is_one_sentence_beside_the_field(tam: str) -> None:
    made = form(tam)
    problems = made.problems(TODAY)
    assert set(problems) == {"tam"}
    assert problems["tam"].endswith(".")
    with pytest.raises(BadInput):
        made.market(TODAY)


def test_exclusions_over_a_hundred_percent_are_told_beside_the_one_that_is_too_much() -> None:
    rows = (
        ExclusionRow(Reason.COMPETITOR, "a", "60 %"),
        ExclusionRow(Reason.LANGUAGE, "b", "50 %"),
        ExclusionRow(Reason.REGION, "c", "10 %"),
    )
    problems = form("1000", *rows).problems(TODAY)
    assert list(problems) == ["amount:1"]
    assert "100 %" in problems["amount:1"]
    assert list(form("", *rows).problems(TODAY)) == ["amount:1"], "also where the size is unknown"
    counts = (ExclusionRow(name="a", amount="900"), ExclusionRow(name="b", amount="200"))
    assert "only 100 are left" in form("1000", *counts).problems(TODAY)["amount:1"]
    for wrong in ("130 %", "-5 %", "-7", "some"):
        assert list(form("1000", ExclusionRow(name="x", amount=wrong)).problems(TODAY)) == ["amount:0"]


def test_what_is_missing_is_named() -> None:
    assert form("").problems(TODAY) == {"tam": NOTHING}
    assert form("5", ExclusionRow(name="rivals")).problems(TODAY) == {"amount:0": NO_AMOUNT}
    assert form("5", known_on="2026-05-05").problems(TODAY) == {"known_on": FUTURE}
    assert "known_on" in form("5", known_on="yesterday").problems(TODAY)
    assert "product" in MarketForm(" ", "5").problems(TODAY)
    only = form("", ExclusionRow(name="rivals", amount="30 %")).market(TODAY)
    assert only.tam is None
    assert only.sam is None, "unknown is never zero"


@given(
    st.floats(1, 1e11),
    st.lists(st.tuples(st.sampled_from(list(Reason)), st.floats(0, 0.11)), max_size=8),
)
def test_what_was_kept_stands_in_the_form_and_is_read_the_same(
    tam: float, rows: list[tuple[Reason, float]]
) -> None:
    exclusions = tuple(Exclusion("x y", reason, share=share) for reason, share in rows)
    market = Market(round(tam, 2), "people", "source", TODAY, exclusions)
    again = form_of(market, "Lumen").market(TODAY)
    assert again.tam == pytest.approx(market.tam)
    assert [e.share for e in again.exclusions] == pytest.approx(
        [e.share for e in market.exclusions], abs=1e-9
    )


def test_a_market_in_short_and_its_steps_in_words() -> None:
    market = Market(
        1_200_000,
        "studios",
        "Chamber",
        date(2025, 12, 31),
        (Exclusion("rivals", Reason.COMPETITOR, share=0.3), Exclusion("abroad", count=40_000)),
    )
    assert [(s.taken, s.left) for s in steps_in_words(market)] == [
        ("30 %, 360,000", "840,000"),
        ("40,000", "800,000"),
    ]
    assert in_short(market) == (
        "TAM 1.2 million studios, SAM 800,000, without rivals 30 %, 360,000, abroad 40,000; source: Chamber, "
        "31 Dec 2025"
    )
    unknown = Market(exclusions=market.exclusions)
    assert in_short(unknown).startswith("Size not known")
    assert steps_in_words(unknown)[0].left == ""
