"""Splitting one persona into two, and merging two into one. Voices, votes and evidence go with their lines."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.errors import BadInput, NotAllowed
from bot.nouns import Attribution, Line, Persona, Statement
from bot.personas.editing import check_active
from bot.workshop.lines import Grouper

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""In the place of the time of evidence that has none: what has one is newer."""


def split(
    persona: Persona, lines: Collection[str], name: str, role: str, new_id: str, now: datetime
) -> tuple[Persona, Persona]:
    """(what is left, the new persona with these lines). Both keep at least one standing line."""
    check_active(persona)
    chosen = {line.id for line in persona.standing if line.id in set(lines)}
    if not chosen:
        raise BadInput("Choose at least one line for the new persona.", "lines")
    if len(chosen) == len(persona.standing):
        raise BadInput("Leave at least one line, or change the name instead.", "lines")
    new = replace(
        persona,
        id=new_id,
        name=name,
        role=role,
        lines=tuple(line for line in persona.lines if line.id in chosen),
        pins=tuple(pin for pin in persona.pins if pin in chosen),
        picture=None,
        segment=None,
        created=now,
        changed=now,
    )
    rest = replace(
        persona,
        lines=tuple(line for line in persona.lines if line.id not in chosen),
        pins=tuple(pin for pin in persona.pins if pin not in chosen),
    )
    return rest, new


@dataclass(frozen=True)
class Merged:
    """Two personas after merging: the one that goes on, the retired one, and old line id → line id in the merged one."""

    persona: Persona
    retired: Persona
    renamed: dict[str, str]


def merge(kept: Persona, other: Persona, group: Grouper, new_id: Callable[[], str]) -> Merged:
    """All standing lines in one persona; lines that say the same become one, with everybody's voice.

    Counts are left to `voicing.recount`. Promises hold: counts only, if either was. The retired one keeps its lines.
    """
    check_active(kept)
    check_active(other)
    if kept.id == other.id:
        raise BadInput("Choose another persona.", "other")
    if kept.product != other.product:
        raise BadInput("They belong to different products, each with its own cast.", "other")
    if (kept.private or other.private) and kept.channel != other.channel:
        raise NotAllowed(
            "One of them was made in a private channel, so they cannot be merged: others would see its lines."
        )
    lines = list(kept.lines)
    renamed: dict[str, str] = {}
    last = max((line.position for line in lines), default=-1)
    for line in other.standing:
        home = _same(lines, line, group)
        if home is None:
            last += 1
            fresh = replace(line, id=new_id(), position=last)
            lines.append(fresh)
            renamed[line.id] = fresh.id
            continue
        heard = {voice.person for voice in home.voices}
        statements = {voice.statement for voice in home.voices}
        more = tuple(v for v in line.voices if v.person not in heard and v.statement not in statements)
        known = {(item.kind, item.ref) for item in home.evidence if item.ref}
        proofs = tuple(item for item in line.evidence if (item.kind, item.ref) not in known)
        # the newest evidence decides, whichever line it came with
        evidence = sorted((*home.evidence, *proofs), key=lambda item: item.at or _LONG_AGO)
        grown = replace(
            home,
            voices=(*home.voices, *more),
            evidence=tuple(evidence),
            brought=home.brought or line.brought,
        )
        lines[lines.index(home)] = grown
        renamed[line.id] = home.id
    promise = (
        Attribution.COUNTS
        if Attribution.COUNTS in (kept.attribution, other.attribution)
        else Attribution.NAMED
    )
    merged = replace(kept, lines=tuple(lines), attribution=promise)
    return Merged(merged, replace(other, active=False, merged_into=kept.id), renamed)


def _same(lines: list[Line], line: Line, group: Grouper) -> Line | None:
    """The standing line of the same facet that says the same, if there is one."""
    candidates = [item for item in lines if item.facet == line.facet and not item.dropped]
    statements = [Statement(item.id, item.facet, item.text, item.polarity) for item in candidates]
    statements.append(Statement(line.id, line.facet, line.text, line.polarity))
    mine = len(candidates)
    found = next((places for places in group(statements, frozenset()).groups if mine in places), (mine,))
    return next((candidates[place] for place in found if place != mine), None)
