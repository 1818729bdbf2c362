"""Brings payloads to the app: events again and again until they are acknowledged, interactions once within 3 s."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp

from playground.protocol.payloads import describe, event_callback, subscription
from playground.protocol.signed_http import HttpRefusedError, SignedHttp
from playground.protocol.sockets import ConnectionCutError, NoConnectionError, Sockets
from playground.world import Conversation, Team, World
from playground.world.nouns import Json

ALWAYS = ("app_uninstalled", "tokens_revoked")


@dataclass
class Answer:
    """What the app answered: `error` is Slack's word for what a person sees go wrong, or empty."""

    body: Any = None
    error: str = ""


class Courier:
    """One way to the app, with its record."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sockets = Sockets(world)
        self.http = SignedHttp(world)
        self.ack_seconds = 3.0
        self.retry_delays: list[float] = [1.0, 60.0, 300.0]
        """Slack's: nearly at once, after a minute, after five"""
        self.duplicate_next = 0
        """so many next events are delivered twice, as Slack sometimes does"""
        self.record: deque[Json] = deque(maxlen=20_000)
        self._numbered = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- events

    def tell(self, team: Team, event: Json, channel: Conversation | None = None) -> None:
        """Bring an event to the app, if it is installed there and subscribed to it."""
        name = subscription(event)
        if name not in ALWAYS:
            subscribed = name in self.world.app.bot_events or name == "message.app_home"
            if not subscribed or not team.installed:
                return
        body = event_callback(self.world, team, event, channel)
        self.tell_again(body)
        if self.duplicate_next > 0:
            self.duplicate_next -= 1
            self._background(self._bring(body, 1))

    def tell_again(self, body: Json) -> None:
        """Bring an event's body as it stands: fresh, or left over from before a restart."""
        self.world.undelivered[body["event_id"]] = body
        self.world.changed("undelivered", body["event_id"])
        self._background(self._bring(body, 0))

    async def _bring(self, body: Json, attempt: int) -> None:
        reason = "" if attempt == 0 else "http_timeout"
        while True:
            outcome = await self._attempt("events_api", body, attempt, reason)
            if outcome.error == "no_connection":
                # Nobody is there to be tried: wait for a connection, which costs no attempt.
                await self.sockets.connected.wait()
                attempt, reason = max(attempt, 1), "connection_failed"
                continue
            if not outcome.error or outcome.error == "no_retry" or attempt >= len(self.retry_delays):
                break
            await asyncio.sleep(self.retry_delays[attempt])
            attempt, reason = attempt + 1, outcome.error
        if self.world.undelivered.pop(body["event_id"], None) is not None:
            self.world.changed("undelivered", body["event_id"])

    # -- interactions and commands

    async def ask(self, team: Team, kind: str, payload: Json) -> Answer:
        """Bring an interaction (`interactive`) or command (`slash_commands`) and wait for its answer, at most 3 s."""
        if not team.installed:
            return Answer(error="app_uninstalled")
        return await self._attempt(kind, payload, 0, "")

    async def _attempt(self, kind: str, payload: Json, attempt: int, reason: str) -> Answer:
        self._numbered += 1
        note: Json = {
            "n": self._numbered,
            "kind": kind,
            "what": describe(payload),
            "event_id": payload.get("event_id"),
            "attempt": attempt,
            "at": time.time(),
            "delay": None,
            "error": None,
            "payload": None,
        }
        self.record.append(note)
        began = time.monotonic()
        answer = Answer()
        try:
            if self.world.app.request_url:
                retry = (attempt, reason) if kind == "events_api" and attempt else None
                answer.body = await self.http.deliver(kind, payload, retry, self.ack_seconds)
            else:
                extra: Json = {"accepts_response_payload": kind != "events_api"}
                if kind == "events_api":
                    extra |= {"retry_attempt": attempt, "retry_reason": reason}
                answer.body = await self.sockets.deliver(kind, payload, extra, self.ack_seconds)
            note["delay"], note["payload"] = time.monotonic() - began, answer.body
        except NoConnectionError:
            answer.error = "no_connection"
        except ConnectionCutError:
            answer.error = "connection_failed"
        except TimeoutError:
            answer.error = "http_timeout" if kind == "events_api" else "operation_timeout"
        except HttpRefusedError as refused:
            answer.error = "no_retry" if refused.no_retry else "http_error"
        except (aiohttp.ClientError, ValueError):
            answer.error = "connection_failed"
        note["error"] = answer.error or None
        self.world.changed("delivery")
        return answer

    async def close(self) -> None:
        """Stop what is going on."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.sockets.close()
        await self.http.close()
