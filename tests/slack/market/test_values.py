"""Stories of needs and value: needs with importance and people where known, worth, and the ideal customer or none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.errors import NotFound
from bot.personas.editing import Edit
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import desk
from handlers.use_cases.surveys import values
from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.market.exports import customers
from tests.slack.market.test_market import said
from tests.slack.personas.conftest import publish
from tests.slack.surveys import exports
from tests.slack.surveys.test_segments import sought
from tests.slack.surveys.test_surveys import PATIENCE, dropped, rows

NEEDS, COUNT, IDEAL = "How widespread each need is", "Worth and ideal customers", "Ideal customers. "


def counted(
    who: Person, verdict: Message, read: Message, channel: str = CHANNEL
) -> tuple[Message, Message, Message]:
    """Presses Worth and ideal customers; gives the needs, the worth and these as they stand in the thread."""
    needs = who.wait_for_message(channel, NEEDS, thread=read, timeout=PATIENCE)
    who.press(verdict, COUNT)
    ideal = who.wait_for_message(channel, IDEAL, thread=read, timeout=PATIENCE)
    worth = who.wait_for_message(channel, "What the segments are worth", thread=read)
    return needs, worth, ideal


def grid(message: Message) -> list[list[str]]:
    """The cells of a message's table."""
    table = next(block for block in message.raw["blocks"] if block["type"] == "table")
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_the_ideal_customer_names_a_segment_and_its_tell_tale_traits(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, customers())
    verdict = sought(amina, read, "There are 3 segments here", bases=["needs"])
    needs, worth, ideal = counted(amina, verdict, read)

    head, *needed = grid(needs)
    assert head == ["Need", "All", "1", "2", "3", "Importance"]
    assert {row[0] for row in needed} == {
        "Working offline", "Sharing albums", "Sending invoices", "Printing at home", "Calendar", "Tutorials",
    }  # fmt: skip
    assert "Ranked by share × importance" in needs.everything
    assert sum(block["type"] == "image" for block in needs.raw["blocks"]) == 1
    assert "Nobody has said who was surveyed" in needs.everything
    assert "Nobody has said who was surveyed" in worth.everything
    said = amina.read(CHANNEL, read)
    assert (
        sum("How widespread" in str(m.raw["blocks"]) and "table" in str(m.raw["blocks"]) for m in said) == 1
    )

    head, first, *others = grid(worth)
    assert head[1] == "Per head"
    assert "spend with us last year" in worth.everything
    assert float(first[1].split()[0].replace(",", "")) > 600
    assert len(others) == 2

    words = ideal.everything
    assert words.index(first[0]) < words.index("Look for, before they buy")
    assert first[0] in words, "the segment that is worth most per head"
    assert "Surely worth more per head than the others" in words
    assert "How many employees does your company have? 51 to 200" in words
    assert "times as likely to be one of them as anybody" in words
    assert "zwiebel" not in words + needs.everything + worth.everything

    kept = rows(stage, "SELECT report FROM segment_value")
    assert len(kept) == 1
    report = json.loads(str(kept[0][0]))
    assert report["ideal"]["told_apart"]
    assert "assignments" not in report

    amina.press(verdict, COUNT)
    again = amina.wait_for_message(CHANNEL, IDEAL, after=ideal.ts)
    assert again.ephemeral, "counted already: shown to the one who asks"
    assert len([m for m in amina.read(CHANNEL, read) if IDEAL in m.text and not m.ephemeral]) == 1


def test_other_segments_and_another_question_can_be_chosen(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, customers(240))
    verdict = sought(amina, read, "segments here", bases=["needs"])
    _, worth, ideal = counted(amina, verdict, read)
    amina.press(ideal, "Choose the segments")
    window = amina.wait_for_modal("Ideal customers")
    boxes = window.inputs["best"]["options"]
    everybody = [option["value"] for option in boxes]
    assert "best" in amina.submit(best=everybody)
    other = next(
        o for o in boxes if o["value"] not in [i["value"] for i in window.inputs["best"]["initial_options"]]
    )
    sizes = next(o["value"] for o in window.inputs["by"]["options"] if "employees" in o["text"]["text"])
    assert not amina.submit(best=[other["value"]], by=sizes)
    chosen = amina.wait_for_message(CHANNEL, "Chosen by the team", thread=read, timeout=PATIENCE)
    assert other["text"]["text"][:30] in chosen.everything
    now = amina.wait_for_message(CHANNEL, "What the segments are worth", thread=read, after=worth.ts)
    assert "employees" in now.everything
    assert "Each band counts by its middle" in now.everything

    amina.press(ideal, "Choose the segments")
    amina.wait_for_modal("Ideal customers")
    assert not amina.submit(best=[], by="usual"), "back to what the file suggests"
    usual = amina.wait_for_message(
        CHANNEL, "What the segments are worth", thread=read, after=now.ts, timeout=PATIENCE
    )
    assert "spend with us last year" in usual.everything


def test_without_worth_or_traits_it_is_said_so(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, customers(spend=False, telling=False))
    verdict = sought(amina, read, "segments here", bases=["needs"])
    _, worth, ideal = counted(amina, verdict, read)
    assert "employees" in worth.everything, "the size of companies is what the file has"
    assert "No segment is surely worth more per head" in ideal.everything
    amina.press(ideal, "Choose the segments")
    window = amina.wait_for_modal("Ideal customers")
    assert "initial_options" not in window.inputs["best"]
    assert not amina.submit(best=[window.inputs["best"]["options"][0]["value"]])
    told = amina.wait_for_message(CHANNEL, "Chosen by the team", thread=read, timeout=PATIENCE)
    assert "cannot be told apart before they buy" in told.everything


def test_noise_has_needs_but_no_ideal_customer(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.noise(), "noise.csv")
    verdict = sought(amina, read, "No segments here")
    needs, _, ideal = counted(amina, verdict, read)
    assert grid(needs)[0] == ["Need", "All", "Importance"]
    assert "There are no segments here" in ideal.everything
    assert ideal.buttons == []


def test_the_market_gives_people_for_a_segment_only_where_the_sample_stands_for_it(stage: Stage) -> None:
    amina, jonas = stage.person("amina"), stage.person("jonas")
    said(amina, tam="200k", **{"amount:0": "50 %"})
    read = dropped(amina, customers())
    amina.choose(read, "survey.sample", "A bought panel")
    amina.wait_for_message(CHANNEL, "Those surveyed are a bought panel")
    verdict = sought(amina, read, "There are 3 segments here", bases=["needs"])
    needs, worth, _ = counted(amina, verdict, read)
    assert "nobody has said that it stands for the market" in needs.everything
    assert "nobody has said that it stands for the market" in worth.everything
    assert "People" not in grid(needs)[0]
    card = next(m for m in amina.read(CHANNEL, read) if "Draft persona" in m.buttons)
    amina.press(card, "Draft persona")
    persona = amina.wait_for_message(CHANNEL, "from data, no voices", button="History")
    amina.press(persona, "Everything")
    everything = amina.wait_for_message(
        CHANNEL, "How many people: not known. A panel", button="Share to channel"
    )

    jonas.press(worth, "The panel stands for the market")
    jonas.wait_for_message(CHANNEL, "its shares are turned into people")
    now = amina.wait_for_message(CHANNEL, "photographers (", thread=read)
    assert now.ts == worth.ts
    assert "The panel stands" not in " ".join(now.buttons)
    people = next(m for m in amina.read(CHANNEL, read) if m.ts == needs.ts)
    assert grid(people)[0][-1] == "People"
    assert "(" in grid(people)[1][-1]
    amina.press(persona, "Everything")
    told = amina.wait_for_message(CHANNEL, "How many people: about", after=everything)
    assert "the segment's share of the market you can serve" in told.everything
    robin = publish(stage)
    run = rows(stage, "SELECT id FROM segmentation")[0][0]
    linked = replace(robin.now(), segment=f"{run}:1")
    with robin.unit(amina.id) as work:
        desk.keep(work, [Edit(linked, "linked it to a segment", "", "")])
    amina.command(CHANNEL, "/persona ask how many people need to work without wifi?")
    asked = amina.wait_for_message(CHANNEL, "As a whole, Robin stands for about", button="Ask more")
    assert "photographers (" in asked.everything
    amina.command(CHANNEL, "/persona market")
    market = amina.wait_for_message(CHANNEL, "The market of Lumen", button="Edit", after=told)
    assert "about" in market.everything.split("How many people")[1]


def test_what_was_counted_stays_when_the_answers_are_gone(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, customers(120))
    verdict = sought(amina, read, "", bases=["needs"], k="2")
    _, _, ideal = counted(amina, verdict, read)
    stage.admin.move_clock(200 * 86_400)
    amina.wait_for_message(CHANNEL, "The answers have been deleted", timeout=PATIENCE)
    amina.press(verdict, COUNT)
    assert amina.wait_for_message(CHANNEL, IDEAL, after=ideal.ts).ephemeral
    amina.press(ideal, "Choose the segments")
    amina.wait_for_message(CHANNEL, "The answers of this survey have been deleted")


def test_a_private_channels_segments_are_counted_for_its_people_alone(stage: Stage) -> None:
    amina = stage.person("amina")
    stage.admin.invite_bot("#research")
    amina.drop_file("#research", customers(120), "secret.csv")
    read = amina.wait_for_message("#research", "120 responses", button="Find segments", timeout=PATIENCE)
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    assert not amina.submit(k="2")
    verdict = amina.wait_for_message("#research", "", thread=read, button=COUNT, timeout=PATIENCE)
    counted(amina, verdict, read, "#research")
    run = rows(stage, "SELECT id FROM segmentation")[0][0]
    services = stage.running.transport.services
    jonas = stage.person("jonas").id
    with services.unit("T0PLAYGRND", jonas) as work, pytest.raises(NotFound, match="cannot see it"):
        values.count(work, str(run), Origin("C0GENERAL1"))
