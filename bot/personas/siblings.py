"""Siblings: personas that stand for the same segment, each for another purpose (marketing, buyer, user)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.nouns import Persona, Purpose

PURPOSE_WORDS = {
    Purpose.WHOLE: "whole person",
    Purpose.MARKETING: "for marketing",
    Purpose.BUYER: "the buyer",
    Purpose.USER: "the user",
}


@dataclass(frozen=True)
class Sibling:
    """Another persona of one's segment, as it is named on cards."""

    persona: str
    title: str
    purpose: Purpose

    @property
    def words(self) -> str:
        """ "Marta (the buyer)"."""
        return f"{self.title} ({PURPOSE_WORDS[self.purpose]})"


def siblings_of(persona: Persona, others: Iterable[Persona]) -> tuple[Sibling, ...]:
    """The active others that stand for the same segment, by purpose and title; none where there is no segment."""
    if persona.segment is None:
        return ()
    order = list(Purpose)
    same = [
        other
        for other in others
        if other.segment == persona.segment and other.id != persona.id and other.active
    ]
    same.sort(key=lambda other: (order.index(other.purpose), other.title.casefold()))
    return tuple(Sibling(other.id, other.title, other.purpose) for other in same)
