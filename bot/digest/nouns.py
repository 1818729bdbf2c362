"""The nouns of the digest: a channel's subscription, what it has been told, and what may be spoken of in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from bot.digest.changes import Changed, changed
from bot.digest.rhythm import Rhythm
from bot.facets import FACETS, Lens
from bot.nouns import SMALL_GROUP, Change, Evidence, EvidenceKind, HowKnown, Line, Persona, Verdict
from bot.personas.cards import risk, through

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


NEED_FACETS = ("needs", "features")


class Facts:
    """What a digest asks of the lines of one persona, worked out when it is first asked."""

    def __init__(self, persona: Persona) -> None:
        self.persona = persona
        self._changed: dict[datetime, Changed | None] = {}

    def changed(self, changes: Sequence[Change], since: datetime) -> Changed | None:
        """What changed after `since`, `changes` being the history after it; None where it is nothing worth a word."""
        if since not in self._changed:
            self._changed[since] = changed(self.persona, changes, since)
        return self._changed[since]

    @cached_property
    def guesses(self) -> tuple[tuple[float, Line], ...]:
        """(risk, line) of the untested lines that somebody holds from gut feeling or does not say how they know."""
        return tuple(
            (risk(line), line)
            for line in self.persona.standing
            if line.verdict is Verdict.UNTESTED and _is_guessed(line)
        )

    @cached_property
    def needs(self) -> tuple[tuple[tuple[int, float, int], Line], ...]:
        """(rank, line) of the needs that a survey counted, or that at least two agree on; the higher the more people."""
        found = []
        for line in self.persona.standing:
            if line.facet not in NEED_FACETS or line.verdict is Verdict.CONTRADICTED:
                continue
            counted = surveyed(line)
            if counted is not None and counted.share is not None:
                found.append(((1, counted.share, counted.of or 0), line))
            elif line.agree >= 2 and line.asked:
                found.append(((0, line.agree / line.asked, line.agree), line))
        return tuple(found)

    @cached_property
    def by_lens(self) -> dict[Lens, tuple[tuple[str, Line], ...]]:
        """The best agreed line of each facet, for each lens, with the facet's label."""
        return {
            lens: tuple(
                (FACETS[facet].label, min(lines, key=lambda line: (line.no - line.agree, line.position)))
                for facet, lines in through(self.persona, lens)
                if lines
            )
            for lens in Lens
        }


def surveyed(line: Line) -> Evidence | None:
    """The newest count of at least five people on a line."""
    for item in reversed(line.evidence):
        if item.kind is EvidenceKind.SURVEY and item.share is not None and (item.of or 0) >= SMALL_GROUP:
            return item
    return None


def _is_guessed(line: Line) -> bool:
    return any(voice.how is None or voice.how is HowKnown.GUT for voice in line.voices)


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
    facts: Mapping[str, Facts] = field(default_factory=dict)

    def facts_of(self, persona: Persona) -> Facts:
        """What is worked out of a persona's lines; once for many channels where it is given in `facts`."""
        known = self.facts.get(persona.id)
        return Facts(persona) if known is None else known
