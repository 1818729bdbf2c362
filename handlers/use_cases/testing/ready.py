"""What can be tested: personas one may change, surveys whose answers are there, and whose answers are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NotAllowed, NotFound, OutOfDate
from bot.nouns import Persona
from bot.personas.editing import check_active, line_of
from bot.survey.kept import KeptSurvey
from bot.survey.testing.batch import Offer
from handlers.use_cases.personas import desk
from handlers.use_cases.surveys.reading import in_sight as survey_in_sight
from handlers.use_cases.work import Look
from storage import personas, surveys

NO_SURVEY = (
    "There is no survey in your sight that can be tested with this persona. Drop an export into a channel with "
    "Dramatis, or type `/persona survey`."
)
NO_PERSONA = (
    "There is no persona with lines in your sight that you may test with this survey: only its owner and whoever "
    "ran its workshop may. Start one with `/persona new`."
)
NO_LINES = "There is no line to test yet. Press “Add what I know” on the card to write the first."
OUT_OF_PLACE = (
    "This survey was given in a private channel, so it can only be tested with a persona made there: others would "
    "see its numbers."
)


def offer(
    look: Look, channel: str | None, persona_id: str = "", survey_id: str = "", line_id: str = ""
) -> Offer:
    """What can be tested from here. Raises NotFound, NotAllowed, OutOfDate with one sentence where nothing can."""
    if persona_id:
        persona = testable(look, persona_id, channel)
        line = line_of(persona, line_id) if line_id else None
        if line is not None and line.dropped:
            raise OutOfDate("That line has been dropped, so there is nothing to test.")
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


def fits(persona: Persona, kept: KeptSurvey) -> bool:
    """Whether a survey's numbers may stand on a persona: what a private channel was given stays among its people.

    A file given in a direct message is its owner's, who decides where its numbers go.
    """
    return not kept.private or kept.channel == persona.channel or kept.channel[:1] in ("D", "U", "W")


def _surveys(look: Look, survey_id: str, channel: str | None) -> tuple[KeptSurvey, ...]:
    if survey_id:
        found: Sequence[KeptSurvey] = (survey_in_sight(look, survey_id, channel),)
    else:
        found = surveys.visible_surveys(look.session, look.workspace, desk.acting(look), channel)
    return tuple(kept for kept in found if surveys.has_answers(look.session, look.workspace, kept.id))


def _own(look: Look, channel: str | None) -> list[Persona]:
    """The active personas in sight that this person may change."""
    person = desk.acting(look)
    seen = personas.visible_personas(look.session, look.workspace, person, channel)
    return [
        persona
        for persona in seen
        if persona.active and (persona.owner == person or desk.facilitator_of(look, persona) == person)
    ]


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
    run_id, _, number = (persona.segment or "").partition(":")
    if number.isdigit():
        try:
            run = surveys.get_run(look.session, look.workspace, run_id)
            segment = run.segment(int(number))
        except NotFound:
            return Among(EVERYBODY)
        if run.survey == kept.id and run.result is not None:
            given = tuple(int(one) or None for one in run.result.assignments.tolist())
            words = f"the segment “{segment.name}”, compared with the others"
            return Among(words, given, segment.id, run.result.questions_used)
        return Among(f"{EVERYBODY}, as the persona's segment was found in another survey")
    return Among(EVERYBODY)


EVERYBODY = "everybody who answered"
