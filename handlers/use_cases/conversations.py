"""What the id of a conversation says of it: a person (their direct messages with the bot), or a channel."""

from __future__ import annotations


def is_person(conversation: str) -> bool:
    """Whether it is a person's id, which stands for their direct messages."""
    return conversation[:1] in ("U", "W")


def is_direct(conversation: str) -> bool:
    """Whether it is between one person and the bot, by the person's id or by its own."""
    return conversation[:1] in ("U", "W", "D")


def is_channel(conversation: str | None) -> bool:
    """Whether several people may be there; False for no conversation at all."""
    return conversation is not None and conversation[:1] in ("C", "G")
