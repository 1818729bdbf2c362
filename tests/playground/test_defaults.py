"""The playground's app is the one of app.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playground import start_in_thread
from playground.playground import Playground, apply_manifest
from playground.world import default


def test_the_app_has_what_its_manifest_says() -> None:
    path = Path(__file__).resolve().parents[2] / "app.yaml"
    if not path.exists():
        pytest.skip("there is no app.yaml yet")
    text = path.read_text(encoding="utf-8")

    def listed(key: str) -> list[str]:
        found = re.search(rf"^( +){key}:\n((?:\1 +- .*\n)+)", text, re.M)
        assert found is not None, key
        return re.findall(r"- (\S+)", found.group(2))

    assert sorted(listed("bot")) == sorted(default.SCOPES)
    assert sorted(listed("bot_events")) == sorted(default.BOT_EVENTS)
    assert re.findall(r"callback_id: (\S+)", text) == [s["callback_id"] for s in default.SHORTCUTS]
    assert re.findall(r"command: (/\S+)", text) == [c["command"] for c in default.COMMANDS]


def test_a_manifest_can_be_handed_in() -> None:
    play = Playground()
    apply_manifest(
        play.world,
        {
            "features": {"slash_commands": [{"command": "/other"}]},
            "oauth_config": {"scopes": {"bot": ["chat:write"]}},
            "settings": {
                "event_subscriptions": {"bot_events": ["message.im"]},
                "token_rotation_enabled": True,
            },
        },
    )
    app = play.world.app
    assert (app.commands, app.scopes, app.bot_events) == (
        [{"command": "/other"}],
        ["chat:write"],
        ["message.im"],
    )
    assert app.token_rotation is True


def test_four_people_and_four_channels_are_there() -> None:
    with start_in_thread() as pg:
        seen = pg.person("Priya Raman").see()
        assert [c["label"] for c in seen["conversations"]] == [
            "general",
            "design",
            "product",
            "research",
            "Dramatis",
        ]
        hers = pg.person("jonas").see()["conversations"]
        assert "research" not in [c["label"] for c in hers]


def test_a_taken_port_is_said() -> None:
    with start_in_thread() as pg, pytest.raises(OSError, match="in use"):
        start_in_thread(int(pg.url.rsplit(":", 1)[1]))
