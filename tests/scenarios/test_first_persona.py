"""Two people are asked alone, vote blind, and their answers become a card in the channel."""

from __future__ import annotations

from tests.scenarios.stage import CHANNEL, Stage, answer_all, start_workshop

AMINA = [
    "28 to 40, live in Berlin",
    "Edits photos on trains without wifi; sends previews the same evening",
    "Loses half a day each month chasing unpaid invoices",
]
TOMAS = [
    "Live in Hamburg and drive old Volvos, most are over 40",
    "edits photos on trains without wifi",
    "Their laptop dies at weddings",
]


def test_two_people_make_a_persona_that_stands_in_the_channel(either_stage: Stage) -> None:
    amina, tomas = either_stage.person("amina"), either_stage.person("tomas")
    invitation = start_workshop(amina, asked=[amina.id, tomas.id])
    answer_all(amina, invitation, AMINA)
    answer_all(tomas, invitation, TOMAS)

    panel = amina.wait_for_bot("2 of 2 joined, 2 done", button="Start the vote")
    amina.press(panel, "Start the vote")
    for person in (amina, tomas):
        person.press(person.wait_for_bot("Please vote", button="Vote"), "Vote")
        window = person.wait_for_modal("Vote")
        assert not person.submit(**dict.fromkeys(window.inputs, "agree"))
    amina.press(amina.wait_for_bot("2 voted", button="Reveal"), "Reveal")

    reveal = tomas.wait_for_message(CHANNEL, "The reveal of")
    assert "edits photos on trains without wifi" in reveal.everything.casefold()
    tomas.wait_for_message(CHANNEL, "2 of 2 asked agree", thread=reveal)

    amina.press(
        amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona"), "Make the persona"
    )
    amina.wait_for_modal("Make the persona")
    assert not amina.submit(role="Wedding photographer on the road", name="Robin")
    card = tomas.wait_for_message(CHANNEL, "Robin", button="Everything")
    assert "Edits photos on trains without wifi" in card.everything
    assert "not yet tested" in card.everything
    assert not either_stage.admin.problems()


def test_nobody_sees_an_answer_before_the_reveal(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina, asked=[amina.id, tomas.id])
    answer_all(tomas, invitation, TOMAS)
    amina.wait_for_bot("1 of 2 joined, 1 done")
    seen = str(amina.see()) + str([m.everything for m in amina.read_bot()])
    seen += str([m.everything for m in amina.read(CHANNEL, everything=True)])
    for words in TOMAS:
        assert words.casefold() not in seen.casefold()


def test_the_conversation_goes_on_after_a_restart(stage: Stage) -> None:
    tomas = stage.person("tomas")
    invitation = start_workshop(tomas)
    tomas.press(invitation, "Join")
    question = tomas.wait_for_bot("1 of 3", button="Skip")
    stage.restart()
    tomas.tell_bot("28 to 40, live in Berlin", question.thread_ts)
    second = tomas.wait_for_bot("2 of 3", button="Skip")
    stage.restart()
    tomas.press(second, "Pause")
    tomas.press(tomas.wait_for_bot("Paused", button="Continue"), "Continue")
    tomas.wait_for_bot("2 of 3", after=second, button="Skip")
