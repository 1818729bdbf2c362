"""What owner and facilitator change: name, role, picture, owner, lines; retiring and restoring; taking over."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import BadInput, DramatisError, NotAllowed, OutOfDate
from bot.nouns import Line, Persona, Polarity
from bot.personas import editing
from bot.personas.forms import About
from bot.personas.notes import HandedOver, lines_window
from bot.workshop.messages import literal
from bot.workshop.splitting import polarity
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.card import refresh_card
from handlers.use_cases.personas.desk import editable, in_sight, keep
from handlers.use_cases.work import Look, Target, Work, acting
from storage import persona_life as life
from storage import personas

STILL_HERE = "<@{owner}> is still here. Ask them to hand it over: Edit on the card, then Owner."


def change_about(work: Work, persona_id: str, channel: str | None, form: About) -> None:
    """The window of a persona was saved."""
    persona = editable(work, persona_id, channel)
    check(form.problems())
    edits = editing.about(persona, form)
    if not edits:
        return
    if form.owner and form.owner != persona.owner:
        personas.let_see(work.session, work.workspace, persona.id, [form.owner, persona.owner])
        if form.owner != work.person:
            told = HandedOver(persona.id, edits[-1].persona.title, acting(work))
            work.say(told, Target.dm(form.owner))
    keep(work, edits)


def edit_line(
    work: Work, persona_id: str, channel: str, line: str, verb: str, view_id: str | None, page: int
) -> None:
    """Drops, takes back, moves or pins a line; the window shows what became of it."""
    persona = editable(work, persona_id, channel or None)
    note = ""
    try:
        persona = keep(work, [editing.LINE_EDITS[verb](persona, line)])
    except (BadInput, OutOfDate) as refused:
        note = refused.sentence
    _show_lines(work, persona, channel, view_id, page, note)


def turn_page(work: Work, persona_id: str, channel: str, view_id: str | None, page: int) -> None:
    """Another page of the lines."""
    _show_lines(work, editable(work, persona_id, channel or None), channel, view_id, page)


def line_to_reword(look: Look, persona_id: str, channel: str, line: str) -> tuple[Persona, Line]:
    """The line whose words are to be changed. Raises NotFound, NotAllowed."""
    persona = editable(look, persona_id, channel or None)
    return persona, editing.line_of(persona, line)


def reword_line(
    work: Work, persona_id: str, channel: str, line_id: str, text: str, view_id: str | None, page: int
) -> None:
    """Another wording; the window below shows it."""
    persona, line = line_to_reword(work, persona_id, channel, line_id)
    said = Polarity(polarity(text, line.facet))
    note = ""
    try:
        persona = keep(work, [editing.reword(persona, line.id, text, said)])
    except BadInput as refused:
        note = refused.sentence
    _show_lines(work, persona, channel, view_id, page, note)


def retire(work: Work, persona_id: str, origin: Origin) -> None:
    """No longer one of the cast."""
    persona = keep(work, [editing.retire(editable(work, persona_id, origin.channel))])
    origin.tell(work, f"{literal(persona.title)} is retired. Restore it with the menu on its card.")


def restore(work: Work, persona_id: str, origin: Origin) -> None:
    """Back in the cast."""
    persona = keep(work, [editing.restore(editable(work, persona_id, origin.channel))])
    origin.tell(work, f"{literal(persona.title)} is back.")


def owner_of(look: Look, persona_id: str, channel: str | None) -> str:
    """Who owns a persona in sight."""
    return in_sight(look, persona_id, channel).owner


def is_editor(look: Look, persona_id: str, channel: str | None) -> bool:
    """Whether the person who acts may change it."""
    try:
        editable(look, persona_id, channel)
    except NotAllowed:
        return False
    return True


def take_over(work: Work, persona_id: str, origin: Origin, owner: str, owner_gone: bool) -> None:
    """Somebody in sight becomes the owner, because `owner` (as it was looked up) has left."""
    persona = in_sight(work, persona_id, origin.channel)
    life.set_gone(work.session, work.workspace, owner, owner_gone)
    if persona.owner != owner:
        raise OutOfDate(f"<@{persona.owner}> owns this persona now.")
    if not owner_gone:
        refresh_card(work, persona)
        _refuse(work, origin, NotAllowed(STILL_HERE.format(owner=persona.owner)))
        return
    personas.let_see(work.session, work.workspace, persona.id, [acting(work)])
    keep(work, [editing.hand_over(persona, acting(work), editing.TAKEN_OVER)])
    origin.tell(work, f"{literal(persona.title)} is yours now.")


def learn_gone(work: Work, persona_id: str, origin: Origin, owner: str, owner_gone: bool) -> None:
    """What was found out about the owner: the menu on the card offers to take it over, or no longer does."""
    persona = in_sight(work, persona_id, origin.channel)
    if life.set_gone(work.session, work.workspace, owner, owner_gone):
        refresh_card(work, persona)
    if owner_gone and persona.owner == owner:
        title = literal(persona.title)
        words = f"<@{owner}>, who owns {title}, has left. You can take it over with the menu on its card."
        origin.tell(work, words)
    else:
        editing.check_editor(persona, work.person, None)


def drop_photo(work: Work, persona_id: str) -> None:
    """The photo cannot be shown any more (its file was deleted): the card goes on without it."""
    persona = personas.any_persona(work.session, work.workspace, persona_id)
    if persona.picture is None:
        return
    before = editing.picture_words(persona.picture)
    without = replace(persona, picture=None)
    keep(work, [editing.Edit(without, "lost the picture, as its file is gone", before)], person="")


def _show_lines(
    work: Work, persona: Persona, channel: str, view_id: str | None, page: int, note: str = ""
) -> None:
    if view_id:
        work.say(lines_window(persona, channel, page, note), Target.view(view_id))


def _refuse(work: Work, origin: Origin, error: DramatisError) -> None:
    """Says a refusal without taking back what was learnt on the way."""
    origin.tell(work, error.sentence)
