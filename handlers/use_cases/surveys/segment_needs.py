"""Needs of a segmentation as they stand in its thread: spread, importance where asked, people where known."""

from __future__ import annotations

from bot.personas.value.telling import need_people
from bot.survey.kept import SAMPLE_WORDS, KeptSurvey
from bot.survey.messages import ShownChart
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.kept import KeptRun
from bot.survey.segments.messages import NeedsTable
from bot.survey.segments.needs import asks_importance, needs_of, needs_rows, ranked_by
from bot.survey.segments.telling import CHART_TITLES
from handlers.use_cases import how_many
from handlers.use_cases.surveys.desk import in_thread, run_handle
from handlers.use_cases.work import Look, Work
from storage import surveys

CHART = "needs"


def show(work: Work, run: KeptRun, kept: KeptSurvey, result: Segmentation) -> None:
    """The needs in the survey's thread, or as they are now in the message that is there; none where none were asked."""
    message = table_of(work, run, kept, result)
    if message is not None:
        work.show(message, in_thread(kept, f"needs:{run.id}"))


def table_of(look: Look, run: KeptRun, kept: KeptSurvey, result: Segmentation) -> NeedsTable | None:
    """The needs as a table, with today's market; None where the survey asked about none."""
    rows = needs_rows(result)
    if not rows:
        return None
    market = how_many.market_of_survey(look, kept)
    told = [
        how_many.of_share(look, kept, market, share.share, (share.low, share.high))
        for share in (need.overall for need in needs_of(result))
    ]
    counted = any(one.number is not None for one in told)
    if counted:
        rows = tuple((*row, need_people(one)) for row, one in zip(rows, told, strict=True))
    alts = {name: alt for name, alt, _ in surveys.charts_of(look.session, look.workspace, run.id)}
    chart = ShownChart(run_handle(run.id, CHART), CHART_TITLES[CHART], alts[CHART]) if CHART in alts else None
    return NeedsTable(
        kept.name,
        tuple(f"{segment.id}. {segment.name}" for segment in result.segments),
        rows,
        chart,
        SAMPLE_WORDS[kept.sample] if kept.sample else "",
        rated=asks_importance(result),
        counted=counted,
        why="" if counted else told[0].why,
        order=ranked_by(result),
    )
