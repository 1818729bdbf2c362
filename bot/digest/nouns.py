"""The nouns of the digest: a channel's subscription, what it has been told, and what may be spoken of in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.digest.rhythm import Rhythm
from bot.facets import Lens
from bot.nouns import Change, Persona

FIRST_LOOK_BACK = timedelta(days=7)
"""How far the first digest of a channel looks back."""
QUIET_ONES = 3
"""After so many quiet digests in a row it is asked whether to go on."""


class State(StrEnum):
    """Whether a digest is sent."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True)
class Memory:
    """What the last digests of a channel said.

    `shown`: what was shown → the day it was last shown; `said`: line → the words on how widespread it is.
    """

    shown: Mapping[str, date] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Subscription:
    """A channel's wish for a digest of a product ("" for all products), set up by a person, in that person's zone.

    `told`: the moment up to which the channel has been told, None before the first; `due`: when the next one is to
    come; `used`: the last local day that had a scheduled one; `quiet`: quiet ones in a row.
    """

    id: str
    channel: str
    product: str
    person: str
    rhythm: Rhythm
    lens: Lens
    state: State
    created: datetime
    due: datetime
    told: datetime | None = None
    used: date | None = None
    quiet: int = 0
    memory: Memory = field(default_factory=Memory)

    @property
    def since(self) -> datetime:
        """From when on the next digest tells what happened."""
        return self.told or self.created - FIRST_LOOK_BACK


@dataclass(frozen=True)
class OpenGap:
    """A question nobody's lines answer: how often it was asked, and when first and last."""

    id: str
    question: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Seen:
    """What everybody in a channel may see, as it is now.

    `personas`: also retired ones; `changes`: the history since the last digest, newest first, `leaned`: answers since
    then that showed a line, `touched`: when a persona was last touched; `gone`: people who have left.
    """

    personas: tuple[Persona, ...]
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    leaned: Mapping[str, int] = field(default_factory=dict)
    touched: Mapping[str, datetime] = field(default_factory=dict)
    gaps: tuple[OpenGap, ...] = ()
    gone: frozenset[str] = frozenset()
