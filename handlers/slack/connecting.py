"""Which tokens this process speaks with: the one of its settings, or those of every workspace that installed the app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import Misconfigured, NotConnected
from handlers.settings import Settings
from handlers.slack.clients import EncryptedInstallations, ManyWorkspaces, SingleToken, StoredStates
from handlers.slack.deliver.calls import WORKSPACE_LOST
from handlers.use_cases import workspaces
from handlers.use_cases.work import Services
from storage.installations import Installations, KeyFile

if TYPE_CHECKING:
    from slack_sdk.oauth.installation_store import Installation

    from handlers.slack.install import InstallPages


class Tokens(Protocol):
    """What Bolt, the deliverer and jobs ask for."""

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None: ...

    def client_for(self, workspace: str) -> WebClient: ...


def connect(settings: Settings, services: Services) -> tuple[Tokens, InstallPages | None]:
    """The tokens, and the install pages where there are any. Raises Misconfigured, NotConnected."""
    if not settings.installs:
        return _single(settings, services), None
    return _many(settings, services)


def is_let_in(tokens: Tokens, workspace: str) -> bool:
    """Whether Slack lets us into this workspace now. Raises OSError, SlackApiError where Slack does not say."""
    try:
        answer = tokens.client_for(workspace).auth_test()
    except NotConnected:
        return False
    except SlackApiError as error:
        if error.response.get("error") in WORKSPACE_LOST:
            return False
        raise
    return workspace in (answer.get("team_id"), answer.get("enterprise_id")) or bool(
        answer.get("is_enterprise_install")
    )


def keys_of(settings: Settings) -> KeyFile:
    """The keys for stored tokens."""
    given = settings.dramatis_key
    return KeyFile(given.get_secret_value() if given is not None else None, Path(settings.dramatis_key_file))


def _single(settings: Settings, services: Services) -> SingleToken:
    token = settings.slack_bot_token
    if token is None:
        raise Misconfigured("SLACK_BOT_TOKEN is missing. Copy it from OAuth & Permissions of your Slack app.")
    single = SingleToken(token.get_secret_value(), settings.slack_api_url)
    known = single.check()
    workspace = known.team_id or known.enterprise_id
    if workspace:
        with services.unit(workspace) as work:
            workspaces.stay(work, known.enterprise_id or "", known.team or "")
    return single


def _many(settings: Settings, services: Services) -> tuple[ManyWorkspaces, InstallPages]:
    from handlers.slack.install import build_pages

    secret = settings.slack_client_secret
    assert settings.slack_client_id is not None
    assert secret is not None
    installations = Installations(services.store, keys_of(settings))
    installations.prove_key()
    kept = EncryptedInstallations(installations, services.now)
    tokens = ManyWorkspaces(
        kept,
        installations,
        settings.slack_client_id,
        secret.get_secret_value(),
        settings.slack_api_url,
        lambda: services.now() / 1e6,
        _belongs(services),
    )

    def arrived(made: Installation) -> None:
        tokens.drop()
        workspace = made.team_id or made.enterprise_id or ""
        name = made.enterprise_name if made.is_enterprise_install else made.team_name
        with services.unit(workspace, made.user_id) as work:
            workspaces.arrive(work, made.enterprise_id or "", name or "", made.user_id)

    pages = build_pages(
        settings.slack_client_id,
        secret.get_secret_value(),
        settings.slack_api_url,
        settings.redirect_uri,
        kept,
        StoredStates(installations, services.now),
        arrived,
    )
    return tokens, pages


def _belongs(services: Services) -> Callable[[str, str], None]:
    def learn(team: str, enterprise: str) -> None:
        with services.unit(team) as work:
            workspaces.stay(work, enterprise, "")

    return learn
