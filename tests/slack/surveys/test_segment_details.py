"""Stories of segments looked at closely: compared, placed, profiled, quoted with approval, with needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.errors import NotFound
from handlers.use_cases.surveys import segment_details, segment_quotes
from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.surveys import exports
from tests.slack.surveys.test_segments import sought
from tests.slack.surveys.test_surveys import PATIENCE, dropped, every_message, rows

RESEARCH = "#research"


@dataclass
class Segmented:
    """A survey with three segments, as Amina sees it in #general."""

    stage: Stage
    amina: Person
    read: Message
    verdict: Message
    cards: list[Message]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Segmented]:
    """One survey for all stories that change nothing about it."""
    stage = Stage(tmp_path_factory.mktemp("segments"))
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments())
    verdict = sought(amina, read, "There are 3 segments here")
    yield Segmented(stage, amina, read, verdict, cards_of(amina, read))
    assert stage.admin.problems() == []
    stage.close()


def cards_of(who: Person, read: Message, channel: str = CHANNEL) -> list[Message]:
    """The three cards of segments in a survey's thread, once they are there."""
    who.wait_for_message(channel, "3. ", thread=read, button="Draft persona", timeout=PATIENCE)
    return [m for m in who.read(channel, read) if "Draft persona" in m.buttons][:3]


def test_two_segmentations_of_one_survey_are_crossed(seen: Segmented) -> None:
    amina, read, first = seen.amina, seen.read, seen.verdict
    amina.press(first, "Compare")
    told = amina.wait_for_message(CHANNEL, "no other segments of this survey yet")
    assert told.ephemeral
    amina.press(first, "Fewer")
    second = amina.wait_for_message(
        CHANNEL, "A split into 2", thread=read, button="Compare", timeout=PATIENCE
    )
    amina.press(second, "Compare")
    window = amina.wait_for_modal("Compare")
    assert "3 segments by all questions" in window.everything.lower()
    assert not amina.submit(other=window.inputs["other"]["options"][0]["value"])
    shown = amina.wait_for_message(CHANNEL, "Compared:", thread=read)
    assert re.search(r"guesses the one in the second rightly for \d+ %", shown.everything)
    grid = next(block for block in shown.raw["blocks"] if block["type"] == "table")["rows"]
    assert (len(grid), len(grid[0])) == (3, 4), "two segments in rows, three in columns"
    counted = [
        int(found[1]) for row in grid[1:] for c in row[1:] if (found := re.match(r"(\d+)\s·", c["text"]))
    ]
    hidden = sum(c["text"].split() == ["not", "shown"] for row in grid[1:] for c in row[1:])
    assert 300 - 4 * hidden <= sum(counted) <= 300
    assert all(count >= 5 for count in counted)


def test_quotes_stand_on_the_card_only_once_the_owner_has_approved_them(stage: Stage) -> None:
    amina, priya = stage.person("amina"), stage.person("priya")
    stage.admin.invite_bot(RESEARCH)
    read = dropped(amina, exports.with_texts(), "secret.csv", RESEARCH)
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    assert not amina.submit()
    card = cards_of(amina, read, RESEARCH)[0]
    everything = "".join(m.everything for m in amina.read(RESEARCH, read)) + every_message(amina)
    assert not any(sentence.partition("{}")[0] in everything for sentence, _ in exports.WORDS)

    priya.press(card, "Quotes")
    assert priya.wait_for_message(RESEARCH, "can approve quotes").ephemeral
    amina.press(card, "Quotes")
    window = amina.wait_for_modal("Quotes")
    blocks = window.labels
    assert 5 <= len(blocks) <= 25
    named = {key for key, text in blocks.items() if any(n in text for n in exports.SURNAMES)}
    assert {key for key, text in blocks.items() if "May hold a name" in text} == named
    plain = [key for key in blocks if key not in named]
    assert not amina.submit(**{key: ["show"] for key in plain[:4]})
    window = amina.wait_for_modal("3 quotes at most")
    ticked = [key for key, element in window.inputs.items() if element.get("initial_options")]
    assert ticked == plain[:4], "what was ticked stays ticked"
    assert not rows(stage, "SELECT text FROM segment_quote")
    chosen = plain[1:3]
    assert not amina.submit(**{key: ["show"] if key in chosen else [] for key in blocks})

    words = {key: text.partition("\n")[0].strip("“”") for key, text in blocks.items()}
    amina.wait_for(lambda: quoted(card_now(amina, card)), what="the quotes on the card")
    assert quoted(card_now(amina, card)) == [words[key] for key in chosen]
    everything = "".join(m.everything for m in priya.read(RESEARCH, read)) + every_message(priya)
    assert not any(text in everything for key, text in words.items() if key not in chosen)
    assert {text for (text,) in rows(stage, "SELECT text FROM segment_quote")} == {words[k] for k in chosen}

    stage.admin.move_clock(181 * 86400)
    amina.wait_for_message(RESEARCH, "have been deleted at their retention date", timeout=PATIENCE)
    assert len(quoted(card_now(amina, card))) == 2, "what was approved stays when the answers are deleted"
    amina.press(card_now(amina, card), "Quotes")
    window = amina.wait_for_modal("have been deleted")
    ticked = [key for key, element in window.inputs.items() if element.get("initial_options")]
    assert ticked == chosen, "and can be taken back"
    assert not amina.submit(**{key: [] for key in ticked})
    amina.wait_for(lambda: not quoted(card_now(amina, card)), what="the quotes are off the card")
    assert rows(stage, "SELECT text FROM segment_quote") == []
    _is_out_of_sight(stage)
    assert stage.admin.problems() == []


def _is_out_of_sight(stage: Stage) -> None:
    """Whoever is not in the private channel gets at nothing, whatever they press."""
    run, workspace = rows(stage, "SELECT id, workspace FROM segmentation")[0]
    jonas = stage.person("jonas")
    for channel in (None, "C0GENERAL"):
        with stage.running.transport.services.look(str(workspace), jonas.id) as look:
            for get_at in (
                lambda look, channel: segment_details.comparable(look, str(run), channel),
                lambda look, channel: segment_details.questions_to_ask(look, str(run), channel),
                lambda look, channel: segment_details.profile_of(look, str(run), 1, channel),
                lambda look, channel: segment_quotes.to_approve(look, str(run), 1, channel),
            ):
                with pytest.raises(NotFound):
                    get_at(look, channel)


def card_now(who: Person, card: Message) -> Message:
    """A card as it stands now."""
    return who.message(RESEARCH, card.ts)


def quoted(card: Message) -> list[str]:
    """The quotes on a card."""
    return [
        run["text"].strip("“”")
        for block in card.raw["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
        for run in part["elements"]
    ]


def test_needs_are_told_overall_and_by_segment(seen: Segmented) -> None:
    words = "How widespread each need is"
    seen.amina.wait_for_message(CHANNEL, words, thread=seen.read, timeout=PATIENCE)
    shown = next(m for m in seen.amina.read(CHANNEL, seen.read) if words in m.text)
    grid = next(block for block in shown.raw["blocks"] if block["type"] == "table")["rows"]
    assert [cell["text"] for cell in grid[0][1:]] == ["All", "1", "2", "3", "Importance"]
    weights = [
        int(re.match(r"(\d+)\s%", row[1]["text"])[1]) * int(row[5]["text"].split()[0])  # type: ignore[index]
        for row in grid[1:]
    ]
    assert weights == pytest.approx(sorted(weights, reverse=True), abs=150), (
        "share × importance, both rounded"
    )
    offline = next(row for row in grid if "working offline" in row[0]["text"])
    assert all(re.fullmatch(r"<?>?\d+\s%", cell["text"]) for cell in offline[2:5])
    assert re.fullmatch(r"\d+", offline[5]["text"])
    assert any("from 0 to 100" in str(block) for block in shown.raw["blocks"])
    assert any(block["type"] == "image" for block in shown.raw["blocks"])


def test_somebody_new_is_placed_by_the_questions_that_tell(seen: Segmented) -> None:
    amina, verdict = seen.amina, seen.verdict
    amina.press(verdict, "Place somebody")
    window = amina.wait_for_modal("Place somebody")
    assert "at least one question" in amina.submit()["asked0"]
    wanted = {"Which device": "Desktop", "What matters": "Speed", "How often do you travel": "Weekly",
              "Who decides": "I do", "sharing with clients": "A little", "How do you mostly": "Alone",
              "working offline": "A little"}  # fmt: skip
    chosen = {}
    for block in window.blocks:
        if block["type"] == "input":
            answer = next(a for part, a in wanted.items() if part in block["label"]["text"])
            options = block["element"]["options"]
            chosen[block["block_id"]] = next(o["value"] for o in options if o["text"]["text"] == answer)
    before = rows(seen.stage, "SELECT count(*) FROM outbox")
    assert not amina.submit(**chosen)
    told = amina.wait_for_modal("Most likely segment 3")
    assert re.search(r"\(>?\d+ % sure\)", told.everything)
    assert rows(seen.stage, "SELECT count(*) FROM outbox") == before, "nothing is said and nothing kept"


def test_a_whole_profile_shows_every_question(seen: Segmented) -> None:
    seen.amina.press(seen.cards[1], "Profile")
    window = seen.amina.wait_for_modal("Profile")
    assert all(question in window.everything for question, _ in exports.QUESTIONS)
    assert "· all" in window.everything
