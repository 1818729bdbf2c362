"""Segments looked at closely: two segmentations crossed, a whole profile, where somebody new belongs."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import NotFound, OutOfDate
from bot.survey.kept import KeptSurvey
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.segments.crossing import cell_words, crossed
from bot.survey.segments.kept import KeptRun, RunState
from bot.survey.segments.messages import CrossTable
from bot.survey.segments.placing import AskedQuestion, asked, placed
from bot.survey.segments.telling import run_words
from handlers.use_cases.surveys.desk import finished_in_sight, in_thread
from handlers.use_cases.work import Look, Work
from storage import surveys

NO_OTHER = "There are no other segments of this survey yet. Press Other base, Fewer or More to make some."


def comparable(
    look: Look, run_id: str, channel: str | None
) -> tuple[KeptRun, KeptSurvey, tuple[KeptRun, ...]]:
    """A segmentation and the others of its survey that have segments. Raises NotFound where there are none."""
    run, kept, _ = finished_in_sight(look, run_id, channel)
    others = tuple(
        other
        for other in surveys.runs_of(look.session, look.workspace, kept.id)
        if other.id != run.id
        and other.state is RunState.DONE
        and other.result is not None
        and other.result.segments
    )
    if not others:
        raise NotFound(NO_OTHER)
    return run, kept, others


def compare(work: Work, run_id: str, other_id: str, channel: str | None) -> None:
    """The cross table of two segmentations of one survey, in its thread."""
    run, kept, result = finished_in_sight(work, run_id, channel)
    other, same, second = finished_in_sight(work, other_id, channel)
    if same.id != kept.id:
        raise OutOfDate("Those are segments of another survey.")
    table = crossed(result, second)
    shown = [(name, cells) for name, cells in table.rows if cells is not None]
    work.say(
        CrossTable(
            kept.name,
            run_words(run),
            run_words(other),
            table.agreement,
            table.columns,
            tuple((name, *(cell_words(*cell) for cell in cells)) for name, cells in shown),
            tuple(name for name, cells in table.rows if cells is None),
            any(count is None for _, cells in shown for count, _ in cells),
        ),
        in_thread(kept),
    )


def questions_to_ask(
    look: Look, run_id: str, channel: str | None
) -> tuple[KeptSurvey, tuple[AskedQuestion, ...]]:
    """What to ask somebody new. Raises OutOfDate where nothing tells the segments apart."""
    _, kept, result = finished_in_sight(look, run_id, channel)
    questions = asked(result)
    if not questions:
        raise OutOfDate("No question of this survey can be asked to tell these segments apart.")
    return kept, questions


def place_somebody(
    look: Look, run_id: str, answers: Mapping[str, object], channel: str | None
) -> tuple[str, tuple[str, ...]]:
    """(one sentence, other likely segments). Nothing is kept. Raises BadInput."""
    _, _, result = finished_in_sight(look, run_id, channel)
    return placed(result, answers)


def profile_of(
    look: Look, run_id: str, number: int, channel: str | None
) -> tuple[KeptSurvey, Segmentation, Segment]:
    """Everything a segment answered: for the window."""
    run, kept, result = finished_in_sight(look, run_id, channel)
    return kept, result, run.segment(number)
