"""Which questions segments are sought in: those of some bases, or all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from bot.errors import BadInput
from bot.facets import Base
from bot.survey.survey import QuestionType, Survey

_SOUGHT = frozenset(
    {
        QuestionType.SINGLE_CHOICE,
        QuestionType.MULTI_CHOICE,
        QuestionType.ORDINAL,
        QuestionType.NUMERIC,
        QuestionType.NPS,
        QuestionType.RANKING,
    }
)
MOST_SEGMENTS = 10


def bases_of(survey: Survey) -> dict[Base, int]:
    """How many questions of each of the six bases can form segments."""
    found = Counter(q.base for q in survey.questions if q.type in _SOUGHT and q.base is not None)
    return {base: found[base] for base in Base}


def questions_for(survey: Survey, bases: Collection[str]) -> tuple[str, ...]:
    """Ids of the questions of some bases. Raises BadInput where there are none."""
    ids = tuple(
        q.id for q in survey.questions if q.base is not None and q.base in bases and q.type in _SOUGHT
    )
    if not ids:
        raise BadInput(
            "No question of this survey is of the chosen kinds. Choose more kinds, or correct a question.",
            "bases",
        )
    return ids
