"""Segments of a survey: seeking them, what was found, taking it away as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import BadInput, NotFound, OutOfDate
from bot.facets import Base
from bot.survey.correcting import corrected
from bot.survey.kept import KeptSurvey, Wish
from bot.survey.messages import Seeking, ShownChart, Sought
from bot.survey.packing import unpack
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.exporting import assignments_csv, markdown
from bot.survey.segments.kept import KeptRun, RunState
from bot.survey.segments.telling import CHART_TITLES, found, segment_card
from bot.survey.segments.wishes import MOST_SEGMENTS, bases_of, questions_for
from handlers.use_cases.surveys import segment_needs
from handlers.use_cases.surveys.desk import (
    finished_in_sight,
    handle_of,
    in_sight,
    in_thread,
    run_handle,
    run_in_sight,
)
from handlers.use_cases.work import Look, Target, Work
from storage import quotes, surveys

ALREADY = "Segments of this survey are being sought already. Wait for them, or stop it first."
SEGMENT = "segment_survey"
MOST_CARDS = 10


def bases_in(look: Look, survey: str, channel: str | None) -> tuple[KeptSurvey, dict[Base, int]]:
    """A survey in sight and how many questions of each base it has: for the window. Raises NotFound."""
    kept = in_sight(look, survey, channel)
    if not surveys.has_answers(look.session, look.workspace, survey):
        raise NotFound(surveys.DELETED)
    return kept, bases_of(corrected(unpack(kept.understood, None), kept.corrections))


def find(work: Work, survey: str, wish: Wish, channel: str | None) -> None:
    """Somebody asks for the segments of a survey."""
    kept = in_sight(work, survey, channel)
    if wish.bases:
        questions_for(corrected(unpack(kept.understood, None), kept.corrections), wish.bases)
    seek(work, kept, wish)


def seek(work: Work, kept: KeptSurvey, wish: Wish) -> None:
    """Begins to seek segments, unless that is under way."""
    if not surveys.has_answers(work.session, work.workspace, kept.id):
        raise NotFound(surveys.DELETED)
    if surveys.running(work.session, work.workspace, kept.id):
        raise OutOfDate(ALREADY)
    run = KeptRun(work.new_id(), kept.id, work.person or kept.owner, RunState.RUNNING, wish, work.now)
    surveys.save_run(work.session, work.workspace, run)
    work.say(
        Seeking(run.id, kept.name, wish.words, "Waiting for its turn"),
        in_thread(kept, progress_handle(run.id)),
    )
    work.schedule(SEGMENT, {"run": run.id})


def again(work: Work, run_id: str, k: int, channel: str | None) -> None:
    """The same questions, split into so many."""
    run, kept = run_in_sight(work, run_id, channel)
    if not 2 <= k <= MOST_SEGMENTS:
        raise BadInput(f"Between 2 and {MOST_SEGMENTS} segments can be asked for.")
    seek(work, kept, replace(run.wish, k=k))


def tell_progress(work: Work, run_id: str, share: float, words: str) -> None:
    """What is being done now."""
    run = surveys.get_run(work.session, work.workspace, run_id)
    if run.state is RunState.RUNNING:
        kept = surveys.any_survey(work.session, work.workspace, run.survey)
        work.say(
            Seeking(run.id, kept.name, run.wish.words, words, share), Target.update(progress_handle(run.id))
        )


def cancel(work: Work, run_id: str, channel: str | None) -> None:
    """Somebody stops it."""
    run, kept = run_in_sight(work, run_id, channel)
    if run.state is not RunState.RUNNING:
        raise OutOfDate("That has ended already.")
    surveys.save_run(work.session, work.workspace, replace(run, state=RunState.CANCELLED))
    work.say(Sought(kept.name, f"Stopped by <@{work.person}>."), Target.update(progress_handle(run.id)))


def fail(work: Work, run_id: str, sentence: str) -> None:
    """It could not be done; one sentence says why."""
    run = surveys.get_run(work.session, work.workspace, run_id)
    if run.state is not RunState.RUNNING:
        return
    kept = surveys.any_survey(work.session, work.workspace, run.survey)
    surveys.save_run(work.session, work.workspace, replace(run, state=RunState.FAILED))
    work.say(Sought(kept.name, sentence), Target.update(progress_handle(run.id)))


def finish(work: Work, run_id: str, result: Segmentation, charts: Sequence[tuple[str, str, bytes]]) -> None:
    """Shows what was found in the survey's thread: the verdict with its charts first, then a card for each segment,
    then how widespread each need is.

    `charts`: (name, alt text, PNG). The progress message goes away: the verdict stands in its place.
    """
    run = surveys.get_run(work.session, work.workspace, run_id)
    if run.state is not RunState.RUNNING:
        return
    kept = surveys.any_survey(work.session, work.workspace, run.survey)
    done = replace(run, state=RunState.DONE, result=result)
    surveys.save_run(work.session, work.workspace, done)
    surveys.keep_charts(work.session, work.workspace, run.id, charts)
    work.say(None, Target.delete(progress_handle(run.id)))
    uploaded = []
    for name, alt, png in charts:
        handle = run_handle(run.id, name)
        work.say(
            None, Target.file(kept.channel, f"{name}.png", png, name, alt[:1000], handle=handle, share=False)
        )
        uploaded.append(ShownChart(handle, CHART_TITLES.get(name, name), alt))
    first = [chart for chart in uploaded if chart.title != CHART_TITLES["needs"]]
    work.say(found(kept, done, result, first), in_thread(kept, run_handle(run.id)))
    for segment in result.segments[:MOST_CARDS]:
        card = segment_card(done, result, segment)
        work.say(card, in_thread(kept, run_handle(run.id, segment.id)))
    segment_needs.show(work, done, kept, result)


def export(work: Work, run_id: str, channel: str | None) -> None:
    """Assignments by row number, the charts and a text, as files in the thread."""
    run, kept, result = finished_in_sight(work, run_id, channel)
    stem = kept.name.rpartition(".")[0] or kept.name
    approved = quotes.quotes_of(work.session, work.workspace, run.id)
    said = {segment: [quote.text for quote in theirs] for segment, theirs in approved.items()}
    text = markdown(kept, result, said).encode()
    files = [(f"{stem}-segments.md", text, "Segments as text", "")]
    if result.segments:
        table = assignments_csv(result).encode()
        files.append((f"{stem}-assignments.csv", table, "Segment of each row", ""))
    charts = surveys.charts_of(work.session, work.workspace, run.id)
    files += [(f"{stem}-{name}.png", png, f"Chart: {name}", alt[:1000]) for name, alt, png in charts]
    root = handle_of(kept.id)
    for name, data, title, alt in files:
        work.say(None, Target.file(kept.channel, name, data, title, alt, thread=root))


def progress_handle(run: str) -> str:
    """The handle of the message that says how far it is."""
    return run_handle(run, "progress")
