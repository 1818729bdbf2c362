"""`dramatis doctor` finds what is wrong, one line each, and says nothing secret."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from handlers.cli import doctor
from handlers.cli.doctor import CHECKS
from handlers.cli.main import app
from playground.running import RunningPlayground, start_in_thread
from storage.installations import Installations, KeyFile, new_key
from storage.store import Store


@pytest.fixture(scope="module")
def playground() -> Iterator[RunningPlayground]:
    with start_in_thread(testing=True) as running:
        yield running


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, playground: RunningPlayground) -> Any:
    """Runs the doctor with these settings; gives (exit code, what was printed)."""
    monkeypatch.chdir(tmp_path)

    def run(*options: str, **settings: str) -> tuple[int, str]:
        given = {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_APP_TOKEN": playground.app_token,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'd.sqlite3'}",
            **settings,
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        result = CliRunner().invoke(app, ["doctor", *options])
        return result.exit_code, result.output

    return run


def test_where_all_is_well_it_says_so(examined: Any) -> None:
    code, told = examined()
    assert code == 0, told
    assert "wrong" not in told
    named = [line[9:].partition(":")[0] for line in told.splitlines()]
    looked_at = {"settings", "bot token", "scopes", "clock", "app token", "database", "encoder"}
    assert looked_at < set(named)
    assert len(named) >= 1 + len(CHECKS)  # one of the settings, one or more of each check


def test_a_bad_token_is_found_and_not_printed(examined: Any) -> None:
    code, told = examined(SLACK_BOT_TOKEN="xoxb-nobody")
    assert code == 1
    assert "wrong    bot token: Slack refuses it (invalid_auth)" in told
    assert "xoxb-nobody" not in told


def test_a_bad_app_token_is_found(examined: Any) -> None:
    code, told = examined(SLACK_APP_TOKEN="xapp-nobody")
    assert code == 1
    assert "wrong    app token" in told


def test_slack_that_cannot_be_reached_is_found(examined: Any) -> None:
    code, told = examined(SLACK_API_URL="http://127.0.0.1:9/api/")
    assert code == 1
    assert "Slack cannot be reached" in told


def test_half_a_setting_is_found(examined: Any) -> None:
    code, told = examined(SLACK_APP_TOKEN="")
    assert code == 1
    assert told.startswith("wrong    settings: SLACK_BOT_TOKEN is set but")
    for address in ("http://dramatis.example", "dramatis.example", "ftp://127.0.0.1"):
        assert "DRAMATIS_URL must begin with https" in examined(DRAMATIS_URL=address)[1]


def test_installations_are_looked_at(examined: Any, playground: RunningPlayground, tmp_path: Path) -> None:
    many = {
        "SLACK_BOT_TOKEN": "",
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "client-secret-words",
        "DRAMATIS_KEY_FILE": str(tmp_path / "key"),
    }
    assert "skipped  installations" in examined(**many)[1]
    store = Store(f"sqlite:///{tmp_path / 'd.sqlite3'}")
    store.migrate()
    kept = Installations(store, KeyFile(None, tmp_path / "key"))
    kept.save("", "T1", "U1", {"bot_token": playground.bot_token}, 1)
    assert "ok       installations: 1 kept" in examined(**many)[1]
    kept.save("", "T2", "U1", {"bot_token": "xoxb-nobody"}, 1)
    code, told = examined(**many)
    assert code == 1
    assert "Slack refuses the tokens of T2" in told
    code, told = examined(**many, DRAMATIS_KEY=new_key())
    assert code == 1
    assert "another key" in told
    assert "xoxb" not in told
    assert "client-secret-words" not in told
    code, told = examined(SLACK_BOT_TOKEN="", SLACK_CLIENT_ID="", SLACK_CLIENT_SECRET="x")
    assert "SLACK_CLIENT_ID is missing" in told


def test_a_database_that_cannot_be_opened_is_found(examined: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite3").write_bytes(b"no database at all" * 100)
    code, told = examined(DATABASE_URL=f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    assert code == 1
    assert "wrong    database" in told


def test_as_json_it_is_one_object(examined: Any) -> None:
    code, told = examined("--json")
    found = json.loads(told)
    assert code == 0
    assert found["ok"] is True
    assert {check["name"] for check in found["checks"]} >= {"settings", "bot token", "database", "encoder"}


def test_missing_scopes_are_named() -> None:
    given = {"x-oauth-scopes": "chat:write,commands"}
    found = doctor.scopes_of(given)
    assert found.state == "wrong"
    assert "im:history" in found.sentence
    assert "chat:write" not in found.sentence
    assert doctor.scopes_of({"x-oauth-scopes": ", ".join([*doctor.SCOPES, "more:read"])}).state == "ok"
    assert doctor.scopes_of({}).state == "skipped"


@pytest.mark.parametrize(
    ("skew", "state"), [(0, "ok"), (-59, "ok"), (59, "ok"), (90, "wrong"), (-90, "wrong")]
)
def test_the_clock_may_be_a_minute_off(skew: int, state: str) -> None:
    now = float(int(time.time()))
    found = doctor.skew_of({"date": formatdate(now - skew, usegmt=True)}, now)
    assert found.state == state
    assert doctor.skew_of({"date": "yesterday"}).state == "skipped"
