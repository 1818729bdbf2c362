"""The pages on which somebody installs the app: Bolt's OAuth flow, with our store, states in the database, our words."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Sequence
from urllib.parse import urlencode, urljoin

from slack_bolt import BoltResponse
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_bolt.request import BoltRequest
from slack_sdk.oauth import InstallationStore, OAuthStateStore
from slack_sdk.oauth.installation_store import Installation

from handlers.slack.app import web_client
from handlers.slack.scopes import SCOPES

log = logging.getLogger("dramatis.install")

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
WHY_NOT = {
    "access_denied": "Nothing was installed: the request was declined in Slack.",
    "invalid_browser": "This installation was begun in another browser, or its cookie is gone. Begin again here.",
    "invalid_state": "This installation was begun more than ten minutes ago, or has been finished. Begin again.",
    "invalid_code": "Slack did not confirm the installation. Begin again.",
    "missing_code": "Slack did not confirm the installation. Begin again.",
    "storage_error": "The installation could not be kept. Begin again; if that fails too, tell whoever runs Dramatis.",
}
OTHERWISE = "Slack did not finish the installation. Begin again."
ASKED = (
    "Dramatis makes proto personas with your team, in Slack. It asks for direct messages with it, mentions, its own "
    "posts, files that are given to it and who your colleagues are; it never reads your channels."
)
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 17px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; }}
main {{ max-width: 32em; padding: 1.5em; }}
h1 {{ font-size: 1.5em; margin: 0 0 .5em; }}
a.act {{ display: inline-block; margin-top: .5em; padding: .55em 1.2em; border-radius: .4em;
  background: #27374d; color: #fff; text-decoration: none; font-weight: 600; }}
a.act:focus-visible {{ outline: 3px solid #8ab4f8; outline-offset: 2px; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #16191d; color: #e6e6e6; }} a.act {{ background: #4c6a92; }} }}
</style></head>
<body><main><h1>{title}</h1><p>{words}</p><p><a class="act" href="{address}">{label}</a></p></main></body></html>
"""

_TEAM = re.compile(r"[TE][A-Z0-9]{2,20}")
Arrived = Callable[[Installation], None]


class InstallPages(OAuthFlow):
    """Bolt's flow. `arrived` is called when an installation has been kept."""

    def __init__(self, settings: OAuthSettings, api_url: str, arrived: Arrived) -> None:
        quiet = logging.getLogger("slack_bolt.quiet")  # its warnings quote codes
        super().__init__(client=web_client(None, api_url), logger=quiet, settings=settings)
        self._arrived = arrived

    def build_install_page_html(self, url: str, request: BoltRequest) -> str:
        """The first page."""
        return page("Add Dramatis to Slack", ASKED, url, "Add to Slack")

    def build_authorize_url(self, state: str, request: BoltRequest) -> str:
        """Slack's page. A `team` in our address chooses the workspace there; nothing else gets through."""
        teams = [team for team in request.query.get("team", []) if _TEAM.fullmatch(team)]
        chosen = teams[0] if teams else None
        return str(self.settings.authorize_url_generator.generate(state=state, team=chosen))

    def append_set_cookie_headers(
        self, headers: dict[str, str], set_cookie_value: str | None
    ) -> dict[str, str]:
        """The headers of the first page."""
        return HEADERS | ({"Set-Cookie": set_cookie_value} if set_cookie_value else {})

    def run_installation(self, code: str) -> Installation | None:
        """Asks Slack for the token. None where it does not give one, or cannot be reached."""
        try:
            return super().run_installation(code)
        except OSError as error:
            log.warning("Slack could not be reached for a token", extra={"error": type(error).__name__})
            return None

    def store_installation(self, request: BoltRequest, installation: Installation) -> None:
        """Keeps it, encrypted, and lets the workspace in."""
        super().store_installation(request, installation)
        self._arrived(installation)


def build_pages(
    client_id: str,
    client_secret: str,
    api_url: str,
    redirect_uri: str | None,
    installations: InstallationStore,
    states: OAuthStateStore,
    arrived: Arrived,
) -> InstallPages:
    """The flow, for `http.build_web`. `redirect_uri` None: the one in the app's settings in Slack."""

    def installed(args: SuccessArgs) -> BoltResponse:
        made = args.installation
        log.info("installed", extra={"workspace": made.team_id or made.enterprise_id})
        where = made.team_name or made.enterprise_name or "Slack"
        query = urlencode({"app": made.app_id or "", "team": made.team_id or ""})
        address = urljoin(api_url, f"/app_redirect?{query}")
        words = "Type /invite @Dramatis in a channel, then /persona new there."
        gone: str = args.settings.state_utils.build_set_cookie_for_deletion()
        text = page(f"Dramatis is installed in {where}", words, address, "Open it in Slack")
        headers: dict[str, str | Sequence[str]] = {**HEADERS, "Set-Cookie": gone}
        return BoltResponse(status=200, body=text, headers=headers)

    def failed(args: FailureArgs) -> BoltResponse:
        reason = args.reason if args.reason in WHY_NOT else "other"
        log.warning("an installation was not finished", extra={"error": reason})
        text = page("Not installed", WHY_NOT.get(args.reason, OTHERWISE), INSTALL_PATH, "Begin again")
        return BoltResponse(status=args.suggested_status_code, body=text, headers={**HEADERS})

    settings = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        user_scopes=[],
        redirect_uri=redirect_uri or "",
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        callback_options=CallbackOptions(success=installed, failure=failed),
        authorization_url=urljoin(api_url, "/oauth/v2/authorize"),
        installation_store=installations,
        state_store=states,
        logger=logging.getLogger("slack_bolt.quiet"),
    )
    # Bolt would look into the environment for a missing one.
    settings.redirect_uri = settings.authorize_url_generator.redirect_uri = redirect_uri
    return InstallPages(settings, api_url, arrived)


def page(title: str, words: str, address: str, label: str) -> str:
    """One small page with one thing to do next."""
    parts = {"title": title, "words": words, "address": address, "label": label}
    return _PAGE.format(**{name: html.escape(value, quote=True) for name, value in parts.items()})
