"""Between what a person types and Slack's own form of it.

Slack escapes `&`, `<` and `>` of what is typed, turns names into `<@U…>`, channels into `<#C…|name>` and addresses
into `<https://…>`, and gives the same again as a `rich_text` block.
"""

from __future__ import annotations

import re
from typing import Any

from playground.world.nouns import Json, Team

_ADDRESS = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]}'\"]")
_TOKEN = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


def escape(text: str) -> str:
    """The three signs Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What a person reads of escaped text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def from_typed(text: str, team: Team) -> str:
    """Typed text in Slack's form: escaped, with mentions of people and channels of `team`."""
    text = escape(text)
    text = _ADDRESS.sub(lambda m: f"<{m.group(0)}>", text)
    people = {u.real_name: u.id for u in team.users.values()} | {u.name: u.id for u in team.users.values()}
    for name in sorted(people, key=len, reverse=True):
        pattern = rf"(?<![\w@])@{re.escape(escape(name))}(?!\w)"
        text = re.sub(pattern, f"<@{people[name]}>", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<![\w@])@(channel|here|everyone)\b", r"<!\1>", text)
    for c in team.conversations.values():
        if c.name and f"#{c.name}" in text:
            text = re.sub(rf"(?<![\w#|])#{re.escape(c.name)}(?![\w-])", f"<#{c.id}|{c.name}>", text)
    return text


def for_command(text: str, team: Team) -> str:
    """Typed text of a command that asks for escaped names: `<@U…|handle>` and `<#C…|name>`, as Slack gives them."""
    people = {u.real_name: u for u in team.users.values()} | {u.name: u for u in team.users.values()}
    for name in sorted(people, key=len, reverse=True):
        user = people[name]
        text = re.sub(
            rf"(?<![\w@|])@{re.escape(name)}(?!\w)", f"<@{user.id}|{user.name}>", text, flags=re.IGNORECASE
        )
    for c in team.conversations.values():
        if c.name and f"#{c.name}" in text:
            text = re.sub(rf"(?<![\w#|])#{re.escape(c.name)}(?![\w-])", f"<#{c.id}|{c.name}>", text)
    return text


def mentions(text: str, user: str) -> bool:
    """Whether text in Slack's form mentions a user."""
    return re.search(rf"<@{re.escape(user)}(\|[^>]*)?>", text) is not None


def rich_text(text: str, block_id: str) -> list[Json]:
    """The `rich_text` block Slack makes of a person's message."""
    elements: list[Any] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            elements.append({"type": "text", "text": unescape(text[at : found.start()])})
        sign, body, label = found.groups()
        if sign == "@":
            elements.append({"type": "user", "user_id": body})
        elif sign == "#":
            elements.append({"type": "channel", "channel_id": body})
        elif sign == "!":
            elements.append({"type": "broadcast", "range": body})
        else:
            elements.append(
                {"type": "link", "url": unescape(body), **({"text": unescape(label)} if label else {})}
            )
        at = found.end()
    if at < len(text):
        elements.append({"type": "text", "text": unescape(text[at:])})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}] if elements else []
