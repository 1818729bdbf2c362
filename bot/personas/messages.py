"""What is said about personas: the card, everything known, the list, the history. Message values without layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.messages import register_message
from bot.nouns import Change, Level, Persona, Picture
from bot.personas.cards import CardLine, Next
from bot.personas.siblings import Sibling


@register_message
@dataclass(frozen=True)
class Card:
    """A persona in six lines and one next action."""

    kind: ClassVar[str] = "card"
    version: ClassVar[int] = 1
    persona: str
    title: str
    role: str
    level: Level
    warning: str
    lines: tuple[CardLine, ...]
    more: int
    owner: str
    purpose: str
    active: bool = True
    picture: Picture | None = None
    next: Next | None = None
    shareable: bool = False
    merged_into: str = ""
    """The title of the persona that took over its lines."""
    ownerless: bool = False
    """Its owner has left, so somebody else may take it over."""
    siblings: tuple[Sibling, ...] = ()
    """The other personas of its segment that everybody who sees this card may see."""
    missing: str = ""
    """What the next level wants."""
    contradicted: int = 0
    """How many of its lines data contradicts, on the card or not."""


@dataclass(frozen=True)
class FacetLines:
    """The lines of one facet; none where nothing is known yet. `beside`: a facet that the lens does not ask for."""

    facet: str
    label: str
    lines: tuple[CardLine, ...]
    beside: bool = False


@register_message
@dataclass(frozen=True)
class Everything:
    """All lines of a persona by facet, or through one lens. `people`: how many people it stands for, or why nobody
    knows; empty where it stands for no segment."""

    kind: ClassVar[str] = "everything"
    version: ClassVar[int] = 1
    persona: str
    title: str
    role: str
    facets: tuple[FacetLines, ...]
    lens: str | None = None
    part: int = 1
    of: int = 1
    shareable: bool = True
    markable: bool = False
    siblings: tuple[Sibling, ...] = ()
    people: str = ""
    missing: tuple[str, ...] = ()
    """The facets of the lens that nobody has said anything on; on the last part."""
    testable: bool = False
    contradicted: int = 0


@dataclass(frozen=True)
class JourneyStep:
    """One step of the way with the lines on it; none where nothing is known yet."""

    label: str
    lines: tuple[CardLine, ...]


@register_message
@dataclass(frozen=True)
class Journey:
    """A persona's lines along the way, from first hearing of us to leaving."""

    kind: ClassVar[str] = "journey"
    version: ClassVar[int] = 1
    persona: str
    title: str
    role: str
    steps: tuple[JourneyStep, ...]
    more: int = 0
    shareable: bool = True


@register_message
@dataclass(frozen=True)
class History:
    """Who changed what, newest first."""

    kind: ClassVar[str] = "history"
    version: ClassVar[int] = 1
    persona: str
    title: str
    changes: tuple[Change, ...]
    more: int = 0


@dataclass(frozen=True)
class ListedPersona:
    """One row of the list."""

    persona: str
    title: str
    role: str
    level: Level
    lines: int
    changed: datetime
    active: bool


@register_message
@dataclass(frozen=True)
class PersonaList:
    """The personas somebody may see."""

    kind: ClassVar[str] = "persona_list"
    version: ClassVar[int] = 1
    personas: tuple[ListedPersona, ...]
    more: int = 0


@register_message
@dataclass(frozen=True)
class Help:
    """What can be typed, or what the words mean."""

    kind: ClassVar[str] = "help"
    version: ClassVar[int] = 1
    topic: str
    rows: tuple[tuple[str, str], ...]


def listed(
    personas: Sequence[Persona], level: Callable[[Persona], Level] = lambda _: Level.PROTO, limit: int = 40
) -> PersonaList:
    """The list: actives first, retired ones at the end. `level`: what each rests on."""
    ranked = sorted(personas, key=lambda p: (not p.active, p.title.casefold()))
    rows = tuple(
        ListedPersona(p.id, p.title, p.role, level(p), len(p.standing), p.changed, p.active)
        for p in ranked[:limit]
    )
    return PersonaList(rows, max(0, len(ranked) - limit))
