"""A slash command does not say whose team somebody is of: Slack is asked, once, and guests are refused."""

from __future__ import annotations

from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.surveys.test_surveys import rows


def test_a_guest_who_types_a_command_is_refused_and_colleagues_are_asked_about_once(
    either_stage: Stage,
) -> None:
    stage = either_stage
    guest = stage.admin.add_user("gus", "Gus Guest", home_team="T0ELSEWHERE")
    stage.playground.play.world.teams["T0PLAYGRND"].conversations["C0GENERAL1"].members.append(guest)
    gus, amina = stage.person(guest), stage.person("amina")
    lines = ("help", "new freelance photographers", "list", "market", "surveys", "interviews", "test Robin")
    for line in (f"/persona {words}" for words in lines):
        before = len(gus.ephemerals(CHANNEL))
        gus.command(CHANNEL, line)
        gus.wait_for(lambda before=before: len(gus.ephemerals(CHANNEL)) > before)  # type: ignore[misc]
    assert {m.text for m in gus.ephemerals(CHANNEL)} == {
        "Dramatis is here for the people of the workspace it belongs to. "
        "Ask a colleague there to do this for you."
    }
    assert gus.modal() is None
    gus.drop_file(CHANNEL, b"Created at,Stars,Review text\n2026-01-01,5,Good\n", "reviews.csv")
    amina.command(CHANNEL, "/persona surveys")
    amina.wait_for_message(CHANNEL, "no survey in your sight")
    assert not [m for m in amina.read(CHANNEL) if m.raw.get("user") == amina.bot and not m.ephemeral]
    assert rows(stage, "SELECT id FROM survey") == rows(stage, "SELECT id FROM job") == []
    for _ in range(3):
        amina.command(CHANNEL, "/persona help")
    amina.wait_for_message(CHANNEL, "What you can do")
    asked = [call["args"]["user"] for call in stage.admin.calls("users.info")]
    assert sorted(asked) == sorted([guest, amina.id])


def test_where_slack_does_not_say_who_somebody_is_a_colleague_is_not_kept_out(stage: Stage) -> None:
    stage.admin.fault("users.info", "error", error="ratelimited")
    amina = stage.person("amina")
    amina.command(CHANNEL, "/persona help")
    amina.wait_for_message(CHANNEL, "What you can do")
