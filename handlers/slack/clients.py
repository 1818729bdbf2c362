"""Which token speaks to which workspace: one token from the settings, or encrypted installations with rotation.

Both give `authorize` (for Bolt, cached, so that `auth.test` is not called on each request) and `client_for` (for the
deliverer and jobs by the clock, which must rotate tokens themselves).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from logging import Logger
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth import InstallationStore, OAuthStateStore
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.errors import NotConnected
from handlers.slack.app import API_URL, web_client
from storage.installations import Installations

log = logging.getLogger("dramatis.clients")

CACHE_SECONDS = 60.0  # an uninstall in one replica is seen by the others within this
ROTATE_MINUTES = 120
AT_ONCE = 10**8  # minutes; that it is time has been decided here
NOT_INSTALLED = "Dramatis is not installed in this workspace."


class SingleToken:
    """One workspace, one token."""

    def __init__(self, token: str, api_url: str = API_URL) -> None:
        self._token = token
        self._api_url = api_url
        self._known: AuthorizeResult | None = None
        self._lock = threading.Lock()

    def check(self) -> AuthorizeResult:
        """Asks Slack once who we are. Raises NotConnected with what is wrong."""
        with self._lock:
            if self._known is None:
                try:
                    answer = web_client(self._token, self._api_url).auth_test()
                except SlackApiError as error:
                    code = error.response.get("error")
                    raise NotConnected(
                        f"Slack refuses the bot token ({code}). Check SLACK_BOT_TOKEN: it begins with xoxb-."
                    ) from None
                except OSError:
                    raise NotConnected(
                        "Slack cannot be reached. Check the network and SLACK_API_URL."
                    ) from None
                self._known = AuthorizeResult.from_auth_test_response(
                    bot_token=self._token, auth_test_response=answer
                )
            return self._known

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """The token, for its own workspace."""
        known = self.check()
        same_team = team_id is None or known.team_id is None or team_id == known.team_id
        same_organisation = enterprise_id is not None and enterprise_id == known.enterprise_id
        return known if same_team or same_organisation else None

    def client_for(self, workspace: str) -> WebClient:
        """A client for the only workspace."""
        return web_client(self._token, self._api_url)


class EncryptedInstallations(InstallationStore):
    """slack_sdk's installation store on top of `storage.installations`: nothing is stored in plain text."""

    def __init__(self, installations: Installations, now: Callable[[], int]) -> None:
        self._installations = installations
        self._now = now

    @property
    def logger(self) -> Logger:
        """A logger that stays within our rules."""
        return log

    def save(self, installation: Installation) -> None:
        """Keeps an installation."""
        team = "" if installation.is_enterprise_install else installation.team_id or ""
        self._installations.save(
            installation.enterprise_id or "",
            team,
            installation.user_id or "",
            _plain(installation),
            self._now(),
        )

    def save_bot(self, bot: Bot) -> None:
        """Takes over a rotated bot token into the newest installation."""
        found = self.find_installation(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            is_enterprise_install=bot.is_enterprise_install,
        )
        if found is None:
            return
        found.bot_token = bot.bot_token
        found.bot_refresh_token = bot.bot_refresh_token
        found.bot_token_expires_at = bot.bot_token_expires_at
        self.save(found)

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of the newest installation."""
        found = self.find_installation(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return None if found is None else found.to_bot()

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The newest installation of the workspace; where there is none, that of its whole organisation."""
        enterprise, team = enterprise_id or "", team_id or ""
        data = None
        if team and not is_enterprise_install:
            data = self._installations.find(enterprise, team, user_id)
        if data is None and enterprise:
            data = self._installations.find(enterprise, "", user_id)
        return None if data is None else _installation(data)

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Deletes every installation of the workspace: without its bot there is none."""
        self._installations.delete(enterprise_id or "", team_id or "")

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Deletes installations of the workspace (those of one person, if given)."""
        self._installations.delete(enterprise_id or "", team_id or "", user_id)


class StoredStates(OAuthStateStore):
    """OAuth states in the database, so that any replica can finish what another began."""

    def __init__(self, installations: Installations, now: Callable[[], int]) -> None:
        self._installations = installations
        self._now = now

    @property
    def logger(self) -> Logger:
        """A logger that stays within our rules."""
        return log

    def issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state."""
        return self._installations.issue_state(self._now())

    def consume(self, state: str) -> bool:
        """True once."""
        return self._installations.consume_state(state, self._now())


class ManyWorkspaces:
    """Tokens of every workspace that installed the app, cached for a minute, rotated before they expire."""

    def __init__(
        self,
        store: EncryptedInstallations,
        installations: Installations,
        client_id: str,
        client_secret: str,
        api_url: str = API_URL,
        clock: Callable[[], float] = time.time,
        belongs: Callable[[str, str], None] = lambda team, enterprise: None,
    ) -> None:
        self.store = store
        self._installations = installations
        self._api_url = api_url
        self._clock = clock  # seconds since 1970
        self._belongs = belongs  # told of each workspace that an organisation's installation serves
        self._rotator = TokenRotator(
            client_id=client_id, client_secret=client_secret, client=web_client(None, api_url)
        )
        self._cache: dict[tuple[str, str], tuple[float, Installation]] = {}
        self._learnt: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()
        self._rotation = threading.Lock()

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """What Bolt needs of an installation, without a call to Slack: everything was told at installation."""
        key = (enterprise_id or "", team_id or "")
        found = self._cached(
            key, lambda: self.store.find_installation(enterprise_id=enterprise_id, team_id=team_id)
        )
        if found is None:
            return None
        if found.is_enterprise_install and team_id and self._learnt.get(key, 0.0) < time.monotonic():
            self._belongs(team_id, found.enterprise_id or "")
            self._learnt[key] = time.monotonic() + CACHE_SECONDS
        return AuthorizeResult(
            enterprise_id=found.enterprise_id,
            team_id=found.team_id or team_id,
            team=found.team_name,
            bot_token=found.bot_token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            bot_scopes=found.bot_scopes,
        )

    def client_for(self, workspace: str) -> WebClient:
        """A client with a token that is good for now. Raises NotConnected where the app is not installed."""

        def find() -> Installation | None:
            data = self._installations.find_workspace(workspace)
            return None if data is None else _installation(data)

        found = self._cached(("", f"workspace:{workspace}"), find)
        if found is None:
            raise NotConnected(NOT_INSTALLED)
        return web_client(found.bot_token, self._api_url)

    def drop(self) -> None:
        """Forgets what was cached: somebody has just installed the app, perhaps with fewer or more rights."""
        with self._lock:
            self._cache.clear()
            self._learnt.clear()

    def _expires(self, installation: Installation) -> bool:
        at = installation.bot_token_expires_at
        return at is not None and at < self._clock() + ROTATE_MINUTES * 60

    def _cached(self, key: tuple[str, str], find: Callable[[], Installation | None]) -> Installation | None:
        with self._lock:
            until, known = self._cache.get(key, (0.0, None))
        if known is not None and time.monotonic() < until and not self._expires(known):
            return known
        found = find()
        if found is not None and self._expires(found):
            found = self._rotate(found, find)
        with self._lock:
            if found is None:
                self._cache.pop(key, None)
            else:
                self._cache[key] = (time.monotonic() + CACHE_SECONDS, found)
        return found

    def _rotate(self, found: Installation, find: Callable[[], Installation | None]) -> Installation | None:
        with self._rotation:
            again = find()  # another thread or replica may have done it
            if again is None or not self._expires(again):
                return again
            asked_at = time.time()
            try:
                rotated = self._rotator.perform_token_rotation(
                    installation=again, minutes_before_expiration=AT_ONCE
                )
            except (SlackTokenRotationError, OSError) as error:
                log.warning(
                    "a token could not be rotated",
                    extra={"workspace": found.team_id, "error": type(error).__name__},
                )
                latest = find()  # a refresh token is good once: another replica may have been first
                return latest if latest is not None else again
            if rotated is None:
                return again
            if rotated.bot_token_expires_at is not None:  # by our clock, which is not always the machine's
                rotated.bot_token_expires_at += int(self._clock() - asked_at)
            self.store.save(rotated)
            log.info("a token was rotated", extra={"workspace": found.team_id})
            return rotated


def _plain(installation: Installation) -> dict[str, Any]:
    """The fields as JSON takes them; slack_sdk takes whole seconds for expiries and a float for the installation."""

    def plain(name: str, value: Any) -> Any:
        if isinstance(value, datetime):
            value = value.replace(tzinfo=value.tzinfo or UTC).timestamp()
        return int(value) if name.endswith("_expires_at") and value is not None else value

    return {name: plain(name, value) for name, value in installation.to_dict_for_copying().items()}


def _installation(data: dict[str, Any]) -> Installation:
    return Installation(**data)
