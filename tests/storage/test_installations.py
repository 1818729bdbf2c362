"""Tokens are never readable without the key; states are good once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from bot.errors import Misconfigured
from storage import workspaces
from storage.installations import Installations, KeyFile, new_key, read_keys
from storage.store import Store

TOKEN = "xoxb-secret-token"
SECOND = 1_000_000


@pytest.fixture
def keys() -> list[str]:
    return [Fernet.generate_key().decode()]


@pytest.fixture
def installations(store: Store, keys: list[str]) -> Installations:
    return Installations(store, keys)


def test_what_is_saved_is_found_and_the_newest_wins(installations: Installations) -> None:
    installations.save("", "T1", "U1", {"bot_token": "old"}, 1)
    installations.save("", "T1", "U2", {"bot_token": "new"}, 2)
    installations.save("", "T2", "U1", {"bot_token": "other"}, 3)
    assert installations.find("", "T1") == {"bot_token": "new"}
    assert installations.find("", "T1", "U1") == {"bot_token": "old"}
    assert installations.find_workspace("T2") == {"bot_token": "other"}
    assert installations.workspaces() == [("", "T1"), ("", "T2")]


def test_saving_again_replaces(installations: Installations) -> None:
    installations.save("E1", "T1", "U1", {"bot_token": "a"}, 1)
    installations.save("E1", "T1", "U1", {"bot_token": "b"}, 2)
    assert installations.find("E1", "T1") == {"bot_token": "b"}


def test_an_organisation_is_found_by_its_id(installations: Installations) -> None:
    installations.save("E1", "", "U1", {"bot_token": "org"}, 1)
    assert installations.find_workspace("E1") == {"bot_token": "org"}
    assert installations.find_workspace("T9") is None


def test_a_dump_yields_no_token(installations: Installations, store: Store) -> None:
    installations.save("", "T1", "U1", {"bot_token": TOKEN}, 1)
    installations.issue_state(0)
    with store.reading() as session:
        dump = [
            session.execute(sa.text(f"SELECT * FROM {table}")).all()
            for table in ("installation", "oauth_state")
        ]
    assert len(dump[0]) == len(dump[1]) == 1
    assert TOKEN not in repr(dump)


def test_without_the_key_nothing_opens(installations: Installations, store: Store) -> None:
    installations.save("", "T1", "U1", {"bot_token": TOKEN}, 1)
    with pytest.raises(Misconfigured, match="another key"):
        Installations(store, [Fernet.generate_key().decode()]).find("", "T1")


def test_a_key_is_changed_without_a_pause(
    installations: Installations, store: Store, keys: list[str]
) -> None:
    installations.save("", "T1", "U1", {"bot_token": TOKEN}, 1)
    new = Fernet.generate_key().decode()
    both = Installations(store, [new, *keys])
    assert both.find("", "T1") == {"bot_token": TOKEN}
    assert both.reencrypt() == 1
    assert Installations(store, [new]).find("", "T1") == {"bot_token": TOKEN}
    with pytest.raises(Misconfigured):
        installations.find("", "T1")


def test_after_uninstalling_nothing_is_left(installations: Installations, store: Store) -> None:
    installations.save("", "T1", "U1", {"bot_token": TOKEN}, 1)
    installations.save("", "T1", "U2", {"bot_token": TOKEN}, 1)
    installations.save("", "T2", "U1", {"bot_token": TOKEN}, 1)
    assert installations.delete("", "T1", "U2") == 1
    assert installations.delete("", "T1") == 1
    assert installations.workspaces() == [("", "T2")]


def test_a_state_is_good_once_and_for_ten_minutes(installations: Installations) -> None:
    state = installations.issue_state(0)
    assert installations.consume_state(state, 599 * SECOND)
    assert not installations.consume_state(state, 599 * SECOND)
    assert not installations.consume_state(installations.issue_state(0), 601 * SECOND)
    assert not installations.consume_state("made up", 0)


def test_the_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "key"
    keys = read_keys(None, file)
    assert read_keys("", file) == keys
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_the_setting_goes_before_the_file_and_nonsense_is_named(tmp_path: Path) -> None:
    one, two = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    assert read_keys(f"{one}, {two}", tmp_path / "key") == [one, two]
    assert not (tmp_path / "key").exists()
    with pytest.raises(Misconfigured, match="not a key"):
        read_keys("password", tmp_path / "key")


def test_a_process_with_another_key_is_refused_at_its_start(
    installations: Installations, store: Store, keys: list[str]
) -> None:
    installations.prove_key()
    Installations(store, keys).prove_key()
    with pytest.raises(Misconfigured, match="another key"):
        Installations(store, [Fernet.generate_key().decode()]).prove_key()


def test_an_organisations_installation_serves_the_workspaces_known_to_be_its(
    installations: Installations, store: Store
) -> None:
    installations.save("E1", "", "U1", {"bot_token": "org"}, 5)
    installations.save("E2", "", "U1", {"bot_token": "other"}, 9)
    with store.writing() as session:
        workspaces.enter(session, "T1", "E1", "", 1)
        workspaces.enter(session, "T2", "", "Alone", 1)
    assert installations.find_workspace("T1") == {"bot_token": "org"}
    assert installations.find_workspace("T2") is None
    installations.save("E1", "T1", "U1", {"bot_token": "own"}, 2)
    assert installations.find_workspace("T1") == {"bot_token": "own"}


def test_a_key_file_changed_by_one_process_is_used_by_all(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "key"
    mine, theirs = KeyFile(None, file), KeyFile(None, file)
    one, two = Installations(store, mine), Installations(store, theirs)
    one.prove_key()
    two.save("", "T1", "U1", {"bot_token": TOKEN}, 1)
    old = file.read_text().strip()
    mine.write([new_key(), *mine()])
    assert one.reencrypt() == 1
    aside = mine.retire()
    assert two.find("", "T1") == {"bot_token": TOKEN}
    two.prove_key()
    two.save("", "T2", "U1", {"bot_token": TOKEN}, 1)
    assert one.find("", "T2") == {"bot_token": TOKEN}
    assert aside.read_text().split() == [old]
    assert old not in file.read_text()
    assert {stat.S_IMODE(path.stat().st_mode) for path in (file, aside)} == {0o600}
