"""The playground's addresses, and who may use them: only this machine, and in a browser only its own page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.page import api, install
from playground.playground import Playground
from playground.web_api.dispatch import web_api, with_faults
from playground.web_api.files import download, receive_upload
from playground.web_api.response_url import respond
from playground.world.nouns import Json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MAX_BODY = 64 * 1024 * 1024


def _own_hosts(request: web.Request) -> set[str]:
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport else 0
    return {f"127.0.0.1:{port}", f"localhost:{port}"}


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other host names (a page elsewhere that resolves to us) and other origins (a page elsewhere that posts)."""
    hosts = _own_hosts(request)
    host = request.headers.get("Host", "")
    # slack_sdk's WebSocket client leaves the port out of Host; there the ticket is what lets it in.
    without_port = request.path == "/link/" and host in ("127.0.0.1", "localhost")
    if host not in hosts and not without_port:
        return web.Response(status=403, text="This playground answers only to 127.0.0.1 and localhost.")
    origin = request.headers.get("Origin")
    if origin is not None and origin not in {f"http://{h}" for h in hosts}:
        return web.Response(status=403, text="This playground takes nothing from other pages.")
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and request.path != "/":
        allowed = request.method == "GET" and request.path.startswith(("/oauth/", "/app_redirect"))
        if not allowed:
            return web.Response(status=403, text="This playground takes nothing from other pages.")
    return await handler(request)


def build(play: Playground) -> web.Application:
    """The aiohttp application for a playground."""

    @web.middleware
    async def written_before_answered(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        play.world.write()
        return response

    app = web.Application(middlewares=[only_from_here, written_before_answered], client_max_size=MAX_BODY)

    async def call(request: web.Request) -> web.StreamResponse:
        return await web_api(request, play)

    async def answer(request: web.Request) -> web.StreamResponse:
        async def run(note: Json) -> web.StreamResponse:
            return await respond(request, play, note)

        return await with_faults(play, request, "response_url", run)

    async def upload(request: web.Request) -> web.StreamResponse:
        async def run(note: Json) -> web.StreamResponse:
            note["ok"] = True
            return await receive_upload(request, play)

        return await with_faults(play, request, "upload", run)

    async def fetch(request: web.Request) -> web.StreamResponse:
        async def run(note: Json) -> web.StreamResponse:
            note["args"], note["ok"] = {"path": request.path}, True
            return download(request, play)

        return await with_faults(play, request, "download", run)

    app.router.add_route("*", "/api/{method}", call)
    app.router.add_get("/link/", play.courier.sockets.serve)
    for kind in ("actions", "commands", "app"):
        app.router.add_post(f"/{kind}/{{team}}/{{number}}/{{key}}", answer)
    app.router.add_post("/upload/v1/{ticket}", upload)
    app.router.add_get("/files-pri/{file}/{name:.*}", fetch)
    install.add_routes(app, play)
    api.add_routes(app, play)
    return app
