"""Every setting: its environment variable, its default, and one clear sentence for what is missing or wrong.

Read from the environment and from `.env` beside it. README.md and docs/RUNNING.md list them all; a test compares.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured

SLACK_API = "https://slack.com/api/"
_HERE = ("127.0.0.1", "localhost", "::1")


class Mode(StrEnum):
    """How Slack is reached."""

    PLAYGROUND = "playground"
    SOCKET = "socket"
    HTTP = "http"


class Settings(BaseSettings):
    """The settings of one process. Secrets never show in logs or errors."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    database_url: str = Field("sqlite:///var/dramatis.sqlite3", description="where everything is kept")
    slack_bot_token: SecretStr | None = Field(None, description="the bot token of one workspace, xoxb-…")
    slack_app_token: SecretStr | None = Field(None, description="the app token for Socket Mode, xapp-…")
    slack_signing_secret: SecretStr | None = Field(None, description="switches on signed HTTP")
    slack_client_id: str | None = Field(
        None, description="with the secret: many workspaces install the app by OAuth"
    )
    slack_client_secret: SecretStr | None = Field(
        None, description="the secret that belongs to the client id"
    )
    slack_api_url: str = Field(SLACK_API, description="another base address for every call to Slack")
    host: str = Field("127.0.0.1", description="the address HTTP listens on")
    port: int = Field(
        3000,
        ge=0,
        le=65535,
        description="the port HTTP listens on; in Socket Mode with one token only where it is set",
    )
    dramatis_url: str | None = Field(
        None, description="the address people's browsers reach HTTP by, for the install pages, https://…"
    )
    dramatis_key: SecretStr | None = Field(
        None, description="the key the stored tokens are encrypted with; several by commas, the newest first"
    )
    dramatis_key_file: str = Field(
        "var/key", description="where the key is kept if DRAMATIS_KEY is not set; made at the first start"
    )
    playground_port: int = Field(4000, ge=0, le=65535, description="the port of the playground's page")
    playground_state: str = Field(
        "var/playground.json", description="where the playground keeps its state; memory: nowhere"
    )
    dramatis_log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    dramatis_clock_url: str | None = Field(
        None, description="a playground's clock, so that time can be moved in tests"
    )
    dramatis_upload_mb: int = Field(
        100, ge=1, le=2000, description="the largest upload that is read, in megabytes"
    )
    dramatis_retention_days: int = Field(180, ge=1, le=3650, description="how long uploaded answers are kept")

    dramatis_level_interviews: int = Field(
        5, ge=1, le=100, description="how many interviews make a persona qualitative"
    )
    dramatis_level_spoken: float = Field(
        0.5, gt=0, le=1, description="the share of its lines that those interviews must speak to"
    )
    dramatis_level_counted: float = Field(
        0.5,
        gt=0,
        le=1,
        description="the share of its lines that a survey must count for a statistical persona",
    )

    dramatis_dask: str | None = Field(
        None, description="a Dask scheduler (tcp://host:8786) where segments are sought"
    )

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _begins(value, "xoxb-", "SLACK_BOT_TOKEN")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _begins(value, "xapp-", "SLACK_APP_TOKEN")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("SLACK_API_URL must begin with http:// or https://.")
        return value if value.endswith("/") else value + "/"

    @field_validator("dramatis_url")
    @classmethod
    def _own_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        # The cookie of an installation is for safe connections only, which browsers take these names for even by http.
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
            raise ValueError("DRAMATIS_URL must begin with https:// (or be http://127.0.0.1 on one machine).")
        return value.rstrip("/")

    @field_validator("dramatis_log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("DRAMATIS_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
        return value.upper()

    @property
    def mode(self) -> Mode:
        """How Slack is reached. Raises Misconfigured where half of something is set."""
        by_http, by_socket = self.slack_signing_secret is not None, self.slack_app_token is not None
        if self.installs:
            if not by_http and not by_socket:
                raise Misconfigured(
                    "SLACK_CLIENT_ID is set but neither SLACK_APP_TOKEN (Socket Mode) nor "
                    "SLACK_SIGNING_SECRET (HTTP) is."
                )
            return Mode.SOCKET if by_socket else Mode.HTTP
        if by_socket or by_http:
            if self.slack_bot_token is None:
                name = "SLACK_APP_TOKEN" if by_socket else "SLACK_SIGNING_SECRET"
                raise Misconfigured(
                    f"{name} is set but SLACK_BOT_TOKEN is missing. Copy it from OAuth & Permissions."
                )
            return Mode.SOCKET if by_socket else Mode.HTTP
        if self.slack_bot_token is not None:
            raise Misconfigured(
                "SLACK_BOT_TOKEN is set but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is."
            )
        return Mode.PLAYGROUND

    @property
    def installs(self) -> bool:
        """Whether many workspaces install the app. Raises Misconfigured where only half of it is set."""
        if self.slack_client_id is None and self.slack_client_secret is None:
            return False
        if self.slack_client_id is None or self.slack_client_secret is None:
            there, missing = "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"
            if self.slack_client_id is None:
                there, missing = missing, there
            raise Misconfigured(
                f"{there} is set but {missing} is missing. Copy it from Basic Information of your Slack app."
            )
        if self.slack_bot_token is not None:
            raise Misconfigured(
                "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many. Remove one of them."
            )
        return True

    @property
    def serves_http(self) -> bool:
        """Whether a web server runs: for Slack, for the install pages, or because a port was asked for."""
        return self.mode is Mode.HTTP or self.installs or "port" in self.model_fields_set

    @property
    def redirect_uri(self) -> str | None:
        """Where Slack sends people back to after they allowed the app; None: where the app's settings there say."""
        if self.dramatis_url is None and self.slack_api_url == SLACK_API:
            return None
        base = self.dramatis_url or f"http://{self.host}:{self.port}"
        return f"{base}/slack/oauth_redirect"


def load(**overrides: Any) -> Settings:
    """The settings of this process. Raises Misconfigured with one sentence that names the variable."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        words = str(first["msg"]).removeprefix("Value error, ")
        raise Misconfigured(words if name in words else f"{name}: {words}.") from None


def _begins(value: SecretStr | None, start: str, name: str) -> SecretStr | None:
    if value is not None and not value.get_secret_value().startswith(start):
        raise ValueError(f"{name} must begin with {start}; it looks like another kind of token.")
    return value
