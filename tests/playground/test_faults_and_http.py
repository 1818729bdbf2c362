"""Faults on purpose, signed HTTP, the installation by OAuth, the clock, and a world that outlives its process."""

from __future__ import annotations

import http.client
import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from playground import RunningPlayground, start_in_thread
from playground.client import Admin, Person


def test_a_rate_limit_names_its_seconds(client: WebClient, admin: Admin) -> None:
    admin.fault("chat.postMessage", "ratelimited", retry_after=7, times=1)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0GENERAL1", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert client.chat_postMessage(channel="C0GENERAL1", text="x")["ok"]


@pytest.mark.parametrize(("effect", "posted"), [(False, 0), (True, 1)])
def test_a_call_fails_before_or_after_its_effect(
    client: WebClient, admin: Admin, amina: Person, effect: bool, posted: int
) -> None:
    admin.fault("chat.postMessage", "status", status=503, effect=effect)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C0GENERAL1", text="x")
    assert len(amina.read("#general")) == posted


@pytest.mark.parametrize(("effect", "posted"), [(False, 1), (True, 2)])
def test_a_connection_cut_after_the_effect_makes_the_blind_client_post_twice(
    client: WebClient, admin: Admin, amina: Person, effect: bool, posted: int
) -> None:
    admin.fault("chat.postMessage", "cut", effect=effect)
    client.chat_postMessage(channel="C0GENERAL1", text="x")  # the default client tries again by itself
    assert len(amina.read("#general")) == posted


def test_other_faults_and_the_record_of_them(client: WebClient, admin: Admin) -> None:
    admin.fault("auth.test", "error", error="internal_error", skip=1)
    assert client.auth_test()["ok"]
    with pytest.raises(SlackApiError, match="internal_error"):
        client.auth_test()
    admin.fault("auth.test", "delay", seconds=0.2)
    assert client.auth_test()["ok"]
    assert [c["fault"] for c in admin.calls("auth.test")] == [None, "error", "delay"]


def test_faults_are_only_for_tests() -> None:
    with start_in_thread() as plain, pytest.raises(RuntimeError, match="testing=True"):
        plain.admin.fault("*", "cut")


# -- signed HTTP


class App(ThreadingHTTPServer):
    """An app behind a request address: keeps what it gets and answers what it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[tuple[int, bytes]] = []
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    server: App

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        status, answer = self.server.answers.pop(0) if self.server.answers else (200, b"")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def app(admin: Admin) -> Iterator[App]:
    server = App()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    admin.settings(request_url=f"http://127.0.0.1:{server.server_port}/slack/events")
    yield server
    server.shutdown()
    server.server_close()


def test_events_are_signed_and_tried_again(
    pg: RunningPlayground, admin: Admin, app: App, amina: Person
) -> None:
    app.answers = [(500, b"")]
    amina.tell_bot("hello")
    admin.wait_for(lambda: len(app.got) == 2 and not admin.undelivered())
    verifier = SignatureVerifier(pg.signing_secret)
    for headers, body in app.got:
        assert verifier.is_valid_request(body, headers)
    again = {k.lower(): v for k, v in app.got[1][0].items()}
    assert again["x-slack-retry-num"] == "1"
    assert again["x-slack-retry-reason"] == "http_error"
    assert json.loads(app.got[0][1])["event_id"] == json.loads(app.got[1][1])["event_id"]


def test_commands_and_presses_come_as_forms(app: App, client: WebClient, amina: Person) -> None:
    app.answers = [(200, b'{"response_type": "in_channel", "text": "a persona"}')]
    amina.command("#general", "/persona list all")
    form = urllib.parse.parse_qs(app.got[0][1].decode())
    assert (form["command"], form["text"], form["user_id"]) == (["/persona"], ["list all"], [amina.id])
    assert amina.read("#general")[-1].text == "a persona"
    press = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    client.chat_postMessage(channel="C0GENERAL1", text="x", blocks=[{"type": "actions", "elements": [press]}])
    amina.press(amina.read("#general")[-1], "Go")
    presses = [b for _, b in app.got if b.startswith(b"payload=")]
    payload = json.loads(urllib.parse.parse_qs(presses[0].decode())["payload"][0])
    assert payload["type"] == "block_actions"
    assert payload["response_url"].startswith("http://127.0.0.1")


# -- OAuth


def authorize(pg: RunningPlayground, redirect: str) -> dict[str, list[str]]:
    """Open the installing page and press Allow; the query of the redirect."""
    query = {
        "client_id": pg.play.world.app.client_id,
        "scope": "chat:write,im:history",
        "state": "s1",
        "redirect_uri": redirect,
    }
    with urllib.request.urlopen(f"{pg.url}/oauth/v2/authorize?{urllib.parse.urlencode(query)}") as page:
        html = page.read().decode()
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', html)) | {"team": "T0PLAYGRND"}
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(pg.url).netloc)
    body = urllib.parse.urlencode(fields)
    connection.request(
        "POST", "/oauth/v2/authorize", body, {"Content-Type": "application/x-www-form-urlencoded"}
    )
    location = connection.getresponse().getheader("Location") or ""
    connection.close()
    assert location.startswith(redirect)
    return urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)


def test_an_app_is_installed_and_its_token_rotates(
    pg: RunningPlayground, admin: Admin, amina: Person
) -> None:
    admin.settings(token_rotation=True)
    came = authorize(pg, "http://127.0.0.1:9/oauth")
    assert came["state"] == ["s1"]
    known = {"client_id": pg.play.world.app.client_id, "client_secret": pg.play.world.app.client_secret}
    web = WebClient(base_url=pg.api_url)
    granted = web.oauth_v2_access(code=came["code"][0], **known)
    assert granted["scope"] == "chat:write,im:history"
    assert granted["team"]["id"] == "T0PLAYGRND"
    bot = WebClient(token=granted["access_token"], base_url=pg.api_url)
    assert bot.chat_postMessage(channel=amina.id, text="installed")["ok"]
    with pytest.raises(SlackApiError, match="missing_scope"):
        bot.users_info(user=amina.id)
    with pytest.raises(SlackApiError, match="code_already_used"):
        web.oauth_v2_access(code=came["code"][0], **known)
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        web.oauth_v2_access(code=came["code"][0], client_id=known["client_id"], client_secret="wrong")

    admin.move_clock(13 * 3600)
    with pytest.raises(SlackApiError, match="token_expired"):
        bot.auth_test()
    fresh = web.oauth_v2_access(grant_type="refresh_token", refresh_token=granted["refresh_token"], **known)
    assert WebClient(token=fresh["access_token"], base_url=pg.api_url).auth_test()["ok"]
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        web.oauth_v2_access(grant_type="refresh_token", refresh_token=granted["refresh_token"], **known)


# -- time and memory


def test_the_clock_moves_what_is_written_after(admin: Admin, amina: Person) -> None:
    before = float(amina.say("#general", "evening").ts)
    admin.move_clock(12 * 3600)
    after = float(amina.say("#general", "morning").ts)
    assert 12 * 3600 - 1 < after - before < 12 * 3600 + 60
    admin.move_clock(-24 * 3600)
    assert float(amina.say("#general", "back").ts) > after  # a message never comes before an earlier one


def test_the_world_outlives_its_process(tmp_path: Path) -> None:
    path = tmp_path / "state" / "playground.sqlite"
    with start_in_thread(0, path, testing=True) as first:
        amina = first.person("amina")
        web = WebClient(token=first.bot_token, base_url=first.api_url)
        amina.tell_bot("before")  # nobody hears it yet
        amina.drop_file("#general", b"a,b\n", "survey.csv")
        web.views_publish(user_id=amina.id, view={"type": "home", "blocks": [{"type": "divider"}]})
        web.views_open(
            trigger_id=first.play.handles.new_trigger("T0PLAYGRND", amina.id),
            view={
                "type": "modal",
                "title": {"type": "plain_text", "text": "Open"},
                "blocks": [{"type": "divider"}],
            },
        )
        web.chat_postEphemeral(channel="C0GENERAL1", user=amina.id, text="psst")
        gone = web.chat_postMessage(channel="C0GENERAL1", text="deleted")
        web.chat_delete(channel="C0GENERAL1", ts=gone["ts"])
        first.admin.move_clock(3600)
        waiting = first.admin.undelivered()
        token = first.bot_token
    with start_in_thread(0, path, testing=True) as second:
        amina = second.person("amina")
        assert second.bot_token == token
        assert [m.text for m in amina.read_bot()] == ["before"]
        assert [m.text for m in amina.read("#general")] == ["", "psst"]
        assert amina.home() is not None
        assert (amina.modal() or pytest.fail("the modal is gone")).title == "Open"
        assert second.admin.undelivered() == waiting != []
        file = amina.read("#general")[0].raw["files"][0]["id"]
        assert second.play.world.bytes[file] == b"a,b\n"
        assert second.play.world.offset == 3600


def test_a_killed_playground_keeps_what_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "playground.sqlite"
    first = start_in_thread(0, path)
    first.person("amina").say("#general", "kept")
    # Nothing is stopped in order: a second one reads the same file, as after a kill.
    with start_in_thread(0, path) as second:
        assert [m.text for m in second.person("amina").read("#general")] == ["kept"]
    first.stop()


# -- who may come in


def status(
    url: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes | None = None
) -> int:
    request = urllib.request.Request(url, body, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return int(response.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_only_this_machine_and_its_own_page_come_in(pg: RunningPlayground) -> None:
    port = urllib.parse.urlsplit(pg.url).port
    token = {"X-Playground-Token": pg.play.page_token}
    act = f"{pg.url}/playground/act"
    assert status(pg.url) == 200
    assert status(f"http://localhost:{port}/") == 200
    assert status(pg.url, headers={"Host": "evil.example"}) == 403
    assert status(pg.url, headers={"Host": f"evil.example:{port}"}) == 403
    assert status(act, "POST", {}, b"{}") == 403
    assert status(act, "POST", token, b"{}") == 200
    assert status(act, "POST", {**token, "Origin": pg.url}, b"{}") == 200
    assert status(act, "POST", {**token, "Origin": "https://evil.example"}, b"{}") == 403
    assert status(act, "POST", {**token, "Origin": "null"}, b"{}") == 403
    assert status(f"{pg.url}/api/auth.test", "POST", {"Origin": "https://evil.example"}, b"") == 403
    assert status(f"{pg.url}/playground/hello", headers={"Sec-Fetch-Site": "cross-site"}) == 403
    assert status(f"{pg.url}/playground/see?user=U0AMINA001") == 403
    assert status(f"{pg.url}/static/..%2fapi.py") == 404
    assert status(f"{pg.url}/playground/clock") == 200


def test_the_page_allows_nothing_inline_and_nothing_from_elsewhere(pg: RunningPlayground) -> None:
    with urllib.request.urlopen(pg.url) as page:
        policy = page.headers["Content-Security-Policy"]
        html = page.read().decode()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", html)
    static = Path(__file__).resolve().parents[2] / "playground" / "page" / "static"
    for script in static.glob("*.js"):
        code = script.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code
        ), script
