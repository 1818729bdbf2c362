"""Segments: seeking them, what was found, and what a team makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import BadInput, NotAllowed, NotFound, OutOfDate
from bot.facets import FACETS
from bot.nouns import Change, Evidence, Level, Line, Persona, Polarity, Purpose
from bot.personas.drafting import DraftLine, draft_from_segment
from bot.personas.editing import Edit
from bot.personas.value.target import Target as Rating
from bot.personas.value.target import target_table
from bot.survey.correcting import corrected
from bot.survey.kept import KeptRun, KeptSurvey, RunState, Wish
from bot.survey.messages import Drafted, Seeking, ShownChart, Sought, Targets
from bot.survey.packing import unpack
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.segments.exporting import assignments_csv, markdown
from bot.survey.segments.telling import CHART_TITLES, counted, found, profile_answers, segment_card
from bot.survey.segments.wishes import MOST_SEGMENTS, bases_of, questions_for
from bot.survey.survey import Base
from bot.survey.testing.matches import Match
from bot.survey.testing.remembered import Remembered
from bot.workshop.forms import ROLE_LIMIT
from bot.workshop.messages import literal
from handlers.use_cases import channels
from handlers.use_cases.conversations import is_channel
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import desk, siblings
from handlers.use_cases.personas.card import card_handle, refresh_card, show_card
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.segment_links import link_to
from handlers.use_cases.surveys import segment_needs
from handlers.use_cases.surveys.desk import (
    OUT_OF_PLACE,
    finished_in_sight,
    fits,
    handle_of,
    in_sight,
    in_thread,
    place,
    run_handle,
    run_in_sight,
    segment_in_sight,
)
from handlers.use_cases.work import Look, Target, Work, acting
from storage import personas, quotes, surveys, testing, workshops

ALREADY = "Segments of this survey are being sought already. Wait for them, or stop it first."
SEGMENT = "segment_survey"
MOST_CARDS = 10
NAME_IN_TABLE = 40


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


# From a segment


def draft(work: Work, run_id: str, number: int, origin: Origin) -> None:
    """Drafts a persona: counted lines, nobody's voice, each with its evidence; blanks are named."""
    run, kept, result, segment = segment_in_sight(work, run_id, number, origin.channel)
    person = acting(work)
    reference = link_to(run.id, number)
    for known in desk.visible(work, origin.channel):
        if known.segment == reference and known.workshop is None and known.active:
            raise OutOfDate(f"A persona was drafted from this segment already: {known.title}.")
    drafted = draft_from_segment(profile_answers(result, segment))
    if not drafted.lines:
        raise BadInput("This segment is too small, or its answers are too mixed, to draft a persona from.")
    persona = Persona(
        id=work.new_id(),
        product=channels.product_for(work, kept.channel),
        workshop=None,
        name="",
        role=segment.name[:ROLE_LIMIT],
        purpose=Purpose.WHOLE,
        owner=person,
        channel=kept.channel,
        private=kept.private,
        lines=tuple(
            _line(work, kept, result, segment, line, place_) for place_, line in enumerate(drafted.lines)
        ),
        created=work.now,
        changed=work.now,
        segment=reference,
    )
    personas.save_persona(work.session, work.workspace, persona)
    personas.let_see(work.session, work.workspace, persona.id, [person])
    testing.remember(work.session, work.workspace, persona.id, _answers(work, kept, persona, drafted.lines))
    change = Change(work.now, person, "drafted it from a segment", "", f"{segment.name} ({kept.name})")
    personas.add_change(work.session, work.workspace, work.new_id(), persona.id, change, change.person)
    blanks = tuple(FACETS[facet].label for facet in drafted.blanks)
    work.say(Drafted(segment.name, len(drafted.lines), blanks), in_thread(kept))
    show_card(work, persona, place(kept, card_handle(persona.id)))
    for sibling in siblings.others(work, reference, persona.id):
        refresh_card(work, sibling)


def link(work: Work, run_id: str, number: int, persona_id: str, channel: str | None) -> None:
    """A persona stands for this segment from now on; whoever links it is told what that makes of it."""
    run, kept, _, segment = segment_in_sight(work, run_id, number, channel)
    persona = desk.editable(work, persona_id, channel)
    if not fits(persona, kept):
        raise NotAllowed(OUT_OF_PLACE)
    reference = link_to(run.id, number)
    if persona.segment == reference:
        raise OutOfDate(f"{persona.title} is linked to this segment already.")
    before = "another segment" if persona.segment else ""
    after = f"{segment.name} ({kept.name})"
    linked = replace(persona, segment=reference)
    persona = desk.keep(work, [Edit(linked, "linked it to a segment", before, after)])
    report = level_of_persona(work, persona)
    level = (
        f"It is a {report.level} persona"
        if report.level is not Level.PROTO
        else "It is a proto persona still"
    )
    missing = f" {report.missing}" if report.missing else ""
    told = f"{literal(persona.title)} is linked to the segment “{literal(segment.name)}”. {level}.{missing}"
    Origin().tell(work, told)


def linkable(
    look: Look, run_id: str, number: int, channel: str | None
) -> tuple[Segment, tuple[Persona, ...]]:
    """A segment, and the active personas the person may see. Raises NotFound where there are none."""
    _, _, _, segment = segment_in_sight(look, run_id, number, channel)
    active = desk.active_in_sight(look, channel)
    if not active:
        raise NotFound("There is no persona in your sight yet. Draft one from this segment.")
    return segment, active


def rate(work: Work, run_id: str, number: int, fit: int, reach: int, value: int, channel: str | None) -> None:
    """The team's rating of a segment as a target; all ratings of these segments stand in one small table."""
    run, kept, result, segment = segment_in_sight(work, run_id, number, channel)
    rating = Rating(segment.name, fit, reach, value)
    surveys.rate(work.session, work.workspace, run.id, number, rating, acting(work))
    names = {item.id: f"{item.id}. {item.name[:NAME_IN_TABLE]}" for item in result.segments}
    rated = surveys.ratings(work.session, work.workspace, run.id)
    rows = target_table([Rating(names[at], *marks) for at, marks in rated.items() if at in names])
    work.show(Targets(kept.name, rows), in_thread(kept, f"targets:{run.id}"))


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


def subject_of(look: Look, run_id: str, number: int, channel: str | None) -> tuple[str, str, str]:
    """(subject, product, channel) for a workshop about a segment; no channel where the survey lies in a DM."""
    _, kept, _, segment = segment_in_sight(look, run_id, number, channel)
    known = workshops.product_of(look.session, look.workspace, kept.channel)
    place_ = kept.channel if is_channel(kept.channel) else ""
    return segment.name, known[1] if known else "", place_


def progress_handle(run: str) -> str:
    """The handle of the message that says how far it is."""
    return run_handle(run, "progress")


def _answers(
    work: Work, kept: KeptSurvey, persona: Persona, drafted: Sequence[DraftLine]
) -> list[Remembered]:
    """Which answers each drafted line was counted by: testing it against this or the next survey proposes them."""
    return [
        Remembered(
            line.id,
            kept.id,
            kept.name,
            one.question,
            Match(line.id, one.key, (one.option,)),
            persona.owner,
            work.now,
        )
        for line, one in zip(persona.lines, drafted, strict=True)
    ]


def _line(
    work: Work, kept: KeptSurvey, result: Segmentation, segment: Segment, drafted: DraftLine, position: int
) -> Line:
    count, of = counted(result, segment, drafted.question, drafted.share)
    if not of:
        raise NotAllowed("This segment has no counted answers.")
    low, high = next(
        (
            a.interval
            for a in profile_answers(result, segment)
            if a.question == drafted.question and a.share == drafted.share
        ),
        (None, None),
    )
    evidence = Evidence(
        kept.name, drafted.verdict, drafted.words, drafted.share, low, high, count, of, work.now, ref=kept.id
    )
    return Line(
        work.new_id(), drafted.facet, drafted.text, Polarity.POS, evidence=(evidence,), position=position
    )
