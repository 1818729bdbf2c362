"""Splitting a persona into two, and merging two into one."""

from __future__ import annotations

from bot.counts import many
from bot.errors import OutOfDate
from bot.nouns import Persona
from bot.personas import shaping
from bot.personas.editing import SPLIT_FROM, Edit, check_active
from bot.personas.forms import name_problems
from bot.workshop.forms import tidy
from handlers.use_cases.engine import group_statements
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.card import card_handle, card_of
from handlers.use_cases.personas.desk import editable, facilitator_of, keep, recounted
from handlers.use_cases.personas.heard import heard_anew
from handlers.use_cases.work import Look, Target, Work, acting
from storage import interviews, personas, testing
from storage import persona_life as life


def ready_to_split(look: Look, persona_id: str, channel: str | None) -> Persona:
    """A persona with at least two lines that this person may change."""
    persona = editable(look, persona_id, channel)
    check_active(persona)
    if len(persona.standing) < 2:
        raise OutOfDate("It takes at least two lines to split a persona.")
    return persona


def split(
    work: Work, persona_id: str, channel: str | None, lines: list[str], name: str, role: str, origin: Origin
) -> str:
    """Some lines become a persona of their own, with a card in the same channel. Returns its id."""
    persona = ready_to_split(work, persona_id, channel)
    check(name_problems(name, role))
    rest, new = shaping.split(persona, lines, tidy(name), tidy(role), work.new_id(), work.now)
    count = many(len(new.standing), "line")
    keep(work, [Edit(rest, "split off another persona", after=f"{new.title}, {count}")])
    moved = {line.id: line.id for line in new.lines}
    life.carry_over(work.session, work.workspace, persona.id, new.id, moved, move=True)
    testing.carry_matches(work.session, work.workspace, persona.id, new.id, moved)
    interviews.carry_quotes(work.session, work.workspace, persona.id, new.id, moved, move=True)
    seen = personas.seen_by(work.session, work.workspace, persona.id)
    personas.let_see(work.session, work.workspace, new.id, [*seen, acting(work)])
    keep(work, [Edit(new, SPLIT_FROM, before=persona.title, after=count)])
    work.say(card_of(work, new), Target.channel(new.channel, handle=card_handle(new.id)))
    origin.tell(work, f"The new persona stands in <#{new.channel}>.")
    return new.id


def ready_to_merge(look: Look, persona_id: str, channel: str | None) -> tuple[Persona, tuple[Persona, ...]]:
    """The persona that goes on, and those it can take in. Raises OutOfDate where there are none."""
    kept = editable(look, persona_id, channel)
    check_active(kept)
    visible = personas.visible_personas(look.session, look.workspace, acting(look), channel, kept.product)
    others = tuple(
        other
        for other in visible
        if other.id != kept.id
        and other.active
        and look.person in (other.owner, facilitator_of(look, other))
        and (other.channel == kept.channel or not (other.private or kept.private))
    )
    if not others:
        raise OutOfDate(
            "There is no other persona of this product that you may change, so there is nothing to merge with."
        )
    return kept, others


def merge(work: Work, persona_id: str, channel: str | None, other_id: str, origin: Origin) -> None:
    """The other's lines come to this persona, everybody's voices with them; the other is retired and points here."""
    kept = editable(work, persona_id, channel)
    other = editable(work, other_id, channel)
    made = shaping.merge(kept, other, group_statements, work.new_id)
    life.carry_over(work.session, work.workspace, other.id, kept.id, made.renamed)
    testing.carry_matches(work.session, work.workspace, other.id, kept.id, made.renamed)
    interviews.carry_quotes(work.session, work.workspace, other.id, kept.id, made.renamed)
    seen = personas.seen_by(work.session, work.workspace, other.id)
    personas.let_see(work.session, work.workspace, kept.id, seen)
    personas.save_persona(work.session, work.workspace, made.persona)
    merged = recounted(work, heard_anew(work, made.persona), set(made.renamed.values()))
    came = len(merged.standing) - len(kept.standing)
    words = f"{other.title}, {many(came, 'new line')}"
    keep(work, [Edit(merged, "merged another persona in", after=words)])
    keep(work, [Edit(made.retired, "merged it into another persona", after=kept.title)])
    origin.tell(work, "Merged. The other persona is retired and points here.")
