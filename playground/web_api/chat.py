"""Messages: post, change, delete, show to one person, address."""

from __future__ import annotations

from typing import Any

from playground.happenings import with_ids
from playground.protocol.payloads import outward
from playground.web_api.registry import Call, RefusedError, method
from playground.world import Conversation
from playground.world.nouns import Json

UPDATE_TEXT = 4000


def bot_fields(call: Call) -> Json:
    """What marks a message as the app's."""
    team = call.team
    return {
        "user": team.bot_user,
        "bot_id": team.bot_id,
        "app_id": call.world.app.id,
        "bot_profile": {
            "id": team.bot_id,
            "deleted": False,
            "name": team.users[team.bot_user].real_name,
            "updated": 1_700_000_000,
            "app_id": call.world.app.id,
            "team_id": team.id,
        },
    }


def content(call: Call, *, longest: int | None = None) -> Json:
    """Text, blocks, attachments and metadata of the arguments, checked. Raises RefusedError as Slack does."""
    args = call.args
    text = args.get("text")
    text = "" if text is None else str(text)
    blocks, attachments = args.get("blocks"), args.get("attachments")
    if blocks is not None and not isinstance(blocks, list):
        raise RefusedError("invalid_blocks_format")
    if attachments is not None and not isinstance(attachments, list):
        raise RefusedError("invalid_attachments")
    if not text.strip() and not blocks and not attachments and not args.get("markdown_text"):
        raise RefusedError("no_text")
    if len(text) > (longest or 40_000):
        raise RefusedError("msg_too_long")
    if attachments and len(attachments) > 100:
        raise RefusedError("too_many_attachments")
    message: Json = {"text": text or str(args.get("markdown_text") or "")}
    call.checked_blocks(
        {**message, "blocks": blocks or [], "attachments": attachments or []}, "message", "invalid_blocks"
    )
    if blocks is not None:
        check_slack_files(call, blocks)
        message["blocks"] = with_ids(blocks)
    if attachments:
        message["attachments"] = [{"id": i + 1, "fallback": "", **a} for i, a in enumerate(attachments)]
    metadata = args.get("metadata")
    if metadata is not None:
        if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
            raise RefusedError("invalid_metadata_format")
        if not isinstance(metadata.get("event_payload"), dict):
            raise RefusedError("invalid_metadata_format")
        message["metadata"] = metadata
    return message


def check_slack_files(call: Call, blocks: Any, pointer: str = "/blocks") -> None:
    """An image by `slack_file` must be a whole image file of this workspace. Raises RefusedError."""
    if isinstance(blocks, list):
        for i, b in enumerate(blocks):
            check_slack_files(call, b, f"{pointer}/{i}")
    elif isinstance(blocks, dict):
        wanted = blocks.get("slack_file")
        if isinstance(wanted, dict):
            known = [
                f
                for f in call.world.files.values()
                if f.team == call.team.id
                and (
                    f.id == wanted.get("id")
                    or (wanted.get("url") and f"{f.team}-{f.id}/" in str(wanted["url"]))
                )
            ]
            if (
                not known
                or known[0].deleted
                or not known[0].ready
                or not known[0].mimetype.startswith("image/")
            ):
                raise RefusedError(
                    "invalid_blocks", [f"invalid slack file [json-pointer:{pointer}/slack_file]"]
                )
        for key, value in blocks.items():
            if isinstance(value, (dict, list)):
                check_slack_files(call, value, f"{pointer}/{key}")


def thread_of(call: Call, c: Conversation) -> Json:
    """The `thread_ts` field, if the argument names a message that is there."""
    thread_ts = call.args.get("thread_ts")
    if not thread_ts:
        return {}
    root = c.at(str(thread_ts))
    if root is None:
        raise RefusedError("thread_not_found")
    return {"thread_ts": root.get("thread_ts", root["ts"])}


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> Json:
    """Post a message as the bot."""
    if not call.args.get("channel"):
        raise RefusedError("channel_not_found")
    c = call.channel(writable=True)
    if c.kind == "im" and any(call.team.users[m].deleted for m in c.members if m in call.team.users):
        raise RefusedError("user_disabled")
    message = {**bot_fields(call), **content(call), **thread_of(call, c)}
    if call.flag("reply_broadcast") and "thread_ts" in message:
        message["subtype"] = "thread_broadcast"
    stored = call.play.happenings.post(call.team, c, message)
    return {"channel": c.id, "ts": stored["ts"], "message": outward(stored)}


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    """Change one of the bot's messages; what is not given stays."""
    c = call.channel(writable=True)
    message = c.at(str(call.args.get("ts") or ""))
    if message is None:
        raise RefusedError("message_not_found")
    if message.get("bot_id") != call.team.bot_id or message.get("subtype") == "tombstone":
        raise RefusedError("cant_update_message")
    new = content(call, longest=UPDATE_TEXT)
    if call.args.get("text") is None:
        new.pop("text")
    if call.args.get("attachments") == []:
        new["attachments"] = []
    call.play.happenings.change(call.team, c, message, call.team.bot_id, **new)
    return {
        "channel": c.id,
        "ts": message["ts"],
        "text": message.get("text", ""),
        "message": outward(message),
    }


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    """Delete one of the bot's messages."""
    c = call.channel()
    message = c.at(str(call.args.get("ts") or ""))
    if message is None:
        raise RefusedError("message_not_found")
    if message.get("bot_id") != call.team.bot_id:
        raise RefusedError("cant_delete_message")
    call.play.happenings.delete(call.team, c, message)
    return {"channel": c.id, "ts": message["ts"]}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(call: Call) -> Json:
    """Show a message to one member of a conversation."""
    c = call.channel(writable=True)
    user = str(call.need("user"))
    if user not in c.members:
        raise RefusedError("user_not_in_channel")
    message = {**bot_fields(call), **content(call), **thread_of(call, c)}
    stored = call.play.happenings.ephemeral(call.team, c, user, message)
    return {"message_ts": stored["ts"]}


@method("chat.getPermalink")
def get_permalink(call: Call) -> Json:
    """The address of a message."""
    c = call.channel(member=False)
    ts = str(call.args.get("message_ts") or "")
    if c.at(ts) is None:
        raise RefusedError("message_not_found")
    return {"channel": c.id, "permalink": permalink(call, c, ts)}


def permalink(call: Call, c: Conversation, ts: str) -> str:
    """A message's address, of Slack's form."""
    return f"{call.world.base_url}/archives/{c.id}/p{ts.replace('.', '')}"


@method("reactions.add", "reactions:write")
def add_reaction(call: Call) -> Json:
    """Put an emoji on a message."""
    c = call.channel(writable=True)
    message = c.at(str(call.args.get("timestamp") or ""))
    if message is None:
        raise RefusedError("message_not_found")
    name = str(call.need("name")).strip(":")
    reactions = message.setdefault("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if call.team.bot_user in found["users"]:
        raise RefusedError("already_reacted")
    found["users"].append(call.team.bot_user)
    found["count"] += 1
    call.world.changed("message", call.team, c, message["ts"])
    return {}
