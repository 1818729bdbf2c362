"""Something said in a conversation is kept as an assumption: who said it and who kept it, and the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import NotAllowed, NotFound, OutOfDate
from bot.facets import FACETS
from bot.nouns import Persona, Polarity, Voice
from bot.personas.editing import Edit
from bot.personas.forms import Knowledge
from bot.personas.notes import Captured
from bot.personas.nouns import Capture
from bot.personas.voicing import shown_person, withdraw
from bot.workshop.forms import tidy
from bot.workshop.splitting import polarity
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.desk import active_in_sight, keep, recounted
from handlers.use_cases.personas.words import ready_to_speak, speak
from handlers.use_cases.work import Look, Target, Work, acting
from storage import persona_life as life
from storage import personas

MOST = 100


def note_handle(capture: str) -> str:
    """The handle of what the author is told."""
    return f"capture:{capture}:note"


def choices(look: Look, channel: str | None) -> tuple[Persona, ...]:
    """The personas words can be captured for. Raises NotFound where there are none."""
    active = active_in_sight(look, channel)
    if not active:
        raise NotFound("There is no persona yet to keep this for. Start with `/persona new`.")
    return active[:MOST]


def capture(
    work: Work, persona_id: str, channel: str | None, author: str, form: Knowledge, origin: Origin
) -> None:
    """Somebody's words become their voice on a persona. The author is told, by whom, and can take them back."""
    persona = ready_to_speak(work, persona_id, channel)
    check(form.problems())
    captor, words = acting(work), tidy(form.text)
    voice = Voice(author, work.new_id(), words, Polarity(polarity(words, form.facet)), form.how)
    spoken = speak(work, persona, form.facet, voice)
    if spoken is None:
        origin.tell(
            work, "That line has their voice already." if author != captor else "You have said that already."
        )
        return
    kept = Capture(work.new_id(), persona.id, voice.statement, captor, author, work.now)
    life.add_capture(work.session, work.workspace, kept)
    # The history never holds the words themselves, so that they can be taken back.
    about = FACETS[form.facet].label
    shown = shown_person(persona.attribution, captor)
    keep(work, [Edit(spoken.persona, "captured an assumption", after=about)], shown)
    told = Captured(
        kept.id, words, about, _title_for(work, persona, author), captor if author != captor else ""
    )
    work.say(told, Target.dm(author, handle=note_handle(kept.id)))
    if author != captor:
        origin.tell(work, f"Kept, in the words of <@{author}>. They are told and can take it back.")


def take_back(work: Work, capture_id: str) -> None:
    """The author withdraws: the voice goes, a line only they held goes with it, no history keeps the words."""
    kept = life.get_capture(work.session, work.workspace, capture_id)
    if kept.author != work.person:
        raise NotAllowed("Only whoever said it can take it back.")
    if kept.withdrawn:
        raise OutOfDate("You have taken it back already.")
    forget: list[str] = []
    for persona_id in life.personas_with_statement(work.session, work.workspace, kept.statement):
        persona = personas.any_persona(work.session, work.workspace, persona_id)
        forget += _words(persona, kept.statement)
        without = withdraw(persona.lines, kept.statement)
        gone = {line.id for line in without.lines if line.id in without.touched and not line.voices}
        for line in gone:
            life.take_back_marks(work.session, work.workspace, persona.id, kept.author, [line])
        left = replace(
            persona,
            lines=tuple(line for line in without.lines if line.id not in gone),
            pins=tuple(pin for pin in persona.pins if pin not in gone),
        )
        after = recounted(work, left, set(without.touched) - gone)
        keep(
            work,
            [Edit(after, "took back what they had said")],
            shown_person(persona.attribution, kept.author),
        )
    life.forget_words(work.session, work.workspace, forget)
    life.mark_withdrawn(work.session, work.workspace, kept.id)
    work.say(Captured(kept.id, "", "", withdrawn=True), Target.update(note_handle(kept.id)))


def _words(persona: Persona, statement: str) -> Sequence[str]:
    """The wordings that go with a voice: its own, and that of a line which only it held."""
    texts = []
    for line in persona.lines:
        mine = [voice.text for voice in line.voices if voice.statement == statement]
        others = {voice.text for voice in line.voices if voice.statement != statement}
        texts += [text for text in mine if text not in others]
        texts += [line.text] if mine and not others else []
    return texts


def _title_for(look: Look, persona: Persona, person: str) -> str:
    """Its title, if this person may see the persona at all."""
    try:
        personas.get_persona(look.session, look.workspace, persona.id, person)
    except NotFound:
        return ""
    return persona.title
