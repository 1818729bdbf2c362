"""Socket Mode: the same listeners over WebSockets. Reconnects by itself; a broken connection loses nothing.

Slack sends an envelope again that was not acknowledged, and the inbox knows repetitions by their key.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

from bot.errors import NotConnected
from handlers.slack.app import web_client

log = logging.getLogger("dramatis.socket")

CONCURRENCY = 32
LOOK_EVERY = 1.0
REFUSALS = {
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "not_allowed_token_type",
    "missing_scope",
}


class _Reading(ConnectionState):
    """Whether one connection is read out: when it says so, or when it is no longer the one to read.

    The client swaps a connection and its state one after the other. A reader that looked in between kept
    the wrong state, and neither a stop nor the next connection ever ended it.
    """

    def __init__(self, current: Callable[[], bool]) -> None:
        self._current = current
        self._ended = False

    @property
    def terminated(self) -> bool:
        return self._ended or not self._current()

    @terminated.setter
    def terminated(self, ended: bool) -> None:
        self._ended = ended


class SocketMode:
    """One connection. `api_url` moves `apps.connections.open`, and with it the WebSocket."""

    def __init__(self, app: App, app_token: str, api_url: str, ping_interval: float = 10) -> None:
        quiet = logging.getLogger("slack_sdk.socket_mode.quiet")
        quiet.setLevel(logging.CRITICAL + 1)  # its messages quote payloads and tickets
        self.handler = SocketModeHandler(
            app,
            app_token,
            logger=quiet,
            web_client=web_client(None, api_url),
            concurrency=CONCURRENCY,
            ping_interval=ping_interval,
        )
        self._stop = threading.Event()
        self.handler.client.current_session_runner.target = self._read
        self._watch = threading.Thread(target=self._keep, name="socket-watch", daemon=True)
        self.reconnections = 0

    def start(self) -> None:
        """Connects. Raises NotConnected when Slack refuses the token; tries again when it cannot be reached."""
        pause = 0.5
        while not self._stop.is_set():
            try:
                self.handler.client.connect()
                break
            except SlackApiError as error:
                code = error.response.get("error")
                if code in REFUSALS:
                    raise NotConnected(
                        f"Slack refuses the app token ({code}). Check SLACK_APP_TOKEN: "
                        "it begins with xapp- and needs connections:write."
                    ) from None
                log.warning("could not connect yet", extra={"error": str(code)})
            except Exception as error:
                log.warning("could not connect yet", extra={"error": type(error).__name__})
            self._stop.wait(pause)
            pause = min(30.0, pause * 2)
        self._watch.start()

    def is_connected(self) -> bool:
        """True while the WebSocket is open."""
        return bool(self.handler.client.is_connected())

    def stop(self) -> None:
        """Closes the connection; what was received is worked off by others."""
        self._stop.set()
        client = self.handler.client
        client.auto_reconnect_enabled = False
        # `close` waits for the thread that hands messages on, which looks for one a second long: wake it
        client.message_processor.event.set()
        client.message_queue.put(None)
        client.close()

    def _read(self) -> None:
        connection: Connection | None = self.handler.client.current_session
        if connection is None or not connection.is_active():
            return
        reading = _Reading(
            lambda: self.handler.client.current_session is connection and not self._stop.is_set()
        )
        try:
            connection.run_until_completion(reading)
        except Exception as error:
            log.warning("could not read on", extra={"error": type(error).__name__})

    def _keep(self) -> None:
        # The client looks only every ping interval, and gives up its attempt when `apps.connections.open` fails once.
        pause = LOOK_EVERY
        while not self._stop.wait(pause):
            try:
                if self.is_connected():
                    pause = LOOK_EVERY
                    continue
                log.warning("reconnecting")
                self.handler.client.connect_to_new_endpoint()
                self.reconnections += 1
            except Exception as error:
                log.warning("could not reconnect yet", extra={"error": type(error).__name__})
                pause = min(30.0, pause * 2)
