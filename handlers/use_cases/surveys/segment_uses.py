"""What a team makes of a segment: a persona drafted or linked, a workshop about it, a rating as a target."""

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
from bot.survey.kept import KeptSurvey
from bot.survey.messages import Drafted, Targets
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.segments.answers import profile_answers
from bot.survey.segments.telling import counted
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
from handlers.use_cases.surveys.desk import OUT_OF_PLACE, fits, in_thread, place, segment_in_sight
from handlers.use_cases.work import Look, Work, acting
from storage import personas, surveys, testing, workshops

NAME_IN_TABLE = 40


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


def ready_to_rate(
    look: Look, run_id: str, number: int, channel: str | None
) -> tuple[Segment, tuple[int, int, int] | None]:
    """A segment, and how it was rated before (fit, reach, value). Raises NotFound, OutOfDate."""
    _, _, _, segment = segment_in_sight(look, run_id, number, channel)
    return segment, surveys.ratings(look.session, look.workspace, run_id).get(segment.id)


def rate(work: Work, run_id: str, number: int, fit: int, reach: int, value: int, channel: str | None) -> None:
    """The team's rating of a segment as a target; all ratings of these segments stand in one small table."""
    run, kept, result, segment = segment_in_sight(work, run_id, number, channel)
    rating = Rating(segment.name, fit, reach, value)
    surveys.rate(work.session, work.workspace, run.id, number, rating, acting(work))
    names = {item.id: f"{item.id}. {item.name[:NAME_IN_TABLE]}" for item in result.segments}
    rated = surveys.ratings(work.session, work.workspace, run.id)
    rows = target_table([Rating(names[at], *marks) for at, marks in rated.items() if at in names])
    work.show(Targets(kept.name, rows), in_thread(kept, f"targets:{run.id}"))


def subject_of(look: Look, run_id: str, number: int, channel: str | None) -> tuple[str, str, str]:
    """(subject, product, channel) for a workshop about a segment; no channel where the survey lies in a DM."""
    _, kept, _, segment = segment_in_sight(look, run_id, number, channel)
    known = workshops.product_of(look.session, look.workspace, kept.channel)
    place_ = kept.channel if is_channel(kept.channel) else ""
    return segment.name, known[1] if known else "", place_


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
