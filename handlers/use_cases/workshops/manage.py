"""What the facilitator looks at before doing something: the panel on demand, and whether a persona can be made."""

from __future__ import annotations

from bot.errors import NotAllowed, OutOfDate
from bot.nouns import Line, Stage, Workshop
from bot.personas.names import suggest
from bot.workshop.messages import TakeOver
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Work
from handlers.use_cases.workshops.posts import panel
from handlers.use_cases.workshops.running import may_take_over
from storage import personas, workshops


def facilitator_of(look: Look, workshop_id: str) -> str:
    """Who runs it. Raises NotFound."""
    return workshops.get_workshop(look.session, look.workspace, workshop_id).facilitator


def show_panel(work: Work, workshop_id: str, origin: Origin, gone: str | None = None) -> None:
    """The panel, for the facilitator only; where they are `gone`, an offer to those who take part to run it."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.facilitator == work.person:
        origin.answer(work, panel(work, workshop))
        return
    may_take_over(work, workshop, gone)
    origin.answer(work, TakeOver(workshop.id, workshop.subject, workshop.facilitator))


def ready_to_publish(look: Look, workshop_id: str) -> tuple[Workshop, tuple[str, ...], tuple[Line, ...]]:
    """The workshop, names to choose from, and its lines, once it is revealed and this person runs it."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.facilitator != look.person:
        raise NotAllowed(f"<@{workshop.facilitator}> runs this workshop and makes the persona.")
    if workshop.stage is not Stage.REVEALED:
        raise OutOfDate("A persona can be made once, after the reveal.")
    lines = personas.lines_of(look.session, look.workspace, [workshop.id]).get(workshop.id, ())
    return workshop, suggest(workshop.id), lines


def revealed(look: Look, workshop_id: str) -> tuple[str, ...]:
    """The ids of its lines."""
    lines = personas.lines_of(look.session, look.workspace, [workshop_id]).get(workshop_id, ())
    return tuple(line.id for line in lines)
