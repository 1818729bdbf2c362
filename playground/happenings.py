"""What happens in conversations, whoever does it: the world changes, and the app is told as Slack would tell it."""

from __future__ import annotations

import secrets
from typing import Any

from playground.protocol.courier import Courier
from playground.protocol.payloads import outward
from playground.world import Conversation, File, Team, World
from playground.world.nouns import Json
from playground.world.text import mentions


def with_ids(blocks: list[Any]) -> list[Any]:
    """Blocks as Slack stores them: each block and each element that can act has an id."""
    out = []
    for block in blocks:
        block = dict(block)
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        for key in ("elements", "accessory", "element"):
            inner = block.get(key)
            if block.get("type") in ("actions", "section", "input") and inner is not None:
                block[key] = [_with_id(e) for e in inner] if isinstance(inner, list) else _with_id(inner)
        out.append(block)
    return out


def _with_id(element: Any) -> Any:
    if isinstance(element, dict) and element.get("type") not in (None, "image", "plain_text", "mrkdwn"):
        return {"action_id": secrets.token_urlsafe(4)[:5], **element}
    return element


class Happenings:
    """Changes of the world that the app may hear of."""

    def __init__(self, world: World, courier: Courier) -> None:
        self.world = world
        self.courier = courier

    # -- messages

    def post(self, team: Team, c: Conversation, message: Json) -> Json:
        """Add a message (with everything but its `ts`) and tell the app; the message as it is stored."""
        ts = self.world.next_ts()
        stored = {"type": "message", **message, "ts": ts, "team": message.get("team", team.id)}
        c.messages.append(stored)
        root_ts = stored.get("thread_ts")
        if root_ts:
            root = c.at(root_ts)
            if root is not None:
                self._one_more_reply(team, c, root, stored)
                stored["parent_user_id"] = root.get("user", "")
        if stored.get("bot_id") == team.bot_id:
            if c.statuses.pop(root_ts or "", None) is not None or c.statuses.pop("", None) is not None:
                self.world.changed("conversation", team, c)
        else:
            c.read[str(stored.get("user"))] = ts
            self.world.changed("conversation", team, c)
        self.world.changed("message", team, c, ts)
        self._tell_message(team, c, stored)
        return stored

    def _tell_message(self, team: Team, c: Conversation, stored: Json) -> None:
        if team.bot_user not in c.members:
            return
        seen = outward(stored)
        seen.pop("metadata", None)
        event = {**seen, "channel": c.id, "event_ts": stored["ts"], "channel_type": c.channel_type}
        self.courier.tell(team, event, c)
        by_person = stored.get("bot_id") is None
        if by_person and not c.is_dm and mentions(str(stored.get("text", "")), team.bot_user):
            mention = {k: v for k, v in seen.items() if k not in ("subtype", "upload", "display_as_bot")}
            self.courier.tell(
                team, {**mention, "type": "app_mention", "channel": c.id, "event_ts": stored["ts"]}, c
            )

    def _one_more_reply(self, team: Team, c: Conversation, root: Json, reply: Json) -> None:
        """What the root says of its thread; counted on, as threads here can be long."""
        people = list(dict.fromkeys([*root.get("reply_users", []), str(reply.get("user"))]))
        root |= {
            "thread_ts": root["ts"],
            "reply_count": root.get("reply_count", 0) + 1,
            "reply_users_count": len(people),
            "reply_users": people,
            "latest_reply": reply["ts"],
            "is_locked": False,
            "subscribed": False,
        }
        self.world.changed("message", team, c, root["ts"])

    def _count_replies(self, team: Team, c: Conversation, root: Json) -> None:
        replies = [m for m in c.messages if m.get("thread_ts") == root["ts"] and m["ts"] != root["ts"]]
        if replies:
            people = list(dict.fromkeys(str(m.get("user")) for m in replies))
            root |= {
                "thread_ts": root["ts"],
                "reply_count": len(replies),
                "reply_users_count": len(people),
                "reply_users": people,
                "latest_reply": replies[-1]["ts"],
                "is_locked": False,
                "subscribed": False,
            }
        else:
            for key in (
                "reply_count",
                "reply_users_count",
                "reply_users",
                "latest_reply",
                "is_locked",
                "subscribed",
            ):
                root.pop(key, None)
            root.pop("thread_ts", None)
        self.world.changed("message", team, c, root["ts"])

    def change(self, team: Team, c: Conversation, message: Json, by: str | None, **new: Any) -> Json:
        """Change a message in place; `by` is who edited it, None for changes nobody made (link previews)."""
        before = outward(message)
        message |= new
        now = self.world.next_ts()
        if by is not None:
            message["edited"] = {"user": by, "ts": now}
        self.world.changed("message", team, c, message["ts"])
        self._tell_hidden(
            team, c, "message_changed", now, {"message": outward(message), "previous_message": before}
        )
        return message

    def delete(self, team: Team, c: Conversation, message: Json) -> None:
        """Delete a message; a root with replies leaves a tombstone, as in Slack."""
        before = outward(message)
        now = self.world.next_ts()
        if message.get("reply_count"):
            kept = {
                k: v
                for k, v in message.items()
                if k not in ("blocks", "attachments", "files", "metadata", "bot_id")
            }
            message.clear()
            message |= kept | {
                "subtype": "tombstone",
                "text": "This message was deleted.",
                "user": "USLACKBOT",
                "hidden": True,
            }
            self.world.changed("message", team, c, message["ts"])
            self._tell_hidden(
                team, c, "message_changed", now, {"message": outward(message), "previous_message": before}
            )
            return
        c.messages.remove(message)
        self.world.changed("message", team, c, message["ts"])
        root_ts = message.get("thread_ts")
        root = c.at(root_ts) if root_ts else None
        if root is not None:
            self._count_replies(team, c, root)
        self._tell_hidden(
            team, c, "message_deleted", now, {"previous_message": before, "deleted_ts": message["ts"]}
        )

    def _tell_hidden(self, team: Team, c: Conversation, subtype: str, ts: str, what: Json) -> None:
        if team.bot_user not in c.members:
            return
        for inner in ("message", "previous_message"):
            if inner in what:
                what[inner] = {k: v for k, v in what[inner].items() if k != "metadata"}
        event = {
            "type": "message",
            "subtype": subtype,
            **what,
            "channel": c.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": c.channel_type,
        }
        self.courier.tell(team, event, c)

    def ephemeral(self, team: Team, c: Conversation, to: str, message: Json) -> Json:
        """Show a message to one person only."""
        stored = {"type": "message", "is_ephemeral": True, **message, "_to": to, "ts": self.world.next_ts()}
        c.ephemerals.append(stored)
        self.world.changed("conversation", team, c)
        return stored

    def slackbot(self, team: Team, c: Conversation, to: str, text: str) -> Json:
        """What Slack itself tells one person."""
        return self.ephemeral(team, c, to, {"user": "USLACKBOT", "text": text})

    # -- files

    def share(self, team: Team, c: Conversation, files: list[File], message: Json) -> Json:
        """Post a message with files and say so (`file_shared` comes beside the message event)."""
        for file in files:
            kind = "public" if c.kind == "public" else "private"
            file.shares.setdefault(kind, {}).setdefault(c.id, [])
        shown = [f.json(self.world.base_url, team.domain) for f in files]
        stored = self.post(
            team,
            c,
            {"subtype": "file_share", "upload": False, "display_as_bot": False, **message, "files": shown},
        )
        for file in files:
            kind = "public" if c.kind == "public" else "private"
            file.shares[kind][c.id].append({"ts": stored["ts"], "team_id": team.id})
            self.world.changed("file", file)
            if team.bot_user in c.members:
                event = {
                    "type": "file_shared",
                    "file_id": file.id,
                    "user_id": file.user,
                    "file": {"id": file.id},
                    "channel_id": c.id,
                    "event_ts": stored["ts"],
                }
                self.courier.tell(team, event, c)
        return stored

    # -- members and channels

    def join(self, team: Team, c: Conversation, user: str, inviter: str | None = None) -> None:
        """Make somebody a member of a channel."""
        if user in c.members:
            return
        c.members.append(user)
        self.world.changed("conversation", team, c)
        if team.bot_user in c.members:
            event: Json = {
                "type": "member_joined_channel",
                "user": user,
                "channel": c.id,
                "channel_type": "G" if c.kind == "private" else "C",
                "team": team.id,
                "event_ts": self.world.next_ts(),
            }
            if inviter:
                event["inviter"] = inviter
            self.courier.tell(team, event, c)

    def leave(self, team: Team, c: Conversation, user: str) -> None:
        """Take somebody out of a channel; the bot itself hears `channel_left` or `group_left`."""
        if user not in c.members:
            return
        was_in = team.bot_user in c.members
        c.members.remove(user)
        self.world.changed("conversation", team, c)
        now = self.world.next_ts()
        if user == team.bot_user:
            kind = "group_left" if c.kind == "private" else "channel_left"
            self.courier.tell(team, {"type": kind, "channel": c.id, "event_ts": now}, c)
        elif was_in:
            event = {
                "type": "member_left_channel",
                "user": user,
                "channel": c.id,
                "channel_type": "G" if c.kind == "private" else "C",
                "team": team.id,
                "event_ts": now,
            }
            self.courier.tell(team, event, c)

    def archive(self, team: Team, c: Conversation, by: str, archived: bool = True) -> None:
        """Archive a channel or bring it back."""
        if c.archived == archived:
            return
        c.archived = archived
        self.world.changed("conversation", team, c)
        stem = "group" if c.kind == "private" else "channel"
        event = {
            "type": f"{stem}_{'archive' if archived else 'unarchive'}",
            "channel": c.id,
            "user": by,
            "event_ts": self.world.next_ts(),
        }
        self.courier.tell(team, event, c)

    # -- people and the installation

    def deactivate(self, team: Team, user: str, deleted: bool = True) -> None:
        """Deactivate somebody, or take them back."""
        someone = team.users[user]
        someone.deleted = deleted
        self.world.changed("user", team, someone)
        self.courier.tell(
            team, {"type": "user_change", "user": someone.json(), "event_ts": self.world.next_ts()}
        )

    def uninstall(self, team: Team) -> None:
        """Take the app out of a workspace: tokens end, and two events say so."""
        team.installed = False
        for token in team.tokens.values():
            token["revoked"] = True
        team.refresh_tokens.clear()
        self.world.changed("team", team)
        revoked = {"oauth": [], "bot": [team.bot_user]}
        self.courier.tell(
            team, {"type": "tokens_revoked", "tokens": revoked, "event_ts": self.world.next_ts()}
        )
        self.courier.tell(team, {"type": "app_uninstalled", "event_ts": self.world.next_ts()})

    def revoke(self, team: Team) -> None:
        """End the bot's tokens without uninstalling."""
        for token in team.tokens.values():
            token["revoked"] = True
        self.world.changed("team", team)
        revoked = {"oauth": [], "bot": [team.bot_user]}
        self.courier.tell(
            team, {"type": "tokens_revoked", "tokens": revoked, "event_ts": self.world.next_ts()}
        )
