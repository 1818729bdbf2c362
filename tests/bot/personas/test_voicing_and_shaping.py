"""Voices and marks added and taken back, with the counts that follow; personas split and merged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput, NotAllowed
from bot.nouns import Attribution, Ballot, Brought, Choice, Evidence, Line, Polarity, Verdict
from bot.personas.shaping import merge, split
from bot.personas.voicing import held_by_marks, place, recount, reword_own, withdraw
from tests.bot.personas.cast import NOON, ids, line, persona, same_words, voice

TRAINS = line("t", "needs", "edits on trains", "U1", "U2")
PAIN = line("p", "pains", "loses invoices", "U1")


def test_a_mark_counts_and_saying_it_counts_as_agreement() -> None:
    ballots = [Ballot("U3", {"t": Choice.NO}), Ballot("U9", {"t": Choice.AGREE})]
    counted = recount([TRAINS], ballots, {"t": {"U1", "U2", "U3", "U4"}})[0]
    assert (counted.agree, counted.no, counted.dont_know, counted.asked) == (3, 1, 0, 5)


def test_only_lines_that_may_have_changed_are_counted() -> None:
    assert recount([TRAINS, PAIN], [], {}, only={"p"})[0] is TRAINS


def test_the_same_words_are_a_voice_on_the_line_and_other_words_a_new_line() -> None:
    there = place([TRAINS, PAIN], "needs", voice("U3", "Edits on trains"), same_words, "new")
    assert (there.line, there.new_line, there.new_voice) == ("t", False, True)
    fresh = place([TRAINS, PAIN], "needs", voice("U3", "sends previews"), same_words, "new")
    assert (fresh.line, fresh.new_line) == ("new", True)
    again = place([TRAINS, PAIN], "needs", voice("U1", "edits on trains"), same_words, "new")
    assert not again.new_voice


def test_a_dropped_line_does_not_come_back_by_being_said_again() -> None:
    dropped = line("t", "needs", "edits on trains", "U1", dropped=True)
    assert place([dropped], "needs", voice("U3", "edits on trains"), same_words, "new").new_line


def test_a_line_takes_the_wording_of_a_voice_that_is_left() -> None:
    both = Line(
        "t",
        "needs",
        "edits on trains",
        Polarity.POS,
        (voice("U1", "edits on trains"), voice("U2", "edits en route")),
    )
    after = withdraw([both], "U1:edits on trains")
    assert after.lines[0].text == "edits en route"
    assert after.empty == ()


def test_a_line_nobody_holds_is_empty_unless_marks_or_data_hold_it() -> None:
    assert withdraw([PAIN], "U1:loses invoices").empty == ("p",)
    assert withdraw([PAIN], "U1:loses invoices", held={"p"}).empty == ()
    proof = Evidence("survey", Verdict.SUPPORTED, "60 %")
    counted = line("p", "pains", "loses invoices", "U1", evidence=(proof,))
    assert withdraw([counted], "U1:loses invoices").empty == ()
    assert held_by_marks([Ballot("U2", {"p": Choice.AGREE, "t": Choice.NO})]) == {"p"}


def test_a_line_that_only_one_person_said_is_reworded_with_them() -> None:
    after = reword_own([TRAINS, PAIN], "U1:loses invoices", "loses receipts", Polarity.POS, same_words, "new")
    assert [(item.id, item.text) for item in after.lines] == [
        ("t", "edits on trains"),
        ("p", "loses receipts"),
    ]


def test_who_says_it_otherwise_leaves_the_line_to_the_others() -> None:
    after = reword_own([TRAINS], "U1:edits on trains", "sleeps on trains", Polarity.POS, same_words, "new")
    assert {item.id: [v.person for v in item.voices] for item in after.lines} == {"t": ["U2"], "new": ["U1"]}
    assert set(after.touched) == {"t", "new"}


PEOPLE = st.sampled_from(["U1", "U2", "U3", "U4", "U5", "U6"])
MARKS = st.dictionaries(PEOPLE, st.sampled_from(list(Choice)))


@given(MARKS, st.sets(PEOPLE), st.sets(PEOPLE))
def test_nobody_is_counted_twice_or_forgotten(
    marks: dict[str, Choice], asked: set[str], said: set[str]
) -> None:
    item = line("t", "needs", "edits on trains", *sorted(said))
    counted = recount([item], [Ballot(p, {"t": c}) for p, c in marks.items()], {"t": asked})[0]
    assert counted.asked == len(set(marks) | asked | said)
    assert counted.agree + counted.no + counted.dont_know == len(set(marks) | said)
    assert counted.no == sum(choice is Choice.NO for choice in marks.values())


def test_a_split_moves_lines_and_leaves_the_rest() -> None:
    rest, new = split(persona(TRAINS, PAIN, pins=("t",)), ["t"], "Kim", "Commuter", "p2", NOON)
    assert [item.id for item in rest.lines] == ["p"]
    assert [item.id for item in new.lines] == ["t"]
    assert (rest.pins, new.pins) == ((), ("t",))
    for lines in ([], ["t", "p"], ["unknown"]):
        with pytest.raises(BadInput):
            split(persona(TRAINS, PAIN), lines, "Kim", "", "p2", NOON)


def test_merging_makes_one_line_of_two_that_say_the_same() -> None:
    other = persona(
        line("x", "needs", "Edits on trains", "U2", "U3"), line("y", "needs", "sends previews", "U3"), id="p2"
    )
    made = merge(persona(TRAINS, PAIN), other, same_words, ids())
    by_id = {item.id: item for item in made.persona.lines}
    assert [v.person for v in by_id["t"].voices] == ["U1", "U2", "U3"]
    assert made.renamed == {"x": "t", "y": "new1"}
    assert (made.retired.active, made.retired.merged_into) == (False, "p1")
    assert [item.id for item in made.retired.lines] == ["x", "y"]


def test_after_a_merge_the_newest_evidence_decides_whichever_line_had_it() -> None:
    def counted(verdict: Verdict, ref: str, month: int | None) -> Evidence:
        at = None if month is None else NOON.replace(month=month)
        return Evidence("survey.csv", verdict, "counted", at=at, ref=ref)

    newest = counted(Verdict.CONTRADICTED, "s2", 5)
    earlier = (counted(Verdict.MIXED, "s0", None), counted(Verdict.SUPPORTED, "s1", 2))
    said = Brought("4 of 5 elsewhere", 4, asked=5)
    other = persona(replace(TRAINS, id="x", evidence=earlier, brought=said), id="p2")
    for one, two in (
        (replace(TRAINS, evidence=(newest,)), other),
        (other.lines[0], persona(replace(TRAINS, evidence=(newest,)), id="p2")),
    ):
        merged = merge(persona(one), two, same_words, ids()).persona.lines[0]
        assert [item.ref for item in merged.evidence] == ["s0", "s1", "s2"]
        assert merged.verdict is Verdict.CONTRADICTED
        assert merged.brought == said, "what a file brought is not lost"


def test_a_promise_of_counts_only_outlives_a_merge() -> None:
    named = persona(TRAINS, attribution=Attribution.NAMED)
    counts = persona(PAIN, id="p2", attribution=Attribution.COUNTS)
    assert merge(named, counts, same_words, ids()).persona.attribution is Attribution.COUNTS


def test_what_cannot_be_merged() -> None:
    with pytest.raises(BadInput):
        merge(persona(TRAINS), persona(TRAINS), same_words, ids())
    with pytest.raises(BadInput, match="products"):
        merge(persona(TRAINS), persona(PAIN, id="p2", product="other"), same_words, ids())
    with pytest.raises(NotAllowed):
        merge(persona(TRAINS), persona(PAIN, id="p2", private=True, channel="C2"), same_words, ids())
    merge(persona(TRAINS, private=True), persona(PAIN, id="p2", private=True), same_words, ids())
