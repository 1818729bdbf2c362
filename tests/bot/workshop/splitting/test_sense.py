"""Stories of polarity, facets and vagueness."""

from __future__ import annotations

import pytest

from bot.workshop.splitting import Vagueness, polarity, split


@pytest.mark.parametrize(
    ("text", "facet", "holds"),
    [
        ("they don't use a calendar", "tools", "neg"),
        ("no garage", "tools", "neg"),
        ("nobody in the crew has a laptop", "tools", "neg"),
        ("they never phone", "support_channels", "neg"),
        ("Chat? no.", "features", "neg"),
        ("not Facebook", "touchpoints", "neg"),
        ("they have no printer", "tools", "neg"),
        ("not bigger but calmer", "goals", "pos"),
        ("they want a call, not a letter", "response", "pos"),
        ("a plan that works without power", "needs", "pos"),
        ("people who don't cook", "traits", "pos"),
        ("no later than noon", "response", "pos"),
        ("finish before the guests don't come any more", "needs", "pos"),
        ("can't see who paid", "pains", "pos"),
        ("don't want another key", "objections", "pos"),
        ("price is not a problem", "objections", "neg"),
        ("they aren't worried about the contract", "objections", "neg"),
        ("“I won't touch it”", "quote", "pos"),
        ("never", "response", "neg"),
    ],
)
def test_a_statement_holds_or_denies(text: str, facet: str, holds: str) -> None:
    assert polarity(text, facet) == holds


def facets(text: str, asked: str) -> list[str]:
    return [piece.facet for piece in split(text, asked).pieces]


def test_a_strong_cue_moves_a_statement_to_its_facet() -> None:
    assert facets("they use QuickBooks and a tablet", "goals")[0] == "tools"
    assert set(facets("the aunt is 71 and has two kids", "goals")) == {"traits"}
    assert facets("the director signs off every purchase", "pains") == ["decisions"]
    assert facets("they only have 40 a month to spend", "features") == ["finances"]
    assert facets("“I only come for the soup”", "tools") == ["quote"]


def test_without_a_strong_cue_the_facet_asked_stays() -> None:
    assert facets("a louder bell", "features") == ["features"]
    assert facets("they fear the boss decides against it", "objections") == ["objections"]
    assert facets("“too expensive, my wife says”", "objections") == ["objections"]
    assert facets("50 euros a month", "value") == ["value"]


@pytest.mark.parametrize(
    "text", ["20 crates", "they use Miro", "he said “never again”", "a red door in Porto"]
)
def test_what_one_could_see_or_count_is_not_vague(text: str) -> None:
    assert split(text, "needs").vague is False


class Says:
    def __init__(self, answer: bool | None) -> None:
        self.answer = answer

    def is_vague(self, text: str, facet: str) -> bool | None:
        return self.answer


def test_a_given_measure_of_vagueness_decides_and_form_where_it_cannot_say() -> None:
    sure: Vagueness = Says(True)
    assert split("a red door", "needs", sure).vague is True
    assert split("a red door in Porto", "needs", Says(None)).vague is False
    assert split("skip", "needs", sure).vague is False
