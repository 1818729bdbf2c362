"""The persona made of a revealed workshop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.errors import NotAllowed, OutOfDate
from bot.nouns import Ballot, Change, Line, Persona, Picture, Stage, Workshop
from bot.personas.editing import DROPPED
from bot.personas.names import suggest
from bot.personas.nouns import Origin as LineOrigin
from bot.workshop.forms import Publish, tidy
from bot.workshop.messages import literal
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.card import card_handle, show_card
from handlers.use_cases.work import Look, Target, Work
from handlers.use_cases.workshops.posts import show_progress
from handlers.use_cases.workshops.reveals import update_head
from storage import persona_life, personas, seats, workshops


def ready_to_publish(look: Look, workshop_id: str) -> tuple[Workshop, tuple[str, ...], tuple[Line, ...]]:
    """The workshop, names to choose from, and its lines, once it is revealed and this person runs it."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.facilitator != look.person:
        raise NotAllowed(f"<@{workshop.facilitator}> runs this workshop and makes the persona.")
    if workshop.stage is not Stage.REVEALED:
        raise OutOfDate("A persona can be made once, after the reveal.")
    return workshop, suggest(workshop.id), revealed_lines(look, workshop.id)


def revealed_lines(look: Look, workshop_id: str) -> tuple[Line, ...]:
    """What was revealed of a workshop, as it is now."""
    return personas.lines_of(look.session, look.workspace, [workshop_id]).get(workshop_id, ())


def publish(work: Work, workshop_id: str, form: Publish, origin: Origin) -> str:
    """The persona is made of the revealed lines and its card posted in the channel. Returns its id."""
    workshop, _, lines = ready_to_publish(work, workshop_id)
    check(form.problems([line.id for line in lines]))
    persona = Persona(
        id=work.new_id(),
        product=workshop.product,
        workshop=workshop.id,
        name=tidy(form.name),
        role=tidy(form.role) or workshop.subject,
        purpose=workshop.purpose,
        owner=workshop.facilitator,
        channel=workshop.channel,
        private=workshop.private,
        lines=tuple(replace(line, id=work.new_id(), dropped=line.id in form.left_out) for line in lines),
        created=work.now,
        changed=work.now,
        picture=Picture(drawn=form.drawn, file=form.file) if form.drawn or form.file else None,
        attribution=workshop.attribution,
    )
    personas.save_persona(work.session, work.workspace, persona)
    _votes_go_on(
        work, workshop, persona, {old.id: new.id for old, new in zip(lines, persona.lines, strict=True)}
    )
    people = [person for person, _ in seats.standing(work.session, work.workspace, workshop.id)]
    personas.let_see(
        work.session, work.workspace, persona.id, [*people, *workshop.asked, workshop.facilitator]
    )
    told = f"{persona.title}, {len(persona.standing)} lines"
    changes = [Change(work.now, workshop.facilitator, "published", after=told)]
    for place, line in enumerate((line for line in persona.lines if line.dropped), start=1):
        later = work.now + timedelta(microseconds=place)  # so that the history keeps their order
        changes.append(Change(later, workshop.facilitator, DROPPED, line.text))
    for change in changes:
        personas.add_change(work.session, work.workspace, work.new_id(), persona.id, change, change.person)
    published = replace(workshop, stage=Stage.PUBLISHED)
    workshops.save_workshop(work.session, work.workspace, published)
    show_card(work, persona, Target.channel(persona.channel, handle=card_handle(persona.id)))
    update_head(work, published, lines)
    show_progress(work, published)
    origin.tell(work, f"{literal(persona.title)} is published in <#{persona.channel}>.")
    return persona.id


def _votes_go_on(work: Work, workshop: Workshop, persona: Persona, renamed: dict[str, str]) -> None:
    """The marks of the vote become marks on the persona's lines, which remember where they come from."""
    origins = [LineOrigin(new, old, workshop.id) for old, new in renamed.items()]
    persona_life.save_origins(work.session, work.workspace, persona.id, origins)
    for ballot in workshops.ballots(work.session, work.workspace, workshop.id):
        marks = {renamed[line]: choice for line, choice in ballot.marks.items() if line in renamed}
        workshops.cast(work.session, work.workspace, persona.id, Ballot(ballot.person, marks))
