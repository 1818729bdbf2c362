"""The market in plain words: TAM, exclusions, SAM, and the people of a segment."""

from __future__ import annotations

import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.personas.market.counts import parse_count, parse_exclusion
from bot.personas.market.market import Exclusion, Market, Reason, people_for
from bot.survey.kept import Sample


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.2 million", 1.2e6),
        ("3,5 Mio", 3.5e6),
        ("3,5 Mio.", 3.5e6),
        ("40k", 40e3),
        ("40K", 40e3),
        ("40 000", 40e3),
        ("1,200,000", 1.2e6),
        ("1.200.000", 1.2e6),
        ("12.000", 12e3),
        ("1.234.567,5", 1234567.5),
        ("1'200'000", 1.2e6),
        ("about 12,000 companies", 12e3),
        ("~5m", 5e6),
        ("2 bn", 2e9),
        ("1,5 Milliarden", 1.5e9),
        ("7", 7),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert parse_count(text) == pytest.approx(number)


@pytest.mark.parametrize(
    "text",
    [
        "lots",
        "-3",
        "−3",
        "0",
        "",
        "  ",
        "30 %",
        "10-20k",
        "10 to 20",
        "1e400",
        "1.2.3",
        "9999 billion",
        "½",
        "nan",
    ],
)
def test_what_is_no_number_is_one_sentence(text):
    with pytest.raises(BadInput) as caught:
        parse_count(text)
    assert caught.value.sentence.endswith(".")
    assert caught.value.field == "tam"


@given(st.text(max_size=60))
def test_nothing_but_our_own_error_comes_out_of_any_text(text):
    with contextlib.suppress(BadInput):
        assert parse_count(text) > 0
    with contextlib.suppress(BadInput):
        parse_exclusion("x", text)


def test_named_exclusions_narrow_the_market():
    market = Market(
        1_000_000,
        "photographers",
        "Chamber of crafts",
        date(2024, 5, 1),
        (
            Exclusion("bound to a rival", Reason.COMPETITOR, share=0.3),
            parse_exclusion("no German", "120k", Reason.LANGUAGE),
        ),
    )
    assert [round(step.left) for step in market.steps()] == [1_000_000, 700_000, 580_000]
    assert market.sam == pytest.approx(580_000)
    assert Market.from_json(json.loads(json.dumps(market.to_json()))) == market


def test_unknown_is_never_zero():
    market = Market()
    assert market.tam is None
    assert market.sam is None
    assert market.steps() == ()
    people = people_for(0.2, (0.1, 0.3), market, Sample.MARKET)
    assert people.number is None
    assert "not known" in people.why
    assert Market.from_json(market.to_json()) == market


@pytest.mark.parametrize("shares", [(0.6, 0.6), (1.0, 0.01)])
def test_exclusions_over_a_hundred_percent_are_refused(shares):
    exclusions = tuple(Exclusion(f"e{i}", share=share) for i, share in enumerate(shares))
    for tam in (None, 1000):
        with pytest.raises(BadInput, match="100 %"):
            Market(tam, exclusions=exclusions)


def test_more_than_there_is_cannot_be_taken_away():
    with pytest.raises(BadInput, match="only"):
        Market(1000, exclusions=(Exclusion("a", count=900), Exclusion("b", count=200)))
    for wrong in ("130 %", "-5 %", "-7", "some"):
        with pytest.raises(BadInput):
            parse_exclusion("x", wrong)
    for wrong in ({"name": " ", "share": 0.1}, {"name": "x"}, {"name": "x", "share": 0.1, "count": 3}):
        with pytest.raises(BadInput):
            Exclusion(**wrong)
    for wrong in (-3, 0, float("nan"), float("inf")):
        with pytest.raises(BadInput):
            Market(wrong)


def test_people_are_told_only_where_the_sample_stands_for_the_market():
    market = Market(1_000_000, "photographers", exclusions=(Exclusion("rival", share=0.5),))
    told = people_for(0.31, (0.28, 0.34), market, Sample.MARKET)
    assert (told.number, told.low, told.high) == pytest.approx((155_000, 140_000, 170_000))
    assert "155,000 photographers" in told.why
    for surveyed, word in (
        (Sample.CUSTOMERS, "customers"),
        (Sample.USERS, "users"),
        (None, "who was surveyed"),
    ):
        people = people_for(0.31, (0.28, 0.34), market, surveyed)
        assert people.number is None
        assert word in people.why
    assert people_for(0.31, (0.28, 0.34), market, Sample.PANEL).number is None
    assert people_for(0.31, (0.28, 0.34), market, Sample.PANEL, True).number == pytest.approx(155_000)
    assert people_for(None, None, market, Sample.MARKET).number is None
    assert people_for(0.3, (0.2, 0.4), None, Sample.MARKET).number is None
