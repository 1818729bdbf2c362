"""Who somebody is, asked of Slack: still here, or gone; a colleague, or somebody of another organisation."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError


@dataclass(frozen=True)
class Who:
    """What Slack says of a person. Where it does not answer, they are taken to be a colleague who is here."""

    gone: bool = False
    stranger: bool = False
    bot: bool = False
    admin: bool = False
    zone: str = ""  # an IANA name, as their Slack profile has it; empty where it is not known
    is_told: bool = True  # False where Slack did not answer

    @property
    def is_colleague(self) -> bool:
        """Somebody of this workspace who can own things."""
        return not (self.gone or self.stranger or self.bot)


def who(client: WebClient, workspace: str, person: str) -> Who:
    """Asks Slack (scope users:read)."""
    try:
        user = client.users_info(user=person).get("user")
    except SlackApiError as error:
        gone = error.response.get("error") in ("user_not_found", "user_not_visible")
        return Who(gone=gone, is_told=gone)
    except OSError:
        return Who(is_told=False)
    if not user:
        return Who(is_told=False)
    team = user.get("team_id")
    outside = bool(user.get("is_stranger")) or (
        team not in (None, workspace)
        and workspace not in (user.get("enterprise_user") or {}).get("teams", [])
    )
    return Who(
        bool(user.get("deleted")),
        outside,
        bool(user.get("is_bot")),
        bool(user.get("is_admin") or user.get("is_owner")),
        str(user.get("tz") or ""),
    )
