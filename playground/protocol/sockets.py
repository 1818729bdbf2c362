"""Socket Mode: WebSocket connections of the app, envelopes sent over them in turn, acknowledgements coming back."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from playground.world import World
from playground.world.nouns import Json

log = logging.getLogger(__name__)
MAX_CONNECTIONS = 10


class NoConnectionError(Exception):
    """Nobody is connected."""


class ConnectionCutError(Exception):
    """The connection went away before the acknowledgement came."""


@dataclass(eq=False)
class Connection:
    """One WebSocket of the app."""

    socket: web.WebSocketResponse
    id: str
    closing: bool = False
    """Slack has asked it to go: nothing new is sent over it, acknowledgements are still taken"""
    outstanding: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class Sockets:
    """All connections of the app."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tickets: set[str] = set()
        self._turn = 0
        self.connections: list[Connection] = []
        self.connected = asyncio.Event()

    def ticket(self) -> str:
        """A WebSocket address for one connection."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return f"{self._world.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self._world.app.id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        connection = Connection(socket, secrets.token_hex(6))
        if len(self._open()) >= MAX_CONNECTIONS:
            await self._say(connection, {"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.connections.append(connection)
        await self._say(
            connection,
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "debug_info": {
                    "host": "applink-playground",
                    "build_number": 1,
                    "approximate_connection_time": 18060,
                },
                "connection_info": {"app_id": self._world.app.id},
            },
        )
        self.connected.set()
        self._world.changed("sockets")
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(connection, message.data)
        finally:
            self._gone(connection)
        return socket

    def _open(self) -> list[Connection]:
        return [c for c in self.connections if not c.closing and not c.socket.closed]

    def _gone(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        for waiting in connection.outstanding.values():
            if not waiting.done():
                waiting.set_exception(ConnectionCutError())
        connection.outstanding.clear()
        if not self._open():
            self.connected.clear()
        self._world.changed("sockets")

    def _acknowledge(self, connection: Connection, text: str) -> None:
        try:
            body = json.loads(text)
            envelope = body["envelope_id"]
        except (ValueError, KeyError, TypeError):
            log.warning("the app sent something over its WebSocket that is no acknowledgement")
            return
        waiting = connection.outstanding.pop(envelope, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(body.get("payload"))

    async def _say(self, connection: Connection, body: Json) -> None:
        await connection.socket.send_str(json.dumps(body, ensure_ascii=False))

    async def deliver(self, kind: str, payload: Json, extra: Json, timeout: float) -> Any:
        """Send one envelope over the next connection in turn; the payload of its acknowledgement, or None.

        Raises NoConnectionError, ConnectionCutError, or TimeoutError.
        """
        ready = self._open()
        if not ready:
            self.connected.clear()  # those that are asked to go do not count: wait for a new one
            raise NoConnectionError
        self._turn += 1
        connection = ready[self._turn % len(ready)]
        envelope_id = str(uuid.uuid4())
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.outstanding[envelope_id] = waiting
        body = {"envelope_id": envelope_id, "payload": payload, "type": kind, **extra}
        try:
            await self._say(connection, body)
        except (ConnectionError, RuntimeError) as error:
            connection.outstanding.pop(envelope_id, None)
            raise ConnectionCutError from error
        try:
            return await asyncio.wait_for(waiting, timeout)
        finally:
            connection.outstanding.pop(envelope_id, None)

    async def disconnect(self, reason: str) -> int:
        """Ask all connections to go (`warning`, `refresh_requested`), as Slack does now and then."""
        asked = list(self._open())
        for connection in asked:
            connection.closing = reason != "warning"
            await self._say(
                connection,
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-playground"}},
            )
        return len(asked)

    async def cut(self) -> int:
        """Cut all connections without a word."""
        cut = list(self.connections)
        for connection in cut:
            transport = connection.socket._req.transport if connection.socket._req else None
            if transport is not None:
                transport.abort() if hasattr(transport, "abort") else transport.close()
            self._gone(connection)
        return len(cut)

    async def close(self) -> None:
        """Close all connections, at the end."""
        for connection in list(self.connections):
            await connection.socket.close(code=1001)
