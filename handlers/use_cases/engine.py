"""The engines that decisions are made with, put together once a process: splitting and grouping with the encoder."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nouns import Statement
from bot.workshop.lines import Grouping
from bot.workshop.splitting import Split, split


def split_answer(text: str, facet: str) -> Split:
    """An answer taken apart, with vagueness by meaning where the encoder is there."""
    return split(text, facet)


def group_statements(statements: Sequence[Statement], apart: frozenset[frozenset[str]]) -> Grouping:
    """Statements of one facet that mean the same, together."""
    groups: dict[str, list[int]] = {}
    for place, statement in enumerate(statements):
        groups.setdefault(statement.polarity + " ".join(statement.text.casefold().split()), []).append(place)
    return Grouping(tuple(tuple(group) for group in groups.values()))
