"""A running playground, and small Bolt apps that live in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground import RunningPlayground, start_in_thread
from playground.client import Admin, Person
from playground.world import default

logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)


EVENTS = [
    *default.BOT_EVENTS,
    *("channel_archive", "channel_left", "member_joined_channel", "member_left_channel", "user_change"),
]


@pytest.fixture
def pg() -> Iterator[RunningPlayground]:
    """A fresh playground in memory, with retries quick enough to watch."""
    with start_in_thread(testing=True) as running:
        running.admin.settings(retry_delays=[0.05, 0.1, 0.2], scopes=None, bot_events=EVENTS)
        yield running


@pytest.fixture
def admin(pg: RunningPlayground) -> Admin:
    return pg.admin


@pytest.fixture
def client(pg: RunningPlayground) -> WebClient:
    return WebClient(token=pg.bot_token, base_url=pg.api_url)


@pytest.fixture
def amina(pg: RunningPlayground) -> Person:
    return pg.person("Amina Diallo")


@pytest.fixture
def tomas(pg: RunningPlayground) -> Person:
    return pg.person("tomas")


Connect = Callable[[App], SocketModeHandler]


@pytest.fixture
def bolt(client: WebClient) -> App:
    return App(client=client, signing_secret="unused in Socket Mode")


@pytest.fixture
def connect(pg: RunningPlayground) -> Iterator[Connect]:
    """Connects Bolt apps by Socket Mode and closes them at the end."""
    open_: list[SocketModeHandler] = []

    def connect_(app: App) -> SocketModeHandler:
        handler = SocketModeHandler(app, pg.app_token, ping_interval=0.5)
        handler.connect()  # type: ignore[no-untyped-call]
        open_.append(handler)
        return handler

    yield connect_
    hang_up(pg, [handler.client for handler in open_])


def hang_up(pg: RunningPlayground, clients: list[Any]) -> None:
    """Close clients quickly: theirs is a blocking read of three seconds unless the server hangs up first."""
    for client in clients:
        client.auto_reconnect_enabled = False
    pg.admin.cut_sockets()
    for client in clients:
        client.close()


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def button(action_id: str, label: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": text(label), **more}


def section(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def field(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": text(label),
        "element": {"action_id": "v", **element},
        **more,
    }


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "cb",
        "title": text("A window"),
        "submit": text("Save"),
        "blocks": list(blocks),
        **more,
    }
