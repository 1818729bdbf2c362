"""Stories of segments: found or honestly not, and what a team makes of them."""

from __future__ import annotations

import pytest

from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.surveys import exports
from tests.slack.surveys.test_surveys import PATIENCE, dropped, rows


def sought(who: Person, read: Message, words: str, **wish: object) -> Message:
    """Presses Find segments and waits for the verdict."""
    who.press(read, "Find segments")
    who.wait_for_modal("Which questions?")
    errors = who.submit(**wish)
    assert not errors, errors
    return who.wait_for_message(CHANNEL, words, thread=read, button="Export", timeout=PATIENCE)


def test_segments_are_shown_and_lead_to_a_persona_a_workshop_and_a_target(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments())
    verdict = sought(amina, read, "There are 3 segments here")
    images = [block for block in verdict.raw["blocks"] if block["type"] == "image"]
    assert len(images) == 2
    assert "Bars of 3 segments" in images[0]["alt_text"]
    amina.wait_for_message(CHANNEL, "3. ", thread=read, button="Draft persona")
    thread = amina.read(CHANNEL, read)
    cards = [message for message in thread if "Draft persona" in message.buttons]
    assert len(cards) == 3
    assert all(card.ts > verdict.ts for card in cards), "the verdict comes first"
    assert all("the same when the survey is drawn again" in card.everything for card in cards)
    assert not [message for message in thread if "Looking for segments" in message.everything]

    amina.press(cards[0], "Draft persona")
    drafted = amina.wait_for_message(CHANNEL, "nobody's voice yet", thread=read)
    assert "The survey says nothing about" in drafted.everything
    persona = amina.wait_for_message(CHANNEL, "from data, no voices", button="History")
    assert "of the others (photographers.csv)" in persona.everything

    amina.press(cards[1], "Start a workshop")
    window = amina.wait_for_modal("New workshop")
    assert window.inputs["subject"]["initial_value"]
    amina.close()

    amina.press(cards[1], "Link a persona")
    window = amina.wait_for_modal("Link a persona")
    chosen = window.inputs["persona"]["options"][0]["value"]
    assert not amina.submit(persona=chosen)
    amina.wait_for_bot("is linked to the segment")
    assert len(rows(stage, "SELECT id FROM change WHERE what = 'linked it to a segment'")) == 1

    amina.press(cards[2], "Mark as target")
    amina.wait_for_modal("Mark as target")
    assert not amina.submit(rate_fit="4", rate_reach="3", rate_value="5")
    table = amina.wait_for_message(CHANNEL, "Segments as targets", thread=read)
    grid = next(block for block in table.raw["blocks"] if block["type"] == "table")
    assert [cell["text"] for cell in grid["rows"][1]][1:] == ["4", "3", "5", "12"]

    amina.press(verdict, "Export")
    names = {
        "photographers-assignments.csv",
        "photographers-segments.md",
        "photographers-sizes.png",
        "photographers-profile.png",
    }

    def files() -> set[str]:
        return {f["name"] for message in amina.read(CHANNEL, read) for f in message.raw.get("files", [])}

    amina.wait_for(lambda: names <= files(), what="the exported files")
    assert stage.admin.problems() == []


def test_noise_is_told_as_no_segments_and_a_split_can_still_be_asked_for(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.noise(), "noise.csv")
    verdict = sought(amina, read, "No segments here")
    assert "hardly hang together" in verdict.everything
    assert not [message for message in amina.read(CHANNEL, read) if "Draft persona" in message.buttons]
    asked = sought(amina, read, "A split into 3 as you wished", k="3")
    assert "because it was asked for" in asked.everything
    amina.press(asked, "Fewer")
    amina.wait_for_message(CHANNEL, "A split into 2 as you wished", thread=read, timeout=PATIENCE)


def test_a_base_without_questions_is_refused_in_the_window(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments(60))
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    assert "no question" in amina.submit(bases=["firmographic"])["bases"]


@pytest.mark.parametrize("how", ["stop", "restart"])
def test_seeking_can_be_stopped_and_survives_a_restart(
    stage: Stage, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments())
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    assert not amina.submit()
    seeking = amina.wait_for_message(CHANNEL, "Looking for segments", thread=read, button="Stop")
    if how == "restart":
        stage.restart()
        amina.wait_for_message(CHANNEL, "There are 3 segments here", thread=read, timeout=PATIENCE)
        assert len([m for m in amina.read(CHANNEL, read) if "Draft persona" in m.buttons]) <= 3
    else:
        amina.press(seeking, "Stop")
        amina.wait_for_message(CHANNEL, "Stopped by", thread=read)
        assert rows(stage, "SELECT state FROM segmentation") == [("cancelled",)]


def test_a_survey_of_a_private_channel_stays_with_its_people(stage: Stage) -> None:
    amina = stage.person("amina")
    private = "#research"
    stage.admin.invite_bot("#research")
    amina.drop_file(private, exports.with_segments(), "secret.csv")
    read = amina.wait_for_message(private, "300 responses", button="Find segments", timeout=PATIENCE)
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    amina.submit()
    amina.wait_for_message(private, "There are 3 segments here", thread=read, timeout=PATIENCE)
    amina.wait_for_message(private, "1. ", thread=read, button="Draft persona")
    card = next(message for message in amina.read(private, read) if "Draft persona" in message.buttons)
    amina.press(card, "Draft persona")
    amina.wait_for_message(private, "from data, no voices", button="History")
    assert rows(stage, "SELECT private FROM persona") == [(1,)]
    outsider = stage.person("jonas")
    outsider.command(CHANNEL, "/persona surveys")
    told = outsider.wait_for_message(CHANNEL, "no survey in your sight")
    assert "secret.csv" not in told.everything
