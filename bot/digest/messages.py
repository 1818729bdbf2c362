"""What a digest says: items of people's words and counted numbers, a quiet line, and what the subscriber is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.digest.nouns import State, Subscription
from bot.digest.rhythm import moment_words
from bot.facets import Lens
from bot.messages import register_message

LENS_NAMES = {
    Lens.MARKETING: "marketing",
    Lens.SALES: "sales",
    Lens.PRODUCT: "product",
    Lens.SUPPORT: "support",
}


class Kind(StrEnum):
    """What an item is about."""

    CHANGED = "changed"
    NEEDS = "needs"
    RISK = "risk"
    GAP = "gap"
    STALE = "stale"
    LENS = "lens"


@dataclass(frozen=True)
class Quote:
    """A person's words, with counted words beneath. `before`: bold, in front (a facet, a persona's title)."""

    text: str
    note: str = ""
    before: str = ""


@dataclass(frozen=True)
class Button:
    """What can be pressed."""

    label: str
    action: str
    value: str


@dataclass(frozen=True)
class Item:
    """One item. `persona` and `title` name the card it links to (empty for a gap); `settles`: who can settle it.

    `words` are the bot's own, with people's words in them as they are. Only Still true has two buttons.
    """

    kind: Kind
    heading: str
    words: str
    buttons: tuple[Button, ...]
    quotes: tuple[Quote, ...] = ()
    persona: str = ""
    title: str = ""
    settles: str = ""


@register_message
@dataclass(frozen=True)
class Digest:
    """The post: at most three items. `late`: that it is, and since when; `foot`: rhythm and how to change it."""

    kind: ClassVar[str] = "digest"
    version: ClassVar[int] = 1
    subscription: str
    heading: str
    items: tuple[Item, ...]
    late: str = ""
    foot: str = ""


@register_message
@dataclass(frozen=True)
class Quiet:
    """One line; after some quiet ones the question whether to go on (`asks`), later who answered what (`answer`)."""

    kind: ClassVar[str] = "digest_quiet"
    version: ClassVar[int] = 1
    subscription: str
    words: str
    late: str = ""
    asks: bool = False
    count: int = 0
    period: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Listed:
    """One digest in the list."""

    channel: str
    words: str


@register_message
@dataclass(frozen=True)
class DigestList:
    """The digests somebody may see."""

    kind: ClassVar[str] = "digest_list"
    version: ClassVar[int] = 1
    rows: tuple[Listed, ...]


def about(product: str) -> str:
    """As " about Lumen"; nothing for all products."""
    return f" about {product}" if product else ""


def rhythm_words(subscription: Subscription) -> str:
    """As "Mondays at 9:00 (Europe/Berlin)"."""
    return f"{subscription.rhythm.words} ({subscription.rhythm.zone.replace('_', ' ')})"


def next_words(subscription: Subscription) -> str:
    """When the next one comes, or that it is paused."""
    if subscription.state is State.PAUSED:
        return "It is paused."
    return f"The next one comes on {moment_words(subscription.due, subscription.rhythm.zone)}."
