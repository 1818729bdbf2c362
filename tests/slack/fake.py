"""A small Slack of our own for transport tests: keeps what is posted, and fails in the ways Slack and networks fail.

It is a stand-in for the Web API only; `sign` and `payloads` make what Slack would send.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


class FakeSlack:
    """`fail(method, *modes)` queues failures: each call of the method uses one up.

    Modes: "429" (Retry-After 1), "503" (not accepted), "503_accepted", "cut" (connection reset before accepting),
    "cut_accepted" (accepted, then reset), "internal_error" (accepted, 200), "html", or any error code of Slack.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any], float]] = []
        self.posts: list[dict[str, Any]] = []
        self.delay = 0.0
        self.tokens: dict[str, str] = {"xoxb-fake": "T1"}
        self._failures: dict[str, list[str]] = defaultdict(list)
        self._lock = threading.Condition()
        self._ts = 1_700_000_000.0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                outer._answer(self)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/api/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def fail(self, method: str, *modes: str) -> None:
        self._failures[method].extend(modes)

    def texts(self, channel: str | None = None) -> list[str]:
        """What stands in a channel (or everywhere), in order."""
        with self._lock:
            return [
                post["text"] for post in self.posts if channel in (None, post["channel"], post["sent_to"])
            ]

    def called(self, method: str) -> list[dict[str, Any]]:
        with self._lock:
            return [fields for name, fields, _ in self.calls if name == method]

    def wait_for(self, condition: Any, seconds: float = 10.0) -> bool:
        """True as soon as the condition holds; looked at after each call."""
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0:
                return bool(condition())
            with self._lock:
                self._lock.wait(min(left, 0.05))
        return True

    def _answer(self, http: BaseHTTPRequestHandler) -> None:
        body = http.rfile.read(int(http.headers.get("Content-Length") or 0))
        path = urlsplit(http.path).path
        method = path.removeprefix("/api/").strip("/")
        if "json" in (http.headers.get("Content-Type") or ""):
            fields = json.loads(body or b"{}")
        elif method.startswith("upload"):
            fields = {"data": body}
        else:
            fields = {
                name: _maybe_json(value) for name, value in parse_qsl(body.decode(), keep_blank_values=True)
            }
        if self.delay:
            time.sleep(self.delay)
        with self._lock:
            self.calls.append((method, fields, time.monotonic()))
            mode = self._failures[method].pop(0) if self._failures[method] else ""
            accepted = not mode or mode.endswith("_accepted") or mode == "internal_error"
            token = (http.headers.get("Authorization") or "").removeprefix("Bearer ")
            answer = self._accept(method, fields, token) if accepted else {"ok": False, "error": mode}
            self._lock.notify_all()
        if mode.startswith("cut"):
            http.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            http.close_connection = True
            http.connection.close()
            return
        status, headers = 200, {}
        if mode == "429":
            status, headers = 429, {"Retry-After": "1"}
        elif mode.startswith("503"):
            status = 503
        elif mode == "internal_error":
            answer = {"ok": False, "error": "internal_error"}
        raw = b"<html>Down</html>" if mode == "html" else json.dumps(answer).encode()
        http.send_response(status)
        for name, value in headers.items():
            http.send_header(name, value)
        http.send_header("Content-Type", "application/json")
        http.send_header("Content-Length", str(len(raw)))
        http.end_headers()
        http.wfile.write(raw)

    def _accept(self, method: str, fields: dict[str, Any], token: str) -> dict[str, Any]:
        if method == "auth.test":
            if token not in self.tokens:
                return {"ok": False, "error": "invalid_auth"}
            return {
                "ok": True,
                "user_id": "UBOT",
                "bot_id": "BBOT",
                "team_id": self.tokens[token],
                "user": "dramatis",
            }
        if method in ("chat.postMessage", "chat.postEphemeral"):
            self._ts += 1
            sent_to = str(fields["channel"])
            channel = f"D{sent_to[1:]}" if sent_to.startswith("U") else sent_to
            post = fields | {
                "channel": channel,
                "sent_to": sent_to,
                "ts": f"{self._ts:.6f}",
                "method": method,
                "token": token,
            }
            self.posts.append(post)
            return {"ok": True, "channel": channel, "ts": post["ts"]}
        if method == "chat.update":
            for post in self.posts:
                if (post["channel"], post["ts"]) == (fields["channel"], fields["ts"]):
                    post["text"] = fields["text"]
                    return {"ok": True}
            return {"ok": False, "error": "message_not_found"}
        if method == "chat.delete":
            self.posts = [post for post in self.posts if post["ts"] != fields["ts"]]
            return {"ok": True}
        if method in ("conversations.history", "conversations.replies"):
            found = [post for post in self.posts if post["channel"] == fields["channel"]]
            if method == "conversations.replies":
                found = [post for post in found if fields["ts"] in (post["ts"], post.get("thread_ts"))]
            return {"ok": True, "messages": found[::-1]}
        if method.startswith("hook"):
            self.posts.append(fields | {"channel": method, "sent_to": method, "ts": "0", "method": "hook"})
        if method == "files.getUploadURLExternal":
            return {"ok": True, "upload_url": f"http://127.0.0.1:{self.port}/upload/F1", "file_id": "F1"}
        if method == "files.completeUploadExternal":
            return {"ok": True, "files": [{"id": "F1"}]}
        return {"ok": True}


def _maybe_json(value: str) -> Any:
    if value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


if __name__ == "__main__":
    print(FakeSlack().url, flush=True)
    threading.Event().wait()
