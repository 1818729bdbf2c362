"""Addresses of earlier posts, asked of Slack once each: only Slack knows under which name a workspace is reached."""

from __future__ import annotations

import threading
from collections import OrderedDict

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

HELD = 2_000


class Links:
    """The newest addresses of this process, by workspace, channel and ts."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str, str], str] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, client: WebClient, workspace: str, channel: str, ts: str) -> str | None:
        """The address of a post; None where it is gone or Slack does not answer: it can be done without."""
        key = (workspace, channel, ts)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        try:
            address = str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
        except (SlackApiError, OSError, KeyError):
            return None
        if not address.startswith(("https://", "http://")) or any(mark in address for mark in "<>|"):
            return None
        with self._lock:
            self._known[key] = address
            while len(self._known) > HELD:
                self._known.popitem(last=False)
        return address
