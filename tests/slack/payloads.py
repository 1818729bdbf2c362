"""What Slack sends, signed as Slack signs it."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import requests

from handlers.slack.http import signature_of
from tests.slack.fake import SECRET

_count = itertools.count(1)


def message(
    text: str, user: str = "U1", team: str = "T1", ts: float | None = None, event_id: str | None = None
) -> dict[str, Any]:
    """A message to the bot in a DM."""
    stamp = f"{time.time() if ts is None else ts:.6f}"
    return {
        "token": "verification",
        "type": "event_callback",
        "team_id": team,
        "event_id": event_id or f"Ev{next(_count)}{time.monotonic_ns()}",
        "event": {
            "type": "message",
            "channel_type": "im",
            "channel": f"D{user[1:]}",
            "user": user,
            "text": text,
            "ts": stamp,
            "event_ts": stamp,
        },
        "authorizations": [{"team_id": team, "enterprise_id": None, "is_enterprise_install": False}],
    }


def event(kind: str, user: str | None = "U1", **more: Any) -> dict[str, Any]:
    """Any other event."""
    body = message("", user or "U1")
    body["event"] = {
        "type": kind,
        "event_ts": f"{time.time():.6f}",
        **({"user": user} if user else {}),
        **more,
    }
    return body


def command(text: str, user: str = "U1", response_url: str = "") -> dict[str, Any]:
    """A slash command."""
    return {
        "command": "/persona",
        "text": text,
        "team_id": "T1",
        "user_id": user,
        "channel_id": "C1",
        "trigger_id": f"trigger{next(_count)}",
        "response_url": response_url,
    }


def action(action_id: str, user: str = "U1", response_url: str = "", **more: Any) -> dict[str, Any]:
    """A button pressed."""
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": user},
        "channel": {"id": "C1"},
        "trigger_id": f"trigger{next(_count)}",
        "response_url": response_url,
        "actions": [
            {
                "type": "button",
                "action_id": action_id,
                "block_id": "b",
                "action_ts": f"{time.time():.6f}",
                **more,
            }
        ],
    }


def submission(callback_id: str, user: str = "U1") -> dict[str, Any]:
    """A form sent."""
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": user},
        "trigger_id": f"trigger{next(_count)}",
        "view": {
            "id": "V1",
            "type": "modal",
            "hash": "h",
            "callback_id": callback_id,
            "blocks": [{"type": "input", "block_id": "subject"}],
            "state": {"values": {}},
        },
    }


def send(
    port: int, body: dict[str, Any], timeout: float = 10.0, headers: dict[str, str] | None = None
) -> requests.Response:
    """Sends it as Slack does: events as JSON, commands and interactions as forms."""
    if body.get("type") == "event_callback":
        raw, kind = json.dumps(body), "application/json"
    elif "command" in body:
        raw, kind = urlencode(body), "application/x-www-form-urlencoded"
    else:
        raw, kind = urlencode({"payload": json.dumps(body)}), "application/x-www-form-urlencoded"
    return send_raw(port, raw.encode(), kind, timeout, headers)


def send_raw(
    port: int,
    raw: bytes,
    kind: str = "application/json",
    timeout: float = 10.0,
    headers: dict[str, str] | None = None,
    timestamp: str | None = None,
    signature: str | None = None,
) -> requests.Response:
    """Sends bytes, signed unless a signature is given."""
    stamp = timestamp if timestamp is not None else str(int(time.time()))
    signed = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or signature_of(SECRET, stamp, raw),
    }
    return requests.post(
        f"http://127.0.0.1:{port}/slack/events", data=raw, headers=signed | (headers or {}), timeout=timeout
    )
