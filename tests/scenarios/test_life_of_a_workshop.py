"""A workshop from day to day: long conversations, several at once, edits and deletions, long votes, long words."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage, answer_all, start_workshop

ANSWERS = [
    "28 to 40, live in Berlin",
    "Edits photos on trains without wifi",
    "Loses half a day each month chasing unpaid invoices",
]
FINNISH = "Epäjärjestelmällistyttämättömyydelläänsäkäänköhän-asiakaspalvelutyöntekijät"
GERMAN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"


@pytest.fixture(autouse=True)
def no_defects(stage: Stage, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing in these stories is a defect, and Slack takes every payload."""
    caplog.set_level(logging.WARNING)
    yield
    assert "defect" not in caplog.text
    assert not stage.admin.problems()


def join(person: Person, invitation: Message) -> Message:
    """Takes a seat; the first question."""
    before = person.read_bot()
    person.press(invitation, "Join")
    return person.wait_for_bot("1 of ", button="Skip", after=before[-1] if before else None)


def test_one_person_in_two_workshops_answers_each_in_its_place(stage: Stage) -> None:
    tomas = stage.person("tomas")
    first = join(tomas, start_workshop(tomas, "wedding photographers"))
    second = join(tomas, start_workshop(tomas, "studio owners"))
    tomas.tell_bot(ANSWERS[0], first.thread_ts)
    ours = tomas.wait_for_bot("2 of 3", thread=first.thread_ts, button="Skip")
    assert "wedding photographers" in ours.everything
    assert not [m for m in tomas.read(tomas.bot, thread=second.thread_ts) if "2 of 3" in m.text]
    tomas.tell_bot("Own two rooms & a <dog> in Lyon")
    picker = tomas.wait_for_bot("Which one is that for", button="studio owners")
    tomas.press(picker, "studio owners")
    heard = tomas.wait_for_bot("2 of 3", thread=second.thread_ts, button="Skip")
    assert "Own two rooms & a <dog> in Lyon" in heard.everything
    tomas.wait_for_bot("Put into your picture of studio owners")
    tomas.press(picker, "wedding photographers")
    tomas.wait_for_bot("in one of your answers already")
    tomas.wait_for(lambda: "dog" not in _thread(tomas, first))


def _thread(person: Person, message: Message) -> str:
    return "\n".join(m.everything for m in person.read(person.bot, thread=message.thread_ts))


def test_a_message_that_was_deleted_before_its_place_was_picked_is_in_no_answer(stage: Stage) -> None:
    tomas = stage.person("tomas")
    join(tomas, start_workshop(tomas, "wedding photographers"))
    join(tomas, start_workshop(tomas, "studio owners"))
    typed = tomas.tell_bot("Own two rooms")
    picker = tomas.wait_for_bot("Which one is that for", button="studio owners")
    tomas.delete(typed)
    tomas.press(picker, "studio owners")
    tomas.wait_for_bot("I cannot find that message any more")


def test_edits_and_deletions_change_the_answer_until_the_reveal_and_then_say_what_to_do(stage: Stage) -> None:
    amina = stage.person("amina")
    invitation = start_workshop(amina, extras=["short"])
    first = join(amina, invitation)
    typed = [amina.tell_bot(ANSWERS[0], first.thread_ts)]
    amina.wait_for_bot("2 of 3", button="Skip")
    amina.edit(typed[0], "35 to 50, live in Porto")
    amina.wait_for(lambda: "Porto" in _thread(amina, first))
    typed.append(amina.tell_bot("Sees https://example.com/page every morning", first.thread_ts))
    amina.wait_for_bot("3 of 3", button="Skip")
    amina.wait_for(lambda: "Why: Needs" not in _thread(amina, first))
    before = _thread(amina, first)
    amina.do("unfurl", channel=typed[1].channel, ts=typed[1].ts, url="https://example.com/page")
    amina.open_home()
    amina.wait_for_home("Your open conversations")
    assert _thread(amina, first) == before
    typed.append(amina.tell_bot(ANSWERS[2], first.thread_ts))
    done = amina.wait_for_bot("Press Done", button="Done")
    amina.press(done, "Done")
    thanks = amina.wait_for_bot("Thank you, that is everything")
    amina.edit(typed[2], "Their laptop dies at weddings")
    amina.wait_for(lambda: "laptop dies" in amina.message(thanks.channel, thanks.ts).everything)
    amina.delete(typed[1])
    amina.wait_for(lambda: "example.com" not in amina.message(thanks.channel, thanks.ts).everything)
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Reveal"), "Reveal")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of", button="I changed my mind")
    amina.wait_for_message(CHANNEL, "laptop dies", thread=reveal)
    amina.edit(typed[2], "Their camera dies at weddings")
    amina.wait_for_bot("I changed my mind")
    assert "camera" not in str([m.everything for m in amina.read(CHANNEL, everything=True)])
    amina.press(reveal, "I changed my mind")
    assert "laptop dies" in str(amina.wait_for_modal("").blocks)


def test_seven_questions_with_probes_a_night_and_going_back(stage: Stage) -> None:
    tomas = stage.person("tomas")
    question = join(tomas, start_workshop(tomas, extras=[]))
    vague = tomas.tell_bot("busy people", question.thread_ts)
    probe = tomas.wait_for_bot("One thing more", button="Leave it so")
    better = tomas.tell_bot("They answer mails at midnight", question.thread_ts)
    second = tomas.wait_for_bot("2 of 7", after=probe, button="Skip")
    assert "In the place of “busy people”." in second.everything
    assert second.everything.count("busy people") == 1, "it is no line any more"
    tomas.edit(vague, "Nurses on night shifts")
    tomas.wait_for(lambda: "Nurses on night shifts" in tomas.message(second.channel, second.ts).everything)
    tomas.edit(vague, "busy people")
    tomas.wait_for(lambda: "In the place of" in tomas.message(second.channel, second.ts).everything)
    tomas.edit(better, "They answer mails at midnight, from their bed")
    tomas.wait_for(lambda: "from their bed" in tomas.message(second.channel, second.ts).everything)
    tomas.edit(better, "They answer mails at midnight")
    tomas.wait_for(lambda: "from their bed" not in tomas.message(second.channel, second.ts).everything)
    tomas.press(second, "Pause")
    paused = tomas.wait_for_bot("Paused", button="Continue")
    stage.admin.move_clock(14 * 3600)
    stage.restart()
    tomas.press(paused, "Continue")
    again = tomas.wait_for_bot("2 of 7", after=paused, button="Back")
    tomas.press(again, "Back")
    back = tomas.wait_for_bot("1 of 7", after=again, button="Keep it")
    assert "They answer mails at midnight" in back.everything
    assert "busy people" not in back.everything
    tomas.press(back, "Keep it")
    place = tomas.wait_for_bot("2 of 7", after=back, button="Skip")
    for number in range(3, 8):
        tomas.press(place, "I don't know" if number % 2 else "Skip")
        place = tomas.wait_for_bot(f"{number} of 7", after=place, button="Skip")
    tomas.tell_bot("“If I type it twice, I won't type it at all.”", question.thread_ts)
    tomas.press(tomas.wait_for_bot("Press Done", button="Done"), "Done")
    tomas.wait_for_bot("Thank you, that is everything")


def test_how_they_know_can_differ_by_line(stage: Stage) -> None:
    tomas = stage.person("tomas")
    first = join(tomas, start_workshop(tomas))
    tomas.tell_bot("Live in Hamburg; drive old Volvos; own two dogs", first.thread_ts)
    heard = tomas.wait_for_bot("2 of 3", button="Differs by line")
    tomas.press(heard, "Differs by line")
    window = tomas.wait_for_modal("How do you know")
    marks = dict(zip(window.inputs, ("seen", "gut", "data"), strict=False))
    assert not tomas.submit(**marks)
    tomas.wait_for(lambda: "gut feeling" in tomas.message(heard.channel, heard.ts).everything)


def test_a_vote_on_more_than_thirty_lines_has_pages_and_can_be_changed(stage: Stage) -> None:
    amina = stage.person("amina")
    things = (
        "cameras",
        "lenses",
        "tripods",
        "lamps",
        "drones",
        "bags",
        "cards",
        "cables",
        "prints",
        "frames",
    )
    places = ("Lyon", "Porto", "Ghent", "Turku")
    answers = ["; ".join(f"Repair {n + 3} {t} in {p}" for n, t in enumerate(things)) for p in places]
    first = join(amina, start_workshop(amina))
    for number, text in enumerate((answers[0], answers[1], answers[2] + "; " + answers[3]), start=2):
        amina.tell_bot(text, first.thread_ts)
        last = number > 3
        amina.wait_for_bot("Press Done" if last else f"{number} of 3", button="Done" if last else "Skip")
    amina.press(amina.wait_for_bot("Press Done", button="Done"), "Done")
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Start the vote"), "Start the vote")
    call = amina.wait_for_bot("Please vote", button="Vote")
    amina.press(call, "Vote")
    page = amina.wait_for_modal("page 1 of 2")
    assert len(page.inputs) == 30
    assert not amina.submit(**dict.fromkeys(page.inputs, "agree"))
    page = amina.wait_for_modal("page 2 of 2")
    assert not amina.submit(**dict.fromkeys(page.inputs, "no"))
    lines = 30 + len(page.inputs)
    again = amina.wait_for_bot(f"You marked {lines} of {lines}", button="Change my marks")
    amina.press(again, "Change my marks")
    page = amina.wait_for_modal("page 1 of 2")
    assert all(element["initial_option"]["value"] == "agree" for element in page.inputs.values())
    amina.close(all_of_them=True)
    amina.press(amina.wait_for_bot("1 voted", button="Reveal"), "Reveal")
    amina.wait_for_message(CHANNEL, "The reveal of")


def test_long_words_fit_into_every_title_and_button(stage: Stage) -> None:
    word = FINNISH
    amina = stage.person("amina")
    invitation = start_workshop(amina, word[:80], product=GERMAN[:60], asked=[amina.id])
    answer_all(amina, invitation, [f"{word} {answer}" for answer in ANSWERS])
    second = join(amina, start_workshop(amina, GERMAN))
    amina.tell_bot(f"{word} wohin")
    amina.wait_for_bot("2 of 3", thread=second.thread_ts, button="Skip")
    panel = amina.wait_for_bot("1 of 1 joined, 1 done", button="Start the vote")
    amina.press(panel, "Start the vote")
    amina.press(amina.wait_for_bot("Please vote", button="Vote"), "Vote")
    window = amina.wait_for_modal("Vote")
    assert not amina.submit(**dict.fromkeys(window.inputs, "agree"))
    amina.press(amina.wait_for_bot("1 voted", button="Reveal"), "Reveal")
    amina.press(
        amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona"), "Make the persona"
    )
    amina.wait_for_modal("Make the persona")
    assert not amina.submit(role=word[:100], name=GERMAN[:60])
    amina.wait_for_message(CHANNEL, GERMAN[:50], button="Everything")
    amina.open_home()
    amina.wait_for_home(word[:30])
