"""The level of a persona, from what is kept: interviews, counted lines and the segment it is linked to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.errors import NotFound
from bot.evidence.interviews.heard import spoken_to
from bot.nouns import EvidenceKind, Level, Persona
from bot.personas.levels import LevelReport, LineBasis, LinkedSegment, level_of
from handlers.use_cases.work import Look
from storage import interviews, surveys


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
    """`link` is "<run>:<segment number>"; a run that is gone links to nothing."""
    run, _, number = (link or "").partition(":")
    if not number.isdigit():
        return None
    try:
        kept = surveys.get_run(look.session, look.workspace, run)
        segment = kept.segment(int(number))
    except NotFound:
        return None
    return LinkedSegment(str(kept.result.verdict), segment.share) if kept.result else None
