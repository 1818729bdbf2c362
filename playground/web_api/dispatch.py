"""One request to the Web API: read its arguments, check its token, meet the faults, run the method, answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground.faults import Fault
from playground.playground import Playground
from playground.web_api import assistant, chat, conversations, files, oauth, users, views  # noqa: F401 - they enter
from playground.web_api.registry import METHODS, Call, Method, RefusedError
from playground.world import Team
from playground.world.nouns import Json

_JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "view", "prompts", "files")


async def read_arguments(request: web.Request) -> Json:
    """Arguments from the address and from a JSON, form or multipart body. Raises RefusedError."""
    args: Json = dict(request.query)
    if request.method == "POST":
        if request.content_type == "application/json":
            try:
                body = json.loads(await request.text() or "{}")
            except ValueError as wrong:
                raise RefusedError("invalid_json") from wrong
            if not isinstance(body, dict):
                raise RefusedError("json_not_object")
            args |= body
        else:
            args |= {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
    for name in _JSON_ARGUMENTS:
        if isinstance(args.get(name), str):
            try:
                args[name] = json.loads(args[name])
            except ValueError as wrong:
                error = f"invalid_{name}_format" if name in ("blocks", "metadata") else "invalid_arguments"
                raise RefusedError(error) from wrong
    return args


def _token(request: web.Request, args: Json) -> str:
    header = request.headers.get("Authorization", "")
    from_header = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else ""
    return str(args.pop("token", "") or "") or from_header


def _authorised(play: Playground, method: Method, token: str) -> Team:
    """The workspace the token speaks for. Raises RefusedError with Slack's word for what is wrong."""
    world = play.world
    if not token:
        raise RefusedError("not_authed")
    if method.token == "app":
        if token != world.app.app_token:
            raise RefusedError("invalid_auth" if token.startswith("xapp-") else "not_allowed_token_type")
        return next(iter(world.teams.values()))
    found = world.team_of(token)
    if found is None:
        raise RefusedError("not_allowed_token_type" if token.startswith("xapp-") else "invalid_auth")
    team, known = found
    if known["revoked"]:
        raise RefusedError("token_revoked" if team.installed else "account_inactive")
    if known["expires"] is not None and world.now() > known["expires"]:
        raise RefusedError("token_expired")
    granted = known["scopes"] if known["scopes"] is not None else world.app.scopes
    if granted is not None and method.scopes and not set(method.scopes) & set(granted):
        raise RefusedError("missing_scope", needed=method.scopes[0], provided=",".join(granted))
    return team


async def web_api(request: web.Request, play: Playground) -> web.StreamResponse:
    """Answer `/api/<method>`."""
    name = request.match_info["method"]

    async def run(note: Json) -> web.Response:
        warnings: list[Any] = []
        try:
            args = await read_arguments(request)
            token = _token(request, args)
            note["args"] = args
            method = METHODS.get(name)
            if method is None:
                raise RefusedError("unknown_method", req_method=name)
            if method.token == "none":
                team = next(iter(play.world.teams.values()))
                if request.headers.get("Authorization", "").startswith("Basic "):
                    args["_basic"] = request.headers["Authorization"]
            else:
                team = _authorised(play, method, token)
                note["team"] = team.id
            call = Call(play, name, args, team, token, warnings)
            body = {"ok": True, **method.run(call)}
        except RefusedError as refused:
            body = {"ok": False, "error": refused.error, **refused.more}
        note["ok"], note["error"] = body["ok"], body.get("error")
        note["warnings"] = [f"{w.rule} {w.pointer}: {w.message}" for w in warnings]
        if not body["ok"]:
            note["response"] = body
        return web.json_response(body)

    return await with_faults(play, request, name, run)


async def with_faults(
    play: Playground,
    request: web.Request,
    name: str,
    run: Callable[[Json], Awaitable[web.StreamResponse]],
) -> web.StreamResponse:
    """Run a call, with the fault that waits for it if there is one."""
    note = play.faults.note(name, None, None)
    fault = play.faults.take(name)
    try:
        if fault is None:
            return await run(note)
        note["fault"] = fault.kind
        if fault.kind == "delay":
            if fault.effect:
                response = await run(note)
                await asyncio.sleep(fault.seconds)
                return response
            await asyncio.sleep(fault.seconds)
            return await run(note)
        if fault.effect:
            await run(note)
        elif name in METHODS:
            note["args"] = await _arguments_or_none(request)
        return _broken(request, fault)
    finally:
        note["ended"] = asyncio.get_running_loop().time()
        play.world.changed("call")


async def _arguments_or_none(request: web.Request) -> Json | None:
    try:
        args = await read_arguments(request)
    except RefusedError:
        return None
    args.pop("token", None)
    return args


def _broken(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.kind == "cut":
        transport = request.transport
        if transport is not None:
            transport.abort() if hasattr(transport, "abort") else transport.close()
        raise ConnectionResetError("cut on purpose")
    if fault.kind == "ratelimited":
        return web.json_response(
            {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(fault.retry_after)}
        )
    if fault.kind == "error":
        return web.json_response({"ok": False, "error": fault.error})
    if fault.kind == "garbage":
        return web.Response(text="<html><body>Something went wrong</body></html>", content_type="text/html")
    return web.Response(status=fault.status, text="upstream error")
