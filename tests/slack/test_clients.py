"""Which token speaks where: many workspaces, rotation, uninstalling; asked of Slack as seldom as can be."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Installation

from bot.errors import NotConnected
from handlers.slack.clients import EncryptedInstallations, ManyWorkspaces, SingleToken, StoredStates
from storage.installations import Installations
from storage.store import Store, micros
from tests.slack.fake import FakeSlack


@pytest.fixture
def installations(both_urls: str) -> Iterator[Installations]:
    store = Store(both_urls)
    yield Installations(store, [Fernet.generate_key().decode()])
    store.close()


def now() -> int:
    return int(time.time() * 1_000_000)


def installation(
    team: str | None = "T1", token: str = "xoxb-1", enterprise: str | None = None, **more: object
) -> Installation:
    return Installation(
        app_id="A1",
        enterprise_id=enterprise,
        team_id=team,
        team_name="Team",
        user_id="U1",
        bot_token=token,
        bot_id="B1",
        bot_user_id="UB1",
        bot_scopes=["chat:write"],
        is_enterprise_install=team is None,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def many(installations: Installations, fake_slack: FakeSlack) -> ManyWorkspaces:
    return ManyWorkspaces(
        EncryptedInstallations(installations, now), installations, "id", "secret", fake_slack.url
    )


def test_two_workspaces_each_get_their_own_token(many: ManyWorkspaces, fake_slack: FakeSlack) -> None:
    many.store.save(installation("T1", "xoxb-1"))
    many.store.save(installation("T2", "xoxb-2"))
    for team, token in (("T1", "xoxb-1"), ("T2", "xoxb-2")):
        result = many.authorize(None, team)
        assert result is not None
        assert (result.bot_token, result.bot_user_id, result.team_id) == (token, "UB1", team)
        assert many.client_for(team).token == token
    assert many.authorize(None, "T3") is None
    with pytest.raises(NotConnected):
        many.client_for("T3")
    assert fake_slack.calls == [], "auth.test is not needed: everything was told at installation"


def test_an_org_wide_installation_serves_every_workspace_of_it(many: ManyWorkspaces) -> None:
    many.store.save(installation(None, "xoxb-org", "E1"))
    result = many.authorize("E1", "T7")
    assert result is not None
    assert (result.bot_token, result.team_id) == ("xoxb-org", "T7")
    assert many.client_for("E1").token == "xoxb-org"
    assert many.authorize("E2", "T7") is None


def test_a_token_about_to_expire_is_rotated_also_for_jobs(
    many: ManyWorkspaces, fake_slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.store.save(installation(bot_refresh_token="xoxe-old", bot_token_expires_at=int(time.time()) + 60))
    answers = []

    def accept(method: str, fields: dict[str, object], token: str) -> dict[str, object]:
        answers.append((method, fields.get("refresh_token")))
        return {
            "ok": True,
            "token_type": "bot",
            "access_token": "xoxb-new",
            "refresh_token": "xoxe-new",
            "expires_in": 43200,
        }

    monkeypatch.setattr(fake_slack, "_accept", accept)
    assert many.client_for("T1").token == "xoxb-new"
    assert many.client_for("T1").token == "xoxb-new"
    result = many.authorize(None, "T1")
    assert result is not None
    assert result.bot_token == "xoxb-new"
    assert answers == [("oauth.v2.access", "xoxe-old")]


def test_a_rotation_that_fails_leaves_the_old_token_in_use(
    many: ManyWorkspaces, fake_slack: FakeSlack
) -> None:
    many.store.save(installation(bot_refresh_token="xoxe-old", bot_token_expires_at=int(time.time()) + 60))
    fake_slack.fail("oauth.v2.access", "503")
    assert many.client_for("T1").token == "xoxb-1"


def test_after_uninstalling_nothing_speaks_there(many: ManyWorkspaces) -> None:
    many.store.save(installation())
    assert many.client_for("T1").token == "xoxb-1"
    many.store.delete_all(enterprise_id=None, team_id="T1")
    many.drop()
    assert many.authorize(None, "T1") is None
    with pytest.raises(NotConnected):
        many.client_for("T1")


def test_what_slack_sdk_saves_it_finds_again(many: ManyWorkspaces) -> None:
    many.store.save(installation(installed_at=1_700_000_000.5))
    found = many.store.find_installation(enterprise_id=None, team_id="T1")
    assert found is not None
    assert found.installed_at == 1_700_000_000.5
    assert found.bot_scopes == ["chat:write"]
    bot = many.store.find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    bot.bot_token = "xoxb-rotated"
    many.store.save_bot(bot)
    again = many.store.find_bot(enterprise_id=None, team_id="T1")
    assert again is not None
    assert again.bot_token == "xoxb-rotated"


def test_a_state_handed_out_by_one_replica_is_taken_by_another_once(installations: Installations) -> None:
    one, two = StoredStates(installations, now), StoredStates(installations, now)
    state = one.issue()
    assert two.consume(state)
    assert not one.consume(state)


def test_a_single_token_is_checked_once_and_only_for_its_workspace(fake_slack: FakeSlack) -> None:
    single = SingleToken("xoxb-fake", fake_slack.url)
    first = single.authorize(None, "T1")
    assert first is not None
    assert first.bot_user_id == "UBOT"
    assert single.authorize(None, "T2") is None
    assert len(fake_slack.called("auth.test")) == 1


def test_a_refused_token_is_named_in_one_sentence(fake_slack: FakeSlack) -> None:
    with pytest.raises(NotConnected, match="SLACK_BOT_TOKEN"):
        SingleToken("xoxb-wrong", fake_slack.url).check()
    assert micros  # the unit of every stored time
