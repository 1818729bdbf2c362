"""Whom the reveal shows as disagreeing: those whose marks or voices say so."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.nouns import Attribution, Customers, Line, Polarity, Purpose, Stage, Voice, Workshop
from bot.workshop.reveal import Reveal, reveal

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORKSHOP = Workshop(
    id="w",
    product="p",
    channel="C1",
    private=False,
    subject="photographers",
    purpose=Purpose.WHOLE,
    customers=Customers.CONSUMERS,
    attribution=Attribution.COUNTS,
    facilitator="U1",
    stage=Stage.REVEALED,
    script=("needs",),
    asked=(),
    vote=True,
    deadline=None,
    created=NOW,
)


def line(key: str, people: str, agree: int, no: int = 0, asked: int = 6) -> Line:
    """A line said by the people whose letters are given."""
    voices = tuple(Voice(person, f"{key}{person}", key, Polarity.POS) for person in people)
    return Line(
        id=key, facet="needs", text=key, polarity=Polarity.POS, voices=voices,
        agree=agree, no=no, dont_know=asked - agree - no, asked=asked, position=ord(key[0]),
    )  # fmt: skip


def shown(*lines: Line, opposed: tuple[tuple[str, str], ...] = ()) -> Reveal:
    return reveal(WORKSHOP, lines, opposed, [])


def test_a_line_with_yes_and_no_is_a_disagreement_the_most_evenly_split_first() -> None:
    told = shown(line("a", "x", 5, 1), line("b", "y", 3, 3), line("c", "z", 6), line("d", "z", 4))
    assert [text for text, _ in told.disputed] == ["b", "a"]
    assert told.disputed[0][1] == "3 of 6 asked agree, 3 say no"


def test_what_reads_like_opposites_is_none_where_everybody_agrees_to_both() -> None:
    one, other = line("a", "x", 6), line("b", "y", 6)
    told = shown(one, other, opposed=(("a", "b"),))
    assert told.contradictions == ()
    assert all(not each.against for facet in told.facets for each in facet.lines)


def test_what_one_person_said_twice_is_no_disagreement_between_people() -> None:
    assert shown(line("a", "x", 4), line("b", "x", 3), opposed=(("a", "b"),)).contradictions == ()
    assert shown(line("a", "x", 4), line("b", "y", 3), opposed=(("a", "b"),)).contradictions == (("a", "b"),)


def test_an_opposed_line_is_named_once() -> None:
    told = shown(line("a", "x", 3, 3), line("b", "y", 3, 3), opposed=(("a", "b"),))
    assert told.contradictions == (("a", "b"),)
    assert told.disputed == ()
