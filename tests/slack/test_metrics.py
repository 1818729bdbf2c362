"""The figures: what is counted, and that nothing secret and nobody's words stand among them."""

from __future__ import annotations

from pathlib import Path

import requests

from handlers.metrics import event_kind
from tests.scenarios.installing import install
from tests.scenarios.stage import answer_all, start_workshop
from tests.scenarios.test_installing import ANSWERS, HOME, OpenStage


def value(text: str, name: str) -> float:
    """The value of a series; 0 where it is not there yet."""
    return next((float(line.split()[-1]) for line in text.splitlines() if line.startswith(name + " ")), 0.0)


def test_the_figures_tell_what_happened_and_no_more(tmp_path: Path) -> None:
    stage = OpenStage(tmp_path)
    try:
        before = requests.get(f"{stage.url}/metrics", timeout=30).text
        install(stage.url, HOME)
        amina = stage.person("amina")
        answer_all(amina, start_workshop(amina, extras=["short"]), ANSWERS)
        amina.wait_for_bot("1 joined, 1 done", button="Reveal")
        answer = requests.get(f"{stage.url}/metrics", timeout=30)
        text = answer.text
        assert answer.headers["Content-Type"].startswith("text/plain")
        more = {
            name: value(text, name) - value(before, name)
            for name in (
                'dramatis_events_total{kind="event:message"}',
                'dramatis_events_total{kind="command"}',
                'dramatis_posts_total{method="post",outcome="sent"}',
                "dramatis_event_seconds_count",
                "dramatis_post_seconds_count",
            )
        }
        assert all(count >= 1 for count in more.values()), more
        assert more['dramatis_events_total{kind="event:message"}'] >= len(ANSWERS)
        assert 'dramatis_queue_open{queue="job"}' in text
        assert 'dramatis_queue_oldest_seconds{queue="outbox"}' in text
        assert "dramatis_workspaces" in text
        assert "process_resident_memory_bytes" in text
        app = stage.playground.play.world.app
        team = stage.playground.play.world.teams[HOME]
        secrets = [*team.tokens, app.client_secret, app.app_token, (tmp_path / "key").read_text().strip()]
        words = [*ANSWERS, "freelance", "Amina", amina.id, HOME]
        for secret in (*secrets, *words):
            assert secret not in text
    finally:
        stage.close()


def test_labels_are_kinds_and_never_what_somebody_could_choose() -> None:
    assert event_kind("event:app_mention") == "event:app_mention"
    assert event_kind("action:seat.skip:some value") == "action"
    assert event_kind("view_submission:workshop") == "view_submission"
    assert event_kind("event:xoxb-1 {words}") == "event"
