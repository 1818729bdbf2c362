"""The inbox: writes down what Slack sent before it is acknowledged, and turns away what is known already.

Slack resends events it thinks lost, and never resends those a process lost after acknowledging them: so the row is on
disk before the acknowledgement, under a key that a repetition repeats. Receipts that arrive together share one commit.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltResponse

from handlers import metrics
from handlers.leases import Keeper
from handlers.slack.turns import Turn, Turns
from handlers.slack.views.kit import HOLD
from handlers.use_cases.work import Services
from storage import queue
from storage.queue import Claim
from storage.store import is_busy

log = logging.getLogger("dramatis.inbox")

CLAIM = "inbox_claim"  # in the context of a replayed request
BUSY_TRIES = 3
BATCH = 64
LATELY = 5.0  # seconds
SECRETS = {"token", "bot_access_token", "authed_users"}


@dataclass(frozen=True)
class Envelope:
    """What the inbox needs to know of a payload. `at` in microseconds, from Slack's own clock where it gives one."""

    workspace: str
    person: str | None
    key: str
    kind: str
    lane: str
    at: int


def read_envelope(body: Mapping[str, Any], workspace: str, person: str | None, now: int) -> Envelope | None:
    """What kind of payload this is and by which key a repetition is known; None for what needs no memory.

    Keys: `event_id` of events; `trigger_id` of commands, actions, submissions and shortcuts (each press has its own);
    id and hash of a closed view. Suggestions (`block_suggestion`) are answered at once and change nothing; so does
    what a window holds until it is sent, and what somebody thought of and did not send is not written down.
    """
    at, key = now, None
    kind = str(body.get("type") or "")
    if kind == "event_callback":
        event = body.get("event") or {}
        at = micros_of(event.get("event_ts")) or now
        key = body.get("event_id")
        kind = f"event:{event.get('type')}"
    elif "command" in body:
        key = body.get("trigger_id")
        kind = f"command:{body['command']}"
    elif kind in ("block_actions", "interactive_message"):
        actions = body.get("actions") or [{}]
        if actions[0].get("action_id") == HOLD:
            return None
        at = micros_of(actions[0].get("action_ts")) or now
        key = body.get("trigger_id") or f"{actions[0].get('action_id')}:{actions[0].get('action_ts')}"
        kind = f"action:{actions[0].get('action_id')}"
    elif kind in ("view_submission", "view_closed"):
        view = body.get("view") or {}
        key = body.get("trigger_id") or f"{view.get('id')}:{view.get('hash')}"
        kind = f"{kind}:{view.get('callback_id')}"
    elif kind in ("shortcut", "message_action"):
        at = micros_of(body.get("action_ts")) or now
        key = body.get("trigger_id")
        kind = f"{kind}:{body.get('callback_id')}"
    else:
        return None
    if not key:
        return None
    if at > now + 24 * 3600 * 1_000_000:
        at = now  # a row from the far future would wait behind everything; no clock is a day wrong
    lane = f"person:{person}" if person else "workspace"
    prefix = kind.partition(":")[0]
    return Envelope(workspace, person, f"{prefix}:{key}", kind[:120], lane, at)


def micros_of(ts: object) -> int | None:
    """Slack's "1355517523.000005" in microseconds, exactly; None for anything else."""
    seconds, _, fraction = str(ts or "").partition(".")
    if not (seconds.isdigit() and (fraction.isdigit() or not fraction)):
        return None
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])


def stored_body(body: Mapping[str, Any]) -> str:
    """The payload as JSON without its secrets, the way it is replayed."""
    return json.dumps({name: value for name, value in body.items() if name not in SECRETS})


class Inbox:
    """The middleware, and the receipts behind it."""

    def __init__(self, services: Services, turns: Turns, keeper: Keeper) -> None:
        self.services = services
        self.turns = turns
        self.keeper = keeper
        self._receipts = _Receipts(self._write)
        self._known_dms: set[tuple[str, str]] = set()
        self._longest = (0.0, 0.0)  # seconds of the slowest receipt lately, and when that was

    def middleware(self, body: dict[str, Any], context: Any, next_: Callable[[], Any]) -> BoltResponse | None:
        """Stores, then lets the request on to its listener; a repetition is acknowledged and goes no further."""
        workspace = context.team_id or body.get("team_id") or context.enterprise_id
        person = context.user_id
        claim: Claim | None = context.get(CLAIM)
        replayed, begun = claim is not None, time.monotonic()
        if claim is None:
            envelope = workspace and read_envelope(body, workspace, person, self.services.now())
            if not envelope:
                next_()
                return None
            if self.turns.stopping:
                return BoltResponse(status=503, body="")  # Slack sends events again, to whoever runs then
            try:
                claim = self.receive(envelope, stored_body(body), _dm_channel(body))
            except Exception as error:
                log.exception(
                    "could not store a receipt", extra={"workspace": workspace, "kind": envelope.kind}
                )
                if not is_busy(error):
                    raise
                return BoltResponse(status=503, body="")
            if claim is None:
                metrics.REPEATED.inc()
                log.info(
                    "a repetition was acknowledged", extra={"workspace": workspace, "kind": envelope.kind}
                )
                return BoltResponse(status=200, body="")
            metrics.EVENTS.labels(metrics.event_kind(envelope.kind)).inc()
        context["turn"] = Turn(
            turns=self.turns,
            claim=claim,
            workspace=claim.workspace,
            person=person,
            body=body,
            receipt_seconds=self._slowest(time.monotonic() - begun),
            replayed=replayed,
        )
        next_()
        return None

    def _slowest(self, seconds: float) -> float:
        """The longest a receipt took lately: another one under way may take as long as that."""
        now = time.monotonic()
        longest, at = self._longest
        if seconds >= longest or now - at > LATELY:
            self._longest = (seconds, now)
        return self._longest[0]

    def receive(self, envelope: Envelope, body: str, dm_channel: str | None = None) -> Claim | None:
        """Commits one receipt, together with others that are just arriving. None when its key is known."""
        item = _Item(envelope, body, dm_channel)
        for attempt in range(BUSY_TRIES):
            try:
                claim = self._receipts.put(item)
                break
            except Exception as error:
                if not is_busy(error) or attempt == BUSY_TRIES - 1:
                    raise
                time.sleep(0.05 * (attempt + 1))
        if claim is not None:
            self.keeper.add([claim])
        return claim

    def _write(self, items: list[_Item]) -> list[Claim | None]:
        claims = []
        new_dms = set()
        lanes = {queue.lane_name(item.envelope.workspace, item.envelope.lane) for item in items}
        with self.services.store.writing() as session:
            self.services.store.announce(session, lanes)
            now = self.services.now()
            for item in sorted(items, key=lambda each: (each.envelope.workspace, each.envelope.key)):
                envelope = item.envelope
                receipt = queue.receive(
                    session,
                    workspace=envelope.workspace,
                    key=envelope.key,
                    kind=envelope.kind,
                    lane=envelope.lane,
                    at=envelope.at,
                    body=item.body,
                    owner=self.services.owner,
                    now=now,
                    lease=self.keeper.lease,
                )
                claims.append((id(item), receipt.claim))
                dm = (envelope.workspace, envelope.person or "")
                if item.dm_channel and envelope.person and dm not in self._known_dms and dm not in new_dms:
                    queue.remember_channel(session, envelope.workspace, envelope.person, item.dm_channel, now)
                    new_dms.add(dm)
        self._known_dms |= new_dms
        by_item = dict(claims)
        return [by_item[id(item)] for item in items]


def _dm_channel(body: Mapping[str, Any]) -> str | None:
    """The id of the DM this event happened in: with it a doubtful post can be looked for later."""
    event = body.get("event") or {}
    channel = event.get("channel") if isinstance(event, Mapping) else None
    return channel if isinstance(channel, str) and channel.startswith("D") else None


class _Item:
    def __init__(self, envelope: Envelope, body: str, dm_channel: str | None) -> None:
        self.envelope = envelope
        self.body = body
        self.dm_channel = dm_channel
        self.is_settled = False
        self.claim: Claim | None = None
        self.error: BaseException | None = None


class _Receipts:
    """Whoever comes while a commit is under way waits and goes into the next one together with the others."""

    def __init__(self, write: Callable[[list[_Item]], list[Claim | None]]) -> None:
        self._write = write
        self._waiting: list[_Item] = []
        self._list = threading.Lock()
        self._turn = threading.Lock()

    def put(self, item: _Item) -> Claim | None:
        item.is_settled, item.error = False, None
        with self._list:
            self._waiting.append(item)
        with self._turn:
            if not item.is_settled:
                self._commit()
        if item.error is not None:
            raise item.error
        return item.claim

    def _commit(self) -> None:
        with self._list:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        try:
            for item, claim in zip(batch, self._write(batch), strict=True):
                item.claim = claim
        except BaseException as error:
            for item in batch:
                item.error = error
        for item in batch:
            item.is_settled = True
