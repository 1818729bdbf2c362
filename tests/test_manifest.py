"""app.yaml is a manifest Slack takes, asks for no scope without a reason, and names nothing that nobody listens to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import App

from handlers.slack.listen import register
from handlers.slack.scopes import SCOPES
from playground.world import default

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.json"
TEXT = (ROOT / "app.yaml").read_text("utf-8")
DESIGNED = {
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "users:read",
}
MANIFEST: dict[str, Any] = yaml.safe_load(TEXT)


def test_slack_would_take_it() -> None:
    if not SCHEMA.exists():
        pytest.skip("Slack's schema of manifests is not beside the repository")
    import jsonschema

    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(MANIFEST)


def test_the_scopes_are_those_of_the_design_each_with_a_reason() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]["bot"]
    assert set(scopes) == DESIGNED == set(SCOPES)
    comments = [line for line in TEXT.splitlines() if line.startswith("#")]
    for scope in scopes:
        reason = [line.partition(scope)[2].strip() for line in comments if scope in line]
        assert reason, scope
        assert reason[0], scope


def test_the_playground_has_the_same_app() -> None:
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == default.SCOPES
    assert MANIFEST["settings"]["event_subscriptions"]["bot_events"] == default.BOT_EVENTS
    assert MANIFEST["features"]["slash_commands"] == default.COMMANDS
    assert MANIFEST["features"]["shortcuts"] == default.SHORTCUTS


class Recorder(App):
    """An app that only remembers for what somebody listens."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-none", signing_secret="none", token_verification_enabled=False)
        self.heard: dict[str, set[str]] = {"event": set(), "command": set(), "shortcut": set()}

    def _remember(self, kind: str, constraint: Any) -> None:
        name = constraint["type"] if isinstance(constraint, dict) else constraint
        self.heard[kind].add(str(name))

    def event(self, event: Any, *rest: Any, **more: Any) -> Any:
        self._remember("event", event)
        return super().event(event, *rest, **more)

    def command(self, command: Any, *rest: Any, **more: Any) -> Any:
        self._remember("command", command)
        return super().command(command, *rest, **more)

    def shortcut(self, constraints: Any, *rest: Any, **more: Any) -> Any:
        self._remember("shortcut", constraints)
        return super().shortcut(constraints, *rest, **more)

    def global_shortcut(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self._remember("shortcut", callback_id)
        return super().global_shortcut(callback_id, *rest, **more)

    def message_shortcut(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self._remember("shortcut", callback_id)
        return super().message_shortcut(callback_id, *rest, **more)


@pytest.fixture(scope="module")
def heard() -> dict[str, set[str]]:
    recorder = Recorder()
    register(recorder)
    return recorder.heard


def test_every_command_has_a_listener(heard: dict[str, set[str]]) -> None:
    assert {c["command"] for c in MANIFEST["features"]["slash_commands"]} == heard["command"]


def test_every_shortcut_has_a_listener(heard: dict[str, set[str]]) -> None:
    assert {s["callback_id"] for s in MANIFEST["features"]["shortcuts"]} == heard["shortcut"]


def test_every_event_has_a_listener(heard: dict[str, set[str]]) -> None:
    wanted = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    listened = {"message.im" if name == "message" else name for name in heard["event"]}
    assert not wanted - listened
