"""Every setting: its environment variable, its default, and one clear sentence for what is missing or wrong.

Read from the environment and from `.env` beside it. SETTINGS in docs/RUNNING.md lists them all; a test compares.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured

SLACK_API = "https://slack.com/api/"


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
    slack_api_url: str = Field(SLACK_API, description="another base address for every call to Slack")
    host: str = Field("127.0.0.1", description="the address HTTP listens on")
    port: int = Field(3000, ge=0, le=65535, description="the port HTTP listens on")
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

    @field_validator("dramatis_log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("DRAMATIS_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
        return value.upper()

    @property
    def mode(self) -> Mode:
        """How Slack is reached. Raises Misconfigured where half of something is set."""
        if self.slack_app_token is not None:
            if self.slack_bot_token is None:
                raise Misconfigured(
                    "SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is missing. Copy it from OAuth & Permissions."
                )
            return Mode.SOCKET
        if self.slack_signing_secret is not None:
            if self.slack_bot_token is None:
                raise Misconfigured(
                    "SLACK_SIGNING_SECRET is set but SLACK_BOT_TOKEN is missing. Copy it from OAuth & Permissions."
                )
            return Mode.HTTP
        if self.slack_bot_token is not None:
            raise Misconfigured(
                "SLACK_BOT_TOKEN is set but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is."
            )
        return Mode.PLAYGROUND


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
