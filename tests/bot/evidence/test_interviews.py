"""A transcript comes in with names and leaves as anonymous quotes for and against lines."""

from __future__ import annotations

import contextlib
import json
import random

import numpy as np
import pytest

from bot.errors import BadInput
from bot.evidence.interviews.quotes import (
    Quote,
    QuoteMatch,
    match_quotes,
    propose_lines,
    quotes_of,
    sentences,
)
from bot.evidence.interviews.speakers import mask_personal
from bot.evidence.interviews.transcript import Transcript, read_transcript
from tests.bot.evidence import documents
from tests.bot.survey.testing.surveys import line

SHAPES = {
    "text.txt": documents.as_text,
    "timed.txt": documents.as_timed,
    "headings.txt": documents.as_headings,
    "notes.md": documents.as_markdown,
    "teams.vtt": documents.as_vtt,
    "zoom.vtt": documents.as_zoom_vtt,
    "captions.srt": documents.as_srt,
    "word.docx": documents.as_docx,
    "otter.txt": documents.as_speaker_numbers,
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_usual_shape_is_the_same_conversation(name):
    transcript = read_transcript(SHAPES[name](), name)
    assert transcript.interviewers == {"Interviewer"}
    assert transcript.participants == ("Participant 1",)
    assert [turn.speaker for turn in transcript.turns] == ["Interviewer", "Participant 1"] * 4
    assert (
        transcript.turns[1].text
        == "Mostly on trains. I edit photos on trains without wifi, every single week."
    )
    assert transcript.note == ""


@pytest.mark.parametrize("name", SHAPES)
def test_no_name_and_no_contact_is_left_anywhere(name):
    told = " ".join(turn.text for turn in read_transcript(SHAPES[name](), name).turns)
    unnamed = name == "otter.txt"  # "Speaker 2": nobody can know that Weber Photography is named after him
    for word in ("Jonas", "Ruth", "Becker", "Karla", "170", "@", "jonas", *(() if unnamed else ("Weber",))):
        assert word not in told
    if not unnamed:
        assert "Thanks for coming, Participant 1." in told
    assert "shared albums" in told


def test_other_people_are_masked_and_words_are_not():
    talk = [
        (
            "Will Mark",
            "I will mark the file. Will you? My wife Anna-Lena knows Dr. Schmidt, and Stefanie Kruse too.",
        ),
        ("Interviewer", "Is that so, Will?"),
        (
            "Will Mark",
            "It is. will it work? Mark's way is the best way to do it, and so it may stay for a long while.",
        ),
        ("Interviewer", "Why?"),
    ]
    told = " ".join(turn.text for turn in read_transcript(documents.as_text(talk), "a.txt", ["Zorro"]).turns)
    assert "I will mark the file." in told
    assert "it may stay for a long while" in told
    assert "Participant 1’s way" in told
    for word in ("Anna", "Lena", "Schmidt", "Stefanie", "Kruse"):
        assert word not in told


def test_free_text_is_masked_too():
    masked = mask_personal(
        "Peter from support (peter@firm.com, 030 1234 5678) and @anna helped. See https://x.io/a?b"
    )
    for part in ("Peter", "@", "1234", "https"):
        assert part not in masked
    assert "from support" in masked
    assert (
        mask_personal("It costs 1,200.50 a year since 2019-2021")
        == "It costs 1,200.50 a year since 2019-2021"
    )


def test_the_interviewer_is_who_asks_even_without_a_label():
    talk = [
        ("Kim", "Why?"),
        ("Lou", "Because it is long. " * 8),
        ("Kim", "How so?"),
        ("Lou", "It just is that way."),
    ]
    transcript = read_transcript(documents.as_text(talk), "a.txt")
    assert [turn.speaker for turn in transcript.turns][:2] == ["Interviewer", "Participant 1"]


def test_three_participants_keep_their_numbers():
    talk = [("Moderator", "Who begins?")] + [
        (f"P{i % 3 + 1}", "I like this a lot and use it daily.") for i in range(6)
    ]
    transcript = read_transcript(documents.as_text(talk), "group.txt")
    assert transcript.participants == ("Participant 1", "Participant 2", "Participant 3")


def test_a_colon_within_an_answer_is_no_speaker():
    talk = [
        *documents.TALK[:2],
        ("Ruth Becker", "And?"),
        ("Jonas Weber", "The thing is this."),
        ("Note", "as I said"),
    ]
    transcript = read_transcript(documents.as_text(talk), "a.txt")
    assert transcript.participants == ("Participant 1",)
    assert "Note: as I said" in transcript.turns[-1].text


def test_a_file_without_speakers_is_one_persons_words():
    transcript = read_transcript(b"I edit photos on trains. " * 10, "notes.txt")
    assert transcript.participants == ("Participant 1",)
    assert "No speakers" in transcript.note


def test_one_speaker_is_said_so():
    transcript = read_transcript(documents.as_text([("Jonas", "I edit photos a lot. " * 9)] * 3), "a.txt")
    assert transcript.note.startswith("Only one speaker")
    with pytest.raises(BadInput, match="Only the interviewer"):
        read_transcript(
            documents.as_text([("Interviewer", "What do you do and why is it so? " * 9)] * 3), "a.txt"
        )


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n \n", "no text"),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n\n", "no text"),
        ("a.txt", b"Hello there.", "hardly anything"),
        ("a.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "picture"),
        ("a.docx", b"plain text", "not a Word"),
        ("a.docx", b"PK\x03\x04broken", "damaged"),
        ("a.docx", documents.docx("<w:p/>"), "no text"),
        ("a.docx", documents.docx("<w:p>", extra=None)[:-30], "damaged"),
        ("a.docx", documents.docx("<w:p/>", encoding="UT-998"), "damaged"),
        ("a.docx", documents.docx("<w:p/>", encoding="shift_jis"), "damaged"),
        ("a.docx", documents.docx("<w:p/>", documents.MACRO), "macros"),
        ("a.docx", documents.docx("<w:p/>", extra={"word/vbaProject.bin": b"x"}), "macros"),
        ("a.docx", documents.docx("<w:p/>", prolog='<!DOCTYPE x [<!ENTITY a "b">]>'), "entities"),
        ("a.docx", documents.docx("<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>"), "unpacks"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "not a Word"),
        ("a.vtt", b"WEBVTT\n\n" + b"x" * 20_000_000, "larger than 20 MB"),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"word " * 1_000_100, "far more text"),
        ("a.docm", b"PK\x03\x04", "macros"),
        ("a.txt", b"PK\x03\x04" + b"x" * 99, "another kind"),
        ("a.txt", bytes(range(256)) * 9, "not a text"),
        ("a.pdf", b"%PDF", "are read from"),
        ("noname", b"text", "are read from"),
        ("a.txt", b"%PDF-1.4", "PDF"),
    ],
)
def test_what_is_no_interview_is_one_sentence(name, data, word):
    with pytest.raises(BadInput, match=word) as caught:
        read_transcript(data, name)
    assert caught.value.sentence.count("\n") == 0


def test_only_our_own_error_comes_out_of_damaged_files():
    dice = random.Random(1)
    sources = [(name, shape()) for name, shape in SHAPES.items()]
    for _ in range(300):
        name, data = dice.choice(sources)
        spoiled = bytearray(data)
        for _ in range(dice.randint(1, 12)):
            where = dice.randrange(len(spoiled))
            if dice.random() < 0.3:
                del spoiled[where : where + dice.randint(1, 40)]
            else:
                spoiled[where] = dice.randrange(256)
        with contextlib.suppress(BadInput):
            read_transcript(bytes(spoiled), name)


def test_utf16_and_right_to_left_texts_are_read():
    said = "I edit photos on trains without wifi every single week of the year, and so it goes on and on."
    assert read_transcript(f"Interviewer: Why?\nA: {said}".encode("utf-16"), "a.txt").participants == (
        "Participant 1",
    )
    hebrew = "מראיין: למה?\n" + "דנה: " + "אני עורך תמונות ברכבת בלי רשת כל שבוע. " * 5
    assert read_transcript(hebrew.encode(), "a.txt").turns


def test_quotes_are_one_to_three_sentences_of_those_who_answer():
    transcript = read_transcript(documents.as_text(), "a.txt")
    quotes = quotes_of(transcript)
    assert all(1 <= len(sentences(quote.text)) <= 3 for quote in quotes)
    assert {quote.speaker for quote in quotes} == {"Participant 1"}
    said = " ".join(turn.text for turn in transcript.turns)
    assert all(sentence in said for quote in quotes for sentence in sentences(quote.text))


def test_fillers_go_and_meaning_stays():
    transcript = Transcript(
        tuple(
            documents_turns(
                "Um, well, no, I never work offline. No wifi on trains kills my working day entirely."
            )
        ),
        frozenset(),
    )
    text = " ".join(quote.text for quote in quotes_of(transcript))
    assert text.startswith("I never work offline.")
    assert "No wifi on trains" in text


def documents_turns(text):
    from bot.evidence.interviews.turns import Turn

    return [Turn("Participant 1", text)]


def test_sentences_end_where_they_end():
    assert sentences("I use it, e.g. Slack. Then I stop! Dr. Who left. Why?") == [
        "I use it, e.g. Slack.",
        "Then I stop!",
        "Dr. Who left.",
        "Why?",
    ]
    assert max(len(part.split()) for part in sentences("word " * 500)) <= 60
    assert sentences("") == []


def test_quotes_speak_for_and_against_lines():
    quotes = quotes_of(read_transcript(documents.as_text(), "a.txt"))
    lines = [
        line("wifi", "edits photos on trains without wifi"),
        line("login", "wants another login", "objections"),
        line("cheese", "loves cheese"),
    ]
    found = {match.line: match for match in match_quotes(quotes, lines)}
    assert not found["wifi"].against
    assert found["login"].against
    assert "cheese" not in found
    assert "trains" in found["wifi"].quote.text


def test_meaning_and_contradiction_are_used_where_handed_in():
    quotes = [Quote("Participant 1", "We work on the go all the time.", 0)]
    lines = [line("a", "edits on trains"), line("b", "sits at a desk")]

    def similar(texts, told):
        return np.array([[0.8, 0.7] for _ in texts])

    def contradicts(texts, told):
        return np.array([[0.05 if t.startswith("edits") else 0.95 for t in told] for _ in texts])

    found = match_quotes(quotes, lines, similar, contradicts)
    assert [(match.line, match.against) for match in found] == [("a", False), ("b", True)]
    assert match_quotes([], lines) == ()
    assert match_quotes(quotes, []) == ()


def test_unmatched_needs_and_pains_become_proposed_lines():
    quotes = quotes_of(read_transcript(documents.as_text(), "a.txt"))
    matches = match_quotes(quotes, [line("wifi", "edits photos on trains without wifi")])
    proposed = propose_lines(quotes, matches)
    facets = {one.facet for one in proposed}
    assert facets == {"needs", "pains"}
    assert not any(match.quote == one.quote for match in matches for one in proposed)


def test_values_keep_through_json():
    transcript = read_transcript(documents.as_text(), "a.txt")
    assert Transcript.from_json(json.loads(json.dumps(transcript.to_json()))) == transcript
    match = QuoteMatch(Quote("Participant 1", "x", 2), "a", True, 0.5)
    assert QuoteMatch.from_json(json.loads(json.dumps(match.to_json()))) == match
