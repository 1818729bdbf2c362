"""A channel's digest: wished for in plain words, once at its hour, with buttons that work."""

from __future__ import annotations

import pytest

from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.digests.conftest import WEEKLY, Clock, publish, subscriptions

DESIGN, PRIVATE = "#design", "#research"


def told(stage: Stage, words: str, channel: str = CHANNEL, who: str = "tomas") -> Message:
    """What the channel was told."""
    return stage.person(who).wait_for_message(channel, words)


def set_up(stage: Stage, line: str = WEEKLY, channel: str = CHANNEL, who: str = "amina") -> None:
    """Somebody wishes for a digest."""
    stage.person(who).command(channel, line)
    told(stage, "a persona digest for this channel", channel, who="amina")


def test_a_channel_gets_its_digest_at_the_hour_and_once(stage: Stage, clock: Clock) -> None:
    publish(stage)
    amina = stage.person("amina")
    set_up(stage)
    said = told(stage, "set up a persona digest")
    assert "Mondays at 9:00 (Africa/Dakar)" in said.everything
    assert "The next one comes on Monday" in said.everything
    clock.to(0, 8, 59)
    amina.command(CHANNEL, "/persona digest preview")
    preview = amina.wait_for_message(CHANNEL, "A preview that only you see")
    assert preview.ephemeral
    assert not clock.digests()
    clock.to(0, 9)
    post = clock.after(1)
    assert "Late" not in post.everything
    assert "Edits photos on trains without wifi" in post.everything
    assert 1 <= len([b for b in post.buttons if b != "Show"]) <= 3
    clock.to(0, 9, 30)
    stage.restart()
    amina.command(CHANNEL, "/persona digest list")
    amina.wait_for_message(CHANNEL, "set up by")
    clock.after(1)
    assert subscriptions(stage)[0].used is not None


def test_each_button_of_a_digest_works(stage: Stage, clock: Clock) -> None:
    publish(stage)
    tomas = stage.person("tomas")
    set_up(stage)
    tomas.command(CHANNEL, "/persona ask who needs a dark mode?")
    tomas.wait_for_message(CHANNEL, "Kept as a gap", timeout=30)
    clock.to(0, 9)
    post = clock.after(1)
    assert "/archives/C0GENERAL1/p" in post.everything  # its titles lead to the card
    tomas.press(post, "Show")
    tomas.wait_for(lambda: any("Challenge" in m.buttons for m in tomas.ephemerals(CHANNEL)), 10, "the card")
    tomas.press(post, "Ask the team")
    assert "dark mode" in str(tomas.wait_for_modal("Ask the team").raw)
    tomas.close()
    tomas.press(post, "Test it")
    tomas.wait_for(
        lambda: (
            tomas.modal() is not None
            or any("survey" in m.everything.lower() for m in tomas.ephemerals(CHANNEL))
        ),
        15,
        "what Test it opens",
    )
    assert "on our side" not in str([m.everything for m in tomas.ephemerals(CHANNEL)])


@pytest.mark.parametrize("word", ["yes", "no"])
def test_still_true_is_asked_after_ninety_days_and_kept_in_the_history(
    stage: Stage, clock: Clock, word: str
) -> None:
    cast = publish(stage)
    stage.admin.move_clock(91 * 86_400)
    set_up(stage)
    clock.to(0, 9)
    post = clock.after(1)
    assert "Is it still true?" in post.everything
    priya, amina = stage.person("priya"), stage.person("amina")
    priya.press(post, f"digest.still_{word}")
    if word == "yes":
        priya.wait_for_message(CHANNEL, "still true. I ask again")
    else:
        priya.wait_for_message(CHANNEL, "Press Challenge on what is wrong")
        priya.wait_for(lambda: any("Challenge" in m.buttons for m in priya.ephemerals(CHANNEL)))
        amina.wait_for_bot("Somebody says that Robin is no longer true")
    person, what, _, _ = cast.history()[0]
    assert what == ("said that it is still true" if word == "yes" else "said that it is no longer true")
    assert person == ""  # counts only: no name
    stage.person("jonas").press(post, f"digest.still_{word}")
    told(stage, "already. It stands in the history", who="jonas")
    assert len([row for row in cast.history() if row[1] == what]) == 1


def test_quiet_weeks_are_one_line_and_the_third_asks_whether_to_go_on(stage: Stage, clock: Clock) -> None:
    publish(stage)
    set_up(stage)
    clock.to(0, 9)
    clock.after(1)
    for week in (2, 3):
        clock.to(0, 9)
        quiet = clock.after(week)
        assert quiet.text.startswith("Quiet since Monday")
        assert not quiet.buttons
    clock.to(0, 9)
    asked = clock.after(4)
    assert asked.buttons == ["Go on", "Pause it", "Stop it"]
    tomas, amina = stage.person("tomas"), stage.person("amina")
    tomas.press(asked, "Stop it")
    tomas.wait_for_message(CHANNEL, "Only they or an admin of the workspace can change it")
    amina.press(asked, "Pause it")
    tomas.wait_for(lambda: "paused it" in tomas.message(asked.channel, asked.ts).everything)
    assert not tomas.message(asked.channel, asked.ts).buttons
    clock.to(0, 9)
    clock.to(0, 12)
    assert subscriptions(stage)[0].state == "paused"
    amina.command(CHANNEL, "/persona digest resume")
    told(stage, "resumed the persona digest")
    clock.to(0, 9)
    clock.after(5)


def test_going_on_counts_anew(stage: Stage, clock: Clock) -> None:
    set_up(stage)
    for week in (1, 2, 3):
        clock.to(0, 9)
        post = clock.after(week)
        assert "There is no persona here yet" in post.text
    stage.person("tomas").press(post, "Go on")  # anybody may wish for it
    told(stage, "go on. The next one comes")
    clock.to(0, 9)
    assert not clock.after(4).buttons
    amina = stage.person("amina")
    amina.press(post, "digest.stop")
    told(stage, "stopped it")
    assert not subscriptions(stage)


def test_a_private_persona_is_spoken_of_in_its_own_channel_only(stage: Stage, clock: Clock) -> None:
    stage.admin.invite_bot(PRIVATE)
    said = {"amina": ["Secret traits of kings", "Secret needs of kings", "Secret pains of kings"]}
    publish(stage, channel=PRIVATE, name="Otto", said=said)
    publish(stage)
    for channel in (CHANNEL, PRIVATE):
        set_up(stage, channel=channel)
    clock.to(0, 9)
    public, private = clock.after(1), clock.after(1, PRIVATE, "amina")
    assert "Robin" in public.everything
    assert "Otto" in private.everything
    assert "Otto" not in str(public.raw)
    assert "Secret" not in str(public.raw)
    tomas = stage.person("tomas")
    tomas.command(CHANNEL, "/persona digest list")
    rows = tomas.wait_for_message(CHANNEL, "set up by")
    assert "C0RESEARCH" not in rows.everything


def test_one_digest_a_channel_and_another_wish_changes_it(stage: Stage, clock: Clock) -> None:
    set_up(stage)
    stage.person("amina").command(CHANNEL, "/persona digest every weekday at 16:30 Europe/Berlin as sales")
    told(stage, "changed the persona digest of this channel")
    (row,) = subscriptions(stage)
    assert (row.minute, row.zone, row.lens, row.days) == (990, "Europe/Berlin", "sales", "[0, 1, 2, 3, 4]")
    tomas = stage.person("tomas")
    for line in ("fridays 9:00", "pause", "stop", "now"):
        before = len(tomas.ephemerals(CHANNEL))
        tomas.command(CHANNEL, f"/persona digest {line}")
        tomas.wait_for(lambda before=before: len(tomas.ephemerals(CHANNEL)) > before)  # type: ignore[misc]
        assert "Only they or an admin" in tomas.ephemerals(CHANNEL)[-1].everything
    stage.admin.deactivate(stage.person("amina").id)
    tomas.command(CHANNEL, "/persona digest fridays 9:00")
    tomas.wait_for(lambda: subscriptions(stage)[0].person == tomas.id, 10, "a new subscriber")
    assert subscriptions(stage)[0].zone == "America/Bogota"


def test_now_posts_at_once_and_leaves_the_hour_as_it_is(stage: Stage, clock: Clock) -> None:
    publish(stage)
    set_up(stage)
    amina = stage.person("amina")
    amina.command(CHANNEL, "/persona digest now")
    clock.after(1)
    clock.to(0, 9)
    assert clock.after(2).text.startswith("Quiet since Sunday")


def test_the_window_sets_one_up_and_shows_what_there_is(stage: Stage, clock: Clock) -> None:
    jonas = stage.person("jonas")
    jonas.command(DESIGN, "/persona digest")
    window = jonas.wait_for_modal("Digest")
    assert "Europe/Stockholm" in str(window.raw)
    assert "days" in jonas.submit(days=[])
    assert not jonas.submit(days=["1", "3"], time="07:15", lens="support")
    told(stage, "Tuesdays and Thursdays at 7:15 (Europe/Stockholm)", DESIGN)
    jonas.command(DESIGN, "/persona digest")
    again = jonas.wait_for_modal("set up by")
    assert "Tuesdays and Thursdays at 7:15" in again.everything
    jonas.close()
    tomas = stage.person("tomas")
    tomas.command(DESIGN, "/persona digest")
    tomas.wait_for_modal("Digest")
    assert "Only they or an admin" in str(tomas.submit(days=["0"]))


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("here on blue moons", "I do not understand"),
        ("here 9:00", "On which days"),
        ("mondays 25:00", "There is no 25:00"),
        ("every other monday 9:00", "days of the week"),
        ("mondays 9:00 for Nimbus", "I do not know a product called"),
        ("pause", "There is no digest here yet"),
        ("list", "There is no digest here yet"),
    ],
)
def test_bad_words_get_one_sentence_and_change_nothing(stage: Stage, line: str, answer: str) -> None:
    priya = stage.person("priya")
    priya.command(CHANNEL, f"/persona digest {line}")
    priya.wait_for_message(CHANNEL, answer)
    assert len(priya.ephemerals(CHANNEL)) == 1
    assert not subscriptions(stage)


def test_in_direct_messages_it_says_where_to_type_it(stage: Stage) -> None:
    amina = stage.person("amina")
    amina.command(amina.bot, WEEKLY)
    amina.wait_for_bot("A digest belongs to a channel")
    assert not subscriptions(stage)


def test_a_channel_that_cannot_be_reached_pauses_it_and_tells_who_set_it_up(
    stage: Stage, clock: Clock
) -> None:
    set_up(stage)
    stage.admin.remove_bot(CHANNEL)
    clock.to(0, 9)
    amina = stage.person("amina")
    amina.wait_for_bot("I could not post the persona digest in", timeout=15)
    assert "/invite @Dramatis" in amina.wait_for_bot("It is paused").everything
    assert subscriptions(stage)[0].state == "paused"
    clock.to(0, 9)
    clock.to(0, 12)
    assert len([m for m in amina.read_bot() if "could not post" in m.text]) == 1


def test_after_downtime_it_comes_once_late_and_says_so(stage: Stage, clock: Clock) -> None:
    publish(stage)
    set_up(stage)
    stage.running.stop()
    clock.to(0, 9)
    clock.to(0, 9)
    clock.to(1, 15)
    stage.running = stage._start()
    late = clock.after(1)
    assert "Late: it was due on Monday" in late.everything
    assert "The one before was missed." in late.everything
    clock.to(1, 16)
    clock.after(1)
