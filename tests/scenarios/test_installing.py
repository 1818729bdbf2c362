"""Two workspaces install the app by OAuth and work side by side; one takes it out again and is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from handlers.settings import Settings, load
from playground.client import Person
from storage import workspaces
from storage.workspaces import Workspace
from tests.scenarios.installing import close_to_all, free_port, install
from tests.scenarios.stage import Stage, answer_all, start_workshop

HOME, OTHER = "T0PLAYGRND", "T0OTHER001"
ANSWERS = ["28 to 40, live in Berlin", "Edits photos on trains", "Loses half a day chasing unpaid invoices"]


class OpenStage(Stage):
    """The bot as many workspaces install it; nobody has done so yet, and there is a second workspace."""

    def __init__(self, folder: Path, http: bool = False) -> None:
        self.folder = folder
        self.port = free_port()
        super().__init__(folder, http)
        world = self.playground.play.world
        close_to_all(self.playground)
        self.admin.add_team(OTHER, "Otherwhere", "otherwhere", installed=False)
        people = [self.admin.add_user(name, f"{name.title()} Other", team=OTHER) for name in ("olga", "omar")]
        bot = world.teams[OTHER].bot_user
        self.admin.add_channel("general", [*people, bot], team=OTHER)

    def settings(self) -> Settings:
        """Client id and secret in the place of a token."""
        app = self.playground.play.world.app
        return load(
            _env_file=None,
            slack_api_url=self.playground.api_url,
            slack_client_id=app.client_id,
            slack_client_secret=app.client_secret,
            slack_app_token=None if self.http else app.app_token,
            slack_signing_secret=app.signing_secret if self.http else None,
            dramatis_key_file=str(self.folder / "key"),
            database_url=self.database_url,
            port=self.port,
        )

    @property
    def url(self) -> str:
        """Where the bot's own pages are."""
        return f"http://127.0.0.1:{self.port}"

    def workspace(self, team: str) -> Workspace | None:
        """What is known of a workspace."""
        with self.running.transport.services.store.reading() as session:
            return workspaces.find(session, team)

    def count(self, what: str) -> int:
        """`table WHERE …`, counted."""
        with self.running.transport.services.store.reading() as session:
            return int(session.execute(sa.text(f"SELECT count(*) FROM {what}")).scalar_one())


@pytest.fixture(params=["socket", "http"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStage]:
    made = OpenStage(tmp_path, http=request.param == "http")
    yield made
    made.close()


@pytest.fixture
def socket_stage(tmp_path: Path) -> Iterator[OpenStage]:
    made = OpenStage(tmp_path)
    yield made
    made.close()


def olga_of(stage: OpenStage) -> Person:
    return Person(stage.playground.url, OTHER, "olga")


def test_two_workspaces_installed_by_oauth_work_side_by_side(
    stage: OpenStage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    amina = stage.person("amina")
    for team, name in ((HOME, "Playground"), (OTHER, "Otherwhere")):
        done = install(stage.url, team)
        assert done.status == 200, done.text
        assert f"Dramatis is installed in {name}" in done.text
    olga = olga_of(stage)
    amina.wait_for_bot("Dramatis is installed, thank you")
    olga.wait_for_bot("Dramatis is installed, thank you")
    for person, subject in ((amina, "freelance photographers"), (olga, "night nurses")):
        invitation = start_workshop(person, subject, extras=["short"])
        answer_all(person, invitation, ANSWERS)
    amina.wait_for_bot("1 joined, 1 done", button="Reveal")
    olga.wait_for_bot("1 joined, 1 done", button="Reveal")
    assert "night nurses" not in str([m.raw for m in amina.read_bot()] + [amina.see()])
    assert "freelance photographers" not in str([m.raw for m in olga.read_bot()] + [olga.see()])
    assert not stage.admin.problems()
    assert "defect" not in caplog.text
    asked = [call for call in stage.admin.calls("auth.test") if call["ok"]]
    assert len(asked) == 2, "auth.test is asked once for each installation, not for each event"


def test_an_installation_that_was_not_begun_here_is_refused(socket_stage: OpenStage) -> None:
    stage = socket_stage
    stranger = install(stage.url, HOME, keep_cookie=False)
    assert stranger.status == 400
    assert "begun in another browser" in stranger.text
    assert stage.workspace(HOME) is None
    once = install(stage.url, HOME)
    assert once.status == 200
    again = requests.get(once.address, timeout=30)
    assert again.status_code == 400
    declined = requests.get(f"{stage.url}/slack/oauth_redirect?error=access_denied", timeout=30)
    assert "declined in Slack" in declined.text
    odd = requests.get(f"{stage.url}/slack/oauth_redirect?error=<script>", timeout=30)
    assert "<script>" not in odd.text
    page = requests.get(f"{stage.url}/slack/install?team=T1%26redirect_uri=http://evil", timeout=30)
    assert "evil" not in page.text


def test_after_the_app_is_taken_out_nothing_is_said_and_in_30_days_all_is_gone(stage: OpenStage) -> None:
    install(stage.url, HOME)
    install(stage.url, OTHER)
    olga = olga_of(stage)
    olga.press(start_workshop(olga, "night nurses", extras=["short"]), "Join")
    olga.wait_for_bot("1 of 3", button="Skip")
    assert stage.count("job WHERE kind = 'remind_seat' AND state = 'open'") == 1
    stage.admin.uninstall(OTHER)
    stage.admin.wait_for(
        lambda: getattr(stage.workspace(OTHER), "left", None), what="the workspace to be left"
    )
    assert stage.count(f"installation WHERE team = '{OTHER}'") == 0
    assert stage.count(f"installation WHERE team = '{HOME}'") == 1
    before = len(stage.admin.calls("chat.postMessage"))
    stage.admin.move_clock(8 * 86_400)  # the reminder is due
    stage.admin.wait_for(
        lambda: stage.count(f"job WHERE workspace = '{OTHER}' AND state = 'open'") == 1,
        what="only the erasure to be left",
    )
    tried = [c for c in stage.admin.calls("chat.postMessage")[before:] if c.get("team") == OTHER]
    assert tried == []
    stage.admin.move_clock(23 * 86_400)
    stage.admin.wait_for(
        lambda: stage.count(f"workshop WHERE workspace = '{OTHER}'") == 0, what="the erasure"
    )
    assert stage.workspace(OTHER) is None
    assert stage.workspace(HOME) is not None


def test_a_workspace_that_installs_again_within_30_days_has_everything_back(socket_stage: OpenStage) -> None:
    stage = socket_stage
    install(stage.url, OTHER)
    olga = olga_of(stage)
    start_workshop(olga, "night nurses", extras=["short"])
    stage.admin.uninstall(OTHER)
    stage.admin.wait_for(
        lambda: getattr(stage.workspace(OTHER), "left", None), what="the workspace to be left"
    )
    stage.admin.move_clock(86_400)
    install(stage.url, OTHER)
    known = stage.workspace(OTHER)
    assert known is not None
    assert known.left is None
    assert (
        stage.count(f"job WHERE workspace = '{OTHER}' AND kind = 'erase_workspace' AND state = 'open'") == 0
    )
    olga.open_home()
    assert "night nurses" in olga.wait_for_home("Workshops you run").everything
    late = {"type": "app_uninstalled", "event_ts": f"{stage.admin.now() - 80_000:.6f}"}
    stage.admin.send_event(late, team=OTHER)
    stage.admin.wait_for(lambda: not stage.admin.undelivered())
    olga.tell_bot("help")
    olga.wait_for_bot("What you can do")
    known = stage.workspace(OTHER)
    assert known is not None
    assert known.left is None


def test_an_erasure_asks_slack_first_whether_the_app_is_really_gone(socket_stage: OpenStage) -> None:
    stage = socket_stage
    install(stage.url, OTHER)
    services = stage.running.transport.services
    start_workshop(olga_of(stage), "night nurses", extras=["short"])
    with services.unit(OTHER) as work:
        workspaces.leave(work.session, OTHER, "uninstalled", services.now())
        work.schedule("erase_workspace", {})
    stage.admin.wait_for(lambda: stage.count("job WHERE kind = 'erase_workspace' AND state = 'open'") == 0)
    assert stage.count(f"workshop WHERE workspace = '{OTHER}'") == 1
    known = stage.workspace(OTHER)
    assert known is not None
    assert known.left is None


def test_tokens_that_expire_are_rotated_for_people_and_for_the_clock(socket_stage: OpenStage) -> None:
    stage = socket_stage
    stage.admin.settings(token_rotation=True)
    install(stage.url, OTHER)
    olga = olga_of(stage)
    olga.press(start_workshop(olga, "night nurses", extras=["short"]), "Join")
    olga.wait_for_bot("1 of 3", button="Skip")
    before = {m.ts for m in olga.read_bot()}
    stage.admin.move_clock(20 * 86_400)  # only what is due by the clock speaks now, with tokens long expired
    olga.wait_for(lambda: [m for m in olga.read_bot() if m.ts not in before], 20, "a word by the clock")
    refreshed = [
        c for c in stage.admin.calls("oauth.v2.access") if c["args"].get("grant_type") == "refresh_token"
    ]
    assert [c["ok"] for c in refreshed] == [True]
    olga.tell_bot("help")
    olga.wait_for_bot("Just type your answer")
