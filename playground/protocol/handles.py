"""Trigger ids and response addresses: handles given out with a payload that may be used few times and not for long.

They live in memory only and by real time, as three seconds of a clock that somebody moves would mean nothing.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
_KEPT = 20_000


@dataclass
class Trigger:
    """Permission to open a modal for one person, once."""

    team: str
    user: str
    given: float
    modal: str | None = None
    """the view it was pressed in, if any"""
    used: bool = False


@dataclass
class ResponseUrl:
    """Permission to answer where something was pressed or typed."""

    team: str
    user: str
    channel: str
    given: float
    ts: str | None = None
    """the message it belongs to, if any"""
    ephemeral: bool = False
    thread_ts: str | None = None
    uses: int = 0


class Handles:
    """All handles given out."""

    def __init__(self) -> None:
        self.trigger_seconds = TRIGGER_SECONDS
        self._triggers: OrderedDict[str, Trigger] = OrderedDict()
        self._responses: OrderedDict[str, ResponseUrl] = OrderedDict()

    def new_trigger(self, team: str, user: str, modal: str | None = None) -> str:
        """A fresh trigger id; its three seconds begin now."""
        id_ = f"{secrets.randbelow(10**13):013d}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
        self._triggers[id_] = Trigger(team, user, time.monotonic(), modal)
        if len(self._triggers) > _KEPT:
            self._triggers.popitem(last=False)
        return id_

    def use_trigger(self, id_: str, team: str) -> tuple[Trigger | None, str]:
        """The trigger, used up now; or None and Slack's word for why not."""
        trigger = self._triggers.get(id_)
        if trigger is None or trigger.team != team:
            return None, "invalid_trigger_id"
        if trigger.used:
            return None, "exchanged_trigger_id"
        if time.monotonic() - trigger.given > self.trigger_seconds:
            return None, "expired_trigger_id"
        trigger.used = True
        return trigger, ""

    def new_response(self, base_url: str, kind: str, handle: ResponseUrl) -> str:
        """The address for a fresh handle; `kind` is `actions` or `commands`, as in Slack's own addresses."""
        key = secrets.token_urlsafe(18)
        self._responses[key] = handle
        if len(self._responses) > _KEPT:
            self._responses.popitem(last=False)
        return f"{base_url}/{kind}/{handle.team}/{secrets.randbelow(10**13)}/{key}"

    def use_response(self, key: str) -> tuple[ResponseUrl | None, str]:
        """The handle, used once more; or None and Slack's word for why not."""
        handle = self._responses.get(key)
        if handle is None or time.monotonic() - handle.given > RESPONSE_SECONDS:
            return None, "expired_url"
        if handle.uses >= RESPONSE_USES:
            return None, "used_url"
        handle.uses += 1
        return handle, ""
