"""What the page and the tests' client ask for: what somebody sees, what they do, uploads, the clock, news of changes.

Everything but the page itself, `hello` and reading the clock needs the token of this run, which only the page and
programs on this machine can read.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.people import interactions, messages, modals  # noqa: F401 - they enter their verbs
from playground.people.deeds import CannotError, Deed, do, find_channel
from playground.people.sight import messages as seen_messages
from playground.people.sight import snapshot
from playground.playground import Playground
from playground.shaping import shape
from playground.world import Team, User
from playground.world.nouns import Json

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_PICTURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


class Page:
    """The handlers of one playground."""

    def __init__(self, play: Playground) -> None:
        self.play = play

    # -- the page itself

    async def index(self, request: web.Request) -> web.Response:
        """The page, with the token of this run in it."""
        text = (STATIC / "index.html").read_text(encoding="utf-8")
        text = text.replace("{{token}}", self.play.page_token)
        return web.Response(text=text, content_type="text/html", headers=HEADERS)

    async def static(self, request: web.Request) -> web.Response:
        """One of the page's files."""
        name = request.match_info["name"]
        path = STATIC / name
        if "/" in name or path.suffix not in _TYPES or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(
            text=path.read_text(encoding="utf-8"), content_type=_TYPES[path.suffix], headers=HEADERS
        )

    # -- who asks

    def _check(self, request: web.Request) -> None:
        given = request.headers.get("X-Playground-Token") or request.query.get("token", "")
        if not secrets.compare_digest(given.encode(), self.play.page_token.encode()):
            raise web.HTTPForbidden(text="This needs the token of the page.")

    def _somebody(self, request: web.Request) -> tuple[Team, User]:
        teams = self.play.world.teams
        team = teams.get(request.query.get("team", "")) or next(iter(teams.values()))
        user = team.users.get(request.query.get("user", ""))
        if user is None:
            raise web.HTTPNotFound(text="There is no such person here.")
        return team, user

    async def _body(self, request: web.Request) -> Json:
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError as wrong:
            raise web.HTTPBadRequest(text="This is not JSON.") from wrong
        if not isinstance(body, dict):
            raise web.HTTPBadRequest(text="An object is needed.")
        return body

    # -- reading

    async def hello(self, request: web.Request) -> web.Response:
        """The token, the workspaces and their people: for programs on this machine and for the page's beginning."""
        if request.headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none"):
            raise web.HTTPForbidden
        world = self.play.world
        teams = [
            {
                "id": t.id,
                "name": t.name,
                "domain": t.domain,
                "bot_user": t.bot_user,
                "people": [
                    {
                        "id": u.id,
                        "name": u.name,
                        "real_name": u.real_name,
                        "title": u.title,
                        "deleted": u.deleted,
                    }
                    for u in t.users.values()
                    if not u.bot and u.id != "USLACKBOT"
                ],
            }
            for t in world.teams.values()
        ]
        body = {
            "token": self.play.page_token,
            "teams": teams,
            "commands": world.app.commands,
            "shortcuts": world.app.shortcuts,
            "version": world.version,
        }
        return web.json_response(body, headers={"Cache-Control": "no-store"})

    async def see(self, request: web.Request) -> web.Response:
        """Everything somebody sees."""
        self._check(request)
        team, user = self._somebody(request)
        channel, thread = request.query.get("channel"), request.query.get("thread")
        return web.json_response(snapshot(self.play, team, user, channel, thread))

    async def read(self, request: web.Request) -> web.Response:
        """All messages of one conversation somebody sees, threads among them."""
        self._check(request)
        team, user = self._somebody(request)
        c = find_channel(self.play.world, team, user.id, request.query.get("channel", ""))
        if c is None or (c.kind != "public" and user.id not in c.members):
            return web.json_response(
                {"ok": False, "error": "channel_not_found", "message": "No such conversation."}
            )
        thread = request.query.get("thread")
        found = seen_messages(c, user.id, thread, everything=not thread and request.query.get("all") == "1")
        return web.json_response(
            {"ok": True, "channel": c.id, "messages": found, "prompts": c.prompts, "statuses": c.statuses}
        )

    async def wait(self, request: web.Request) -> web.Response:
        """Answer when something has changed since `version`, or after `timeout` seconds."""
        self._check(request)
        timeout = min(float(request.query.get("timeout", "20")), 60.0)
        version = await self.play.world.wait(int(request.query.get("version", "0")), timeout)
        return web.json_response({"version": version})

    async def news(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: one whenever something has changed."""
        self._check(request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        version = -1
        try:
            while True:
                version = await self.play.world.wait(version, 15.0)
                await response.write(f"data: {version}\n\n".encode())
                await asyncio.sleep(0.03)  # many changes at once become one event
        except (ConnectionError, asyncio.CancelledError):
            return response

    async def file(self, request: web.Request) -> web.Response:
        """A file somebody may see: pictures are shown, everything else is saved."""
        self._check(request)
        file = self.play.world.files.get(request.match_info["id"])
        if file is None or file.deleted:
            raise web.HTTPNotFound
        data = self.play.world.bytes.get(file.id, b"")
        kind = next((t for magic, t in _PICTURES.items() if data.startswith(magic)), None)
        headers = {**HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox"}
        if kind is None:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=data, content_type=kind or "application/octet-stream", headers=headers)

    # -- doing

    async def act(self, request: web.Request) -> web.Response:
        """One thing somebody does."""
        self._check(request)
        return web.json_response(await do(self.play, await self._body(request)))

    async def upload(self, request: web.Request) -> web.Response:
        """A file from somebody's computer; the body is its bytes."""
        self._check(request)
        team, user = self._somebody(request)
        deed = Deed(self.play, team, user, {})
        try:
            body = messages.upload(deed, request.query.get("name") or "file", await request.read())
        except CannotError as cannot:
            body = {"ok": False, "error": cannot.error, "message": str(cannot)}
        return web.json_response(body)

    async def example(self, request: web.Request) -> web.Response:
        """Load the example: the acting person types `/persona example`."""
        self._check(request)
        args = await self._body(request)
        c = args.get("channel") or next(iter(self.play.world.teams.values())).conversations["C0GENERAL1"].id
        return web.json_response(
            await do(self.play, {**args, "channel": c, "verb": "command", "text": "/persona example"})
        )

    async def clock(self, request: web.Request) -> web.Response:
        """The time in the playground; anybody on this machine may read it."""
        return web.json_response({"now": self.play.world.now(), "offset": self.play.world.offset})

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the clock by `seconds`, or to an `offset` from real time. It never goes back behind a message."""
        self._check(request)
        body = await self._body(request)
        wanted: Any = body.get("offset", self.play.world.offset + float(body.get("seconds", 0)))
        self.play.world.offset = float(wanted)
        self.play.world.changed("clock")
        return await self.clock(request)

    # -- for tests

    def _testing(self, request: web.Request) -> None:
        self._check(request)
        if not self.play.testing:
            raise web.HTTPForbidden(text="This playground was not started for tests (testing=True).")

    async def shape(self, request: web.Request) -> web.Response:
        """Change the world or its settings."""
        self._testing(request)
        args = await self._body(request)
        try:
            return web.json_response(await shape(self.play, args))
        except (KeyError, TypeError, ValueError) as wrong:
            raise web.HTTPBadRequest(text=f"{type(wrong).__name__}: {wrong}") from wrong

    async def calls(self, request: web.Request) -> web.Response:
        """The calls of the Web API since number `since`."""
        self._testing(request)
        return self._record(request, self.play.faults.calls, "method")

    async def deliveries(self, request: web.Request) -> web.Response:
        """What was brought to the app, with how long its acknowledgement took."""
        self._testing(request)
        return self._record(request, self.play.courier.record, "kind")

    def _record(self, request: web.Request, record: Any, field: str) -> web.Response:
        since, wanted = int(request.query.get("since", "0")), request.query.get(field)
        found = [r for r in record if r["n"] > since and wanted in (None, r[field])]
        body = {"record": found, "problems": list(self.play.problems), "version": self.play.world.version}
        body["undelivered"] = list(self.play.world.undelivered)
        return web.json_response(body)


def add_routes(app: web.Application, play: Playground) -> None:
    """Enter the addresses of the page."""
    page = Page(play)
    app.router.add_get("/", page.index)
    app.router.add_get("/static/{name}", page.static)
    for path, get in (
        ("hello", page.hello),
        ("see", page.see),
        ("read", page.read),
        ("wait", page.wait),
        ("news", page.news),
        ("file/{id}", page.file),
        ("clock", page.clock),
        ("calls", page.calls),
        ("deliveries", page.deliveries),
    ):
        app.router.add_get(f"/playground/{path}", get)
    for path, post in (
        ("act", page.act),
        ("upload", page.upload),
        ("example", page.example),
        ("clock", page.move_clock),
        ("shape", page.shape),
    ):
        app.router.add_post(f"/playground/{path}", post)
