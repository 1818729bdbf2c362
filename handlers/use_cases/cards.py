"""Showing personas: the card, everything, a lens, the history, the list."""

from __future__ import annotations

from bot.errors import NotFound
from bot.facets import FACETS, Lens
from bot.nouns import Level, Persona
from bot.personas.cards import LEVEL_WARNING, card_line, for_card, next_action, through
from bot.personas.messages import Card, Everything, FacetLines, History, listed
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work
from storage import personas

CHUNK = 12
"""Lines in one message of Everything: well within Slack's 50 blocks and 3,000 characters a section."""


def card(persona: Persona, shareable: bool = False) -> Card:
    """The card of a persona as it should look now."""
    chosen = for_card(persona)
    return Card(
        persona=persona.id,
        title=persona.title,
        role=persona.role if persona.name else "",
        level=Level.PROTO,
        warning=LEVEL_WARNING[Level.PROTO],
        lines=tuple(card_line(line, persona.attribution) for line in chosen),
        more=len(persona.standing) - len(chosen),
        owner=persona.owner,
        purpose=persona.purpose,
        active=persona.active,
        picture=persona.picture,
        next=next_action(persona),
        shareable=shareable,
    )


def show_card(work: Work, persona: Persona, target: Target) -> None:
    """Posts or updates a card."""
    work.say(card(persona), target)


def show(work: Work, name: str, origin: Origin) -> None:
    """`/persona show NAME`: the card, for the one who asks."""
    persona = find(work, name, origin.channel)
    origin.answer(work, card(persona, shareable=True))


def show_all(work: Work, origin: Origin) -> None:
    """`/persona list`."""
    origin.answer(work, listed(_visible(work, origin.channel)))


def share(work: Work, persona_id: str, channel: str) -> None:
    """Posts the card for everybody in a channel."""
    persona = personas.get_persona(work.session, work.workspace, persona_id, work.person or "", channel)
    if persona.private and channel != persona.channel:
        raise NotFound("This persona was made in a private channel, so it can only be shared there.")
    show_card(work, persona, Target.channel(channel))


def everything(work: Work, persona_id: str, origin: Origin, lens: Lens | None = None) -> None:
    """All lines by facet, or one team's facets first; only the one who asks sees it."""
    persona = personas.get_persona(
        work.session, work.workspace, persona_id, work.person or "", origin.channel
    )
    if lens is None:
        rows = [(facet, tuple(line for line in persona.standing if line.facet == facet)) for facet in FACETS]
        rows = [(facet, lines) for facet, lines in rows if lines]
    else:
        rows = list(through(persona, lens))
    parts: list[list[FacetLines]] = [[]]
    room = CHUNK
    for facet, lines in rows:
        shown = [card_line(line, persona.attribution) for line in lines]
        for start in range(0, max(1, len(shown)), CHUNK):
            piece = tuple(shown[start : start + CHUNK])
            if room < len(piece) + 1 and parts[-1]:
                parts.append([])
                room = CHUNK
            parts[-1].append(FacetLines(facet, FACETS[facet].label, piece))
            room -= len(piece) + 1
    for number, part in enumerate(parts, start=1):
        role = persona.role if persona.name else ""
        message = Everything(persona.id, persona.title, role, tuple(part), lens, number, len(parts))
        origin.answer(work, message)


def show_history(work: Work, persona_id: str, origin: Origin) -> None:
    """Who changed what."""
    persona = personas.get_persona(
        work.session, work.workspace, persona_id, work.person or "", origin.channel
    )
    changes = personas.history(work.session, work.workspace, persona.id)
    origin.answer(work, History(persona.id, persona.title, changes[:30], max(0, len(changes) - 30)))


def find(look: Look, name: str, channel: str | None) -> Persona:
    """The one persona in sight whose name or role fits what was typed. Raises NotFound with what there is."""
    wanted = " ".join(name.split()).casefold()
    visible = _visible(look, channel)
    if not visible:
        raise NotFound("There are no personas here yet. Start with `/persona new`.")
    exact = [p for p in visible if wanted in (p.name.casefold(), p.role.casefold())]
    partly = [p for p in visible if wanted and (wanted in p.name.casefold() or wanted in p.role.casefold())]
    found = exact or partly
    if len(found) == 1:
        return found[0]
    names = ", ".join(p.title for p in (found or visible)[:8])
    if not wanted:
        raise NotFound(f"Say which one: {names}.")
    if found:
        raise NotFound(f"Several personas fit “{name}”: {names}. Please type more of the name.")
    raise NotFound(f"There is no persona called “{name}”. There are: {names}.")


def _visible(look: Look, channel: str | None) -> tuple[Persona, ...]:
    return personas.visible_personas(look.session, look.workspace, look.person or "", channel)


def show_one(work: Work, persona_id: str, origin: Origin) -> None:
    """A card chosen from a list."""
    persona = personas.get_persona(
        work.session, work.workspace, persona_id, work.person or "", origin.channel
    )
    origin.answer(work, card(persona, shareable=True))
