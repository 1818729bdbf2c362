"""The script: which facets a workshop asks, in which order, and the words of each question."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facets import FACETS
from bot.nouns import Customers, Purpose

SHORT = ("traits", "needs", "pains")
SUBJECT_LIMIT = 80

_BY_PURPOSE: dict[Purpose, tuple[str, ...]] = {
    Purpose.WHOLE: ("traits", "attitudes", "tools", "needs", "pains", "decisions", "quote"),
    Purpose.MARKETING: ("traits", "attitudes", "touchpoints", "needs", "features", "objections", "quote"),
    Purpose.BUYER: ("traits", "finances", "decisions", "objections", "pains", "value", "quote"),
    Purpose.USER: ("traits", "tools", "goals", "needs", "pains", "response", "support_channels"),
}


def script_for(purpose: Purpose, customers: Customers, short: bool = False) -> tuple[str, ...]:
    """The facets a workshop asks, in order: about seven, or three when `short`.

    Where the customers are companies, the question on the company takes the place of the one on traits.
    """
    facets = SHORT if short else _BY_PURPOSE[purpose]
    if customers is Customers.BUSINESSES:
        facets = tuple("company" if facet == "traits" else facet for facet in facets)
    return facets


@dataclass(frozen=True)
class Asked:
    """A question as a person reads it; `number` and `of` tell the progress (both from 1)."""

    facet: str
    label: str
    question: str
    why: str
    example: str
    number: int
    of: int


def question(facet: str, subject: str, number: int, of: int) -> Asked:
    """The words of one question about one kind of customer."""
    entry = FACETS[facet]
    return Asked(
        facet, entry.label, entry.question.format(subject=subject), entry.why, entry.example, number, of
    )
