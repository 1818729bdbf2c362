"""Worth and ideal customers of a segmentation: counted in a child process, kept with it, shown with today's market."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.errors import BadInput, NotFound, OutOfDate
from bot.personas.value.messages import Counting, IdealShown, WorthShown
from bot.personas.value.report import ValueReport
from bot.personas.value.telling import ideal_shown, named_segments, worth_shown
from bot.survey.correcting import corrected
from bot.survey.kept import KeptSurvey, Sample
from bot.survey.packing import unpack
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.kept import KeptRun
from bot.survey.survey import Question, QuestionType
from handlers.use_cases import how_many
from handlers.use_cases.origin import Origin
from handlers.use_cases.surveys import segment_needs
from handlers.use_cases.surveys.desk import UNFINISHED, finished_in_sight, in_thread
from handlers.use_cases.work import Look, Target, Work, acting
from storage import market as markets
from storage import segment_value as kept_values
from storage import surveys

VALUE = "value_of_segments"
ALL_CHOSEN = "Leave at least one out: the profile says what tells them from the rest."
NO_PANEL = "This survey is not one of a bought panel."


@dataclass(frozen=True)
class Choice:
    """What somebody chose to have counted: the ideal segments, and the question worth is counted by."""

    best: tuple[int, ...] = ()
    worth_by: str = ""


def count(work: Work, run_id: str, origin: Origin) -> None:
    """ "Worth and ideal customers": shown to whoever asks where it was counted already, else counted for the thread."""
    run, kept, result = finished_in_sight(work, run_id, origin.channel)
    report = kept_values.report_of(work.session, work.workspace, run.id)
    if report is None:
        _schedule(work, run, kept, None)
        return
    segment_needs.show(work, run, kept, result)
    for message in _messages(work, run, kept, result, report):
        origin.answer(work, message)


def choose(work: Work, run_id: str, choice: Choice, channel: str | None) -> None:
    """Somebody chose the ideal segments, or the question worth is counted by: counted anew, for the thread."""
    run, kept, result = finished_in_sight(work, run_id, channel)
    named = named_segments(result)
    if choice.best and (set(choice.best) - set(named) or len(set(choice.best)) == len(named)):
        raise BadInput(ALL_CHOSEN, "best")
    _schedule(work, run, kept, choice)


def choosable(
    look: Look, run_id: str, channel: str | None
) -> tuple[KeptRun, dict[int, str], tuple[Question, ...], ValueReport | None]:
    """A run with what can be chosen: its segments, the questions with numbers or steps. Raises NotFound, OutOfDate."""
    run, kept, result = finished_in_sight(look, run_id, channel)
    if not surveys.has_answers(look.session, look.workspace, kept.id):
        raise NotFound(surveys.DELETED)
    survey = corrected(unpack(kept.understood, None), kept.corrections)
    countable = (QuestionType.NUMERIC, QuestionType.ORDINAL)
    questions = tuple(q for q in survey.questions if q.type in countable)
    report = kept_values.report_of(look.session, look.workspace, run.id)
    return run, named_segments(result), questions, report


def task_of(
    look: Look, run_id: str, payload: dict[str, Any]
) -> tuple[KeptSurvey, dict[str, Any], bytes] | None:
    """What the child is told, with the answers; None where it was counted meanwhile. Raises NotFound."""
    run = surveys.get_run(look.session, look.workspace, run_id)
    kept = surveys.any_survey(look.session, look.workspace, run.survey)
    if run.result is None:
        raise OutOfDate(UNFINISHED)
    if not payload["anew"] and kept_values.report_of(look.session, look.workspace, run.id) is not None:
        return None
    rated = surveys.ratings(look.session, look.workspace, run.id)
    task = {
        "do": "value",
        "understood": kept.understood,
        "corrections": kept.corrections,
        "title": kept.name,
        "assignments": [int(item) for item in run.result.assignments],
        "segments": {str(key): name for key, name in named_segments(run.result).items()},
        "formed": list(run.result.questions_used),
        "worth_by": payload["worth_by"],
        "best": list(payload["best"]),
        "ratings": {str(key): sum(marks) for key, marks in rated.items()},
        "seed": run.result.seed,
    }
    return kept, task, surveys.answers_of(look.session, look.workspace, run.survey)


def finish(work: Work, run_id: str, payload: dict[str, Any], report: ValueReport) -> None:
    """Keeps what was counted and shows it in the survey's thread."""
    run = surveys.get_run(work.session, work.workspace, run_id)
    kept = surveys.any_survey(work.session, work.workspace, run.survey)
    assert run.result is not None
    kept_values.keep_report(work.session, work.workspace, run.id, report, work.now)
    work.say(None, Target.delete(payload["progress"]))
    post = work.new_id()
    worth, ideal = _messages(work, run, kept, run.result, report, post)
    work.say(worth, in_thread(kept, _worth_handle(run.id, post)))
    work.say(ideal, in_thread(kept))


def gone(work: Work, payload: dict[str, Any]) -> None:
    """It was counted meanwhile: what says that it is being counted goes away."""
    work.say(None, Target.delete(payload["progress"]))


def fail(work: Work, run_id: str, payload: dict[str, Any], sentence: str) -> None:
    """It could not be counted; one sentence says why."""
    run = surveys.get_run(work.session, work.workspace, run_id)
    kept = surveys.any_survey(work.session, work.workspace, run.survey)
    work.say(Counting(kept.name, sentence), Target.update(payload["progress"]))


def let_panel_stand(work: Work, run_id: str, post: str, origin: Origin) -> None:
    """Somebody says that the panel stands for the market: its shares may be turned into people from now on.

    `post`: the message it was said in (empty: one that only this person sees), which says so from now on.
    """
    run, kept, result = finished_in_sight(work, run_id, origin.channel)
    if kept.sample is not Sample.PANEL:
        raise OutOfDate(NO_PANEL)
    markets.let_panel_stand(work.session, work.workspace, kept.id, acting(work), work.now)
    segment_needs.show(work, run, kept, result)
    report = kept_values.report_of(work.session, work.workspace, run.id)
    if report is not None and post:
        worth, _ = _messages(work, run, kept, result, report, post)
        work.say(worth, Target.update(_worth_handle(run.id, post)))
    origin.tell(work, "The panel stands for the market from now on, so its shares are turned into people.")


def _schedule(work: Work, run: KeptRun, kept: KeptSurvey, choice: Choice | None) -> None:
    """Without a choice it is counted only if it was not yet."""
    if not surveys.has_answers(work.session, work.workspace, kept.id):
        raise NotFound(surveys.DELETED)
    progress = f"value:{run.id}:{work.new_id()}"
    work.say(Counting(kept.name), in_thread(kept, progress))
    chosen = choice or Choice()
    payload = {
        "run": run.id,
        "anew": choice is not None,
        "best": list(chosen.best),
        "worth_by": chosen.worth_by,
        "progress": progress,
    }
    work.schedule(VALUE, payload, lane=f"value:{run.id}")


def _messages(
    look: Look, run: KeptRun, kept: KeptSurvey, result: Segmentation, report: ValueReport, post: str = ""
) -> tuple[WorthShown, IdealShown]:
    market = how_many.market_of_survey(look, kept)
    named = named_segments(result)
    told = [
        (segment.name, how_many.of_share(look, kept, market, segment.share, segment.share_interval))
        for segment in result.segments
        if segment.id in named
    ]
    order = [one.name for one in report.worth]
    told.sort(key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    stands = markets.panel_stands(look.session, look.workspace, kept.id)
    panel = kept.sample is Sample.PANEL and not stands
    worth = worth_shown(report, run.id, kept.name, result.questions_used, told, panel, post)
    return worth, ideal_shown(report, run.id, kept.name, len(named))


def _worth_handle(run: str, post: str) -> str:
    return f"value:{run}:worth:{post}"
