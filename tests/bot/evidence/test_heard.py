"""Confirmed quotes become evidence: people are counted, the words can go, and a person is asked about what matters."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.evidence.interviews.deciding import PAGE, Ready
from bot.evidence.interviews.heard import evidence_of, shown, spoken_to, with_interviews
from bot.evidence.interviews.kept import (
    MOST_A_LINE,
    InterviewState,
    KeptInterview,
    KeptQuote,
    Pending,
    Stand,
    Take,
    chosen_for_a_person,
    renumbered,
)
from bot.evidence.interviews.quotes import ProposedLine, Quote, QuoteMatch
from bot.nouns import Evidence, EvidenceKind, Verdict
from tests.bot.personas.cast import NOON, line, persona

LINE = line("a", "needs", "edits on trains", "U1")


def said(interview: str, against: bool = False, text: str = "I edit on trains at night.", at: str = "a"):
    return KeptQuote(
        interview, "p1", at, f"Participant {interview[1:]}", text, against, 0.9, date(2026, 3, 1)
    )


def test_people_are_counted_and_five_who_agree_support_a_line():
    few = evidence_of(LINE, [said("i1"), said("i2"), said("i2")])
    assert (few.verdict, few.count, few.of) == (Verdict.TOO_FEW, 2, 2)
    assert few.words == "2 people for it: “I edit on trains at night.” (Participant 1)"
    assert few.source == "2 interviews"
    agree = [said(f"i{n}") for n in range(1, 6)]
    assert evidence_of(LINE, agree).verdict is Verdict.SUPPORTED
    deny = [replace(quote, against=True) for quote in agree]
    assert evidence_of(LINE, deny).verdict is Verdict.CONTRADICTED
    split = evidence_of(LINE, [*agree[1:], deny[0]])
    assert split.verdict is Verdict.MIXED
    assert split.words.startswith("4 people for it and 1 person against it: “")
    assert evidence_of(line("b", "needs", "x"), agree) is None


def test_without_its_words_a_quote_still_counts():
    gone = [replace(said(f"i{n}"), text="") for n in range(1, 6)]
    proof = evidence_of(LINE, gone)
    assert (proof.verdict, proof.words) == (Verdict.SUPPORTED, "5 people for it")
    assert shown(gone) == {}
    assert len(spoken_to(gone)["a"]) == 5


def test_a_quote_that_is_the_line_itself_is_not_said_twice():
    same = evidence_of(LINE, [said("i1", text="Edits on trains.")])
    assert same.words == "1 person for it"


def test_counting_anew_replaces_what_interviews_said_and_keeps_the_rest():
    survey = Evidence("a.csv", Verdict.CONTRADICTED, "9 %", count=9, of=100)
    robin = persona(replace(LINE, evidence=(survey,)), line("b", "pains", "y"))
    heard = with_interviews(robin, [said("i1")])
    assert [item.kind for item in heard.lines[0].evidence] == [EvidenceKind.INTERVIEWS, EvidenceKind.SURVEY]
    assert heard.lines[0].verdict is Verdict.CONTRADICTED
    assert with_interviews(heard, [said("i1")]) == heard
    assert with_interviews(heard, []) == robin


def test_the_same_words_are_asked_once_and_the_likeliest_of_many():
    quotes = [Quote("Participant 1", f"quote {n}", n) for n in range(30)]
    many = [QuoteMatch(quote, "a", False, 0.5 + n / 100) for n, quote in enumerate(quotes)]
    pairs, _ = chosen_for_a_person([*many, many[3], QuoteMatch(quotes[0], "b", True, 0.4)], [], ["b", "a"])
    assert [pair.line for pair in pairs] == ["b"] + ["a"] * MOST_A_LINE
    assert pairs[1].quote.text == "quote 29"


def test_participants_are_numbered_on_in_their_own_words_too():
    quotes = (Quote("Participant 2", "Participant 1 said the same to Participant 2", 0),)
    assert renumbered(quotes, 1) == quotes
    (later,) = renumbered(quotes, 4)
    assert (later.speaker, later.text) == ("Participant 5", "Participant 4 said the same to Participant 5")


def test_pages_hold_lines_that_stand_and_end_with_what_no_line_holds():
    quotes = [Quote("Participant 1", f"quote {n}", n) for n in range(50)]
    pairs = tuple(
        QuoteMatch(quote, "a" if n % 5 else "gone", n % 2 == 0, 0.5) for n, quote in enumerate(quotes)
    )
    pending = Pending((), pairs, (ProposedLine("needs", quotes[0]),), {"1": Stand.NEITHER}, {"0": Take.PAIN})
    kept = KeptInterview("i", "F", "U1", True, "U1", InterviewState.ASKING, NOON, NOON, "p1", pending=pending)
    ready = Ready(kept, persona(LINE), True)
    pages = [ready.asked(number) for number in range(3)]
    assert [len(page.pairs) for page in pages] == [PAGE, PAGE, 0]
    assert all(pairs[place].line == "a" for page in pages for place in page.pairs)
    assert [page.is_last for page in pages] == [False, False, True]
    assert pages[2].proposed == (0,)
    assert (pending.stand(1), pending.stand(2), pending.take(0)) == (Stand.NEITHER, Stand.AGAINST, Take.PAIN)
    assert Pending.from_json(json.loads(json.dumps(pending.to_json()))) == pending
