"""Personas out of a file: new ones, with what the file said of each line kept apart from what is counted here."""

from __future__ import annotations

from bot.errors import BadInput
from bot.export.nouns import SharedCast, SharedLine, SharedPersona
from bot.facets import FACETS
from bot.nouns import Attribution, Brought, Change, Line, Persona, Picture
from bot.personas.forms import LINE_LIMIT, name_problems
from bot.personas.nouns import Doubt
from bot.pictures.drawn import SHAPES
from bot.workshop.forms import tidy
from handlers.use_cases.work import Work
from storage import persona_life as life
from storage import personas, workshops


def bring_in(work: Work, cast: SharedCast, owner: str, channel: str) -> tuple[Persona, ...]:
    """Makes a persona of each in the file. Nothing is posted. Raises BadInput, and then nothing is kept."""
    private = workshops.is_private(work.session, work.workspace, channel)
    made = []
    for one in cast.personas:
        _check(one)
        product = workshops.keep_product(
            work.session, work.workspace, "", one.product or "Our product", work.new_id()
        )
        persona = _persona(work, one, product, owner, channel, private)
        personas.save_persona(work.session, work.workspace, persona)
        for line, given in zip(persona.lines, one.lines, strict=True):
            for number, doubt in enumerate(given.doubts, start=1):
                kept = Doubt(line.id, f"file:{number}", doubt.why, work.now)
                life.save_doubt(work.session, work.workspace, persona.id, kept)
        change = Change(work.now, owner, "brought it in from a file", after=f"{len(persona.lines)} lines")
        personas.add_change(work.session, work.workspace, work.new_id(), persona.id, change, owner)
        if private:
            personas.let_see(work.session, work.workspace, persona.id, [owner])
        made.append(persona)
    return tuple(made)


def _check(one: SharedPersona) -> None:
    for sentence in name_problems(one.name, one.role).values():
        raise BadInput(f"{one.title[:60]}: {sentence}")
    for line in one.lines:
        if line.facet not in FACETS:
            raise BadInput(
                f"{one.title[:60]} has a line about “{line.facet[:40]}”, which is not known here. "
                f"These are known: {', '.join(FACETS)}."
            )
        if len(tidy(line.text)) > LINE_LIMIT:
            raise BadInput(
                f"A line of {one.title[:60]} is longer than {LINE_LIMIT} characters. Shorten it first."
            )


def _persona(
    work: Work, one: SharedPersona, product: str, owner: str, channel: str, private: bool
) -> Persona:
    lines = tuple(_line(work.new_id(), line, place) for place, line in enumerate(one.lines))
    return Persona(
        id=work.new_id(),
        product=product,
        workshop=None,
        name=tidy(one.name),
        role=tidy(one.role),
        purpose=one.purpose,
        owner=owner,
        channel=channel,
        private=private,
        lines=lines,
        created=work.now,
        changed=work.now,
        picture=Picture(drawn=one.drawn, alt=one.alt) if one.drawn in SHAPES else None,
        active=one.active,
        attribution=Attribution.COUNTS,
        pins=tuple(line.id for line, given in zip(lines, one.lines, strict=True) if given.pinned),
    )


def _line(key: str, given: SharedLine, place: int) -> Line:
    said = given.said or "said elsewhere"
    brought = Brought(said, given.agree, given.no, given.dont_know, given.asked, given.ways)
    return Line(
        key,
        given.facet,
        tidy(given.text),
        given.polarity,
        evidence=given.evidence,
        position=place,
        brought=brought,
    )
