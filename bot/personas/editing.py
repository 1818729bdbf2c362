"""What owner and facilitator change on a persona: each edit is a new persona and its entry in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.errors import BadInput, NotAllowed, NotFound, OutOfDate
from bot.nouns import Line, Persona, Picture, Polarity
from bot.personas.forms import KEEP_PICTURE, LINE_LIMIT, NO_PICTURE, About, line_problems
from bot.workshop.forms import tidy

PINS = 6
# What the history says of changes that are shown in a way of their own.
HANDED_OVER = "handed it over"
DROPPED = "dropped a line"
TAKEN_OVER = "took it over, as its owner has left"
UNPINNED = "unpinned a line"
DOUBT = "challenged a line"
DOUBT_OVER = "took a challenge back"
MARKED_OTHERWISE = "changed their mind about a line"
SPLIT_FROM = "split from another persona"
NO_LINE = "That line is not there any more. Open the window again to see how it is now."


@dataclass(frozen=True)
class Edit:
    """A change: the persona after it, and what the history says (who and when are added)."""

    persona: Persona
    what: str
    before: str = ""
    after: str = ""


def check_editor(persona: Persona, person: str | None, facilitator: str | None) -> None:
    """Only its owner and whoever ran its workshop may change a persona. Raises NotAllowed."""
    if person is None or person not in (persona.owner, facilitator):
        raise NotAllowed(
            f"<@{persona.owner}> owns this persona and may change it. You can challenge a line or add what you know."
        )


def check_active(persona: Persona) -> None:
    """A retired persona stays as it is. Raises OutOfDate."""
    if not persona.active:
        raise OutOfDate("This persona is retired. Restore it first, with the menu on its card.")


def line_of(persona: Persona, line: str) -> Line:
    """The line with this id. Raises NotFound."""
    found = next((item for item in persona.lines if item.id == line), None)
    if found is None:
        raise NotFound(NO_LINE)
    return found


def with_line(persona: Persona, line: Line) -> Persona:
    """The persona with one line in the place of its earlier self."""
    return replace(persona, lines=tuple(line if item.id == line.id else item for item in persona.lines))


def about(persona: Persona, form: About) -> tuple[Edit, ...]:
    """Name, role, picture and owner as the window says: an edit for each that differs."""
    check_active(persona)
    edits: list[Edit] = []
    name, role = tidy(form.name), tidy(form.role)
    if name != persona.name:
        before = persona.name
        persona = replace(persona, name=name)
        edits.append(Edit(persona, "changed the name", before, name))
    if role != persona.role:
        before = persona.role
        persona = replace(persona, role=role)
        edits.append(Edit(persona, "changed the role", before, role))
    picture = _picture(persona.picture, form)
    if picture != persona.picture:
        before = picture_words(persona.picture)
        persona = replace(persona, picture=picture)
        edits.append(Edit(persona, "changed the picture", before, picture_words(picture)))
    if form.owner and form.owner != persona.owner:
        edits.append(hand_over(persona, form.owner))
    return tuple(edits)


def _picture(now: Picture | None, form: About) -> Picture | None:
    alt = tidy(form.alt)
    if form.photo:
        return Picture(file=form.photo, alt=alt)
    if form.picture == KEEP_PICTURE:
        return replace(now, alt=alt) if now is not None else None
    if form.picture == NO_PICTURE:
        return None
    return Picture(drawn=form.picture, alt=alt if now is not None and now.drawn == form.picture else "")


def picture_words(picture: Picture | None) -> str:
    """A picture in words."""
    if picture is None:
        return "none"
    return "a photo" if picture.file else f"drawn: {picture.drawn}"


def hand_over(persona: Persona, to: str, what: str = HANDED_OVER) -> Edit:
    """A new owner. The history names people by mention."""
    return Edit(replace(persona, owner=to), what, f"<@{persona.owner}>", f"<@{to}>")


def reword(persona: Persona, line_id: str, text: str, polarity: Polarity) -> Edit:
    """Another wording for a line. What people said stays with their voices, the earlier wording in the history."""
    check_active(persona)
    line, words = line_of(persona, line_id), tidy(text)
    problems = line_problems(words)
    if problems:
        raise BadInput(problems["text"], "text")
    if words == line.text:
        raise BadInput("That is how it reads already.", "text")
    changed = replace(line, text=words[:LINE_LIMIT], polarity=polarity)
    return Edit(with_line(persona, changed), "reworded a line", line.text, words)


def drop(persona: Persona, line_id: str) -> Edit:
    """Takes a line off the persona; it can be taken back."""
    check_active(persona)
    line = line_of(persona, line_id)
    if line.dropped:
        raise OutOfDate("That line has been dropped already.")
    kept = replace(with_line(persona, replace(line, dropped=True)), pins=_without(persona.pins, line_id))
    return Edit(kept, DROPPED, line.text)


def take_back(persona: Persona, line_id: str) -> Edit:
    """Puts a dropped line back."""
    check_active(persona)
    line = line_of(persona, line_id)
    if not line.dropped:
        raise OutOfDate("That line stands already.")
    return Edit(with_line(persona, replace(line, dropped=False)), "took a dropped line back", after=line.text)


def move(persona: Persona, line_id: str, step: int) -> Edit:
    """One place up (-1) or down (1) among the standing lines of its facet."""
    check_active(persona)
    line = line_of(persona, line_id)
    order = [item for item in persona.standing if item.facet == line.facet]
    place = next((n for n, item in enumerate(order) if item.id == line_id), None)
    if place is None:
        raise OutOfDate("That line has been dropped. Take it back first.")
    if not 0 <= place + step < len(order):
        raise BadInput("It stands at the end of its list already.")
    slots = [item.position for item in order]
    if len(set(slots)) < len(slots):  # made by hand or merged: positions that cannot tell lines apart
        persona = _renumbered(persona)
        order = [item for item in persona.standing if item.facet == line.facet]
        slots = [item.position for item in order]
    order.insert(place + step, order.pop(place))
    placed = {item.id: slot for item, slot in zip(order, slots, strict=True)}
    lines = tuple(
        replace(item, position=placed[item.id]) if item.id in placed else item for item in persona.lines
    )
    way = "up" if step < 0 else "down"
    return Edit(replace(persona, lines=lines), f"moved a line {way}", after=line.text)


def pin(persona: Persona, line_id: str) -> Edit:
    """Always on the card."""
    check_active(persona)
    line = line_of(persona, line_id)
    if line.dropped:
        raise OutOfDate("That line has been dropped. Take it back first.")
    if line_id in persona.pins:
        raise OutOfDate("That line is pinned already.")
    if len(persona.pins) >= PINS:
        raise BadInput(f"A card has room for {PINS} lines, and {PINS} are pinned. Unpin one first.")
    return Edit(replace(persona, pins=(*persona.pins, line_id)), "pinned a line to the card", after=line.text)


def unpin(persona: Persona, line_id: str) -> Edit:
    """Back to being chosen by how many agree."""
    line = line_of(persona, line_id)
    if line_id not in persona.pins:
        raise OutOfDate("That line is not pinned.")
    return Edit(replace(persona, pins=_without(persona.pins, line_id)), UNPINNED, before=line.text)


def retire(persona: Persona) -> Edit:
    """No longer one of the cast; everything stays and can be read."""
    if not persona.active:
        raise OutOfDate("It is retired already.")
    return Edit(replace(persona, active=False), "retired it")


def restore(persona: Persona) -> Edit:
    """Back in the cast."""
    if persona.active:
        raise OutOfDate("It is not retired.")
    return Edit(replace(persona, active=True, merged_into=None), "restored it")


LINE_EDITS: dict[str, Callable[[Persona, str], Edit]] = {
    "drop": drop,
    "take_back": take_back,
    "up": lambda persona, line: move(persona, line, -1),
    "down": lambda persona, line: move(persona, line, 1),
    "pin": pin,
    "unpin": unpin,
}
"""What the menu beside a line can do, by its word."""


def _without(pins: tuple[str, ...], line: str) -> tuple[str, ...]:
    return tuple(item for item in pins if item != line)


def _renumbered(persona: Persona) -> Persona:
    ranked = sorted(persona.lines, key=lambda line: line.position)
    return replace(persona, lines=tuple(replace(line, position=n) for n, line in enumerate(ranked)))
