"""Who counts as somebody of another organisation, by what Slack sends."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.slack.listen.guests import is_guest

OURS = "T1"


@pytest.mark.parametrize(
    ("body", "guest"),
    [
        ({"user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1"}}, False),
        ({"user": {"id": "U1", "team_id": "T2"}, "team": {"id": "T1"}}, True),
        ({"user": {"id": "U1", "team_id": "T2"}, "enterprise": None}, True),
        ({"user": {"id": "U1"}, "team": {"id": "T1"}}, False),
        # two workspaces of one organisation are colleagues
        ({"user": {"team_id": "T2", "enterprise_id": "E1"}, "enterprise": {"id": "E1"}}, False),
        ({"user": {"team_id": "T2", "enterprise_id": "E2"}, "enterprise": {"id": "E1"}}, True),
        ({"user": {"team_id": "T2"}, "enterprise": {"id": "E1"}, "is_enterprise_install": True}, False),
        ({"event": {"type": "message", "user": "U1"}}, False),
        ({"event": {"type": "message", "user_team": "T1"}}, False),
        ({"event": {"type": "message", "user_team": "T2"}}, True),
        ({"event": {"type": "app_mention", "source_team": "T2"}}, True),
        ({"event": {"type": "app_mention", "user_team": "E1"}, "context_enterprise_id": "E1"}, False),
        ({"event": {"type": "app_mention", "user_team": "E2"}, "context_enterprise_id": "E1"}, True),
        ({"command": "/persona", "user_id": "U1", "team_id": "T1"}, False),
    ],
)
def test_other_organisations_are_told_from_colleagues(body: dict[str, Any], guest: bool) -> None:
    assert is_guest(body, OURS) is guest
