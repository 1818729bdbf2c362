"""The page on which somebody allows the app to be installed (`/oauth/v2/authorize`), the beginning of OAuth."""

from __future__ import annotations

import html
import secrets
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from playground.playground import Playground
from playground.world.nouns import Code

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Install {app}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/install.css"></head>
<body><main><h1>Install {app}</h1><p>{app} asks for: {scopes}</p>
<form method="post" action="/oauth/v2/authorize">{hidden}
<label>Workspace <select name="team">{teams}</select></label>
<button type="submit">Allow</button></form></main></body></html>
"""


def _refused(sentence: str) -> web.Response:
    return web.Response(status=400, text=sentence)


def add_routes(app: web.Application, play: Playground) -> None:
    """Enter the addresses: asking, allowing, and opening the app in a workspace."""

    async def show(request: web.Request) -> web.Response:
        query = request.query
        if query.get("client_id") != play.world.app.client_id:
            return _refused("Unknown client_id.")
        redirect = query.get("redirect_uri", "")
        parts = urlsplit(redirect)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return _refused("redirect_uri is missing or no address.")
        kept = {k: query.get(k, "") for k in ("client_id", "scope", "state", "redirect_uri")}
        kept["page_token"] = play.page_token
        hidden = "".join(
            f'<input type="hidden" name="{k}" value="{html.escape(v, quote=True)}">' for k, v in kept.items()
        )
        teams = "".join(
            f'<option value="{html.escape(t.id)}">{html.escape(t.name)}</option>'
            for t in play.world.teams.values()
        )
        page = _PAGE.format(
            app="Dramatis",
            scopes=html.escape(query.get("scope", "").replace(",", ", ")),
            hidden=hidden,
            teams=teams,
        )
        policy = (
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
            f"form-action 'self' {parts.scheme}://{parts.netloc}"
        )
        return web.Response(text=page, content_type="text/html", headers={"Content-Security-Policy": policy})

    async def allow(request: web.Request) -> web.Response:
        form = {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
        if not secrets.compare_digest(form.get("page_token", "").encode(), play.page_token.encode()):
            return web.Response(status=403, text="Open the installing page first.")
        team = play.world.teams.get(form.get("team", ""))
        if team is None:
            return _refused("Unknown workspace.")
        code = secrets.token_urlsafe(24)
        scopes = [s for s in form.get("scope", "").split(",") if s]
        people = [u for u in team.users.values() if not u.bot and not u.deleted and u.id != "USLACKBOT"]
        admin = next((u.id for u in people if u.admin), people[0].id if people else next(iter(team.users)))
        play.codes[code] = Code(team.id, admin, scopes, form.get("redirect_uri", ""), play.world.now())
        query = urlencode({"code": code, "state": form.get("state", "")})
        glue = "&" if "?" in form.get("redirect_uri", "") else "?"
        raise web.HTTPSeeOther(form.get("redirect_uri", "") + glue + query)

    async def open_app(request: web.Request) -> web.Response:
        team = request.query.get("team", "")
        known = team if team in play.world.teams else next(iter(play.world.teams))
        raise web.HTTPSeeOther(f"/#team={known}")

    app.router.add_get("/app_redirect", open_app)
    app.router.add_get("/oauth/v2/authorize", show)
    app.router.add_post("/oauth/v2/authorize", allow)
