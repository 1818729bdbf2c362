"""Puts statements that say the same together, by itself only when sure, and names what a person should be asked.

Complete link: every pair of a group must be sure, so that a chain of near neighbours never glues two ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.meaning.words import normalise
from bot.workshop.merging.features import said
from bot.workshop.merging.relation import OPPOSED, WORTH_ASKING, Relation, relate_many

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder

LIKELY = 0.35  # cosine below which two statements are not compared in detail: they differ
ASKED_AT_ONCE = 12  # pairs a person is asked about in one go, likeliest first


@dataclass(frozen=True)
class Mergeable:
    """A statement to merge: only statements of one facet are compared (give "" to compare all)."""

    id: str
    text: str
    facet: str = ""


@dataclass(frozen=True)
class Pair:
    """Two statements (ids) and how they stand to each other."""

    one: str
    other: str
    relation: Relation


@dataclass(frozen=True)
class Merged:
    """What merging found.

    `groups` hold every id once, in the order given, the first of each group being its oldest. `ask` are pairs a person
    should decide, likeliest first; `contradictions` pairs to show side by side. Both name the first id of each group.
    """

    groups: tuple[tuple[str, ...], ...]
    ask: tuple[Pair, ...]
    contradictions: tuple[Pair, ...]


def merge(
    statements: Sequence[Mergeable],
    encoder: Encoder | None,
    apart: AbstractSet[frozenset[str]] = frozenset(),
    together: AbstractSet[frozenset[str]] = frozenset(),
) -> Merged:
    """Groups of statements that say the same; pairs (sets of two ids) taken `apart` by a person are never joined,
    nor asked about again; pairs put `together` by a person are joined unless something of theirs was taken apart."""
    order = {one.id: place for place, one in enumerate(statements)}
    pairs = _pairs(statements, encoder)
    relations = relate_many([(a.text, b.text) for a, b in pairs], encoder)
    table = {frozenset((a.id, b.id)): found for (a, b), found in zip(pairs, relations, strict=True)}
    group_of = {one.id: [one.id] for one in statements}

    def join(one: str, other: str, sure: bool) -> None:
        left, right = group_of[one], group_of[other]
        if left is right:
            return
        links = [frozenset((a, b)) for a in left for b in right]
        if any(link in apart for link in links):
            return
        if sure and not all(
            link in together or (link in table and table[link].kind == "same") for link in links
        ):
            return
        left.extend(right)
        for key in right:
            group_of[key] = left

    for link in together:
        if len(link) == 2 and all(key in order for key in link):
            one, other = sorted(link, key=order.__getitem__)
            join(one, other, sure=False)
    for (a, b), found in sorted(
        zip(pairs, relations, strict=True),
        key=lambda both: (-both[1].p_same, order[both[0][0].id], order[both[0][1].id]),
    ):
        if found.kind == "same":
            join(a.id, b.id, sure=True)
    groups = {id(members): sorted(members, key=order.__getitem__) for members in group_of.values()}
    listed = tuple(
        tuple(members) for members in sorted(groups.values(), key=lambda members: order[members[0]])
    )
    head = {key: members[0] for members in listed for key in members}
    return Merged(
        listed,
        _between(pairs, relations, head, apart, table, WORTH_ASKING, "p_same")[:ASKED_AT_ONCE],
        _between(pairs, relations, head, frozenset(), table, OPPOSED, "p_contradict"),
    )


def _pairs(statements: Sequence[Mergeable], encoder: Encoder | None) -> list[tuple[Mergeable, Mergeable]]:
    """Pairs of one facet that are near enough to be compared in detail."""
    vectors = encoder.encode([one.text for one in statements]) if encoder is not None and statements else None
    nearness = None if vectors is None else vectors @ vectors.T
    found = []
    for left, one in enumerate(statements):
        for right in range(left + 1, len(statements)):
            other = statements[right]
            if one.facet != other.facet:
                continue
            alike = normalise(one.text) == normalise(other.text) or bool(
                said(one.text).stems & said(other.text).stems
            )
            near = nearness is not None and bool(np.asarray(nearness)[left, right] >= LIKELY)
            if alike or near:
                found.append((one, other))
    return found


def _between(
    pairs: Sequence[tuple[Mergeable, Mergeable]],
    relations: Sequence[Relation],
    head: dict[str, str],
    apart: AbstractSet[frozenset[str]],
    table: dict[frozenset[str], Relation],
    least: float,
    measure: str,
) -> tuple[Pair, ...]:
    """One pair for each two groups: the strongest between their members that reaches `least`."""
    apart_heads = {frozenset(head[key] for key in link) for link in apart if all(key in head for key in link)}
    best: dict[frozenset[str], Pair] = {}
    for (a, b), found in zip(pairs, relations, strict=True):
        one, other = head[a.id], head[b.id]
        link = frozenset((one, other))
        if len(link) < 2 or link in apart_heads or getattr(found, measure) < least:
            continue
        if measure == "p_same" and found.p_contradict >= OPPOSED:
            continue
        if link not in best or getattr(found, measure) > getattr(best[link].relation, measure):
            best[link] = Pair(one, other, found)
    return tuple(sorted(best.values(), key=lambda pair: -getattr(pair.relation, measure)))
