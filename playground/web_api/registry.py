"""The table of methods: name → function, with the scope and the kind of token it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.blockkit import Finding, inspect
from playground.playground import Playground
from playground.world import Conversation, Team, World
from playground.world.nouns import Json


class RefusedError(Exception):
    """Slack answers `{"ok": false, "error": …}`; `more` is merged into the answer."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more: Json = dict(more)
        if messages:
            self.more["response_metadata"] = {"messages": [f"[ERROR] {m}" for m in messages]}


@dataclass
class Call:
    """One call of a method: who calls, and with what."""

    play: Playground
    method: str
    args: Json
    team: Team
    token: str
    warnings: list[Finding] = field(default_factory=list)

    @property
    def world(self) -> World:
        """Everything there is."""
        return self.play.world

    def need(self, name: str) -> Any:
        """An argument that must be there."""
        value = self.args.get(name)
        if value in (None, ""):
            raise RefusedError("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A boolean argument in any of its spellings; False where it is not there."""
        return str(self.args.get(name)).lower() in ("1", "true")

    def channel(self, *, member: bool = True, writable: bool = False) -> Conversation:
        """The conversation of argument `channel`, if the bot may see it; a user's id opens the direct messages."""
        wanted = str(self.args.get("channel") or "")
        if wanted in self.team.users and wanted != self.team.bot_user:
            someone = self.team.users[wanted]
            if someone.deleted and writable:
                raise RefusedError("user_disabled")
            return self.world.dm(self.team, self.team.bot_user, wanted)
        c = self.team.conversations.get(wanted)
        if c is None and wanted.startswith("#"):
            c = next((x for x in self.team.conversations.values() if x.name == wanted[1:]), None)
        inside = c is not None and self.team.bot_user in c.members
        if c is None or (c.kind != "public" and not inside):
            raise RefusedError("channel_not_found")
        if writable and c.archived:
            raise RefusedError("is_archived")
        if member and not inside:
            raise RefusedError("not_in_channel")
        return c

    def checked_blocks(self, payload: Any, surface: str, error: str, prefix: str = "") -> None:
        """Refuse with `error` what Block Kit does not allow; remember warnings for the record."""
        found = inspect(payload, surface)
        self.warnings += [f for f in found if f.severity != "ERROR"]
        bad = [f for f in found if f.severity == "ERROR"]
        if bad:
            messages = [
                f"{f.message} [json-pointer:{prefix}{f.pointer if f.pointer != '/' else ''}]" for f in bad
            ]
            raise RefusedError(error, messages, errors=messages)


Function = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    """A method of the Web API. `token` is bot, app or none."""

    run: Function
    scopes: tuple[str, ...]
    token: str


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, token: str = "bot") -> Callable[[Function], Function]:
    """Enter a function in the table; any one of `scopes` is enough."""

    def enter(function: Function) -> Function:
        METHODS[name] = Method(function, scopes, token)
        return function

    return enter


def page_of(call: Call, items: list[Any], default: int = 100) -> tuple[list[Any], Json]:
    """A page of items and the `response_metadata` with the cursor of the next."""
    try:
        start = int(call.args.get("cursor") or 0)
        size = max(1, min(int(call.args.get("limit") or default), 1000))
    except ValueError as wrong:
        raise RefusedError("invalid_cursor") from wrong
    following = str(start + size) if start + size < len(items) else ""
    return items[start : start + size], {"next_cursor": following}
