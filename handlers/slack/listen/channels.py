"""What a command tells by the way of the channel it was typed in."""

from __future__ import annotations

from handlers.slack.listen.parsing import Body
from handlers.use_cases import channels
from handlers.use_cases.work import Work


def in_channel(body: Body) -> bool:
    """Whether it was typed in a channel, not in direct messages of one or several."""
    return str(body.get("channel_name")) not in ("directmessage", "mpdm")


def is_private(body: Body) -> bool:
    """Whether that channel is private."""
    return str(body.get("channel_name")) == "privategroup"


def channel_of(body: Body) -> str:
    """The channel it was typed in; empty for direct messages."""
    return str(body.get("channel_id", "")) if in_channel(body) else ""


def learn(work: Work, body: Body) -> None:
    """Remembers whether the channel is private."""
    if in_channel(body):
        channels.learn(work, str(body.get("channel_id", "")), is_private(body))
