"""Negation reaches as far as people mean it; numbers are compared with their units."""

from __future__ import annotations

import pytest

from bot.meaning.negation import polarity, stance
from bot.meaning.numbers import compare, quantities
from bot.meaning.words import normalise, one_edit_apart


@pytest.mark.parametrize(
    ("text", "under", "free"),
    [
        ("Likes chat, hates phone queues", "queues", "chat"),
        ("Does not need albums but wants folders", "albums", "folders"),
        ("Price is secondary", "price", ""),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text: str, under: str, free: str) -> None:
    taken = stance(text)
    assert under in taken.under
    assert free not in taken.under


@pytest.mark.parametrize("text", ["Can't live without maps", "Not only cheap but quick", "Wants maps"])
def test_what_cancels_a_negation_leaves_none(text: str) -> None:
    assert not stance(text).negated


@pytest.mark.parametrize(
    ("text", "facet", "side"),
    [
        ("Does not own a laptop", "tools", "neg"),
        ("Has no use for charts", "features", "neg"),
        ("Can't work offline", "pains", "pos"),
        ("Nothing above 15 euros a month", "finances", "pos"),
        ("Edits photos on trains", "needs", "pos"),
    ],
)
def test_polarity_follows_the_main_claim(text: str, facet: str, side: str) -> None:
    assert polarity(text, facet) == side


@pytest.mark.parametrize(
    ("question", "line", "fits"),
    [
        ("whose budget is above 10k", "Has 40,000 euros a year", 1),
        ("whose budget is above 10k", "Spends at most 500 euros", -1),
        ("who is over 60", "61 years old", 1),
        ("who is over 60", "Late twenties, lives in Lyon", -1),
        ("who needs an answer within an hour", "Expects a reply in 15 minutes", 1),
        ("who has more than 1000 employees", "12 staff", -1),
        ("who pays less than 100 euros a month", "Pays 900 euros a year", 1),
    ],
)
def test_numbers_fit_by_their_units_and_bounds(question: str, line: str, fits: int) -> None:
    results = [compare(asked, told) for asked in quantities(question) for told in quantities(line)]
    assert fits in results


def test_an_hour_is_not_an_age() -> None:
    assert compare(quantities("who is over 60")[0], quantities("within 70 minutes")[0]) is None


def test_one_spelling_for_each() -> None:
    assert normalise("She can’t use E-Mail, 1,000 times") == "she can not use email, 1000 times"


@pytest.mark.parametrize(
    ("a", "b"), [("anotation", "annotation"), ("recieve", "receive"), ("offlne", "offline")]
)
def test_typos_are_one_edit_apart(a: str, b: str) -> None:
    assert one_edit_apart(a, b)
    assert not one_edit_apart(a, a)
