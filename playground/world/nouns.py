"""The things a workspace is made of, each with the JSON that Slack shows of it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class App:
    """The one app this stand-in knows: what Slack's app settings hold."""

    id: str = "A0DRAMATIS"
    client_id: str = "1000000000.2000000000"
    client_secret: str = "playground-client-secret"
    signing_secret: str = "playground-signing-secret"
    verification_token: str = "playground-verification"
    app_token: str = "xapp-1-A0DRAMATIS-playground"
    request_url: str | None = None
    """Where payloads are posted, signed; None: they go through Socket Mode."""
    token_rotation: bool = False
    scopes: list[str] | None = None
    """What an installation is granted; None: everything, and scopes are not checked."""
    bot_events: list[str] = field(default_factory=list)
    commands: list[Json] = field(default_factory=list)
    shortcuts: list[Json] = field(default_factory=list)


@dataclass
class User:
    """A person or a bot; `team` may be another organisation's (Slack Connect)."""

    id: str
    name: str
    real_name: str
    team: str
    title: str = ""
    admin: bool = False
    bot: bool = False
    deleted: bool = False
    tz: str = "Europe/Amsterdam"
    locale: str = "en-GB"

    def json(self) -> Json:
        """The user object of `users.info` and `users.list`."""
        picture = hashlib.sha256(self.id.encode()).hexdigest()[:12]
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": self.deleted,
            "color": picture[:6],
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 3600,
            "locale": self.locale,
            "profile": {
                "title": self.title,
                "real_name": self.real_name,
                "real_name_normalized": self.real_name,
                "display_name": self.name,
                "display_name_normalized": self.name,
                "avatar_hash": picture,
                "team": self.team,
            },
            "is_admin": self.admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": self.bot,
            "is_app_user": False,
            "updated": 1_700_000_000,
        }


@dataclass
class Conversation:
    """A channel, private channel or direct messages, with its messages in order of `ts`."""

    id: str
    name: str
    kind: str
    """public, private, im or mpim"""
    members: list[str]
    created: int = 1_700_000_000
    creator: str = ""
    topic: str = ""
    archived: bool = False
    shared: bool = False
    """with another organisation (Slack Connect)"""
    read: dict[str, str] = field(default_factory=dict)
    prompts: Json | None = None
    """suggested prompts: {"title", "prompts", "thread_ts"}"""
    statuses: dict[str, str] = field(default_factory=dict)
    """what the bot says it is doing, by thread"""
    messages: list[Json] = field(default_factory=list)
    ephemerals: list[Json] = field(default_factory=list)
    """messages only one person sees; that person is in `_to`"""

    @property
    def is_dm(self) -> bool:
        """Whether it is direct messages rather than a channel."""
        return self.kind in ("im", "mpim")

    @property
    def channel_type(self) -> str:
        """The word events use."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    def at(self, ts: str) -> Json | None:
        """The message with this `ts`, or None."""
        i = bisect_left(self.messages, ts, key=lambda m: m["ts"])
        if i < len(self.messages) and self.messages[i]["ts"] == ts:
            return self.messages[i]
        return None

    def thread(self, root: str) -> list[Json]:
        """The root and its replies."""
        return [m for m in self.messages if m["ts"] == root or m.get("thread_ts") == root]

    def json(self, viewer: str) -> Json:
        """The conversation object of `conversations.info`, as `viewer` sees it."""
        common: Json = {
            "id": self.id,
            "created": self.created,
            "is_archived": self.archived,
            "is_im": self.kind == "im",
            "is_mpim": self.kind == "mpim",
            "is_org_shared": False,
            "is_ext_shared": self.shared,
            "is_shared": self.shared,
            "updated": self.created * 1000,
        }
        if self.kind == "im":
            other = next((m for m in self.members if m != viewer), viewer)
            return {**common, "user": other, "is_user_deleted": False, "priority": 0}
        return {
            **common,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "public",
            "is_group": self.kind == "private",
            "is_private": self.kind != "public",
            "is_general": self.name == "general",
            "is_member": viewer in self.members,
            "creator": self.creator,
            "topic": {"value": self.topic, "creator": self.creator, "last_set": self.created},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }


@dataclass
class File:
    """An uploaded file; its bytes are kept by the world beside it."""

    id: str
    name: str
    title: str
    user: str
    team: str
    size: int
    mimetype: str
    filetype: str
    created: int
    shares: Json = field(default_factory=dict)
    """{"public" | "private": {channel: [{"ts": …}]}}"""
    hidden_for: int = 0
    """`files.info` does not know it yet for so many calls"""
    deleted: bool = False
    ready: bool = True
    """False between getUploadURLExternal and completeUploadExternal"""
    alt_text: str = ""
    given: bool = False
    """handed to the app in a modal, which lets it look at it"""

    def channels(self) -> list[str]:
        """Where it was shared."""
        return [c for kinds in self.shares.values() for c in kinds]

    def json(self, base_url: str, domain: str) -> Json:
        """The file object of `files.info`; addresses point at this playground."""
        private = f"{base_url}/files-pri/{self.team}-{self.id}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype,
            "filetype": self.filetype,
            "pretty_type": self.filetype.upper(),
            "user": self.user,
            "user_team": self.team,
            "editable": False,
            "size": self.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": "public" in self.shares,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{private}/{_in_url(self.name)}",
            "url_private_download": f"{private}/download/{_in_url(self.name)}",
            "media_display_type": "unknown",
            "permalink": f"{base_url}/archives/{domain}/files/{self.user}/{self.id}",
            "is_starred": False,
            "has_rich_preview": False,
            "file_access": "visible",
            "shares": self.shares,
            "channels": list(self.shares.get("public", {})),
            "groups": [c for c in self.shares.get("private", {}) if not c.startswith("D")],
            "ims": [c for c in self.shares.get("private", {}) if c.startswith("D")],
            "comments_count": 0,
            **({"alt_txt": self.alt_text} if self.alt_text else {}),
        }


def _in_url(name: str) -> str:
    """A file name as Slack writes it in addresses: lower case, no spaces or signs."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name.lower())
    return kept or "file"


@dataclass
class Modal:
    """A view that is open for one person: a modal of a stack, or a home tab."""

    id: str
    user: str
    team: str
    view: Json
    """what the app gave: type, title, blocks, callback_id …"""
    hash: str
    root: str
    previous: str | None = None

    def json(self, bot_id: str, app_id: str, values: Json | None = None) -> Json:
        """The view object of payloads and responses; `values` are the inputs' values."""
        v = self.view
        return {
            "id": self.id,
            "team_id": self.team,
            "type": v["type"],
            "blocks": v.get("blocks", []),
            "private_metadata": v.get("private_metadata", ""),
            "callback_id": v.get("callback_id", ""),
            "state": {"values": values or {}},
            "hash": self.hash,
            "title": v.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
            "clear_on_close": bool(v.get("clear_on_close", False)),
            "notify_on_close": bool(v.get("notify_on_close", False)),
            "close": v.get("close"),
            "submit": v.get("submit"),
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": app_id,
            "external_id": v.get("external_id", ""),
            "app_installed_team_id": self.team,
            "bot_id": bot_id,
        }


@dataclass
class Team:
    """A workspace with its people, conversations and the app's installation in it."""

    id: str
    name: str
    domain: str
    bot_user: str
    bot_id: str
    installed: bool = True
    users: dict[str, User] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    tokens: dict[str, Json] = field(default_factory=dict)
    """bot token → {"revoked": bool, "expires": float | None, "scopes": [...]}"""
    refresh_tokens: list[str] = field(default_factory=list)


@dataclass
class Code:
    """What `/oauth/v2/authorize` gives out when somebody allows the app."""

    team: str
    user: str
    scopes: list[str]
    redirect_uri: str
    given: float
    used: bool = False
