"""A product manager asks: the right persona with its own words, or an honest nobody."""

from __future__ import annotations

import pytest

from bot.asking.ask import ask, follow_up
from bot.asking.index import Index, build, vectors_of
from bot.asking.nouns import (
    Comparison,
    Corrections,
    Counted,
    MostNeeded,
    Nobody,
    Personas,
    Riskiest,
    Unclear,
    Unknown,
)
from bot.meaning.encoder import Encoder
from tests.bot.asking.conftest import cast


def first(index: Index, question: str, encoder: Encoder | None) -> str | None:
    answer = ask(index, question, encoder)
    return answer.personas[0].lines[0].line.id if isinstance(answer, Personas) else None


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("who wants to edit pictures without internet?", "a1"),
        ("who wants shared albums?", "b1"),
        ("who doesn't want shared albums?", "a3"),
        ("whose budget is above 10k?", "b2"),
        ("who is over 60?", "b5"),
        ("who uses lightrom?", "a6"),
        ("who has to chase late payments?", "c2"),
        ("who expects an answer within an hour?", "b4"),
    ],
)
def test_the_line_that_says_so_is_found_in_other_words(
    index: Index, encoder: Encoder, question: str, line: str
) -> None:
    assert first(index, question, encoder) == line


@pytest.mark.parametrize("question", ["who uses QGIS?", "who is over 80?", "who sells insurance in Brazil?"])
def test_what_nobody_says_is_answered_with_nobody_and_the_nearest_lines(
    index: Index, encoder: Encoder, question: str
) -> None:
    answer = ask(index, question, encoder)
    assert isinstance(answer, Nobody)
    assert answer.sentence.startswith("None of the three personas says anything about")
    assert len(answer.nearest) <= 3


def test_for_and_against_shows_both_sides(index: Index, encoder: Encoder) -> None:
    answer = ask(index, "shared albums, for or against?", encoder)
    assert isinstance(answer, Personas)
    assert {hit.line.id for persona in answer.personas for hit in persona.lines} >= {"a3", "b1"}


def test_words_alone_answer_too_where_there_is_no_encoder(words_index: Index) -> None:
    assert first(words_index, "who wants shared albums?", None) == "b1"
    assert isinstance(ask(words_index, "who uses QGIS?", None), Nobody)


def test_a_line_that_data_contradict_counts_against_its_persona_and_is_marked(encoder: Encoder) -> None:
    contradicted = build(cast(b1={"verdict": "contradicted"}), encoder)
    plain = ask(build(cast(), encoder), "who wants shared albums?", encoder)
    answer = ask(contradicted, "who wants shared albums?", encoder)
    assert isinstance(plain, Personas)
    assert isinstance(answer, Personas)
    assert answer.personas[0].lines[0].contradicted
    assert answer.personas[0].score < plain.personas[0].score
    assert "data contradict" in answer.sentence


def test_not_right_changes_this_pair_from_then_on_and_for_the_same_question_in_other_spelling(
    index: Index, encoder: Encoder
) -> None:
    judged = Corrections(wrong={"who wants shared albums?": frozenset({"b1"})})
    for question in (
        "who wants shared albums?",
        "Who wants shared albums",
        "which persona wants shared albums?",
    ):
        answer = ask(index, question, encoder, judged)
        shown = [hit.line.id for one in getattr(answer, "personas", ()) for hit in one.lines]
        assert "b1" not in shown
    assert first(index, "who edits pictures without wifi?", encoder) == "a1"


def test_a_confirmed_line_answers_from_then_on(index: Index, encoder: Encoder) -> None:
    judged = Corrections(right={"who loves spreadsheets?": frozenset({"c2"})})
    answer = ask(index, "who loves spreadsheets?", encoder, judged)
    assert isinstance(answer, Personas)
    assert answer.personas[0].lines[0].line.id == "c2"
    assert not isinstance(ask(index, "who loves spreadsheets?", encoder), Personas)


def test_how_many_people_gives_the_counted_share_or_says_nobody_counted(encoder: Encoder) -> None:
    counted = build(cast(b1={"share": 0.42, "interval": (0.35, 0.49), "verdict": "supported"}), encoder)
    answer = ask(counted, "how many people want shared albums?", encoder)
    assert isinstance(answer, Counted)
    assert answer.sentence == "42% (between 35% and 49%) of those asked, as counted for Boris Klein."
    plain = ask(build(cast(), encoder), "how many people want shared albums?", encoder)
    assert isinstance(plain, Counted)
    assert plain.counts == ()
    assert "Nobody has counted" in plain.sentence


def test_two_personas_are_compared_on_a_facet(index: Index, encoder: Encoder) -> None:
    answer = ask(index, "compare Ada and Boris on budget", encoder)
    assert isinstance(answer, Comparison)
    assert [[hit.line.id for hit in side.lines] for side in answer.sides] == [["a2"], ["b2"]]
    silent = ask(index, "compare Cleo and Boris on budget", encoder)
    assert "Cleo Marsh says nothing of it" in silent.sentence


def test_what_a_persona_needs_most_puts_supported_lines_first(encoder: Encoder) -> None:
    answer = ask(build(cast(c2={"verdict": "supported"}), encoder), "what does Cleo need most?", encoder)
    assert isinstance(answer, MostNeeded)
    assert [line.id for line in answer.lines] == ["c2", "c1"]


def test_what_is_not_known_names_silent_facets_and_untested_lines(index: Index, encoder: Encoder) -> None:
    answer = ask(index, "what do we not know about Cleo?", encoder)
    assert isinstance(answer, Unknown)
    assert "finances" in answer.silent_facets
    assert "needs" not in answer.silent_facets
    assert len(answer.untested) == 4


def test_the_riskiest_assumption_is_a_need_nobody_tested(encoder: Encoder) -> None:
    tested = build(cast(a1={"verdict": "supported"}, c1={"voices": 5}), encoder)
    answer = ask(tested, "which assumptions are riskiest?", encoder)
    assert isinstance(answer, Riskiest)
    assert answer.lines[0][0].id not in {"a1", "c1"}
    assert [score for _, score in answer.lines] == sorted((score for _, score in answer.lines), reverse=True)


@pytest.mark.parametrize("question", ["", "   ", "?", "who?", "and the of"])
def test_what_is_no_question_is_not_guessed_at(index: Index, encoder: Encoder, question: str) -> None:
    assert isinstance(ask(index, question, encoder), Unclear)


def test_without_personas_there_is_nobody_to_ask(encoder: Encoder) -> None:
    answer = ask(build([], encoder), "who needs offline mode?", encoder)
    assert isinstance(answer, Nobody)
    assert answer.sentence == "There are no personas to ask yet."


def test_ask_more_keeps_the_topic_or_the_persona(index: Index) -> None:
    assert "shared albums" in follow_up(index, "who wants shared albums?", "and who hates it?")
    assert "Ada" in follow_up(index, "what does Ada need?", "what about budget?")
    assert follow_up(index, "who wants shared albums?", "who is over 60?") == "who is over 60?"


def test_stored_vectors_give_the_same_answer_as_fresh_ones(encoder: Encoder) -> None:
    lines = cast()
    kept = vectors_of([line.text for line in lines], encoder)
    changes = {line.id: {"vector": vector} for line, vector in zip(lines, kept, strict=True)}
    stored, fresh = build(cast(**changes), encoder), build(lines, encoder)  # type: ignore[arg-type]
    for question in ("who wants to edit pictures without internet?", "who wants shared albums?"):
        assert first(stored, question, encoder) == first(fresh, question, encoder)


def test_lines_come_and_go_without_building_anew(index: Index, encoder: Encoder) -> None:
    gone = index.without(["b1"])
    assert first(gone, "who wants shared albums?", encoder) != "b1"
    back = gone.with_lines([line for line in cast() if line.id == "b1"], encoder)
    assert first(back, "who wants shared albums?", encoder) == "b1"
    assert first(index.of_personas(["Ada Brandt"]), "who wants shared albums?", encoder) != "b1"
