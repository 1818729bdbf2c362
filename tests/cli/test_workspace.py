"""`dramatis workspace`: who has the app, and a key changed without losing a token."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from handlers.cli.main import app
from storage import workspaces
from storage.installations import Installations, KeyFile, new_key
from storage.store import Store

DAY = 86_400_000_000


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs it on a fresh database; gives (exit code, what was printed)."""
    monkeypatch.chdir(tmp_path)
    for name in ("DRAMATIS_KEY", "DRAMATIS_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/d.sqlite3")

    def call(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["workspace", *words])
        return result.exit_code, result.output

    return call


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path}/d.sqlite3")
    made.migrate()
    return made


def test_it_lists_who_has_and_who_had_the_app(run: Any, store: Store) -> None:
    assert run("list") == (0, "No workspace has the app yet.\n")
    with store.writing() as session:
        workspaces.enter(session, "T1", "", "Playground", 20_000 * DAY)
        workspaces.enter(session, "T2", "E1", "", 20_000 * DAY)
        workspaces.leave(session, "T2", "uninstalled", 20_001 * DAY)
    code, told = run("list")
    assert code == 0
    assert told.splitlines() == [
        "T1           Playground: since 2024-10-04",
        "T2           - of E1: since 2024-10-04, left on 2024-10-05 (uninstalled)",
    ]
    listed = json.loads(run("list", "--json")[1])["workspaces"]
    assert [each["id"] for each in listed] == ["T1", "T2"]
    assert listed[0]["left"] is None


def test_a_fresh_key_in_the_file_opens_everything_and_the_old_one_is_kept_aside(
    run: Any, store: Store, tmp_path: Path
) -> None:
    keys = KeyFile(None, tmp_path / "var" / "key")
    Installations(store, keys).save("", "T1", "U1", {"bot_token": "xoxb-1"}, 1)
    before = (tmp_path / "var" / "key").read_text()
    code, told = run("rekey")
    assert code == 0
    assert told.startswith("1 installation encrypted with a fresh key.")
    after = (tmp_path / "var" / "key").read_text()
    assert after != before
    assert len(after.split()) == 1
    assert before.strip() not in told
    assert after.strip() not in told
    assert (tmp_path / "var" / "key.old").read_text() == before
    assert Installations(store, KeyFile(None, tmp_path / "var" / "key")).find("", "T1") == {
        "bot_token": "xoxb-1"
    }


def test_a_fresh_key_in_front_of_the_setting_takes_over(
    run: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = new_key(), new_key()
    Installations(store, [old]).save("", "T1", "U1", {"bot_token": "xoxb-1"}, 1)
    monkeypatch.setenv("DRAMATIS_KEY", old)
    assert "put a new one in front" in run("rekey")[1]
    monkeypatch.setenv("DRAMATIS_KEY", f"{new},{old}")
    assert json.loads(run("rekey", "--json")[1]) == {"encrypted": 1}
    assert Installations(store, [new]).find("", "T1") == {"bot_token": "xoxb-1"}


def test_with_another_key_it_says_so_and_changes_nothing(
    run: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = new_key()
    Installations(store, [old]).prove_key()
    monkeypatch.setenv("DRAMATIS_KEY", new_key())
    code, told = run("rekey")
    assert code == 1
    assert "encrypted with another key" in told
    code, told = run("rekey", "--json")
    assert json.loads(told)["error"]["reason"] == "misconfigured"
    Installations(store, [old]).prove_key()


def test_a_key_is_printed_and_is_one(run: Any, store: Store) -> None:
    code, told = run("key")
    assert code == 0
    Installations(store, [told.strip()]).prove_key()
