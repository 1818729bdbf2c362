"""Which lines stand on a card and what they say of themselves; what owner and facilitator may change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.nouns import Attribution, Evidence, EvidenceKind, Level, Picture, Polarity, Verdict
from bot.personas import editing
from bot.personas.cards import CARD_LINES, card_line, for_card, next_action, said, warning
from bot.personas.forms import About
from bot.personas.notes import LINES_PAGE, lines_window
from tests.bot.personas.cast import line, persona

NEEDS = [line(f"n{n}", "needs", f"need {n}", "U1") for n in range(8)]
PAIN = line("p", "pains", "loses invoices", "U1")


def test_a_card_tells_about_the_whole_person() -> None:
    shown = for_card(persona(*NEEDS, PAIN))
    assert len(shown) == CARD_LINES
    assert PAIN.id in [item.id for item in shown]


def test_pinned_lines_always_stand_on_the_card() -> None:
    robin = persona(*NEEDS, PAIN, pins=("n7", "n6"))
    assert {"n6", "n7", "p"} <= {item.id for item in for_card(robin)}


def test_a_dropped_line_is_off_the_card_and_unpinned() -> None:
    robin = editing.drop(persona(*NEEDS, pins=("n1",)), "n1").persona
    assert robin.pins == ()
    assert "n1" not in [item.id for item in for_card(robin)]
    assert editing.take_back(robin, "n1").persona.standing[1].id == "n1"


def test_the_seventh_pin_is_refused() -> None:
    robin = persona(*NEEDS, pins=tuple(f"n{n}" for n in range(6)))
    with pytest.raises(BadInput, match="Unpin one first"):
        editing.pin(robin, "n7")


def test_only_owner_and_facilitator_may_edit() -> None:
    robin = persona(PAIN)
    editing.check_editor(robin, "U0AMINA", None)
    editing.check_editor(robin, "U0FACIL", "U0FACIL")
    with pytest.raises(NotAllowed, match="U0AMINA"):
        editing.check_editor(robin, "U0OTHER", "U0FACIL")
    with pytest.raises(NotAllowed):
        editing.check_editor(robin, None, None)


def test_rewording_keeps_what_people_said() -> None:
    robin = persona(line("p", "pains", "loses invoices", "U1", "U2"))
    edit = editing.reword(robin, "p", "  loses   invoices in spring ", Polarity.POS)
    assert (edit.before, edit.after) == ("loses invoices", "loses invoices in spring")
    assert edit.persona.lines[0].text == "loses invoices in spring"
    assert [v.text for v in edit.persona.lines[0].voices] == ["loses invoices", "loses invoices"]


@pytest.mark.parametrize("words", ["", "   ", "…", "x" * 301])
def test_a_line_needs_words_and_not_too_many(words: str) -> None:
    with pytest.raises(BadInput):
        editing.reword(persona(PAIN), "p", words, Polarity.POS)


def test_the_window_of_a_persona_gives_an_entry_for_each_thing_that_changed() -> None:
    robin = persona(PAIN, picture=Picture(drawn="leaf"))
    edits = editing.about(robin, About("Kim", robin.role, "sun", owner="U0TOMAS"))
    assert [edit.what for edit in edits] == ["changed the name", "changed the picture", "handed it over"]
    assert edits[-1].persona.owner == "U0TOMAS"
    assert edits[-1].persona.picture == Picture(drawn="sun")
    assert editing.about(robin, About(robin.name, robin.role, owner=robin.owner)) == ()


def test_a_retired_persona_is_not_edited_but_restored() -> None:
    robin = editing.retire(persona(PAIN)).persona
    with pytest.raises(OutOfDate):
        editing.drop(robin, "p")
    assert next_action(robin) is None
    assert editing.restore(replace(robin, merged_into="p2")).persona.merged_into is None


@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from(sorted(editing.LINE_EDITS))), max_size=30))
def test_whatever_is_done_no_line_or_voice_is_lost(deeds: list[tuple[int, str]]) -> None:
    robin = persona(*NEEDS, PAIN)
    voices = {v.statement for item in robin.lines for v in item.voices}
    for place, verb in deeds:
        try:
            robin = editing.LINE_EDITS[verb](robin, f"n{place}").persona
        except (BadInput, OutOfDate):
            continue
    assert {item.id for item in robin.lines} == {item.id for item in (*NEEDS, PAIN)}
    assert {v.statement for item in robin.lines for v in item.voices} == voices
    assert set(robin.pins) <= {item.id for item in robin.standing}
    assert len({item.position for item in robin.lines}) == len(robin.lines)
    assert set(robin.pins) <= {item.id for item in for_card(robin)}


def test_moving_changes_the_order_within_a_facet() -> None:
    robin = editing.move(persona(*NEEDS[:3], PAIN), "n2", -1).persona
    assert [item.id for item in robin.standing] == ["n0", "n2", "n1", "p"]
    with pytest.raises(BadInput):
        editing.move(robin, "n0", -1)


@pytest.mark.parametrize(
    ("agree", "no", "asked", "words"),
    [
        (3, 0, 3, "3 of 3 asked agree"),
        (2, 1, 3, "3 asked, not of one mind"),
        (2, 0, 4, "4 asked, some agree"),
        (0, 2, 3, "3 asked, some say no"),
        (4, 1, 5, "4 of 5 asked agree, 1 says no"),
    ],
)
def test_groups_under_five_are_not_split_in_numbers(agree: int, no: int, asked: int, words: str) -> None:
    item = line("l", "needs", "edits on trains", agree=agree, no=no, asked=asked)
    assert said(item, Attribution.COUNTS) == words


def test_with_names_agreed_to_small_groups_are_counted() -> None:
    item = line("l", "needs", "edits on trains", "U1", agree=2, no=1, asked=3)
    assert said(item, Attribution.NAMED) == "2 of 3 asked agree, 1 says no · seen it myself 1"
    assert said(item, Attribution.COUNTS) == "3 asked, not of one mind · seen it myself"


def test_the_next_action_is_the_riskiest_line_then_what_nobody_knows() -> None:
    held = line("h", "needs", "held by many", "U1", "U2", "U3")
    robin = persona(PAIN, held)
    action = next_action(robin)
    assert action is not None
    assert action.line == "h"
    proof = Evidence("survey", Verdict.SUPPORTED, "60 % say so")
    tested = persona(*(replace(item, evidence=(proof,)) for item in (PAIN, held)))
    action = next_action(tested)
    assert action is not None
    assert (action.action, action.line) == ("persona.add", "goals")
    empty = next_action(persona())
    assert empty is not None
    assert empty.action == "persona.add"


def test_a_hundred_lines_fill_several_pages_of_the_window() -> None:
    robin = persona(*[line(f"l{n}", "needs", f"need {n}", "U1") for n in range(100)])
    window = lines_window(robin, "C1", 3)
    assert (window.page, window.pages) == (3, 4)
    assert sum(len(facet.lines) for facet in window.facets) == LINES_PAGE
    assert lines_window(robin, "C1", 99).page == 3


def test_every_survey_that_counted_a_line_is_told_and_one_that_did_not_ask_where_none_did() -> None:
    counted = Evidence("a.csv", Verdict.SUPPORTED, "41 of 50 say so", count=41, of=50, ref="s1")
    again = replace(counted, source="b.csv", verdict=Verdict.MIXED, words="20 of 50 say so", ref="s2")
    silent = Evidence("c.csv", Verdict.UNTESTED, "not asked in this survey", ref="s3")
    both = card_line(line("l1", "needs", "x", "U1", evidence=(counted, again, silent)))
    assert both.evidence == "mixed evidence: 20 of 50 say so (b.csv)"
    assert both.also == ("supported: 41 of 50 say so (a.csv)",)
    untested = card_line(line("l1", "needs", "x", "U1", evidence=(silent,)))
    assert (untested.evidence, untested.also) == ("", ("not asked in this survey (c.csv)",))


def test_an_interview_that_tells_too_little_is_not_held_against_data() -> None:
    said_once = {"words": "1 person for it", "kind": EvidenceKind.INTERVIEWS}
    heard = Evidence("1 interview", Verdict.TOO_FEW, count=1, of=1, **said_once)
    lines = [line("l1", "needs", "x", "U1", evidence=(heard,)), line("l2", "needs", "y", "U1")]
    assert "not yet tested" in warning(persona(*lines), Level.PROTO)
    held = Evidence("a.csv", Verdict.MIXED, "41 of 87 say so", count=41, of=87)
    lines[1] = line("l2", "needs", "y", "U1", evidence=(held,))
    assert "1 line has been held against data" in warning(persona(*lines), Level.PROTO)
