"""Whose answers are counted when a persona's lines are tested: those of its segment, else everybody's."""

from __future__ import annotations

from dataclasses import dataclass

from bot.nouns import Persona
from bot.survey.kept import KeptSurvey
from handlers.use_cases.segment_links import linked
from handlers.use_cases.work import Look

EVERYBODY = "everybody who answered"


@dataclass(frozen=True)
class Among:
    """Whose answers are counted. `assignments`: the segment of each respondent, None where unsure; None: everybody.

    `formed_by`: the questions that formed the segments, which are therefore not compared by a test.
    """

    words: str
    assignments: tuple[int | None, ...] | None = None
    segment: int = 0
    formed_by: tuple[str, ...] = ()


def among(look: Look, persona: Persona, kept: KeptSurvey) -> Among:
    """The persona's segment where it is linked to one of this survey, else everybody."""
    found = linked(look, persona.segment)
    if found is None:
        return Among(EVERYBODY)
    run, segment = found
    if run.survey != kept.id or run.result is None:
        return Among(f"{EVERYBODY}, as the persona's segment was found in another survey")
    given = tuple(int(one) or None for one in run.result.assignments.tolist())
    words = f"the segment “{segment.name}”, compared with the others"
    return Among(words, given, segment.id, run.result.questions_used)
