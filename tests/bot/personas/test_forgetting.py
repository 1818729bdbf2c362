"""Lines without a person's words: others speak for them, what only they said is gone, and nobody else loses a word."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.nouns import Line, Polarity
from bot.personas.forgetting import forget_voices
from tests.bot.personas.cast import line, voice

PEOPLE = ("U1", "U2", "U3")


def test_a_line_only_they_said_is_gone_whatever_it_reads_now() -> None:
    mine = replace(line("a", "needs", "no wifi", "U1"), text="works offline")
    other = line("b", "needs", "cheap", "U2")
    after = forget_voices([mine, other], "U1", {"no wifi"}, {})
    assert (after.lines, after.removed, after.spoken) == ((other,), ("a",), ())


def test_a_shared_line_reads_in_anothers_words_and_counts_on() -> None:
    shared = replace(
        line("a", "needs", "no wifi"),
        voices=(voice("U1", "no wifi"), voice("U2", "never any wifi")),
        agree=2,
        asked=5,
    )
    (after,) = forget_voices([shared], "U1", {"no wifi"}, {}).lines
    assert (after.text, after.agree, after.asked) == ("never any wifi", 2, 5)
    assert [v.person for v in after.voices] == ["U2"]


def test_a_wording_that_others_chose_as_well_stays() -> None:
    shared = line("a", "needs", "no wifi", "U1", "U2")
    result = forget_voices([shared], "U1", {"no wifi"}, {})
    assert result.lines[0].text == "no wifi"
    assert result.spoken == ("a",)


def test_a_drafted_line_that_they_reworded_gets_its_earlier_wording_back() -> None:
    drafted = Line("a", "needs", "third", Polarity.POS)
    texts, earlier = {"second", "third"}, {"third": "second", "second": "first"}
    assert forget_voices([drafted], "U1", texts, earlier).lines[0].text == "first"
    circle = {"third": "second", "second": "third"}
    assert forget_voices([drafted], "U1", texts, circle).removed == ("a",)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from("wxyz")), max_size=3),
        ),
        max_size=6,
    ),
    st.sampled_from(PEOPLE),
)
def test_no_word_of_theirs_is_left_and_none_of_anybody_else_is_lost(
    made: list[tuple[str, list[tuple[str, str]]]], person: str
) -> None:
    lines = []
    for number, (text, said) in enumerate(made):
        voices = tuple(voice(who, f"{who} {words}") for who, words in said)
        lines.append(replace(line(str(number), "needs", voices[0].text if voices else text), voices=voices))
    theirs = {v.text for item in lines for v in item.voices if v.person == person}
    after = forget_voices(lines, person, theirs, {})
    left = {item.text for item in after.lines} | {v.text for item in after.lines for v in item.voices}
    assert not left & theirs
    others = [v for item in lines for v in item.voices if v.person != person]
    assert [v for item in after.lines for v in item.voices] == others
    assert {item.id for item in lines} == {item.id for item in after.lines} | set(after.removed)
