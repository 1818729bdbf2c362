"""What is learnt of channels by the way: whether they are private, and which product they are about."""

from __future__ import annotations

from handlers.use_cases.work import Look, Work
from storage import workshops


def learn(work: Work, channel: str, private: bool) -> None:
    """Remembers whether a channel is private."""
    if channel:
        workshops.keep_channel(work.session, work.workspace, channel, private=private)


def product_of(look: Look, channel: str) -> tuple[str, str] | None:
    """(id, name) of the product a channel is about, else of the only one there is."""
    known = workshops.product_of(look.session, look.workspace, channel)
    if known is not None:
        return known
    every = workshops.products(look.session, look.workspace)
    return every[0] if len(every) == 1 else None


def product_for(work: Work, channel: str) -> str:
    """The id of that product; one is made where there is none, or which is meant is open."""
    known = product_of(work, channel)
    if known is not None:
        return known[0]
    return workshops.keep_product(work.session, work.workspace, "", "Our product", work.new_id())


def product_name(look: Look, channel: str) -> str:
    """The product of the last workshop in this channel; empty where there was none."""
    known = workshops.product_of(look.session, look.workspace, channel)
    return known[1] if known else ""
