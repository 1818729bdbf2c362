"""Signed HTTP: `/slack/events`, `/healthz`, `/readyz` (and the OAuth pages), under waitress.

In front of Bolt, because it gets them wrong (tests/slack/test_traps.py, 6): a bad timestamp or signature is 401,
a body that is not JSON is 400, a body too large 413.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from flask import Flask, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.oauth import OAuthFlow
from slack_bolt.request import BoltRequest

log = logging.getLogger("dramatis.http")

LARGEST_BODY = 2 * 1024 * 1024  # Slack's own payloads stay far below
SKEW = 300  # seconds a signature is good for
SERVER_THREADS = 32


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request: `v0=` and the HMAC-SHA256 of `v0:timestamp:body`."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


def refusal(
    secret: str, timestamp: str | None, signature: str | None, body: bytes, content_type: str, now: float
) -> int:
    """The status with which to turn a request away, or 0 to let it in. The signature is looked at before the body."""
    if not timestamp or not (timestamp.isascii() and timestamp.isdigit()) or abs(now - int(timestamp)) > SKEW:
        return 401
    if not signature or not hmac.compare_digest(
        signature_of(secret, timestamp, body).encode(), signature.encode()
    ):
        return 401
    try:
        text = body.decode("utf-8")
        if content_type.startswith("application/x-www-form-urlencoded"):
            fields = parse_qs(text, keep_blank_values=True)
            good = isinstance(json.loads(fields["payload"][0]), dict) if "payload" in fields else bool(fields)
        else:
            good = isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return 400
    return 0 if good else 400


def build_web(
    app: App | None,
    signing_secret: str,
    ready: Callable[[], bool],
    oauth: OAuthFlow | None = None,
    metrics: Callable[[], tuple[bytes, str]] | None = None,
) -> Flask:
    """The web application. `ready()` is asked by `/readyz`; `metrics()` gives body and content type of `/metrics`.

    Without an app nothing of Slack's is taken: beside Socket Mode it serves the other pages only.
    """
    web = Flask("dramatis_web")
    web.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    if app is not None:
        _add_events(web, app, signing_secret)

    @web.get("/healthz")
    def healthz() -> Response:
        return _plain(200)

    @web.get("/readyz")
    def readyz() -> Response:
        return _plain(200 if ready() else 503)

    if metrics is not None:

        @web.get("/metrics")
        def figures() -> Response:
            body, content_type = metrics()
            return Response(body, 200, content_type=content_type)

    if oauth is not None:
        _add_oauth(web, oauth)
    return web


def _add_events(web: Flask, app: App, signing_secret: str) -> None:
    if not signing_secret:
        raise ValueError("signed HTTP needs a signing secret")
    handler = SlackRequestHandler(app)

    @web.post("/slack/events")
    def events() -> Response:
        if request.content_length is not None and request.content_length > LARGEST_BODY:
            return _plain(413)
        body = request.get_data(cache=True)
        status = refusal(
            signing_secret,
            request.headers.get("X-Slack-Request-Timestamp"),
            request.headers.get("X-Slack-Signature"),
            body,
            request.content_type or "",
            time.time(),
        )
        if status:
            log.warning("a request was turned away", extra={"status": status})
            return _plain(status)
        try:
            return handler.handle(request)
        except Exception:  # Bolt stumbles over payloads of an unknown shape
            log.exception("a request could not be read")
            return _plain(500)


def _add_oauth(web: Flask, oauth: OAuthFlow) -> None:
    from slack_bolt.adapter.flask.handler import to_flask_response

    def bolt_request() -> BoltRequest:
        return BoltRequest(body="", query=request.query_string.decode("utf-8"), headers=dict(request.headers))

    @web.get(oauth.install_path)
    def install() -> Response:
        return to_flask_response(oauth.handle_installation(bolt_request()))

    @web.get(oauth.redirect_uri_path)
    def redirected() -> Response:
        return to_flask_response(oauth.handle_callback(bolt_request()))


def _plain(status: int) -> Response:
    return Response("ok\n" if status == 200 else "", status, content_type="text/plain; charset=utf-8")


class WebServer:
    """Waitress around the web application, in a thread; `port` 0 takes a free one, told by `port` after `start`."""

    def __init__(self, web: Flask, host: str = "127.0.0.1", port: int = 3000) -> None:
        self.web = web
        self.host = host
        self.port = port
        self._server: Any = None
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listens."""
        from waitress.server import create_server

        self._server = create_server(
            self.web,
            host=self.host,
            port=self.port,
            threads=SERVER_THREADS,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            clear_untrusted_proxy_headers=True,
            channel_timeout=60,
        )
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._serve, name="http", daemon=True)
        self._thread.start()
        log.info("listening", extra={"host": self.host, "port": self.port})

    def _serve(self) -> None:
        try:
            server = self._server
            if server is not None:
                server.run()
        except OSError:
            if not self._stopping:  # closing the socket under its loop is how waitress is stopped
                raise

    def stop(self) -> None:
        """Takes no more requests; those under way are answered."""
        self._stopping = True
        server, self._server = self._server, None
        if server is not None:
            trigger = getattr(server, "trigger", None)
            if trigger is not None:
                # In the server's own thread, at once. Woken by something else, it may have closed before our own wake-up.
                with suppress(OSError):
                    trigger.pull_trigger(server.close)
            else:
                server.close()
            server.task_dispatcher.shutdown(cancel_pending=False, timeout=5)
        if self._thread is not None:
            self._thread.join(5)
