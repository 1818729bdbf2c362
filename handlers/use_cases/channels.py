"""What is learnt of channels by the way: whether they are private, and which product they are about."""

from __future__ import annotations

from handlers.use_cases.work import Look, Work
from storage import workshops


def learn(work: Work, channel: str, private: bool) -> None:
    """Remembers whether a channel is private."""
    if channel:
        workshops.keep_channel(work.session, work.workspace, channel, private=private)


def product_name(look: Look, channel: str) -> str:
    """The product of the last workshop in this channel; empty where there was none."""
    known = workshops.product_of(look.session, look.workspace, channel)
    return known[1] if known else ""
