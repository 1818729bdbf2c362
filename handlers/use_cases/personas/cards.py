"""Showing personas: the card, everything, a lens, the history, the list."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotFound, OutOfDate
from bot.evidence.interviews.heard import shown
from bot.facets import FACETS, Lens
from bot.nouns import Persona
from bot.personas.cards import beside, by_line, card_line, contradicted, through
from bot.personas.market.market import People
from bot.personas.messages import Everything, FacetLines, History, listed
from handlers.use_cases import how_many
from handlers.use_cases.conversations import is_channel
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import journeys, siblings
from handlers.use_cases.personas.card import card_of, show_card
from handlers.use_cases.personas.desk import find, in_sight, visible
from handlers.use_cases.personas.levels import levels
from handlers.use_cases.personas.pictures import ensure_drawn
from handlers.use_cases.work import Look, Target, Work
from storage import interviews, personas
from storage import persona_life as life

JOURNEY = "journey"
CHUNK = 18
"""Lines in one message of Everything: well within Slack's 50 blocks and 3,000 characters a section."""
QUOTES = 2
"""Confirmed quotes of interviews under a line of Everything."""


def show(work: Work, name: str, origin: Origin) -> None:
    """`/persona show NAME`: the card, for the one who asks. `NAME as sales` gives that team's view instead, `NAME as
    journey` its way from first hearing of us to leaving."""
    wanted, lens = _view_of(name)
    if lens == JOURNEY:
        journeys.show(work, find(work, wanted, origin.channel), origin)
        return
    if lens is not None:
        _tell_everything(work, find(work, wanted, origin.channel), origin, Lens(lens))
        return
    _answer_card(work, find(work, name, origin.channel), origin)


def _view_of(name: str) -> tuple[str, str | None]:
    """(name, lens or journey) of what was typed: "Robin as sales"."""
    words, _, last = name.strip().rpartition(" ")
    before, _, link = words.rstrip().rpartition(" ")
    if link.casefold() == "as" and before and last.casefold() in (*Lens, JOURNEY):
        return before, last.casefold()
    return name, None


def _answer_card(work: Work, persona: Persona, origin: Origin) -> None:
    ensure_drawn(work, persona.picture, persona.channel)
    shown = card_of(work, persona, shareable=True)
    origin.answer(work, replace(shown, siblings=siblings.for_person(work, persona, origin.channel)))


def show_journey(work: Work, persona_id: str, origin: Origin) -> None:
    """The journey, for the one who asks."""
    journeys.show(work, in_sight(work, persona_id, origin.channel), origin)


def show_all(work: Work, origin: Origin) -> None:
    """`/persona list`."""
    origin.answer(work, listed(visible(work, origin.channel), levels(work)))


def share(work: Work, persona_id: str, channel: str) -> None:
    """Posts the card for everybody in a channel."""
    persona = shareable_in(work, persona_id, channel)
    show_card(work, persona, Target.channel(channel, handle=work.shared_handle()))


def share_all(work: Work, persona_id: str, channel: str, lens: Lens | None) -> None:
    """Posts everything, or one team's view, for everybody in a channel."""
    persona = shareable_in(work, persona_id, channel)
    for message in _whole(work, persona, lens, None):
        work.share(message, channel)


def share_journey(work: Work, persona_id: str, channel: str) -> None:
    """Posts the journey for everybody in a channel."""
    journey = journeys.journey_of(work, shareable_in(work, persona_id, channel), shareable=False)
    work.share(journey, channel)


def shareable_in(work: Work, persona_id: str, channel: str) -> Persona:
    if not is_channel(channel):
        raise OutOfDate("Share it from a channel: type `/persona show NAME` there and press Share.")
    persona = in_sight(work, persona_id, channel)
    if persona.private and channel != persona.channel:
        raise NotFound("This persona was made in a private channel, so it can only be shared there.")
    return persona


def everything(work: Work, persona_id: str, origin: Origin, lens: Lens | None = None) -> None:
    """All lines by facet, or one team's facets first; only the one who asks sees it."""
    _tell_everything(work, in_sight(work, persona_id, origin.channel), origin, lens)


def _tell_everything(work: Work, persona: Persona, origin: Origin, lens: Lens | None) -> None:
    for message in _whole(work, persona, lens, origin):
        origin.answer(work, message)


def _people_words(counted: People | None) -> str:
    """How many people a persona stands for, or why nobody knows; empty where it stands for no segment."""
    if counted is None:
        return ""
    return (
        f"How many people: {counted.why}"
        if counted.number is not None
        else f"How many people: not known. {counted.why}"
    )


def _whole(work: Look, persona: Persona, lens: Lens | None, origin: Origin | None) -> list[Everything]:
    """Everything, with the siblings and people it stands for; for one who asks (at `origin`) or for a channel."""
    messages = list(everything_of(work, persona, lens, shareable=origin is not None))
    around = (
        siblings.in_channel(work, persona)
        if origin is None
        else siblings.for_person(work, persona, origin.channel)
    )
    counted = how_many.of_persona(work, persona)
    messages[0] = replace(messages[0], siblings=around, people=_people_words(counted))
    return messages


def everything_of(look: Look, persona: Persona, lens: Lens | None, shareable: bool) -> tuple[Everything, ...]:
    """All lines by facet, those of a lens first, in as many messages as it takes."""
    if lens is None:
        rows = [(facet, tuple(line for line in persona.standing if line.facet == facet)) for facet in FACETS]
        rows = [(facet, lines) for facet, lines in rows if lines]
        theirs = len(rows)
    else:
        rows = list(through(persona, lens))
        theirs = len(rows)
        rows += beside(persona, lens)
    of = by_line(life.doubts(look.session, look.workspace, persona.id))
    quotes = shown(interviews.quotes_of(look.session, look.workspace, persona.id), QUOTES)
    parts: list[list[FacetLines]] = [[]]
    room = CHUNK
    for place, (facet, lines) in enumerate(rows):
        told = [
            card_line(
                line,
                persona.attribution,
                of.get(line.id, ()),
                line.id in persona.pins,
                quotes.get(line.id, ()),
            )
            for line in lines
        ]
        for start in range(0, max(1, len(told)), CHUNK):
            piece = tuple(told[start : start + CHUNK])
            if room < len(piece) + 1 and parts[-1]:
                parts.append([])
                room = CHUNK
            parts[-1].append(FacetLines(facet, FACETS[facet].label, piece, place >= theirs))
            room -= len(piece) + 1
    role = persona.role if persona.name else ""
    missing = tuple(facet for facet, lines in rows[:theirs] if not lines)
    return tuple(
        Everything(
            persona.id,
            persona.title,
            role,
            tuple(part),
            lens,
            number,
            len(parts),
            shareable,
            markable=shareable and persona.active and bool(persona.standing),
            missing=missing if number == len(parts) else (),
            testable=shareable and lens is None and persona.active and bool(persona.standing),
            contradicted=contradicted(persona) if shareable and persona.active else 0,
        )
        for number, part in enumerate(parts, start=1)
    )


def show_history(work: Work, persona_id: str, origin: Origin) -> None:
    """Who changed what."""
    persona = in_sight(work, persona_id, origin.channel)
    changes = personas.history(work.session, work.workspace, persona.id)
    origin.answer(work, History(persona.id, persona.title, changes[:30], max(0, len(changes) - 30)))


def show_one(work: Work, persona_id: str, origin: Origin) -> None:
    """A card chosen from a list."""
    _answer_card(work, in_sight(work, persona_id, origin.channel), origin)
