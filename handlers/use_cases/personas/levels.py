"""The level of a persona, from what is kept: interviews, counted lines and the segment it is linked to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.evidence.interviews.heard import spoken_to
from bot.nouns import EvidenceKind, Level, Persona
from bot.personas.levels import LevelReport, LineBasis, LinkedSegment, level_of
from handlers.use_cases.segment_links import linked
from handlers.use_cases.work import Look
from storage import interviews


def level_of_persona(
    look: Look, persona: Persona, segment: Callable[[str | None], LinkedSegment | None] | None = None
) -> LevelReport:
    """What this persona rests on now. `segment`: finds the segment of a link, where it was read already."""
    linked = _segment(look, persona.segment) if segment is None else segment(persona.segment)
    heard = spoken_to(interviews.quotes_of(look.session, look.workspace, persona.id))
    lines = [
        LineBasis(
            line.id,
            heard.get(line.id, frozenset()),
            counted=any(
                item.kind is EvidenceKind.SURVEY and item.count is not None for item in line.evidence
            ),
        )
        for line in persona.standing
    ]
    return level_of(lines, segment=linked, rules=look.level_rules)


def levels(look: Look) -> Callable[[Persona], Level]:
    """The level of each of several personas; what many of them are linked to is read once."""
    read = cache(lambda link: _segment(look, link))
    return lambda persona: level_of_persona(look, persona, read).level


def _segment(look: Look, link: str | None) -> LinkedSegment | None:
    found = linked(look, link)
    if found is None:
        return None
    run, segment = found
    return LinkedSegment(str(run.result.verdict), segment.share) if run.result else None
