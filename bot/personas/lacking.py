"""What a team's view of a persona lacks, as questions that can be put to the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facets import FACETS

TICKED = 3
"""So many are ticked from the start: each is one message to each colleague."""


@dataclass(frozen=True)
class Lacking:
    """A facet nobody has said anything on, with its question about this kind of customer."""

    facet: str
    label: str
    question: str


def lacking(facets: Sequence[str], subject: str) -> tuple[Lacking, ...]:
    """The questions of these facets; those that are unknown are left out. `subject`: the kind of customer."""
    return tuple(
        Lacking(key, FACETS[key].label, FACETS[key].question.format(subject=subject))
        for key in dict.fromkeys(facets)
        if key in FACETS
    )
