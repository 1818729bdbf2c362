"""What a persona rests on decides its level, and a sentence says what is missing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.facets import Base
from bot.nouns import Evidence, Level, Line, Verdict
from bot.personas.drafting import Draft, draft_from_segment, facet_of_question
from bot.personas.levels import LevelReport, LevelRules, LineBasis, LinkedSegment, level_of
from bot.survey.segments.answers import ProfileAnswer
from tests.bot.personas.cast import line


def _lines(spoken: int, counted: int, total: int = 6, interviews: int = 5) -> list[LineBasis]:
    ids = frozenset(f"i{i}" for i in range(interviews))
    return [LineBasis(f"l{i}", ids if i < spoken else frozenset(), i < counted) for i in range(total)]


def test_five_interviews_that_speak_to_half_of_the_lines_make_it_qualitative():
    assert level_of(_lines(3, 0)).level is Level.QUALITATIVE
    assert level_of(_lines(2, 0)).level is Level.PROTO
    assert level_of(_lines(3, 0, interviews=4)).level is Level.PROTO
    assert "1 more interview (there are 4)" in level_of(_lines(3, 0, interviews=4)).missing
    assert "1 more line" in level_of(_lines(2, 0)).missing


def test_a_linked_segment_with_counted_lines_makes_it_statistical():
    natural = LinkedSegment("natural", 0.3)
    report = level_of(_lines(0, 3), segment=natural)
    assert report.level is Level.STATISTICAL
    assert report.missing == ""
    assert level_of(_lines(0, 2), segment=natural).level is Level.PROTO
    assert level_of(_lines(3, 3), segment=LinkedSegment("constructive", 0.3)).level is Level.QUALITATIVE
    assert "constructive" in level_of(_lines(3, 3), segment=LinkedSegment("constructive", 0.3)).missing
    assert "share" in level_of(_lines(3, 3), segment=LinkedSegment("natural", None)).missing
    assert "link to a segment" in level_of(_lines(3, 0)).missing
    assert level_of(_lines(6, 6)).level is Level.QUALITATIVE


def test_an_interview_that_was_taken_back_no_longer_counts():
    assert level_of(_lines(6, 0), ["i0", "i1", "i2", "i3"]).level is Level.PROTO


def test_a_persona_without_lines_is_a_proto_persona():
    report = level_of([], segment=LinkedSegment("natural", 0.2))
    assert report.level is Level.PROTO
    assert report.missing


def test_the_rules_can_be_set():
    assert level_of(_lines(3, 0, interviews=2), rules=LevelRules(interviews=2)).level is Level.QUALITATIVE
    assert LevelRules.from_json(LevelRules(3).to_json()) == LevelRules(3)
    report = level_of(_lines(3, 0))
    assert LevelReport.from_json(json.loads(json.dumps(report.to_json()))) == report
    with pytest.raises(ValueError):
        LevelRules(0)


def test_with_three_interviews_set_three_are_enough_and_the_sentence_says_how_many():
    three = LevelRules(interviews=3, lines_spoken_to=1 / 3)
    assert level_of(_lines(2, 0, interviews=3), rules=three).level is Level.QUALITATIVE
    assert level_of(_lines(2, 0, interviews=3)).level is Level.PROTO
    assert "2 more interviews (there is 1)" in level_of(_lines(2, 0, interviews=1), rules=three).missing
    assert "1 more line" in level_of(_lines(1, 0, interviews=3), rules=three).missing


def test_a_draft_has_counted_lines_and_blanks():
    profile = [
        ProfileAnswer("Which devices do you use?", "MacBook", 0.71, (0.64, 0.77), 0.22, Base.TECHNOGRAPHIC),
        ProfileAnswer("Which devices do you use?", "Tablet", 0.1, (0.06, 0.15), 0.3, Base.TECHNOGRAPHIC),
        ProfileAnswer("What do you need most?", "Working offline", 0.34, (0.27, 0.41), 0.1, Base.NEEDS),
        ProfileAnswer("What is the biggest problem?", "Unpaid invoices", 0.6, (0.5, 0.7), 0.55, Base.NEEDS),
        ProfileAnswer("Age", "28–40", 0.55, (0.48, 0.62), None, Base.DEMOGRAPHIC),
    ]
    draft = draft_from_segment(profile, business=False)
    assert {line.facet for line in draft.lines} == {"tools", "needs", "pains", "traits"}
    tools = next(line for line in draft.lines if line.facet == "tools")
    assert tools.text == "Which devices do you use? MacBook"
    assert tools.words == "71 % say so (64–77 %); 22 % of the others"
    assert not any("Tablet" in line.text for line in draft.lines)
    assert "finances" in draft.blanks
    assert "company" not in draft.blanks
    assert "quote" not in draft.blanks
    assert Draft.from_json(json.loads(json.dumps(draft.to_json()))) == draft
    assert draft_from_segment([]).lines == ()


def test_a_question_falls_into_a_facet():
    assert facet_of_question("How would you like to get help from us?") == "support_channels"
    assert facet_of_question("How large is your budget?", Base.VALUE) == "finances"
    assert facet_of_question("Something", Base.PSYCHOGRAPHIC) == "attitudes"


def test_what_tells_too_little_does_not_take_back_what_decides():
    def proofs(*verdicts: Verdict) -> Line:
        return replace(line("l", "needs", "x"), evidence=tuple(Evidence("s", v, "") for v in verdicts))

    assert proofs(Verdict.SUPPORTED, Verdict.TOO_FEW, Verdict.UNTESTED).verdict is Verdict.SUPPORTED
    assert proofs(Verdict.SUPPORTED, Verdict.CONTRADICTED).verdict is Verdict.CONTRADICTED
    assert proofs(Verdict.UNTESTED, Verdict.TOO_FEW).verdict is Verdict.TOO_FEW
    assert proofs(Verdict.UNTESTED).verdict is Verdict.UNTESTED
    assert proofs().verdict is Verdict.UNTESTED
