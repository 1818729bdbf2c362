"""What a view lacks is put to the team: one question a facet, to everybody who took part in the persona's workshops."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BadInput, NotFound, OutOfDate
from bot.nouns import Persona
from bot.personas.editing import check_active
from bot.personas.lacking import Lacking, lacking
from handlers.use_cases.asking import team
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.desk import in_sight
from handlers.use_cases.work import Look, Work
from storage import workshops

ANSWERED = "Somebody has said something on that by now. Open the view again."
NONE_CHOSEN = "Choose at least one question."


def ready(
    look: Look, persona_id: str, facets: Sequence[str], channel: str | None
) -> tuple[Persona, tuple[Lacking, ...]]:
    """The persona and what is still lacking of these facets. Raises NotFound, OutOfDate."""
    persona = in_sight(look, persona_id, channel)
    check_active(persona)
    known = {line.facet for line in persona.standing}
    wanted = lacking([facet for facet in facets if facet not in known], _subject(look, persona))
    if not wanted:
        raise OutOfDate(ANSWERED)
    return persona, wanted


def ask(work: Work, persona_id: str, facets: Sequence[str], channel: str | None, origin: Origin) -> None:
    """Puts the questions of these facets to the team."""
    if not facets:
        raise BadInput(NONE_CHOSEN, "facets")
    persona, wanted = ready(work, persona_id, facets, channel)
    team.put(work, persona, [(one.question, one.facet) for one in wanted], origin)


def _subject(look: Look, persona: Persona) -> str:
    """What the workshop called this kind of customer, else the persona's role."""
    if persona.workshop is not None:
        try:
            return workshops.get_workshop(look.session, look.workspace, persona.workshop).subject
        except NotFound:
            pass
    return persona.role or persona.title
