"""What can be tested: personas one may change, with surveys whose answers are there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import NotAllowed, NotFound, OutOfDate
from bot.nouns import Persona
from bot.personas.editing import check_active, line_of
from bot.survey.kept import KeptSurvey
from bot.survey.testing.batch import Offer
from handlers.use_cases.personas import desk
from handlers.use_cases.surveys.desk import OUT_OF_PLACE, fits
from handlers.use_cases.surveys.desk import in_sight as survey_in_sight
from handlers.use_cases.work import Look, acting
from storage import surveys

NO_SURVEY = (
    "There is no survey in your sight that can be tested with this persona. Drop an export into a channel with "
    "Dramatis, or type `/persona survey`."
)
NO_PERSONA = (
    "There is no persona with lines in your sight that you may test with this survey: only its owner and whoever "
    "ran its workshop may. Start one with `/persona new`."
)
DROPPED = "That line has been dropped, so there is nothing to test."
NO_LINES = "There is no line to test yet. Press “Add what I know” on the card to write the first."


def offer(
    look: Look, channel: str | None, persona_id: str = "", survey_id: str = "", line_id: str = ""
) -> Offer:
    """What can be tested from here. Raises NotFound, NotAllowed, OutOfDate with one sentence where nothing can."""
    if persona_id:
        persona = testable(look, persona_id, channel)
        line = line_of(persona, line_id) if line_id else None
        if line is not None and line.dropped:
            raise OutOfDate(DROPPED)
        found = tuple(kept for kept in _surveys(look, survey_id, channel) if fits(persona, kept))
        if not found:
            raise NotFound(OUT_OF_PLACE if survey_id else NO_SURVEY)
        return Offer((persona,), found, line)
    found = _surveys(look, survey_id, channel)
    people = tuple(
        persona
        for persona in _own(look, channel)
        if persona.standing and any(fits(persona, kept) for kept in found)
    )
    if not found:
        raise NotFound(surveys.DELETED if survey_id else NO_SURVEY)
    if not people:
        raise NotFound(NO_PERSONA)
    return Offer(people, found)


def testable(look: Look, persona_id: str, channel: str | None) -> Persona:
    """An active persona with lines that this person may change. Raises NotFound, NotAllowed, OutOfDate."""
    persona = desk.editable(look, persona_id, channel)
    check_active(persona)
    if not persona.standing:
        raise OutOfDate(NO_LINES)
    return persona


def pair(look: Look, persona_id: str, survey_id: str, channel: str | None) -> tuple[Persona, KeptSurvey]:
    """A persona and a survey that can be tested with each other. Raises NotFound, NotAllowed, OutOfDate."""
    persona = testable(look, persona_id, channel)
    kept = survey_in_sight(look, survey_id, channel)
    if not surveys.has_answers(look.session, look.workspace, kept.id):
        raise NotFound(surveys.DELETED)
    if not fits(persona, kept):
        raise NotAllowed(OUT_OF_PLACE)
    return persona, kept


def _surveys(look: Look, survey_id: str, channel: str | None) -> tuple[KeptSurvey, ...]:
    if survey_id:
        found: Sequence[KeptSurvey] = (survey_in_sight(look, survey_id, channel),)
    else:
        found = surveys.visible_surveys(look.session, look.workspace, acting(look), channel)
    return tuple(kept for kept in found if surveys.has_answers(look.session, look.workspace, kept.id))


def _own(look: Look, channel: str | None) -> list[Persona]:
    """The active personas in sight that this person may change."""
    return [
        persona for persona in desk.visible(look, channel) if persona.active and desk.may_edit(look, persona)
    ]
