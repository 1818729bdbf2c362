"""What leaves Dramatis: a persona as values that hold no more than its card would show.

Who said a thing leaves only where the workshop was named. Numbers of a group under five leave only where they split
nobody off (docs/EXPORTS.md); the sentence that cards show stands beside them always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.facets import FACETS
from bot.nouns import (
    SMALL_GROUP,
    Attribution,
    Brought,
    Evidence,
    HowKnown,
    Level,
    Line,
    Persona,
    Polarity,
    Purpose,
    Verdict,
)
from bot.personas.cards import said, warning
from bot.personas.nouns import Doubt
from bot.workshop.lines import how_counts


@dataclass(frozen=True)
class SharedVoice:
    """Who said a line, in their words; only where names were agreed to."""

    person: str
    text: str
    how: HowKnown | None = None


@dataclass(frozen=True)
class SharedDoubt:
    """Why somebody doubts a line; `person` is empty where names were not agreed to."""

    why: str
    person: str = ""


@dataclass(frozen=True)
class SharedLine:
    """One line. `said`: who agrees and how they know, in words; the numbers are None where they would split a small
    group, `ways` maps how it is known to how many know it so (None: some)."""

    facet: str
    text: str
    polarity: Polarity
    said: str
    verdict: Verdict = Verdict.UNTESTED
    agree: int | None = None
    no: int | None = None
    dont_know: int | None = None
    asked: int = 0
    ways: tuple[tuple[HowKnown, int | None], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    voices: tuple[SharedVoice, ...] = ()
    doubts: tuple[SharedDoubt, ...] = ()
    pinned: bool = False

    @property
    def label(self) -> str:
        """The facet as people read it; one that came in a file and is not known here, as it is called there."""
        return FACETS[self.facet].label if self.facet in FACETS else self.facet.capitalize() or "Other"


@dataclass(frozen=True)
class SharedPersona:
    """One persona. `name` may be empty; `lines` are those that stand, by facet."""

    name: str
    role: str
    level: Level
    warning: str
    lines: tuple[SharedLine, ...]
    purpose: Purpose = Purpose.WHOLE
    attribution: Attribution = Attribution.COUNTS
    active: bool = True
    product: str = ""
    drawn: str = ""
    alt: str = ""
    changed: date | None = None

    @property
    def title(self) -> str:
        """How people call it."""
        return self.name or self.role

    def by_facet(self) -> tuple[tuple[str, tuple[SharedLine, ...]], ...]:
        """(label, lines) of every facet that has lines, in the order of the facets."""
        found: dict[str, list[SharedLine]] = {}
        for line in self.lines:
            found.setdefault(line.facet, []).append(line)
        order = [*(facet for facet in FACETS if facet in found), *(f for f in found if f not in FACETS)]
        return tuple((found[facet][0].label, tuple(found[facet])) for facet in order)


@dataclass(frozen=True)
class SharedCast:
    """What one export holds, and when it was made."""

    personas: tuple[SharedPersona, ...]
    at: datetime

    @property
    def title(self) -> str:
        """A heading for all of it."""
        if len(self.personas) == 1:
            return self.personas[0].title
        products = list(dict.fromkeys(p.product for p in self.personas if p.product))
        return f"Personas of {products[0]}" if len(products) == 1 else "Personas"


def shared(
    persona: Persona,
    level: Level,
    doubts: Sequence[Doubt] = (),
    product: str = "",
    names: Mapping[str, str] | None = None,
) -> SharedPersona:
    """A persona as it may leave. `names`: person → how they are called; needed only where names were agreed to."""
    place = {facet: number for number, facet in enumerate(FACETS)}
    lines = sorted(persona.standing, key=lambda line: (place[line.facet], line.position))
    called = names or {}
    picture = persona.picture
    return SharedPersona(
        name=persona.name,
        role=persona.role,
        level=level,
        warning=warning(persona, level),
        lines=tuple(
            shared_line(
                line,
                persona.attribution,
                [doubt for doubt in doubts if doubt.line == line.id],
                line.id in persona.pins,
                called,
            )
            for line in lines
        ),
        purpose=persona.purpose,
        attribution=persona.attribution,
        active=persona.active,
        product=product,
        drawn=picture.drawn or "" if picture else "",
        alt=picture.alt if picture else "",
        changed=persona.changed.date(),
    )


def shared_line(
    line: Line,
    attribution: Attribution,
    doubts: Sequence[Doubt] = (),
    pinned: bool = False,
    names: Mapping[str, str] | None = None,
) -> SharedLine:
    """A line as it may leave. `doubts`: its own."""
    named = attribution is Attribution.NAMED
    called = names or {}
    counts = _counts(line, attribution)
    return SharedLine(
        facet=line.facet,
        text=line.text,
        polarity=line.polarity,
        said=counts.said,
        verdict=line.verdict,
        agree=counts.agree,
        no=counts.no,
        dont_know=counts.dont_know,
        asked=counts.asked,
        ways=counts.ways,
        evidence=tuple(replace(item, ref="") for item in line.evidence),
        voices=tuple(
            SharedVoice(called.get(voice.person, voice.person), voice.text, voice.how)
            for voice in line.voices
            if voice.person
        )
        if named
        else (),
        doubts=tuple(
            SharedDoubt(doubt.why, called.get(doubt.person, doubt.person) if named else "")
            for doubt in doubts
        ),
        pinned=pinned,
    )


def _counts(line: Line, attribution: Attribution) -> Brought:
    """What was counted of a line, as far as it may leave; of a line that came out of a file, what that file said."""
    if not line.asked and line.brought is not None:
        return line.brought
    small = attribution is Attribution.COUNTS and line.asked < SMALL_GROUP
    ways = tuple((how, None if small else count) for how, count in how_counts(line.voices).items())
    if small and line.agree != line.asked:
        return Brought(said(line, attribution), asked=line.asked, ways=ways)
    return Brought(said(line, attribution), line.agree, line.no, line.dont_know, line.asked, ways)
