"""Signed HTTP: payloads posted to the app's request address as Slack posts them, with its signature."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from playground.world import World
from playground.world.nouns import Json


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature version 0."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return "v0=" + digest


class HttpRefusedError(Exception):
    """The app answered something else than 200."""

    def __init__(self, status: int, no_retry: bool) -> None:
        super().__init__(f"HTTP {status}")
        self.no_retry = no_retry


class SignedHttp:
    """Posts payloads to `world.app.request_url`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, kind: str, payload: Json, retry: tuple[int, str] | None, timeout: float) -> Any:
        """The decoded body of the answer (None if empty).

        `kind` is the Socket Mode word: events_api, interactive or slash_commands. Raises HttpRefusedError,
        TimeoutError, or aiohttp's connection errors.
        """
        url = self._world.app.request_url
        assert url is not None
        if kind == "events_api":
            body, content_type = json.dumps(payload).encode(), "application/json"
        else:
            fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._world.app.signing_secret, timestamp, body),
        }
        if retry:
            headers["X-Slack-Retry-Num"], headers["X-Slack-Retry-Reason"] = str(retry[0]), retry[1]
        if self._session is None:
            self._session = aiohttp.ClientSession()
        wait = aiohttp.ClientTimeout(total=timeout)
        async with self._session.post(url, data=body, headers=headers, timeout=wait) as response:
            answer = await response.read()
            if response.status != 200:
                raise HttpRefusedError(response.status, response.headers.get("X-Slack-No-Retry") == "1")
            if not answer:
                return None
            if response.content_type == "application/json":
                return json.loads(answer)
            return {"text": answer.decode("utf-8", "replace")}

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
