"""Stories of interviews: given or dropped, decided on by a person, counted, deleted, forgotten; nobody's name is kept."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.nouns import EvidenceKind, Verdict
from playground.client import Person
from playground.client.seen import Message
from tests.bot.evidence import documents
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.evidence import talks
from tests.slack.personas.conftest import Cast
from tests.slack.surveys.test_surveys import every_message, rows

PATIENCE = 30.0


def give(
    who: Person, number: int, name: str = "Robin", channel: str = CHANNEL, file: str = "talk.txt"
) -> Message:
    """Somebody gives an interview in the window; the message that asks about its quotes."""
    who.command(channel, f"/persona interview {name}")
    window = who.wait_for_modal("Interview")
    assert window.inputs["persona"]["initial_option"]["text"]["text"].startswith(name)
    before = {m.ts for m in who.read_bot()}
    assert not who.submit(file=[who.upload(talks.transcript(number), file)])

    def asks() -> Message | None:
        return next(
            (m for m in who.read_bot() if m.ts not in before and "Go through them" in m.buttons), None
        )

    found: Message = who.wait_for(asks, PATIENCE, "the question about its quotes")
    return found


def decide(who: Person, asks: Message, **take: str) -> dict[str, str]:
    """Takes every guess as it stands; `take`: what becomes of quotes with these words. Gives label → block."""
    who.press(asks, "Go through them")
    window = who.wait_for_modal("Quotes")
    asked: dict[str, str] = {}
    for _ in range(5):
        labels = {b["block_id"]: b["label"]["text"] for b in window.blocks if b["type"] == "input"}
        asked |= {label: block for block, label in labels.items()}
        wanted = {
            block: word
            for block, label in labels.items()
            for words, word in take.items()
            if words.replace("_", " ") in label
        }
        assert not who.submit(**wanted)
        following = who.modal()
        if following is None or following.title == window.title:
            return asked
        window = following
    raise AssertionError("the window never ends")


def heard(who: Person, asks: Message) -> Message:
    """The same message once it is decided."""

    def look() -> Message | None:
        now = next((m for m in who.read_bot() if m.ts == asks.ts), None)
        return now if now is not None and "Delete this interview" in now.buttons else None

    found: Message = who.wait_for(look, PATIENCE, "what was heard")
    return found


def test_five_interviews_make_a_persona_qualitative(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    assert "Proto persona" in cast.card().everything
    for number in range(5):
        asks = give(amina, number)
        assert "of 1 person" in asks.everything
        decide(amina, asks)
        told = heard(amina, asks)
        if number < 4:
            assert f"({'there is' if number == 0 else 'there are'} {number + 1})" in told.everything
    card = cast.card(words="Qualitative persona")
    assert "Qualitative" in card.everything
    now = {line.text.casefold(): line for line in cast.now().standing}
    trains = now["edits photos on trains without wifi"]
    assert trains.verdict is Verdict.SUPPORTED
    (proof,) = trains.evidence
    assert (proof.kind, proof.count, proof.of) == (EvidenceKind.INTERVIEWS, 5, 5)
    assert "supported: 5 people for it" in card.everything
    assert "(5 interviews)" in card.everything
    laptop = now["their laptop dies at weddings"]
    assert laptop.verdict is Verdict.MIXED
    assert "4 people for it and 1 person against it" in card.everything
    amina.press(card, "Everything")
    everything = amina.wait_for_message(CHANNEL, "against it", button="Share to channel").everything
    shown = set(re.findall(r"Participant (\d)", everything))
    assert len(shown) > 2, "participants are numbered through all interviews"
    assert [row[1] for row in cast.history()][:5] == ["heard an interview"] * 5
    amina.command(CHANNEL, "/persona list")
    amina.wait_for_message(CHANNEL, "Qualitative")


def test_nobodys_name_stands_anywhere_afterwards(
    cast: Cast, stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    amina = stage.person("amina")
    asks = give(amina, 0)
    decide(amina, asks)
    heard(amina, asks)
    dropped = give_dropped(amina, 1)
    place(amina, dropped)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    told = every_message(amina) + caplog.text
    for word in (*talks.NAMES[:2], *talks.SURNAMES[:2], *talks.ASKER.split(), "zwiebel-example"):
        for shape in (word, word.lower()):
            assert shape.encode() not in held, f"{shape} is on the disk"
            assert shape not in told, f"{shape} was said or logged"
    assert "Quackenbush" not in json.dumps(rows(stage, "SELECT * FROM interview"), default=str)


def give_dropped(who: Person, number: int, channel: str = CHANNEL, name: str = "talk.txt") -> Message:
    """Drops an interview into a channel; the message that asks which persona it is about."""
    who.drop_file(channel, talks.transcript(number), name)
    return who.wait_for_message(channel, "Which persona", button="Choose the persona", timeout=PATIENCE)


def place(who: Person, dropped: Message, persona: str = "Robin") -> Message:
    """Says which persona it is about."""
    who.press(dropped, "Choose the persona")
    window = who.wait_for_modal("Which persona")
    options = window.inputs["persona"]["options"]
    chosen = next(o["value"] for o in options if o["text"]["text"].startswith(persona))
    assert not who.submit(persona=chosen, held="2026-03-12")
    return who.wait_for_message(dropped.channel, "Interview", button="Go through them", timeout=PATIENCE)


def test_a_dropped_interview_asks_which_persona_and_shows_counts_only(cast: Cast, stage: Stage) -> None:
    amina, jonas = stage.person("amina"), stage.person("jonas")
    dropped = give_dropped(amina, 1)
    assert "1 person, names replaced" in dropped.everything
    jonas.press(dropped, "Choose the persona")
    jonas.wait_for_message(CHANNEL, "gave this interview")
    asks = place(amina, dropped)
    assert asks.ts == dropped.ts, "one message is updated in place"
    assert "unpaid" not in every_message(amina), "no quote is shown before somebody confirms it"
    asked = decide(amina, asks, I_struggle_with_backups="pains")
    assert any("I lose half a day chasing unpaid invoices" in label for label in asked)
    assert all("Participant 1" in label for label in asked)
    told = amina.wait_for_message(CHANNEL, "1 new line", button="Delete this interview")
    assert "12 March 2026" in told.everything
    new = next(line for line in cast.now().standing if "backups" in line.text)
    assert (new.facet, new.voices) == ("pains", ())
    assert new.evidence[0].words == "1 person for it"
    assert rows(stage, "SELECT pending FROM interview") == [("",)]


def test_what_is_not_confirmed_is_nowhere_and_can_be_left(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    asks = give(amina, 0)
    decide(amina, asks, On_the_train="neither", Chasing_invoices="neither", My_laptop="against")
    told = heard(amina, asks)
    assert "1 person was heard. It speaks against 1 line." in told.everything
    assert cast.history()[0][1:] == ("heard an interview", "", "against 1 line")
    assert "3 other quotes are gone" in told.everything
    assert len(rows(stage, "SELECT text FROM interview_quote")) == 1
    kept = json.dumps(
        rows(stage, "SELECT pending FROM interview") + rows(stage, "SELECT words FROM evidence")
    )
    assert "train" not in kept
    assert "albums" not in kept
    other = give(amina, 1)
    amina.press(other, "Leave it")
    amina.wait_for_bot("Nothing of it is kept")
    assert rows(stage, "SELECT pending FROM interview WHERE state = 'left'") == [("",)]


def test_somebody_elses_interview_proposes_lines_to_the_owner(cast: Cast, stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    asks = give(tomas, 1)
    decide(tomas, asks, I_struggle_with_backups="pains")
    told = heard(tomas, asks)
    assert "1 line is proposed to the owner" in told.everything
    assert not any("backups" in line.text for line in cast.now().lines)
    proposed = amina.wait_for_bot("I struggle with backups", button="Take it")
    tomas_tries = proposed
    amina.press(tomas_tries, "Take it")
    amina.wait_for_bot("Taken as a line")
    (new,) = [line for line in cast.now().standing if "backups" in line.text]
    assert new.evidence[0].kind is EvidenceKind.INTERVIEWS
    assert rows(stage, "SELECT * FROM proposed_line") == []
    asks = give(tomas, 0)
    decide(tomas, asks, I_need_shared_albums="needs")
    heard(tomas, asks)
    proposed = amina.wait_for_bot("shared albums", button="Leave it")
    amina.press(proposed, "Leave it")
    left = amina.wait_for_bot("Left. Nothing of it is kept")
    assert "albums" not in left.everything
    assert "albums" not in json.dumps(rows(stage, "SELECT * FROM proposed_line"))


def test_deleting_an_interview_takes_everything_back(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    before = {line.id: (line.text, line.evidence) for line in cast.now().lines}
    asks = give(amina, 1)
    decide(amina, asks, I_struggle_with_backups="pains")
    told = heard(amina, asks)
    assert {line.id: (line.text, line.evidence) for line in cast.now().lines} != before
    amina.press(told, "Delete this interview")
    amina.wait_for_bot("Deleted by")
    assert {line.id: (line.text, line.evidence) for line in cast.now().lines} == before
    assert rows(stage, "SELECT * FROM interview") == rows(stage, "SELECT * FROM interview_quote") == []
    held = json.dumps([rows(stage, f"SELECT * FROM {table}") for table in ("change", "line", "evidence")])
    assert "backups" not in held
    assert "unpaid" not in held


def test_at_their_date_the_words_go_and_the_counts_stay(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    asks = give(amina, 1)
    decide(amina, asks)
    heard(amina, asks)
    waits = give(amina, 0)
    stage.admin.move_clock(31 * 86_400)
    amina.wait_for_bot("Nobody decided on it in time", timeout=PATIENCE)
    assert waits.ts
    assert "“" in next(line for line in cast.now().standing if "trains" in line.text).evidence[0].words
    stage.admin.move_clock(150 * 86_400)
    amina.wait_for(
        lambda: all(not text for (text,) in rows(stage, "SELECT text FROM interview_quote")) or None,
        PATIENCE,
        "the words to go",
    )
    trains = next(line for line in cast.now().standing if "trains" in line.text)
    assert trains.evidence[0].words == "1 person for it"
    assert trains.evidence[0].count == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b" \n\n", "no text"),
        ("photo.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is a picture"),
        (
            "macros.docx",
            documents.docx("<w:p/>", kind=documents.MACRO, extra={"word/vbaProject.bin": b"x"}),
            "macros",
        ),
        ("plain.docm", b"PK\x03\x04", "macros"),
        (
            "only.txt",
            b"Interviewer: So?\n\nInterviewer: Hello?\n\nInterviewer: Anybody?\n",
            "Only the interviewer",
        ),
        ("short.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ruth>Hello there</v>\n", "hardly anything"),
        ("bomb.docx", documents.docx("<w:p><w:r><w:t>" + "a" * 70_000_000 + "</w:t></w:r></w:p>"), "unpacks"),
        (
            "entity.docx",
            documents.docx("<w:p/>", prolog='<!DOCTYPE x [<!ENTITY a "b">]>'),
            "entities",
        ),
        ("noise.srt", bytes(range(256)) * 40, "not a text"),
    ],
)
def test_what_is_no_interview_is_one_sentence_and_changes_nothing(
    cast: Cast, stage: Stage, name: str, data: bytes, words: str
) -> None:
    amina = stage.person("amina")
    before = cast.now()
    amina.command(CHANNEL, "/persona interview Robin")
    amina.wait_for_modal("Interview")
    assert not amina.submit(file=[amina.upload(data, name)])
    told = amina.wait_for_bot("The interview was not read", timeout=PATIENCE)
    assert words in told.everything
    assert cast.now() == before
    if data and "docm" not in name:
        amina.drop_file(CHANNEL, data, name)
        said = amina.wait_for_message(CHANNEL, "was not read", timeout=PATIENCE)
        assert said.ephemeral or name.endswith(".txt")
    assert rows(stage, "SELECT state FROM interview WHERE state NOT IN ('refused')") == []


def test_a_document_without_speakers_is_left_alone_in_a_channel(cast: Cast, stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    notes = "Minutes of the meeting. We decided to paint the office in blue and to buy two plants.\n" * 5
    amina.drop_file(CHANNEL, notes.encode(), "minutes.md")
    said = amina.wait_for_message(CHANNEL, "No speakers are marked", timeout=PATIENCE)
    assert said.ephemeral
    assert "No speakers" not in every_message(tomas)
    assert rows(stage, "SELECT * FROM interview") == []


def test_a_text_that_is_too_large_is_told_to_its_giver_alone(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAMATIS_UPLOAD_MB", "1")
    stage.restart()
    amina, tomas = stage.person("amina"), stage.person("tomas")
    amina.drop_file(CHANNEL, b"We decided to paint the office. " * 40_000, "Wilhelmina Oberhuber.txt")
    said = amina.wait_for_message(CHANNEL, "larger than 1 MB", timeout=PATIENCE)
    assert said.ephemeral
    assert "Wilhelmina" not in said.everything
    assert "larger than" not in every_message(tomas)


def test_a_private_personas_title_and_quotes_stay_with_its_people(
    stage: Stage, make: Callable[..., Cast]
) -> None:
    make()
    stage.admin.invite_bot("#research")
    secret = make(channel="#research", name="Secret", role="Hidden role", subject="hidden people")
    amina, jonas = stage.person("amina"), stage.person("jonas")
    dropped = give_dropped(amina, 1)
    amina.press(dropped, "Choose the persona")
    titles = [o["text"]["text"] for o in amina.wait_for_modal("Which").inputs["persona"]["options"]]
    assert "Secret" in titles, "she took part in its workshop"
    amina.close()
    asks = place(amina, dropped, "Secret")
    decide(amina, asks)
    amina.wait_for_message(CHANNEL, "Interview", button="Delete this interview", timeout=PATIENCE)
    seen = "\n".join(m.everything for m in jonas.read(CHANNEL, everything=True))
    assert "Secret" not in seen
    assert "unpaid" not in seen
    jonas.command(CHANNEL, "/persona interviews")
    jonas.wait_for_message(CHANNEL, "no interviews in your sight")
    jonas.command(CHANNEL, "/persona interview Secret")
    jonas.wait_for_message(CHANNEL, "There is no persona called")
    assert any(line.evidence for line in secret.now().lines)


def test_the_same_file_is_an_interview_once(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    file = amina.upload(talks.transcript(1), "talk.txt")
    for _ in range(2):
        amina.do("share", channel=CHANNEL, files=[file], text="")
    amina.wait_for_message(CHANNEL, "Which persona", button="Choose the persona", timeout=PATIENCE)
    assert len(rows(stage, "SELECT id FROM interview")) == 1
    amina.command(CHANNEL, "/persona interview Robin")
    amina.wait_for_modal("Interview")
    amina.submit(file=[file])
    amina.wait_for_bot("was given already")
    assert len(rows(stage, "SELECT id FROM interview")) == 1


def test_quotes_go_with_their_lines_when_a_persona_is_split(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    asks = give(amina, 1)
    decide(amina, asks)
    heard(amina, asks)
    lines = {line.text.casefold(): line.id for line in cast.now().standing}
    with cast.unit(amina.id) as work:
        from handlers.use_cases.origin import Origin
        from handlers.use_cases.personas import shape as persona_shape

        new = persona_shape.split(
            work, cast.persona, None, [lines["loses half a day chasing invoices"]], "Kim", "", Origin()
        )
    moved = rows(stage, f"SELECT DISTINCT line FROM interview_quote WHERE persona = '{new}'")
    assert moved == [(lines["loses half a day chasing invoices"],)]
    with cast.unit(amina.id) as work:
        persona_shape.merge(work, cast.persona, None, new, Origin())
    whole = next(line for line in cast.now().standing if "invoices" in line.text)
    assert [item.count for item in whole.evidence] == [1]
