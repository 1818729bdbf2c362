"""The two doors: signed HTTP with its health pages, and Socket Mode, with the same listeners behind both."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from aiohttp import web
from slack_sdk.socket_mode.builtin.connection import ConnectionState

from bot.errors import NotConnected
from handlers.slack.http import WebServer, build_web
from handlers.slack.socket import SocketMode
from tests.slack import payloads
from tests.slack.bench_app import Running
from tests.slack.fake import SECRET, FakeSlack


class FakeSockets:
    """The WebSocket side of Slack: hands out an address, sends envelopes, keeps acknowledgements."""

    def __init__(self, fake_slack: FakeSlack) -> None:
        self.acks: list[dict[str, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.loop = asyncio.new_event_loop()
        self.port = 0
        started = threading.Event()
        threading.Thread(target=self._serve, args=(started,), daemon=True).start()
        assert started.wait(10)
        accept = fake_slack._accept

        def opening(method: str, fields: dict[str, Any], token: str) -> dict[str, Any]:
            if method == "apps.connections.open":
                if token != "xapp-fake":
                    return {"ok": False, "error": "invalid_auth"}
                return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/"}
            return accept(method, fields, token)

        fake_slack._accept = opening  # type: ignore[method-assign]

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)

        async def handle(request: web.Request) -> web.WebSocketResponse:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.send_json({"type": "hello", "num_connections": 1})
            self.sockets.append(socket)
            async for message in socket:
                if message.type == web.WSMsgType.TEXT:
                    self.acks.append(json.loads(message.data))
            return socket

        async def begin() -> None:
            app = web.Application()
            app.router.add_get("/", handle)
            runner = web.AppRunner(app)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.port = runner.addresses[0][1]
            started.set()

        self.loop.run_until_complete(begin())
        self.loop.run_forever()

    def send(self, envelope_id: str, kind: str, payload: dict[str, Any]) -> None:
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": True,
        }
        asyncio.run_coroutine_threadsafe(self.sockets[-1].send_json(envelope), self.loop).result(5)

    def cut(self) -> None:
        asyncio.run_coroutine_threadsafe(self.sockets[-1].close(), self.loop).result(5)


@pytest.fixture
def sockets(fake_slack: FakeSlack) -> Iterator[FakeSockets]:
    sockets = FakeSockets(fake_slack)
    yield sockets
    sockets.loop.call_soon_threadsafe(sockets.loop.stop)


@pytest.fixture
def connected(app: Running, sockets: FakeSockets, fake_slack: FakeSlack) -> Iterator[SocketMode]:
    mode = SocketMode(app.transport.app, "xapp-fake", fake_slack.url, ping_interval=1)
    mode.start()
    assert fake_slack.wait_for(lambda: len(sockets.sockets) == 1)
    yield mode
    mode.stop()


def test_the_same_listeners_answer_over_a_socket(
    connected: SocketMode, sockets: FakeSockets, fake_slack: FakeSlack
) -> None:
    sockets.send("e1", "events_api", payloads.message("hello"))
    sockets.send("e2", "slash_commands", payloads.command("commanded"))
    sockets.send("e3", "interactive", payloads.submission("form"))
    assert fake_slack.wait_for(lambda: sorted(fake_slack.texts()) == ["commanded", "hello"])
    assert fake_slack.wait_for(lambda: len(sockets.acks) == 3)
    acks = {each["envelope_id"]: each.get("payload") for each in sockets.acks}
    assert acks["e3"] == {"response_action": "errors", "errors": {"subject": "Too short."}}


def test_an_envelope_sent_again_is_acknowledged_and_not_taken_twice(
    connected: SocketMode, sockets: FakeSockets, fake_slack: FakeSlack
) -> None:
    body = payloads.message("once")
    sockets.send("e1", "events_api", body)
    sockets.send("e1b", "events_api", body)
    sockets.send("e2", "events_api", payloads.message("end"))
    assert fake_slack.wait_for(lambda: "end" in fake_slack.texts() and len(sockets.acks) == 3)
    assert fake_slack.texts() == ["once", "end"]


def test_a_broken_connection_is_made_again(
    connected: SocketMode, sockets: FakeSockets, fake_slack: FakeSlack
) -> None:
    sockets.cut()
    assert fake_slack.wait_for(lambda: len(sockets.sockets) >= 2, 15)
    assert fake_slack.wait_for(connected.is_connected)
    sockets.send("e1", "events_api", payloads.message("after"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["after"])


def test_a_reader_that_caught_the_state_of_another_connection_neither_outlives_the_stop_nor_stays_deaf(
    app: Running, sockets: FakeSockets, fake_slack: FakeSlack
) -> None:
    mode = SocketMode(app.transport.app, "xapp-fake", fake_slack.url, ping_interval=1)
    mode.start()
    assert fake_slack.wait_for(lambda: len(sockets.sockets) == 1)
    sockets.send("e1", "events_api", payloads.message("before"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["before"])

    mode.handler.client.current_session_state = ConnectionState()  # what a reader in between would not hold
    mode.handler.client.connect_to_new_endpoint(force=True)
    assert fake_slack.wait_for(lambda: len(sockets.sockets) >= 2)
    sockets.send("e2", "events_api", payloads.message("after"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["before", "after"])

    mode.handler.client.current_session_state = ConnectionState()
    stopping = threading.Thread(target=mode.stop, daemon=True)
    stopping.start()
    stopping.join(20)
    assert not stopping.is_alive()


def test_a_refused_app_token_is_named_in_one_sentence(
    app: Running, sockets: FakeSockets, fake_slack: FakeSlack
) -> None:
    with pytest.raises(NotConnected, match="SLACK_APP_TOKEN"):
        SocketMode(app.transport.app, "xapp-wrong", fake_slack.url).start()


def test_health_and_readiness(app: Running) -> None:
    assert requests.get(f"http://127.0.0.1:{app.port}/healthz", timeout=5).status_code == 200
    assert requests.get(f"http://127.0.0.1:{app.port}/readyz", timeout=5).status_code == 200
    assert requests.get(f"http://127.0.0.1:{app.port}/slack/events", timeout=5).status_code == 405


def test_not_ready_is_503_and_metrics_are_given(app: Running) -> None:
    server = WebServer(
        build_web(app.transport.app, SECRET, lambda: False, metrics=lambda: (b"up 1\n", "text/plain")), port=0
    )
    server.start()
    try:
        assert requests.get(f"http://127.0.0.1:{server.port}/readyz", timeout=5).status_code == 503
        assert requests.get(f"http://127.0.0.1:{server.port}/metrics", timeout=5).text == "up 1\n"
    finally:
        server.stop()


def test_the_challenge_of_a_new_address_is_answered(app: Running) -> None:
    answer = payloads.send_raw(app.port, json.dumps({"type": "url_verification", "challenge": "c"}).encode())
    assert (answer.status_code, answer.json()) == (200, {"challenge": "c"})


def test_without_a_signing_secret_there_is_no_http(app: Running, start_app: Callable[..., Running]) -> None:
    with pytest.raises(ValueError, match="signing secret"):
        build_web(app.transport.app, "", lambda: True)
