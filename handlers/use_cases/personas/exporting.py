"""Personas taken away as files: for the one who asks, only what they may see, sent to their direct messages.

Asking queues a job: pictures take a second to draw, and names of people are asked of Slack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.errors import BadInput, NotFound
from bot.export.nouns import SharedCast, shared
from bot.export.writing import FORMAT_WORDS, MOST_PICTURES, File, Format, format_of
from bot.messages import Sentence
from bot.nouns import Attribution, Persona
from bot.workshop.messages import literal
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.desk import NONE_YET, active_in_sight, find, in_sight
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.work import Look, Target, Work, acting
from storage import persona_life as life
from storage import workshops

EXPORT = "export"
ALL = "all"


def by_words(work: Work, words: str, origin: Origin) -> None:
    """`/persona export NAME|all [as FORMAT]`."""
    name, format_ = _read(words)
    wanted = ALL if name.casefold() == ALL else find(work, name, origin.channel).id
    ask(work, wanted, format_, origin)


def _read(words: str) -> tuple[str, Format]:
    """(name, format) of what was typed; a page where no format is named. Raises BadInput for an unknown one."""
    before, link, last = words.strip().rpartition(" as ")
    if not link and words.strip().casefold().startswith("as "):
        before, link, last = "", "as", words.strip()[3:]
    if not link:
        return words.strip() or ALL, Format.HTML
    known = format_of(last.strip())
    if known is None:
        kinds = ", ".join(list(Format))
        raise BadInput(f"I can export as {kinds}. Type for example `/persona export all as markdown`.")
    return before.strip() or ALL, known


def ask(work: Work, persona: str, format_: Format, origin: Origin) -> None:
    """Somebody wants a persona (its id), or "all" they may see here, as a file."""
    chosen = _chosen(work, persona, origin.channel)
    if not chosen:
        raise NotFound(NONE_YET)
    payload = {"person": acting(work), "persona": persona, "format": format_, "channel": origin.channel or ""}
    work.schedule(EXPORT, payload, lane=f"export:{acting(work)}")
    what = chosen[0].title if persona != ALL else "it" if len(chosen) == 1 else f"all {len(chosen)} personas"
    kind = FORMAT_WORDS[format_].partition(" (")[0].lower()
    origin.answer(work, Sentence(f"I am sending you {literal(what)} in our direct messages: {kind}."))


@dataclass(frozen=True)
class Wanted:
    """What a job needs to make the files, and whose names it has to ask for."""

    personas: tuple[Persona, ...]
    people: frozenset[str]


def wanted(look: Look, persona: str, channel: str) -> Wanted:
    """The personas as this person may see them now. Raises NotFound where there is nothing left."""
    chosen = _chosen(look, persona, channel or None)
    if not chosen:
        raise NotFound("That persona is not there any more, or you cannot see it.")
    named = [one for one in chosen if one.attribution is Attribution.NAMED]
    people = {voice.person for one in named for line in one.standing for voice in line.voices}
    for one in named:
        people |= {doubt.person for doubt in life.doubts(look.session, look.workspace, one.id)}
    return Wanted(chosen, frozenset(person for person in people if person))


def cast_of(look: Look, chosen: Iterable[Persona], names: Mapping[str, str]) -> SharedCast:
    """These personas as they may leave."""
    products = dict(workshops.products(look.session, look.workspace))
    made = tuple(
        shared(
            one,
            level_of_persona(look, one).level,
            life.doubts(look.session, look.workspace, one.id),
            products.get(one.product, ""),
            names,
        )
        for one in chosen
    )
    return SharedCast(made, look.now)


def send(work: Work, made: Iterable[File], personas_: int, format_: Format) -> None:
    """The files, to the person who asked."""
    person = acting(work)
    for file in made:
        work.say(None, Target.file(person, file.name, file.data, file.name, file.alt[:1000]))
    if format_ is Format.PNG and personas_ > MOST_PICTURES:
        words = f"Those are the first {MOST_PICTURES} of {personas_} personas. As a page to print you get all of them."
        work.say(Sentence(words), Target.dm(person))


def _chosen(look: Look, persona: str, channel: str | None) -> tuple[Persona, ...]:
    if persona != ALL:
        return (in_sight(look, persona, channel),)
    return active_in_sight(look, channel)
