"""A channel's digest: wished for in plain words, once at its hour, with buttons that work."""

from __future__ import annotations

from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.digests.conftest import WEEKLY, Clock, publish, subscriptions


def test_a_channel_gets_its_digest_at_the_hour_and_once(stage: Stage, clock: Clock) -> None:
    publish(stage)
    amina = stage.person("amina")
    amina.command(CHANNEL, WEEKLY)
    said = stage.person("tomas").wait_for_message(CHANNEL, "set up a persona digest")
    assert "Mondays at 9:00 (Africa/Dakar)" in said.everything
    assert "The next one comes on Monday" in said.everything
    clock.to(0, 8, 59)
    amina.command(CHANNEL, "/persona digest preview")
    amina.wait_for_message(CHANNEL, "A preview that only you see")
    assert not clock.digests()
    clock.to(0, 9)
    post = clock.after(1)
    print(post.everything)
    print(post.buttons)
    assert "Late" not in post.everything
    clock.to(0, 9, 30)
    stage.restart()
    clock.to(0, 12)
    amina.command(CHANNEL, "/persona digest list")
    amina.wait_for_message(CHANNEL, "Mondays at 9:00 (Africa/Dakar)", button=None)
    clock.after(1)
    assert subscriptions(stage)[0].used is not None
