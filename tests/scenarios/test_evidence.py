"""The whole way of evidence on the page: a workshop's persona is contradicted, heard of, counted, sold and valued."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from playground.client import Person
from playground.client.seen import Message
from playground.running import RunningPlayground, start_in_thread
from tests.databases import sqlite_url
from tests.scenarios.process import BotProcess
from tests.scenarios.stage import CHANNEL, answer_all, start_workshop
from tests.slack.evidence.test_interviews import decide, give, heard
from tests.slack.market.exports import customers
from tests.slack.market.test_values import COUNT, grid
from tests.slack.personas.conftest import AMINA, TOMAS
from tests.slack.testing.exports import CHILDREN, LAPTOP, OFFLINE
from tests.slack.testing.test_testing import counted, dropped, lines_of, matched, option

PATIENCE = 90.0
TRUE = {OFFLINE: 0.85, LAPTOP: 0.05, CHILDREN: 0.08}
CONTRADICTED = (TOMAS[0], TOMAS[2])


@pytest.fixture
def playground(tmp_path: Path) -> Iterator[RunningPlayground]:
    """A playground with the bot as a process of its own; what Slack would have refused fails the story."""
    running = start_in_thread(testing=True)
    bot = BotProcess(running, sqlite_url(tmp_path), tmp_path)
    bot.start()
    try:
        yield running
        assert not running.admin.problems()
    finally:
        bot.kill()
        running.stop()


def survey() -> bytes:
    """Customers in three kinds, one of which spends most, and what they say to three of the team's lines."""
    chance = np.random.default_rng(5)
    head, *rows = list(csv.reader(io.StringIO(customers(240).decode())))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*head, *TRUE])
    for row in rows:
        writer.writerow([*row, *("Yes" if chance.random() < share else "No" for share in TRUE.values())])
    return out.getvalue().encode()


def made_by_a_workshop(amina: Person, tomas: Person) -> Message:
    """Two people are asked alone; their persona's card."""
    invitation = start_workshop(amina, asked=[amina.id, tomas.id], extras=["short"])
    answer_all(amina, invitation, AMINA)
    answer_all(tomas, invitation, TOMAS)
    amina.press(amina.wait_for_bot("2 of 2 joined, 2 done", button="Reveal"), "Reveal")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona")
    amina.press(reveal, "Make the persona")
    amina.wait_for_modal("Make the persona")
    assert not amina.submit(role="Wedding photographer on the road", name="Robin")
    return tomas.wait_for_message(CHANNEL, "Robin", button="Everything")


def card_now(who: Person, card: Message, words: str) -> Message:
    """The card once it has these words."""

    def look() -> Message | None:
        now = who.message(CHANNEL, card.ts)
        return now if words in now.everything else None

    found: Message = who.wait_for(look, PATIENCE, f"the card with {words!r}")
    return found


@pytest.mark.slow
@pytest.mark.timeout(500)
def test_a_persona_goes_from_what_a_team_believes_to_an_ideal_customer(playground: RunningPlayground) -> None:
    amina, tomas = playground.person("amina"), playground.person("tomas")
    card = made_by_a_workshop(amina, tomas)
    assert "Proto persona" in card.everything

    # a survey is dropped, and two lines turn out contradicted
    read = dropped(tomas, survey(), "customers.csv")
    tomas.choose(read, "survey.sample", "The market as a whole")
    amina.press(card, "Test it")
    window = matched(amina, "customers.csv")
    assert {line: lines_of(window)[line] for line in CONTRADICTED} == dict.fromkeys(CONTRADICTED, "Yes")
    assert "2 contradicted" in counted(amina).everything
    amina.close(all_of_them=True)
    told = card_now(tomas, card, "contradicted").everything
    assert "of 240 say so (" in told
    assert "Proto persona" in told

    # five interviews make it qualitative
    for number in range(5):
        asks = give(amina, number)
        decide(amina, asks)
        last = heard(amina, asks)
    assert "For a statistical persona: a link to a segment" in last.everything
    assert "Qualitative persona" in card_now(tomas, card, "Qualitative persona").everything

    # linking a segment makes it statistical
    tomas.press(read, "Find segments")
    tomas.wait_for_modal("Which questions?")
    assert not tomas.submit(bases=["needs"])
    found = tomas.wait_for_message(
        CHANNEL, "There are 3 segments", thread=read, button=COUNT, timeout=PATIENCE
    )
    segment = amina.wait_for_message(CHANNEL, "", thread=read, button="Link a persona", timeout=PATIENCE)
    amina.press(segment, "Link a persona")
    window = amina.wait_for_modal("Link a persona")
    assert not amina.submit(persona=option(window.inputs["persona"], "Robin"))
    amina.wait_for_bot("It is a statistical persona")
    assert "Statistical persona" in card_now(tomas, card, "Statistical persona").everything

    # sales sees what it needs, and what nobody has said
    tomas.command(CHANNEL, "/persona show robin as sales")
    sales = tomas.wait_for_message(CHANNEL, "Robin for sales", button="Ask the team")
    assert "not known yet" in sales.everything
    assert sales.everything.index("Objections") < sales.everything.index("Also known")

    # the ideal customer profile names a segment and its tell-tale traits; a market turns shares into people
    amina.command(CHANNEL, "/persona market")
    amina.wait_for_modal("How many might want it?")
    assert not amina.submit(tam="200k", unit="photographers", **{"amount:0": "50 %"})
    market = amina.wait_for_message(CHANNEL, "The market of Lumen", button="Edit")
    assert "100,000" in market.everything
    assert "Robin" in market.everything.split("How many people")[1]
    tomas.press(found, COUNT)
    ideal = tomas.wait_for_message(CHANNEL, "Look for, before they buy", thread=read, timeout=PATIENCE)
    worth = tomas.wait_for_message(CHANNEL, "What the segments are worth", thread=read)
    best = grid(worth)[1][0]
    assert best in ideal.everything
    assert "How many employees does your company have? 51 to 200" in ideal.everything
    assert "times as likely to be one of them as anybody" in ideal.everything
    assert "How many people" in worth.everything
    assert "photographers (" in worth.everything
