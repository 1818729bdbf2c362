"""One outbox row, one call: how it is made, and what the answer means for the row.

The client makes no retries. An outcome is certain (sent, refused, not sent) or unknown (connection cut after sending,
5xx, 200 with internal_error): only the deliverer, which keeps rows on disk, may try again.
"""

from __future__ import annotations

import base64
import errno
import json
import socket
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.errors import DramatisError
from handlers.slack.deliver.rendered import Rendered

METADATA = "dramatis"
LOOK_BACK = 300  # seconds before the row was written: clocks differ


@dataclass(frozen=True)
class Sent:
    """Slack has it."""

    channel: str | None = None
    ts: str | None = None
    file_id: str | None = None
    found: bool = False  # it had been there already


@dataclass(frozen=True)
class Refused:
    """Slack will not have it, now or later. `quiet`: what it was about is gone, nobody needs to know."""

    error: str
    quiet: bool = False
    workspace_lost: bool = False


@dataclass(frozen=True)
class Later:
    """Slack asked to wait; nothing was sent."""

    seconds: float
    error: str = "ratelimited"


@dataclass(frozen=True)
class NotSent:
    """It certainly did not arrive: there was no connection."""

    error: str


@dataclass(frozen=True)
class Unknown:
    """It may or may not have arrived."""

    error: str


Outcome = Sent | Refused | Later | NotSent | Unknown

# Twice means the same as once, so these are simply tried again.
REPEATABLE = {"update", "delete", "home", "view", "prompts"}
API_METHOD = {
    "post": "chat.postMessage",
    "update": "chat.update",
    "delete": "chat.delete",
    "only": "chat.postEphemeral",
    "respond": "response_url",
    "home": "views.publish",
    "view": "views.update",
    "prompts": "assistant.threads.setSuggestedPrompts",
    "file": "files.completeUploadExternal",
}
_UNKNOWN = {"internal_error", "fatal_error", "request_timeout", "service_unavailable", "unknown"}
_LIMITED = {"ratelimited", "rate_limited"}
WORKSPACE_LOST = {
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "not_installed",
    "org_login_required",
    "team_access_not_granted",
    "team_disabled",
    "token_revoked",
}
_GONE = {
    "update": {"message_not_found", "cant_update_message", "edit_window_closed"},
    "delete": {"message_not_found", "cant_delete_message"},
    "view": {"not_found", "view_not_found", "expired_trigger_id"},
    "respond": {"used_url", "expired_url", "404", "410"},
    "prompts": set(),
}


@dataclass(frozen=True)
class Errand:
    """One call to make: the row, and what was looked up for it in the transaction that claimed it."""

    method: str
    uuid: str
    created_at: int  # microseconds
    target: dict[str, Any]
    channel: str | None = None  # where the post of the handle is, for update and delete
    ts: str | None = None
    thread_ts: str | None = None
    dm_channel: str | None = None  # the id of the DM, where known
    look_first: bool = False  # a doubtful post in a DM: it may be there
    knock_first: bool = False  # a doubtful post elsewhere: posted once more, when Slack answers again


def make(client: WebClient, errand: Errand, rendered: Rendered | None) -> Outcome:
    """Makes the call of an errand and says what became of it. Never raises what Slack or the network may do."""
    knocking = False
    try:
        if errand.look_first and errand.dm_channel:
            found = _look_for(client, errand)
            if found is not None:
                return found
        elif errand.look_first or errand.knock_first:
            knocking = True
            client.auth_test()
            knocking = False
        return _call(client, errand, rendered or Rendered())
    except Exception as error:
        outcome = read_error(error, errand.method)
        if knocking and isinstance(outcome, Unknown):
            return NotSent(f"no answer before the repetition: {outcome.error}")
        return outcome


def read_error(error: Exception, method: str) -> Outcome:
    """What an exception of a call means. Errors that are none of Slack's or the network's are raised again."""
    if isinstance(error, SlackApiError):
        response = error.response
        status = int(getattr(response, "status_code", 200))
        if status == 429:
            return Later(_retry_after(response.headers))
        if status >= 500:
            return Unknown(f"http {status}")
        data = response.data if isinstance(response.data, dict) else {}
        code = str(data.get("error", ""))
        return _read_code(code, method, response.headers)
    if isinstance(error, _Answer):
        return _read_code(error.code, method, {})
    if isinstance(error, DramatisError):
        return Refused("not_installed", workspace_lost=True)
    if isinstance(error, requests.exceptions.ConnectionError):
        return NotSent("no connection for the upload")  # the file shows nowhere before it is completed
    if isinstance(error, URLError):
        reason = error.reason
        never_left = isinstance(reason, (ConnectionRefusedError, socket.gaierror)) or (
            isinstance(reason, OSError) and reason.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH)
        )
        return NotSent("no connection") if never_left else Unknown(type(reason).__name__)
    if isinstance(error, (OSError, HTTPException, ValueError)):
        return Unknown(type(error).__name__)
    raise error


def _read_code(code: str, method: str, headers: Any) -> Outcome:
    if code in _LIMITED:
        return Later(_retry_after(headers))
    if code in _GONE.get(method, ()):
        return Refused(code, quiet=True)
    if code == "token_expired":
        return Later(1.0, code)  # the next client brings a rotated token
    if code in _UNKNOWN or not code or " " in code:  # words instead of a code: the body was no JSON
        return Unknown(code.split(" ")[0] or "no answer")
    return Refused(code, workspace_lost=code in WORKSPACE_LOST)


def _retry_after(headers: Any) -> float:
    lowered = {str(name).lower(): value for name, value in dict(headers or {}).items()}
    value = lowered.get("retry-after", 1)
    try:
        return max(0.1, float(value[0] if isinstance(value, list) else value))
    except (TypeError, ValueError):
        return 1.0


class _Answer(Exception):
    """What a response_url said, as an error code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _call(client: WebClient, errand: Errand, rendered: Rendered) -> Outcome:
    target, method = errand.target, errand.method
    said: dict[str, Any] = {"text": rendered.text, "blocks": rendered.blocks}
    if method == "post":
        answer = client.chat_postMessage(
            channel=target["conversation"],
            thread_ts=errand.thread_ts,
            metadata={"event_type": METADATA, "event_payload": {"id": errand.uuid}},
            unfurl_links=False,
            unfurl_media=False,
            **said,
        )
        return Sent(answer.get("channel"), answer.get("ts"))
    if method == "update":
        client.chat_update(channel=errand.channel or "", ts=errand.ts or "", **said)
    elif method == "delete":
        client.chat_delete(channel=errand.channel or "", ts=errand.ts or "")
    elif method == "only" and not target.get("response_url"):
        client.chat_postEphemeral(
            channel=target["conversation"], user=target["whom"], thread_ts=errand.thread_ts, **said
        )
    elif method in ("only", "respond"):
        _respond(client, target, rendered, method)
    elif method == "home":
        client.views_publish(user_id=target["whom"], view=rendered.view or {})
    elif method == "view":
        client.views_update(view_id=target["view_id"], view=rendered.view or {})
    elif method == "prompts":
        client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={
                "channel_id": target["conversation"],
                "prompts": rendered.prompts or [],
                **({"title": rendered.prompts_title} if rendered.prompts_title else {}),
            },
        )
    elif method == "file":
        return _upload(client, errand, rendered)
    else:
        return Refused(f"unknown method {method}")
    return Sent(errand.channel, errand.ts)


def _respond(client: WebClient, target: dict[str, Any], rendered: Rendered, method: str) -> None:
    body: dict[str, Any] = {"response_type": "ephemeral"}
    if method == "respond" and not rendered.text and not rendered.blocks:
        body = {"delete_original": True}
    else:
        body |= {"text": rendered.text, "replace_original": bool(target.get("replace"))}
        if rendered.blocks is not None:
            body["blocks"] = rendered.blocks
    webhook = WebhookClient(
        target["response_url"], timeout=client.timeout, logger=client._logger, retry_handlers=[]
    )
    answer = webhook.send_dict(body)
    if answer.status_code == 200:
        return
    if answer.status_code == 429:
        raise _Answer("ratelimited")
    if answer.status_code >= 500:
        raise _Answer("internal_error")
    try:
        code = str(json.loads(answer.body).get("error") or answer.status_code)
    except (ValueError, AttributeError):
        code = answer.body.strip() if answer.body.strip().isidentifier() else str(answer.status_code)
    raise _Answer(code)


def _upload(client: WebClient, errand: Errand, rendered: Rendered) -> Outcome:
    file = errand.target["attachment"]
    data = base64.b64decode(file["data"])
    try:
        # `alt_txt` is what the SDK calls it and Slack takes.
        place = client.files_getUploadURLExternal(
            filename=file["name"], length=len(data), alt_txt=file["alt_text"] or None
        )
        answer = requests.post(place["upload_url"], data=data, timeout=60)
    except Exception as error:
        outcome = read_error(error, "file")
        return NotSent(outcome.error) if isinstance(outcome, Unknown) else outcome
    if answer.status_code != 200:
        return NotSent(f"upload answered {answer.status_code}")
    channel = errand.dm_channel or errand.target["conversation"]
    shared: dict[str, Any] = {}
    if file["share"]:
        shared = {
            "channel_id": channel,
            "thread_ts": errand.thread_ts,
            "initial_comment": rendered.text or None,
        }
    done = client.files_completeUploadExternal(
        files=[{"id": place["file_id"], "title": file["title"]}], **shared
    )
    return Sent(channel if file["share"] else None, None, str(done["files"][0]["id"]))


def _look_for(client: WebClient, errand: Errand) -> Outcome | None:
    """Looks in the DM for a post by its metadata. None when it is not there and may be posted."""
    oldest = str(errand.created_at / 1_000_000 - LOOK_BACK)
    where: dict[str, Any] = {
        "channel": errand.dm_channel,
        "oldest": oldest,
        "include_all_metadata": True,
        "limit": 200,
    }
    try:
        if errand.thread_ts:
            answer = client.conversations_replies(ts=errand.thread_ts, **where)
        else:
            answer = client.conversations_history(**where)
    except SlackApiError as error:
        outcome = read_error(error, "post")
        if isinstance(outcome, Refused) and not outcome.workspace_lost:
            return None  # not allowed to look: it is posted once more
        return NotSent(outcome.error) if isinstance(outcome, Unknown) else outcome
    except (OSError, HTTPException) as error:
        return NotSent(f"could not look: {type(error).__name__}")
    for message in answer.get("messages") or []:
        metadata = message.get("metadata") or {}
        if (
            metadata.get("event_type") == METADATA
            and metadata.get("event_payload", {}).get("id") == errand.uuid
        ):
            return Sent(errand.dm_channel, message.get("ts"), found=True)
    return None
