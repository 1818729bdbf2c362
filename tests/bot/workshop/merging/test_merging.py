"""What several people said in other words is one line, unless it is not quite sure, or the opposite."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.meaning.encoder import Encoder, load_encoder
from bot.workshop.merging import Mergeable, merge, relate, relate_many


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder()
    if found is None:
        pytest.skip("the encoder's files are not installed")
    return found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Wants the shift plan early", "wants the shift plan early."),
        ("freelance photographers", "photographers who freelance"),
        ("Works at night", "They work at night"),
        ("Needs a quiet room", "They need a quiet room"),
        ("Has two kids", "They have two kids"),
        ("Lives in Berlin", "They are living in Berlin"),
    ],
)
def test_the_same_words_are_the_same_with_and_without_the_encoder(encoder: Encoder, a: str, b: str) -> None:
    assert relate(a, b, encoder).kind == "same"
    assert relate(a, b, None).kind == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Wants shared albums", "Has no use for shared albums"),
        ("Budget is 500 euros a year", "Budget is 50,000 euros a year"),
        ("Always answers the phone", "Never answers the phone"),
        ("Open in winter", "Closed in winter"),
    ],
)
def test_opposites_are_never_merged(encoder: Encoder, a: str, b: str) -> None:
    for judge in (encoder, None):
        assert relate(a, b, judge).kind != "same"
        assert relate(b, a, judge).kind != "same"
    assert relate(a, b, encoder).p_contradict > 0.3


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("have small children", "no kids yet"),
        ("big budget", "little money"),
        ("many employees", "few staff"),
        ("have a fast internet connection", "no broadband"),
        ("a lot of trust in doctors", "little confidence in physicians"),
        ("strong interest in politics", "little interest in politics"),
        ("high rent", "low rent"),
    ],
)
def test_much_and_little_or_having_and_lacking_the_same_thing_are_opposites(
    encoder: Encoder, a: str, b: str
) -> None:
    assert relate(a, b, encoder).kind == relate(b, a, encoder).kind == "contradict"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("big budget", "small flat"),
        ("many hobbies", "few clients"),
        ("long commute", "short hair"),
        ("have no assistant", "have small kids"),
        ("have an accountant", "no lawyer"),
        ("have a smartphone", "no laptop"),
        ("little money", "not much money"),
        ("many small shops", "lots of little shops"),
    ],
)
def test_an_amount_of_another_thing_or_the_same_amount_is_no_opposite(
    encoder: Encoder, a: str, b: str
) -> None:
    assert relate(a, b, encoder).kind != "contradict"
    assert relate(b, a, encoder).kind != "contradict"


def test_where_one_says_much_and_the_other_little_a_person_decides(encoder: Encoder) -> None:
    assert relate("deep pockets, a big budget", "tight budget", encoder).kind != "same"


def test_what_is_over_or_turned_round_is_not_the_same(encoder: Encoder) -> None:
    for a, b in (
        ("Used Lightroom", "They use Lightroom"),
        ("Never works at night", "They work at night"),
        ("Nurses train teachers", "Teachers train nurses"),
        ("Has two kids", "They have three kids"),
    ):
        assert relate(a, b, encoder).kind != "same"
        assert relate(a, b, None).kind != "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Pays by card", "Pays by card without a PIN"),
        ("Edit photos on trains", "They edit photos on trains without wifi"),
        ("Works at home", "Works at home without noise"),
    ],
)
def test_what_is_said_with_a_without_at_its_end_does_not_oppose_what_is_said_without_it(
    encoder: Encoder, a: str, b: str
) -> None:
    for judge in (encoder, None):
        for found in (relate(a, b, judge), relate(b, a, judge)):
            assert found.kind == "different"
            assert found.p_contradict < 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Drinks coffee with sugar", "Drinks coffee without sugar"),
        ("Needs a car", "Lives happily without a car"),
        ("Pays by card", "Never pays by card without a PIN"),
    ],
)
def test_a_without_that_is_the_claim_still_opposes(encoder: Encoder, a: str, b: str) -> None:
    for found in (relate(a, b, encoder), relate(b, a, encoder)):
        assert found.p_contradict > 0.5


def test_a_paraphrase_is_merged_or_asked_about(encoder: Encoder) -> None:
    found = relate("Has to work without an internet connection", "Must be able to work offline", encoder)
    assert found.kind == "same" or found.worth_asking


def test_groups_hold_every_statement_once_in_order(encoder: Encoder) -> None:
    said = ["Needs offline access", "needs offline access", "Lives in Lyon", "Has no need for offline access"]
    merged = merge([Mergeable(str(place), text) for place, text in enumerate(said)], encoder)
    assert merged.groups == (("0", "1"), ("2",), ("3",))
    assert [{pair.one, pair.other} for pair in merged.contradictions] == [{"0", "3"}]


def test_what_a_person_took_apart_stays_apart_and_is_not_asked_again(encoder: Encoder) -> None:
    both = [Mergeable("a", "Needs offline access"), Mergeable("b", "needs offline access")]
    merged = merge(both, encoder, apart={frozenset(("a", "b"))})
    assert merged.groups == (("a",), ("b",))
    assert merged.ask == ()


def test_what_a_person_put_together_is_one_group(encoder: Encoder) -> None:
    both = [Mergeable("a", "Wants August off"), Mergeable("b", "Summer holidays matter")]
    assert merge(both, encoder, together={frozenset(("a", "b"))}).groups == (("a", "b"),)


def test_a_chain_does_not_glue_its_ends() -> None:
    """Complete link: where a person took the ends apart, the middle joins one of them only."""
    three = [Mergeable(key, "Needs offline access") for key in "abc"]
    groups = merge(three, None, apart={frozenset(("a", "c"))}).groups
    assert all(not {"a", "c"} <= set(group) for group in groups)


def test_statements_of_different_facets_are_not_compared() -> None:
    both = [Mergeable("a", "Cheap", "finances"), Mergeable("b", "Cheap", "attitudes")]
    assert merge(both, None).groups == (("a",), ("b",))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_texts_are_grouped_without_losing_one(texts: list[str]) -> None:
    statements = [Mergeable(str(place), text) for place, text in enumerate(texts)]
    merged = merge(statements, None)
    assert sorted(key for group in merged.groups for key in group) == sorted(one.id for one in statements)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_relation_has_probabilities_and_no_favourite_side(a: str, b: str) -> None:
    one, other = relate_many([(a, b), (b, a)], None)
    assert 0 <= one.p_same <= 1
    assert one.p_same == pytest.approx(other.p_same, abs=1e-6)
    assert one.kind == other.kind
