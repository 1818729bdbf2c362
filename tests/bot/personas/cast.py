"""Personas for the stories of tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.nouns import HowKnown, Line, Persona, Polarity, Purpose, Statement, Voice
from bot.workshop.lines import Grouping

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def voice(person: str, text: str, how: HowKnown | None = HowKnown.SEEN) -> Voice:
    """One person's saying of a statement."""
    return Voice(person, f"{person}:{text}", text, Polarity.POS, how)


def line(key: str, facet: str, text: str, *people: str, **more: Any) -> Line:
    """A line that these people said."""
    voices = tuple(voice(person, text) for person in people)
    return replace(Line(key, facet, text, Polarity.POS, voices, agree=len(people), asked=len(people)), **more)


def persona(*lines: Line, **more: Any) -> Persona:
    """Robin, with these lines in their order."""
    placed = tuple(replace(item, position=place) for place, item in enumerate(lines))
    made = Persona(
        "p1",
        "lumen",
        "w1",
        "Robin",
        "Wedding photographer",
        Purpose.WHOLE,
        "U0AMINA",
        "C1",
        False,
        placed,
        NOON,
        NOON,
    )
    return replace(made, **more)


def same_words(statements: Sequence[Statement], _apart: frozenset[frozenset[str]]) -> Grouping:
    """Groups statements that read the same in any case."""
    groups: dict[str, list[int]] = {}
    for place, statement in enumerate(statements):
        groups.setdefault(statement.text.casefold(), []).append(place)
    return Grouping(tuple(tuple(group) for group in groups.values()))


def ids(prefix: str = "new") -> Callable[[], str]:
    """new1, new2, …"""
    count = itertools.count(1)
    return lambda: f"{prefix}{next(count)}"
