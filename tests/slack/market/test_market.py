"""Stories of a market: said in a window, kept with its history, shown with a funnel to those who may see it."""

from __future__ import annotations

import pytest

from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.surveys.test_surveys import rows


def said(who: Person, channel: str = CHANNEL, tam: str = "1.2 million", **fields: object) -> Message:
    """Says a market in the window that `/persona market` opens, and waits until it is shown."""
    who.command(channel, "/persona market")
    who.wait_for_modal("How many might want it?")
    errors = who.submit(**{"product": "Lumen", "tam": tam, "unit": "photographers", **fields})
    assert not errors, errors
    return who.wait_for_message(channel, "The market of Lumen", button="Edit")


def test_a_market_is_said_narrowed_shown_and_edited(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    shown = said(
        amina,
        source="Chamber of <crafts>",
        known_on="2025-12-31",
        **{"name:0": "bound to Rival & Co", "amount:0": "30 %", "amount:1": "85.000"},
    )
    assert shown.ephemeral
    words = shown.everything
    assert "1.2 million" in words
    assert "755,000" in words, "1.2 million less 30 % less 85,000"
    assert "bound to Rival & Co" in words
    assert "Speak another language" in words
    assert "Chamber of &lt;crafts&gt;" in words
    image = next(block for block in shown.raw["blocks"] if block["type"] == "image")
    assert "755,000 can be served" in image["alt_text"]

    tomas.command(CHANNEL, "/persona market")
    his = tomas.wait_for_message(CHANNEL, "The market of Lumen", button="Edit")
    tomas.press(his, "Edit")
    window = tomas.wait_for_modal("Lumen")
    assert window.inputs["tam"]["initial_value"] == "1,200,000"
    assert window.inputs["amount:0"]["initial_value"] == "30 %"
    assert not tomas.submit(tam="2 million", **{"amount:1": ""})
    now = tomas.wait_for_message(CHANNEL, "2 million", button="History")
    assert "1.4 million" in now.everything
    tomas.press(now, "History")
    history = tomas.wait_for_message(CHANNEL, "History of the market of Lumen")
    assert history.everything.index("TAM 2 million") < history.everything.index("TAM 1.2 million")
    assert rows(stage, "SELECT number, person FROM market ORDER BY number") == [(1, amina.id), (2, tomas.id)]

    tomas.press(now, "Edit")
    tomas.wait_for_modal("Lumen")
    assert not tomas.submit()
    tomas.wait_for_message(CHANNEL, "Nothing was changed")
    assert len(rows(stage, "SELECT number FROM market")) == 2

    tomas.press(now, "Share to channel")
    jonas = stage.person("jonas")
    shared = jonas.wait_for_message(CHANNEL, "The market of Lumen")
    assert not shared.ephemeral
    assert shared.buttons == []


@pytest.mark.parametrize(
    ("fields", "wrong", "sentence"),
    [
        ({"tam": "-3"}, "tam", "smaller than nothing"),
        ({"tam": "lots"}, "tam", "not a number"),
        ({"tam": ""}, "tam", "unknown stays unknown"),
        ({"amount:0": "60 %", "amount:1": "50 %"}, "amount:1", "over 100 %"),
        ({"amount:0": "some"}, "amount:0", "not a number"),
        ({"name:0": "rivals"}, "amount:0", "number or a percentage"),
        ({"known_on": "2999-01-01"}, "known_on", "future"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_changed(
    stage: Stage, fields: dict[str, object], wrong: str, sentence: str
) -> None:
    amina = stage.person("amina")
    amina.command(CHANNEL, "/persona market Lumen")
    window = amina.wait_for_modal("How many might want it?")
    assert window.inputs["product"]["initial_value"] == "Lumen"
    errors = amina.submit(**{"tam": "1.2 million", **fields})
    assert list(errors) == [wrong]
    assert sentence in errors[wrong]
    assert rows(stage, "SELECT number FROM market") == []


def test_more_rows_are_added_and_what_was_typed_stays(stage: Stage) -> None:
    amina = stage.person("amina")
    amina.command(CHANNEL, "/persona market")
    amina.wait_for_modal("How many might want it?")
    typed = {"product": "Lumen", "tam": "10k", "name:0": "rivals", "amount:0": "10 %", "amount:1": "1k"}
    amina.fill(**typed)
    for row in (2, 3):
        window = amina.modal()
        assert window is not None
        amina.press(window, "One more")
        amina.wait_for_modal(f"{row + 1}. Reason")
    window = amina.modal()
    assert window is not None
    assert window.inputs["amount:0"]["initial_value"] == "10 %"
    assert not amina.submit(**{"amount:3": "2,000"})
    amina.wait_for_message(CHANNEL, "6,000", button="Edit")


def test_a_private_channels_market_is_seen_there_alone(stage: Stage) -> None:
    amina, priya, jonas = (stage.person(name) for name in ("amina", "priya", "jonas"))
    stage.admin.invite_bot("#research")
    shown = said(amina, "#research", "40k")
    assert "Only the people of this channel see it" in shown.everything
    jonas.command(CHANNEL, "/persona market Lumen")
    window = jonas.wait_for_modal("How many might want it?")
    assert "tam" in window.inputs
    assert "initial_value" not in window.inputs["tam"]
    jonas.close()
    jonas.command(CHANNEL, "/persona market")
    assert "initial_value" not in jonas.wait_for_modal("How many might want it?").inputs["product"]
    jonas.close()
    open_ = said(jonas, tam="2 million")
    assert "Only the people" not in open_.everything
    priya.command("#research", "/persona market")
    assert "40,000" in priya.wait_for_message("#research", "The market of Lumen").everything
    amina.press(shown, "Share to channel")
    priya.wait_for(lambda: any("40,000" in m.everything for m in priya.read("#research") if not m.ephemeral))
    assert "40,000" not in "".join(m.everything for m in jonas.read(CHANNEL, everything=True))


def test_a_market_is_said_in_the_direct_messages(stage: Stage) -> None:
    amina = stage.person("amina")
    amina.command(amina.bot, "/persona market")
    amina.wait_for_modal("How many might want it?")
    assert not amina.submit(product="Lumen", tam="12k")
    shown = amina.wait_for_bot("The market of Lumen", button="Edit")
    assert any(block["type"] == "image" for block in shown.raw["blocks"])
    amina.press(shown, "Share to channel")
    amina.wait_for_bot("Share it from a channel")
