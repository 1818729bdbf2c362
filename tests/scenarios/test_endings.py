"""However a workshop goes, it comes to a sensible end: somebody is told, and can do something about it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage, answer_all, start_workshop

ANSWERS = [
    "28 to 40, live in Berlin",
    "Edits photos on trains without wifi",
    "Loses half a day each month chasing unpaid invoices",
]
OTHERS = ["Live in Hamburg", "Sends previews the same evening", "Their laptop dies at weddings"]


@pytest.fixture(autouse=True)
def no_defects(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens in these stories, nothing of it is a defect."""
    caplog.set_level(logging.WARNING)
    yield
    assert "defect" not in caplog.text


def panel_of(person: Person, words: str = "Your workshop on") -> Message:
    """The newest panel this person has."""
    return person.wait_for_bot(words, button="Remind")


def more(person: Person, panel: Message, verb: str, workshop: str = "") -> None:
    """Chooses in the panel's menu."""
    _, menu = panel.element("workshop.more")
    value = next(o["value"] for o in menu["options"] if o["value"].startswith(verb))
    person.choose(panel, "workshop.more", value)


def join(person: Person, invitation: Message) -> Message:
    """Takes a seat; the first question."""
    person.press(invitation, "Join")
    return person.wait_for_bot("1 of ", button="Skip")


def test_a_channel_without_the_bot_is_invited_and_the_invitation_posted_again(stage: Stage) -> None:
    amina = stage.person("amina")
    stage.admin.remove_bot("#design")
    amina.command("#design", "/persona new freelance photographers")
    amina.wait_for_modal("New workshop")
    assert not amina.submit(product="Lumen", extras=["short"])
    amina.wait_for_bot("/invite @Dramatis")
    panel = amina.wait_for_bot("Not posted in the channel yet", button="Post it again")
    stage.admin.invite_bot("#design")
    amina.press(panel, "Post it again")
    invitation = amina.wait_for_message("#design", "freelance photographers", button="Join")
    amina.wait_for(lambda: "Post it again" not in amina.message(panel.channel, panel.ts).buttons)
    join(amina, invitation)
    amina.wait_for(lambda: "1 joined" in amina.message(invitation.channel, invitation.ts).everything)
    assert not stage.admin.problems()


def test_a_reveal_into_an_archived_channel_is_kept_and_posted_once_it_is_open_again(stage: Stage) -> None:
    amina = stage.person("amina")
    invitation = start_workshop(amina, extras=["short"])
    answer_all(amina, invitation, ANSWERS)
    stage.admin.archive(CHANNEL)
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Reveal"), "Reveal")
    amina.wait_for_bot("The channel is archived")
    panel = amina.wait_for_bot("Not posted in the channel yet", button="Post it again")
    told = [m for m in amina.read_bot() if "archived. Unarchive" in m.text]
    assert len(told) == 1
    stage.admin.archive(CHANNEL, archived=False)
    amina.press(panel, "Post it again")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona")
    amina.wait_for_message(CHANNEL, ANSWERS[1], thread=reveal)


def test_somebody_with_a_seat_takes_over_from_a_facilitator_who_is_gone(stage: Stage) -> None:
    amina, tomas, priya = (stage.person(name) for name in ("amina", "tomas", "priya"))
    invitation = start_workshop(amina, extras=["short"])
    tomas.press(invitation, "Manage")
    tomas.wait_for_message(CHANNEL, "runs this workshop. Ask them")
    answer_all(tomas, invitation, ANSWERS)
    stage.admin.deactivate(amina.id)
    priya.press(invitation, "Manage")
    priya.wait_for_message(CHANNEL, "Press Join, then Manage")
    tomas.press(invitation, "Manage")
    offer = tomas.wait_for_message(CHANNEL, "not here any more", button="Run it from now on")
    tomas.press(offer, "Run it from now on")
    panel = tomas.wait_for_bot("Your workshop on", button="Reveal")
    assert not any(answer in str(panel.raw) for answer in ANSWERS)
    tomas.press(panel, "Reveal")
    reveal = tomas.wait_for_message(CHANNEL, "The reveal of", button="Make the persona")
    tomas.wait_for_message(CHANNEL, ANSWERS[1], thread=reveal)
    tomas.press(reveal, "Make the persona")
    tomas.wait_for_modal("Make the persona")


def test_a_reveal_or_a_vote_with_no_answers_says_so_and_changes_nothing(stage: Stage) -> None:
    amina = stage.person("amina")
    join(amina, start_workshop(amina))
    panel = panel_of(amina)
    amina.press(panel, "Start the vote")
    amina.wait_for_bot("nothing to reveal")
    amina.press(panel, "Reveal")
    assert panel_of(amina, "1 joined, 0 done")


def test_an_app_is_not_asked_and_nobody_is_reminded_where_nobody_is(stage: Stage) -> None:
    amina = stage.person("amina")
    invitation = start_workshop(amina, asked=[amina.bot])
    amina.wait_for_bot("an app cannot answer")
    assert amina.bot not in amina.message(invitation.channel, invitation.ts).everything
    amina.press(panel_of(amina), "Remind")
    amina.wait_for_bot("nobody was asked by name")


def test_a_second_join_puts_the_open_question_again_and_makes_no_second_seat(stage: Stage) -> None:
    tomas = stage.person("tomas")
    invitation = start_workshop(tomas)
    first = join(tomas, invitation)
    tomas.press(invitation, "Join")
    again = tomas.wait_for_bot("1 of 3", after=first, button="Skip")
    assert again.thread_ts == first.thread_ts
    assert "1 joined" in tomas.message(invitation.channel, invitation.ts).everything


def test_a_deadline_is_told_once_and_can_be_extended(stage: Stage) -> None:
    amina = stage.person("amina")
    now = int(stage.admin.now())
    start_workshop(amina, deadline=now + 3600)
    panel = panel_of(amina)
    more(amina, panel, "extend")
    amina.wait_for_modal("New deadline")
    assert not amina.submit(deadline=now + 1800)
    amina.wait_for_bot("The new deadline stands")
    stage.admin.move_clock(2000)
    told = amina.wait_for_bot("has passed: 0 joined")
    stage.admin.move_clock(3600)
    amina.tell_bot("help")
    amina.wait_for_bot("", after=told)
    more(amina, panel_of(amina), "extend")
    amina.wait_for_modal("New deadline")
    assert "deadline" in amina.submit(deadline=int(stage.admin.now()) - 60)
    assert not amina.submit(deadline=int(stage.admin.now()) + 7200)
    amina.wait_for(lambda: "Until" in amina.read(CHANNEL)[-1].everything)
    assert len([m for m in amina.read_bot() if "has passed:" in m.text]) == 1


def test_a_deactivated_colleague_among_the_asked_stops_nothing(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina, asked=[amina.id, tomas.id], extras=["short"])
    stage.admin.deactivate(tomas.id)
    amina.press(panel_of(amina), "Remind")
    amina.wait_for_bot("I reminded 2 people")
    answer_all(amina, invitation, ANSWERS)
    amina.press(amina.wait_for_bot("1 of 2 joined, 1 done", button="Reveal"), "Reveal")
    assert tomas.id in str(amina.wait_for_message(CHANNEL, "The reveal of").raw["blocks"])


def test_somebody_of_another_organisation_is_refused_politely(stage: Stage) -> None:
    amina = stage.person("amina")
    stage.admin.add_user("kim", "Kim Strange", home_team="TOTHER")
    invitation = start_workshop(amina)
    kim = stage.person("kim")
    stage.admin.shape("join", channel=CHANNEL, user=kim.id)
    kim.press(invitation, "Join")
    kim.wait_for_message(CHANNEL, "the people of the workspace it belongs to")
    assert "0 joined" in amina.message(invitation.channel, invitation.ts).everything


def test_a_small_group_by_counts_only_is_not_split_in_numbers(stage: Stage) -> None:
    people = [stage.person(name) for name in ("amina", "tomas", "priya")]
    amina = people[0]
    invitation = start_workshop(amina, asked=[p.id for p in people])
    for person, answers in zip(people, (ANSWERS, OTHERS, ANSWERS), strict=True):
        answer_all(person, invitation, answers)
    amina.press(amina.wait_for_bot("3 of 3 joined, 3 done", button="Start the vote"), "Start the vote")
    for person, mark in zip(people, ("agree", "no", "agree"), strict=True):
        person.press(person.wait_for_bot("Please vote", button="Vote"), "Vote")
        window = person.wait_for_modal("Vote")
        marks = dict.fromkeys(window.inputs, mark)
        marks[next(iter(marks))] = "agree"
        assert not person.submit(**marks)
    amina.press(amina.wait_for_bot("3 voted", button="Reveal"), "Reveal")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of")
    for words in ("3 of 3 asked agree", "Their laptop dies at weddings"):
        amina.wait_for(
            lambda words=words: any(words in m.everything for m in amina.read(CHANNEL, reveal)[1:])
        )
    said = "\n".join(m.everything for m in amina.read(CHANNEL, thread=reveal))
    assert "not of one mind" in said
    for split in ("1 of 3", "2 of 3", "1 says no", "gut feeling 1", "seen it myself 1"):
        assert split not in said


def test_what_is_marked_and_not_sent_is_written_down_nowhere(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina)
    answer_all(tomas, invitation, ANSWERS)
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Start the vote"), "Start the vote")
    call = tomas.wait_for_bot("Please vote", button="Vote")
    tomas.press(call, "Vote")
    window = tomas.wait_for_modal("Vote")
    assert not [block for block in window.blocks if block["type"] == "input"], "Slack says (optional) there"
    block, element = next(iter(window.inputs.items()))
    before = inbox_rows(stage)
    where = {"view_id": window.id, "block_id": block, "action_id": element["action_id"]}
    assert tomas.do("press", **where, value="no")["ok"]
    tomas.close()
    assert inbox_rows(stage) == before, "a mark that was not sent is kept"
    tomas.press(call, "Vote")
    again = tomas.wait_for_modal("Vote")
    assert not any("initial_option" in element for element in again.inputs.values())
    assert not tomas.submit(**{block: "no"})
    tomas.wait_for_bot(f"You marked 1 of {len(again.inputs)}", button="Change my marks")


def test_marks_that_come_after_the_reveal_are_told_so_in_their_window(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina)
    answer_all(tomas, invitation, ANSWERS)
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Start the vote"), "Start the vote")
    tomas.press(tomas.wait_for_bot("Please vote", button="Vote"), "Vote")
    window = tomas.wait_for_modal("Vote")
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Reveal"), "Reveal")
    amina.wait_for_message(CHANNEL, "The reveal of")
    assert not tomas.submit(**dict.fromkeys(window.inputs, "no"))
    told = tomas.wait_for_modal("There is no vote now")
    assert not told.inputs
    tomas.close()


def inbox_rows(stage: Stage) -> int:
    with stage.running.transport.services.store.reading() as session:
        return int(session.execute(sa.text("SELECT count(*) FROM inbox")).scalar_one())


def test_who_joins_during_the_vote_votes_and_answers(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina)
    answer_all(amina, invitation, ANSWERS)
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Start the vote"), "Start the vote")
    amina.wait_for_bot("Please vote")
    first = join(tomas, invitation)
    tomas.press(tomas.wait_for_bot("Please vote", button="Vote"), "Vote")
    window = tomas.wait_for_modal("Vote")
    assert not tomas.submit(**dict.fromkeys(window.inputs, "agree"))
    tomas.tell_bot("Live in Lisbon with two dogs", first.thread_ts)
    tomas.wait_for_bot("2 of 3", button="Skip")
    amina.press(amina.wait_for_bot("2 joined, 1 done, 1 voted", button="Reveal"), "Reveal")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of")
    amina.wait_for_message(CHANNEL, "Live in Lisbon", thread=reveal)


def test_a_workshop_handed_over_is_run_by_the_other_and_stays_blind(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    gone = stage.admin.add_user("lee", "Lee Gone", deleted=True)
    invitation = start_workshop(amina, extras=["short"])
    answer_all(amina, invitation, ANSWERS)
    panel = amina.wait_for_bot("1 joined, 1 done", button="Remind")
    more(amina, panel, "hand_over")
    amina.wait_for_modal("Hand over")
    assert "person" in amina.submit(person=amina.id)
    assert "person" in amina.submit(person=gone)
    assert not amina.submit(person=tomas.id)
    theirs = tomas.wait_for_bot("Your workshop on", button="Reveal")
    assert not any(answer in str(m.raw) for m in tomas.read_bot() for answer in ANSWERS)
    old = amina.wait_for(
        lambda: next((m for m in amina.read_bot() if m.ts == panel.ts and not m.buttons), None)
    )
    assert f"<@{tomas.id}> runs the workshop" in old.everything
    amina.press(panel, "Reveal")
    amina.wait_for_bot("runs this workshop. Ask them")
    tomas.press(theirs, "Reveal")
    tomas.wait_for_message(CHANNEL, "The reveal of")


def test_closing_without_a_reveal_shows_nothing_and_tells_everybody(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina)
    answer_all(tomas, invitation, ANSWERS)
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Start the vote"), "Start the vote")
    call = tomas.wait_for_bot("Please vote", button="Vote")
    more(amina, amina.wait_for_bot("The vote is on", button="Reveal"), "close")
    tomas.wait_for_bot("closed without a reveal. Nobody saw your answers")
    tomas.wait_for(lambda: "closed without a reveal" in tomas.message(call.channel, call.ts).everything)
    tomas.press(call, "Vote")
    tomas.wait_for_bot("The vote is over: the workshop was closed")
    tomas.press(invitation, "Join")
    tomas.wait_for_message(CHANNEL, "closed without a reveal. Ask")
    seen = "".join(m.everything for m in amina.read(CHANNEL, everything=True)) + "".join(
        m.everything for m in amina.read_bot()
    )
    assert not any(answer in seen for answer in ANSWERS)


def test_reminders_reach_who_has_not_joined_and_can_be_put_off(stage: Stage) -> None:
    amina, tomas, priya = (stage.person(name) for name in ("amina", "tomas", "priya"))
    invitation = start_workshop(amina, asked=[tomas.id, priya.id])
    question = join(tomas, invitation)
    tomas.press(question, "Pause")
    paused = tomas.wait_for_bot("Paused", button="Continue")
    stage.admin.move_clock(timedelta(days=2, minutes=1).total_seconds())
    reminder = tomas.wait_for_bot("is not finished", button="Remind me tomorrow")
    assert reminder.thread_ts == paused.thread_ts
    priya.wait_for_bot("freelance photographers", button="Join")
    tomas.press(reminder, "Remind me tomorrow")
    tomas.wait_for_bot("I will remind you tomorrow")
    stage.admin.move_clock(timedelta(days=1, minutes=1).total_seconds())
    again = tomas.wait_for_bot("is not finished", after=reminder, button="Continue")
    tomas.press(again, "Continue")
    tomas.wait_for_bot("1 of 3", after=again, button="Skip")


def test_a_deadline_of_a_facilitator_who_is_gone_reaches_those_who_hold_a_seat(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina, deadline=int(stage.admin.now()) + 3600)
    join(tomas, invitation)
    stage.admin.deactivate(amina.id)
    stage.admin.move_clock(3700)
    offer = tomas.wait_for_bot("not here any more", button="Run it from now on")
    tomas.press(offer, "Run it from now on")
    tomas.wait_for_bot("You run the workshop on")
    tomas.wait_for_bot("Your workshop on", button="Start the vote")
