"""The level of a persona, from what is kept: counted lines and the segment it is linked to."""

from __future__ import annotations

from bot.errors import NotFound
from bot.nouns import EvidenceKind, Persona
from bot.personas.levels import LevelReport, LineBasis, LinkedSegment, level_of
from handlers.use_cases.work import Look
from storage import surveys


def level_of_persona(look: Look, persona: Persona) -> LevelReport:
    """What this persona rests on now."""
    lines = [
        LineBasis(
            line.id,
            counted=any(
                item.kind is EvidenceKind.SURVEY and item.count is not None for item in line.evidence
            ),
        )
        for line in persona.standing
    ]
    return level_of(lines, segment=_segment(look, persona.segment))


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
