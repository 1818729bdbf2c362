"""Writing: messages, edits, deletions, files, and who is in which channel."""

from __future__ import annotations

import re
import secrets
import uuid
from typing import Any

from playground.people.deeds import CannotError, Deed, verb
from playground.people.interactions import run_command
from playground.protocol.payloads import outward
from playground.web_api.files import new_file
from playground.world import Conversation
from playground.world.nouns import Json
from playground.world.text import from_typed, mentions, rich_text


def _by(deed: Deed, text: str) -> Json:
    """The fields of a person's message."""
    block_id = secrets.token_urlsafe(4)[:5]
    message: Json = {
        "user": deed.user.id,
        "text": text,
        "client_msg_id": str(uuid.uuid4()),
        "team": deed.user.team,
        "blocks": rich_text(text, block_id),
    }
    if deed.user.team != deed.team.id:
        profile = deed.user.json()["profile"]
        message |= {"user_team": deed.user.team, "source_team": deed.user.team, "user_profile": profile}
    return message


def _writable(deed: Deed) -> Conversation:
    c = deed.channel()
    if deed.user.deleted:
        raise CannotError("user_disabled", f"{deed.user.real_name} has been deactivated.")
    if c.archived:
        raise CannotError("is_archived", f"#{c.name} is archived.")
    if deed.user.id not in c.members:
        if c.kind != "public":
            raise CannotError("not_in_channel", "You are not in this channel.")
        deed.play.happenings.join(deed.team, c, deed.user.id)
    return c


def _thread(deed: Deed, c: Conversation) -> Json:
    thread = deed.args.get("thread_ts")
    if not thread:
        return {}
    root = c.at(str(thread))
    if root is None:
        raise CannotError("thread_not_found", "That thread is gone.")
    return {"thread_ts": root.get("thread_ts", root["ts"])}


def _text(deed: Deed) -> str:
    typed = str(deed.args.get("text") or "")
    return typed if deed.args.get("raw") else from_typed(typed, deed.team)


@verb("say")
async def say(deed: Deed) -> Json:
    """Write a message: `channel`, `text` as typed (or Slack's form with `raw`), maybe `thread_ts`."""
    c = _writable(deed)
    text = _text(deed)
    if not text.strip() and not deed.args.get("raw"):
        raise CannotError("no_text", "There is nothing to send.")
    stored = deed.play.happenings.post(deed.team, c, {**_by(deed, text), **_thread(deed, c)})
    if not c.is_dm and deed.team.bot_user not in c.members and mentions(text, deed.team.bot_user):
        name = deed.team.users[deed.team.bot_user].real_name
        deed.play.happenings.slackbot(
            deed.team, c, deed.user.id, f"{name} is not in this channel. Type /invite @{name} to bring it in."
        )
    return {"channel": c.id, "ts": stored["ts"], "message": outward(stored)}


@verb("type")
async def type_(deed: Deed) -> Json:
    """What the composer sends: a message, one of Slack's own commands, or a command of the app."""
    text = str(deed.args.get("text") or "")
    word, _, rest = text.strip().partition(" ")
    if not re.fullmatch(r"/[a-z0-9_-]+", word):
        return await say(deed)
    if deed.args.get("thread_ts"):
        raise CannotError("not_in_threads", f"{word} is not supported in threads, as in Slack.")
    own = {"/invite": _invite, "/remove": _remove, "/archive": _archive, "/leave": _leave}.get(word)
    if own is not None:
        return own(deed, rest)
    return await run_command(deed, deed.channel(), word, rest)


def _named(deed: Deed, rest: str) -> str:
    name = rest.strip().removeprefix("@").lower()
    for user in deed.team.users.values():
        if name and name in (user.name.lower(), user.real_name.lower(), user.id.lower()):
            return user.id
    raise CannotError("user_not_found", f"There is nobody called {rest.strip() or '…'}.")


def _invite(deed: Deed, rest: str) -> Json:
    c = _writable(deed)
    deed.play.happenings.join(deed.team, c, _named(deed, rest), deed.user.id)
    return {"channel": c.id}


def _remove(deed: Deed, rest: str) -> Json:
    c = _writable(deed)
    deed.play.happenings.leave(deed.team, c, _named(deed, rest))
    return {"channel": c.id}


def _leave(deed: Deed, rest: str) -> Json:
    c = deed.channel()
    deed.play.happenings.leave(deed.team, c, deed.user.id)
    return {"channel": c.id}


def _archive(deed: Deed, rest: str) -> Json:
    c = _writable(deed)
    deed.play.happenings.archive(deed.team, c, deed.user.id)
    return {"channel": c.id}


def _own_message(deed: Deed, c: Conversation) -> Json:
    message = c.at(str(deed.need("ts")))
    if message is None:
        raise CannotError("message_not_found", "That message is gone.")
    if message.get("user") != deed.user.id:
        raise CannotError("cant_update_message", "That message is somebody else's.")
    return message


@verb("edit")
async def edit(deed: Deed) -> Json:
    """Change one's own message."""
    c = deed.channel()
    message = _own_message(deed, c)
    text = _text(deed)
    if not text.strip():
        raise CannotError("no_text", "A message cannot be empty; delete it instead.")
    new = {"text": text, "blocks": rich_text(text, secrets.token_urlsafe(4)[:5])}
    deed.play.happenings.change(deed.team, c, message, deed.user.id, **new)
    return {"channel": c.id, "ts": message["ts"]}


@verb("delete")
async def delete(deed: Deed) -> Json:
    """Delete one's own message."""
    c = deed.channel()
    deed.play.happenings.delete(deed.team, c, _own_message(deed, c))
    return {"channel": c.id}


@verb("unfurl")
async def unfurl(deed: Deed) -> Json:
    """Slack adds a preview of a link to a message: a change nobody made."""
    c = deed.channel()
    message = c.at(str(deed.need("ts")))
    if message is None:
        raise CannotError("message_not_found", "That message is gone.")
    url = str(deed.args.get("url") or "https://example.com/")
    preview = {"id": 1, "from_url": url, "original_url": url, "title": "A page", "fallback": "A page"}
    deed.play.happenings.change(deed.team, c, message, None, attachments=[preview])
    return {"channel": c.id, "ts": message["ts"]}


@verb("share")
async def share(deed: Deed) -> Json:
    """Post files that were uploaded before: `files` are ids."""
    c = _writable(deed)
    files = [_own_file(deed, id_) for id_ in deed.need("files")]
    for file in files:
        file.hidden_for = deed.play.file_lag
    message = {**_by(deed, _text(deed)), **_thread(deed, c)}
    stored = deed.play.happenings.share(deed.team, c, files, message)
    return {"channel": c.id, "ts": stored["ts"], "message": outward(stored)}


def _own_file(deed: Deed, id_: Any) -> Any:
    file = deed.world.files.get(str(id_))
    if file is None or file.user != deed.user.id or file.deleted:
        raise CannotError("file_not_found", "That file is gone.")
    return file


def upload(deed: Deed, name: str, data: bytes) -> Json:
    """Take a file from a person's computer; it is not shared with anybody yet."""
    if not data:
        raise CannotError("empty_file", f"{name} is empty; Slack does not take empty files.")
    file = new_file(deed.world, deed.team.id, deed.user.id, name, data)
    return {"ok": True, "file": file.id, "name": file.name, "size": file.size}


@verb("mark_read")
async def mark_read(deed: Deed) -> Json:
    """Everything in a conversation has been seen."""
    c = deed.channel()
    latest = c.messages[-1]["ts"] if c.messages else "0"
    if c.read.get(deed.user.id) != latest:
        c.read[deed.user.id] = latest
        deed.world.changed("conversation", deed.team, c)
    return {}


@verb("dismiss")
async def dismiss(deed: Deed) -> Json:
    """Take away a message that only this person sees."""
    c = deed.channel()
    c.ephemerals = [
        m for m in c.ephemerals if not (m["ts"] == deed.args.get("ts") and m.get("_to") == deed.user.id)
    ]
    deed.world.changed("conversation", deed.team, c)
    return {}


@verb("open_dm")
async def open_dm(deed: Deed) -> Json:
    """Open direct messages with `users`."""
    people = [str(u) for u in deed.need("users")]
    if any(p not in deed.team.users for p in people):
        raise CannotError("user_not_found", "There is no such person here.")
    return {"channel": deed.world.dm(deed.team, deed.user.id, *people).id}


@verb("message")
async def message_at(deed: Deed) -> Json:
    """One message by its `ts`."""
    found = deed.channel().at(str(deed.need("ts")))
    return {"message": outward(found) if found else None}
