"""Stories of answers: where a claim ends and where it must not be cut."""

from __future__ import annotations

import pytest

from bot.workshop.splitting import split


def said(text: str, facet: str = "needs") -> list[str]:
    return [piece.text for piece in split(text, facet).pieces]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Lisbon office, a tablet and a label printer", ["Lisbon office", "a tablet", "a label printer"]),
        ("- fast refund\n- gift cards\n- a map", ["fast refund", "gift cards", "a map"]),
        ("1) refunds 2) gift cards 3) a map", ["refunds", "gift cards", "a map"]),
        (
            "She plans the week on sunday. Then the kids get sick.",
            ["She plans the week on sunday", "the kids get sick"],
        ),
        ("they hate forms; they love stickers", ["they hate forms", "they love stickers"]),
        ("late trucks / broken pallets", ["late trucks", "broken pallets"]),
        ("hears of us at the club → tries it at home", ["hears of us at the club", "tries it at home"]),
        ("orders at noon and pays in cash", ["orders at noon", "pays in cash"]),
        ("he likes the map but he never opens the chat", ["he likes the map", "he never opens the chat"]),
        (
            "they want a list they just need the phone number",
            ["they want a list", "they just need the phone number"],
        ),
        ("the nurse has a pager the cook uses a phone", ["the nurse has a pager", "the cook uses a phone"]),
        (
            "ordering takes ages they always get put on hold",
            ["ordering takes ages", "they always get put on hold"],
        ),
        ("mom buys it dad assembles it", ["mom buys it", "dad assembles it"]),
        ("no login no ads just the timetable", ["no login", "no ads", "just the timetable"]),
        ("they love it 😍 they hate the price", ["they love it 😍", "they hate the price"]),
        ("shops with a terrace, so rain kills the day", ["shops with a terrace", "rain kills the day"]),
    ],
)
def test_claims_are_separate(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "a second key because the first one gets lost",
        "when the harvest begins, they want the plan on paper",
        "after a long shift, they call their sister",
        "the tenant, who never reads mails, wants a letter",
        "being able to tell, at a glance, which room is free",
        "between 5 and 10 crates a day",
        "pros and cons of every route",
        "not cheaper but closer",
        "both the cook and the waiter have to agree",
        "saw us at a fair in Lyon, France",
        "shops with 3, 5, sometimes 8 tables",
        "from Spain, Italy",
        "the app they use every day",
        "they know what the neighbours paid",
        "“I pay, I eat, I leave. That's it.”",
        "a tool (a scraper, a brush, whatever) for corners",
        "open at 7 a.m. on market days",
        "they bought 1,200 crates on March 3, 2024",
        "a box of ca. 20 pieces",
        "a ticket within the hour or the guest is gone",
        "a bus stop near the door, e.g. at the church",
    ],
)
def test_what_belongs_together_stays_together(text: str) -> None:
    assert len(said(text)) == 1


def test_hedges_and_connectives_at_the_ends_are_trimmed_and_nothing_else() -> None:
    assert said("honestly, i think they want a door bell, and a mat.") == ["they want a door bell", "a mat"]
    assert said("rated 50+, and louder") == ["rated 50+", "louder"]


def test_a_filler_is_no_statement_of_its_own() -> None:
    assert said("a mat, you know, a bell, lol") == ["a mat, you know", "a bell, lol"]
    assert said("dunno, probably the aunt") == ["dunno, probably the aunt"]
