"""`dramatis doctor`: whether everything Dramatis needs is there, one line for each thing it looks at.

A check is a function from settings to a `Finding`. To add one, write it and put it into `CHECKS`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import typer

from handlers.slack.scopes import SCOPES

if TYPE_CHECKING:
    from handlers.settings import Settings
    from storage.store import Store

SKEW_SECONDS = 60
"""Slack's signed requests are refused from five minutes on; a minute is time to set the clock right."""
TIMEOUT = 10
UNREACHABLE = "Slack cannot be reached. Check the network and SLACK_API_URL."


@dataclass(frozen=True)
class Finding:
    """What one check found. `state`: ok, wrong, or skipped where the settings ask for no such thing."""

    name: str
    state: str
    sentence: str


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(as_json: bool = typer.Option(False, "--json", help="Print the findings as JSON.")) -> None:
    """Check tokens, scopes, clock, database and encoder. Exits with 1 when something is wrong."""
    findings = examine()
    healthy = all(finding.state != "wrong" for finding in findings)
    if as_json:
        typer.echo(json.dumps({"ok": healthy, "checks": [asdict(f) for f in findings]}, ensure_ascii=False))
    else:
        for finding in findings:
            typer.echo(f"{finding.state:<8} {finding.name}: {finding.sentence}")
    sys.exit(0 if healthy else 1)


def examine() -> list[Finding]:
    """All findings; only the one on the settings where those cannot be read."""
    from bot.errors import Misconfigured
    from handlers.settings import load

    try:
        settings = load()
        mode = settings.mode
    except Misconfigured as error:
        return [Finding("settings", "wrong", error.sentence)]
    told = {
        "playground": "No Slack tokens are set: `dramatis run` starts the playground.",
        "socket": "Slack is reached by Socket Mode.",
        "http": "Slack reaches us by signed HTTP.",
    }
    findings = [Finding("settings", "ok", told[mode.value])]
    for name, check in CHECKS.items():
        try:
            found = check(settings)
        except Exception as error:
            # A check that breaks is a finding too; its words might hold a secret, so only its type is told.
            found = [Finding(name, "wrong", f"The check itself broke ({type(error).__name__}).")]
        findings += found
    return findings


def check_slack(settings: Settings) -> list[Finding]:
    """The bot token (auth.test), its scopes (x-oauth-scopes) and the clock (Date), out of one call."""
    from slack_sdk.errors import SlackApiError

    from handlers.slack.app import web_client

    token = settings.slack_bot_token
    if token is None:
        why = "Each workspace has its own." if settings.installs else "No bot token is set."
        return [Finding(name, "skipped", why) for name in ("bot token", "scopes", "clock")]
    try:
        answer = web_client(token.get_secret_value(), settings.slack_api_url, TIMEOUT).auth_test()
    except SlackApiError as error:
        code = error.response.get("error", "unknown")
        sentence = f"Slack refuses it ({code}). Copy SLACK_BOT_TOKEN anew from OAuth & Permissions."
        return [Finding("bot token", "wrong", sentence)]
    except OSError:
        return [Finding("bot token", "wrong", UNREACHABLE)]
    headers = {str(name).lower(): _one(value) for name, value in answer.headers.items()}
    known = Finding("bot token", "ok", f"Good for {answer.get('team')} as {answer.get('user')}.")
    return [known, scopes_of(headers), skew_of(headers)]


def check_app_token(settings: Settings) -> list[Finding]:
    """The app token for Socket Mode: whether a connection may be opened with it."""
    from slack_sdk.errors import SlackApiError

    from handlers.slack.app import web_client

    token = settings.slack_app_token
    if token is None:
        return [Finding("app token", "skipped", "Socket Mode is not used.")]
    try:
        web_client(None, settings.slack_api_url, TIMEOUT).apps_connections_open(
            app_token=token.get_secret_value()
        )
    except SlackApiError as error:
        code = error.response.get("error", "unknown")
        sentence = (
            f"Slack refuses it ({code}). It needs the scope connections:write, and Socket Mode switched on."
        )
        return [Finding("app token", "wrong", sentence)]
    except OSError:
        return [Finding("app token", "wrong", UNREACHABLE)]
    return [Finding("app token", "ok", "Socket Mode may be opened with it.")]


def check_database(settings: Settings) -> list[Finding]:
    """Whether the database answers, and whether its schema is the newest."""
    from bot.errors import DramatisError
    from storage import migrate
    from storage.store import Store

    try:
        store = Store(settings.database_url)
    except DramatisError as error:
        return [Finding("database", "wrong", error.sentence)]
    try:
        store.ping()
        with store.reading() as session:
            at, newest = migrate.current(session.connection()), migrate.newest()
    except Exception as error:
        sentence = (
            f"It cannot be used ({type(error).__name__}). Check DATABASE_URL, and that we may write there."
        )
        return [Finding("database", "wrong", sentence)]
    finally:
        store.close()
    kind = store.url.get_backend_name()
    if at is None:
        return [Finding("database", "ok", f"{kind}, still empty; the first start fills it.")]
    if at != newest:
        return [Finding("database", "ok", f"{kind}, an older schema; the next start brings it up to date.")]
    return [Finding("database", "ok", f"{kind}, up to date.")]


def check_encoder(settings: Settings) -> list[Finding]:
    """Whether the sentence encoder's files are there, with the right content."""
    from bot.meaning.encoder import MISSING, load_encoder

    if load_encoder() is None:
        return [Finding("encoder", "wrong", MISSING)]
    return [Finding("encoder", "ok", "Its files are there and have the right content.")]


def check_installations(settings: Settings) -> list[Finding]:
    """Many workspaces: whether their tokens can be read with our key, and whether Slack still takes them."""
    from bot.errors import DramatisError
    from storage.store import Store

    if not settings.installs:
        return [Finding("installations", "skipped", "One workspace, with its token in the settings.")]
    store = Store(settings.database_url)
    try:
        return [_look_at_installations(settings, store)]
    except DramatisError as error:
        return [Finding("installations", "wrong", error.sentence)]
    finally:
        store.close()


def _look_at_installations(settings: Settings, store: Store) -> Finding:
    from slack_sdk.errors import SlackApiError

    from handlers.slack.app import web_client
    from handlers.slack.connecting import keys_of
    from storage import migrate
    from storage.installations import Installations

    with store.reading() as session:
        is_new = migrate.current(session.connection()) != migrate.newest()
    if is_new:
        return Finding("installations", "skipped", "The next start makes room for them.")
    if settings.redirect_uri is None:
        return Finding(
            "installations", "wrong", "DRAMATIS_URL is missing: the https address of the install pages."
        )
    installations = Installations(store, keys_of(settings))
    installations.prove_key()
    refused, count = [], 0
    for enterprise, team in installations.workspaces():
        kept = installations.find(enterprise, team) or {}
        count += 1
        try:
            web_client(str(kept.get("bot_token") or ""), settings.slack_api_url, TIMEOUT).auth_test()
        except SlackApiError as error:
            if error.response.get("error") != "token_expired":  # it is rotated when it is next used
                refused.append(team or enterprise)
        except OSError:
            return Finding("installations", "wrong", UNREACHABLE)
    if refused:
        these = ", ".join(refused[:5]) + (" …" if len(refused) > 5 else "")
        return Finding(
            "installations", "wrong", f"Slack refuses the tokens of {these}. They have to install again."
        )
    return Finding("installations", "ok", f"{count} kept, their tokens can be read and are taken.")


CHECKS: Mapping[str, Callable[[Settings], list[Finding]]] = {
    "slack": check_slack,
    "app token": check_app_token,
    "database": check_database,
    "installations": check_installations,
    "encoder": check_encoder,
}


def scopes_of(headers: Mapping[str, str]) -> Finding:
    """Whether all scopes are given. `headers`: those of an answer of Slack, names in small letters."""
    told = headers.get("x-oauth-scopes")
    if told is None:
        return Finding("scopes", "skipped", "Slack did not say which scopes the token has.")
    given = {scope.strip() for scope in told.split(",")}
    missing = [scope for scope in SCOPES if scope not in given]
    if missing:
        sentence = f"Missing: {', '.join(missing)}. Add them from app.yaml and install the app again."
        return Finding("scopes", "wrong", sentence)
    return Finding("scopes", "ok", f"All {len(SCOPES)} are given.")


def skew_of(headers: Mapping[str, str], now: float | None = None) -> Finding:
    """How far this machine's clock is from Slack's (header Date, whole seconds). `now`: seconds since 1970."""
    import time
    from email.utils import parsedate_to_datetime

    told = headers.get("date")
    try:
        theirs = parsedate_to_datetime(told or "").timestamp()
    except (ValueError, TypeError):
        return Finding("clock", "skipped", "Slack did not say what time it is.")
    skew = round((time.time() if now is None else now) - theirs)
    if abs(skew) > SKEW_SECONDS:
        way = "ahead of" if skew > 0 else "behind"
        return Finding(
            "clock", "wrong", f"It is {abs(skew)} seconds {way} Slack's. Set this machine's clock."
        )
    return Finding("clock", "ok", "It agrees with Slack's.")


def _one(value: object) -> str:
    """A header's value, which slack_sdk gives as a list or as a text."""
    return str(value[0]) if isinstance(value, (list, tuple)) and value else str(value)
