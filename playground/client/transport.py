"""Requests to a playground, with its token; and waiting for changes."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

Json = dict[str, Any]
PATIENCE = 30.0
"""Seconds that something is waited for: only what fails takes them, and a busy machine needs them."""
T = TypeVar("T")


class CannotError(Exception):
    """What a person wanted could not be done; `error` is Slack's word, the message the sentence they read."""

    def __init__(self, error: str, sentence: str) -> None:
        super().__init__(f"{error}: {sentence}")
        self.error = error
        self.sentence = sentence


class Transport:
    """Talks to the playground at `url`."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._kept = threading.local()
        hello = self.get("hello")
        self.token: str = hello["token"]
        self.teams: list[Json] = hello["teams"]

    def _request(self, method: str, path: str, query: Json | None, body: bytes | None, kind: str) -> Any:
        connection = self._connection()
        try:
            headers = {"X-Playground-Token": getattr(self, "token", ""), "Content-Type": kind}
            address = f"/playground/{path}" + (f"?{urlencode(query)}" if query else "")
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            data = response.read()
            if response.status != 200:
                raise RuntimeError(
                    f"{method} {path}: {response.status} {data.decode(errors='replace')[:500]}"
                )
            return json.loads(data)
        except (OSError, http.client.HTTPException):
            connection.close()
            self._kept.connection = None
            raise

    def _connection(self) -> http.client.HTTPConnection:
        """This thread's connection; a fresh one after half a minute, as the other side closes idle ones."""
        kept = getattr(self._kept, "connection", None)
        if kept is None or time.monotonic() - self._kept.used > 30:
            if kept is not None:
                kept.close()
            kept = http.client.HTTPConnection(self._parts.netloc, timeout=90)
            self._kept.connection = kept
        self._kept.used = time.monotonic()
        return kept

    def get(self, path: str, **query: Any) -> Any:
        """What the playground says at `path`; arguments of None are left out."""
        return self._request(
            "GET", path, {k: v for k, v in query.items() if v is not None}, None, "text/plain"
        )

    def post(self, path: str, body: Json) -> Any:
        """What the playground answers to a JSON body."""
        return self._request("POST", path, None, json.dumps(body).encode(), "application/json")

    def send(self, path: str, data: bytes, **query: Any) -> Any:
        """What the playground answers to raw bytes."""
        return self._request("POST", path, query, data, "application/octet-stream")

    def until(self, look: Callable[[], T], timeout: float, what: str, describe: Callable[[], str]) -> T:
        """Look again after each change until `look` gives something true. Raises TimeoutError with what was seen.

        It also looks twice a second, for conditions that are not in the playground.
        """
        deadline = time.monotonic() + timeout
        while True:
            version = self.get("wait", version=0)["version"]
            found = look()
            if found:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"{what} did not happen within {timeout:g} s.\n{describe()}")
            self.get("wait", version=version, timeout=min(left, 0.5))
