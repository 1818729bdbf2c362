"""What everything about a survey and its segments shares: who may see them, where their posts stand."""

from __future__ import annotations

from bot.errors import OutOfDate
from bot.nouns import Persona
from bot.survey.kept import KeptSurvey
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.segments.kept import KeptRun
from handlers.use_cases.conversations import is_direct
from handlers.use_cases.work import Look, Target, acting
from storage import surveys

UNFINISHED = "Those segments are not there yet."
OUT_OF_PLACE = (
    "This survey was given in a private channel, so it can only be tested with a persona made there: others would "
    "see its numbers."
)


def in_sight(look: Look, survey: str, channel: str | None) -> KeptSurvey:
    """A survey the person who acts may see. Raises NotFound."""
    return surveys.get_survey(look.session, look.workspace, survey, acting(look), channel)


def run_in_sight(look: Look, run_id: str, channel: str | None) -> tuple[KeptRun, KeptSurvey]:
    """A segmentation whose survey the person may see. Raises NotFound."""
    run = surveys.get_run(look.session, look.workspace, run_id)
    return run, in_sight(look, run.survey, channel)


def finished_in_sight(
    look: Look, run_id: str, channel: str | None
) -> tuple[KeptRun, KeptSurvey, Segmentation]:
    """A finished segmentation the person may see. Raises NotFound, OutOfDate."""
    run, kept = run_in_sight(look, run_id, channel)
    if run.result is None:
        raise OutOfDate(UNFINISHED)
    return run, kept, run.result


def segment_in_sight(
    look: Look, run_id: str, number: int, channel: str | None
) -> tuple[KeptRun, KeptSurvey, Segmentation, Segment]:
    """A segment the person may see, with where it comes from. Raises NotFound, OutOfDate."""
    run, kept, result = finished_in_sight(look, run_id, channel)
    return run, kept, result, run.segment(number)


def fits(persona: Persona, kept: KeptSurvey) -> bool:
    """Whether a survey's numbers may stand on a persona: what a private channel was given stays among its people.

    A file given in a direct message is its owner's, who decides where its numbers go.
    """
    return not kept.private or kept.channel == persona.channel or is_direct(kept.channel)


def handle_of(survey: str) -> str:
    """The handle of a survey's message, the root of its thread."""
    return f"survey:{survey}"


def run_handle(run: str, part: str | int = "") -> str:
    """The handle of what was found, or of a part of it: a chart by its name, a segment by its number."""
    return f"segments:{run}:{part}" if part != "" else f"segments:{run}"


def place(kept: KeptSurvey, handle: str) -> Target:
    """A post where the survey belongs."""
    return Target.to(kept.channel, handle=handle)


def in_thread(kept: KeptSurvey, handle: str | None = None) -> Target:
    """A post in the survey's thread."""
    return Target.to(kept.channel, thread=handle_of(kept.id), handle=handle)
