"""How each kind of item is made: people's words as they stand, and numbers that were counted. Nothing else is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.counts import many
from bot.digest.changes import Changed
from bot.digest.messages import LENS_NAMES, Button, Item, Kind, Quote
from bot.digest.nouns import Facts, OpenGap, Seen, surveyed
from bot.digest.rhythm import date_words, zone_of
from bot.facets import Lens
from bot.nouns import Line, Persona
from bot.personas.cards import card_line, said
from bot.workshop.reveal import agreed_by

QUOTES = 3
ALSO = 3
TEST_ACTION = "evidence.test"


def settler(persona: Persona, seen: Seen) -> str:
    """Who can settle a thing about a persona: its owner, unless they have left."""
    return "" if persona.owner in seen.gone else persona.owner


def what_changed(rows: Sequence[Changed], seen: Seen) -> Item:
    """The persona that changed most, and the names of the others."""
    first = rows[0]
    others = [row for row in rows[1:] if row.persona.active] or list(rows[1:])
    words = f"{_capital(first.words)}."
    if others:
        names = "; ".join(f"{row.persona.title} ({row.words})" for row in others[:ALSO])
        more = len(rows) - 1 - len(others[:ALSO])
        words += f" Also: {names}{f'; and {more} more' if more else ''}."
    quotes = tuple(
        Quote(line.text, card_line(line, first.persona.attribution).evidence)
        for line, _ in first.data[:QUOTES]
    )
    settles = settler(first.persona, seen) if first.data else ""
    return Item(
        Kind.CHANGED, "What changed", words, (_show(first.persona),), quotes, *_of(first.persona), settles
    )


def spread_words(line: Line, persona: Persona) -> str:
    """How widespread a need is: what a survey counted, else how many of those asked agree."""
    counted = surveyed(line)
    return f"{counted.words}, {counted.source}" if counted else agreed_by(line, persona.attribution)


def most_needed(needs: Sequence[tuple[Persona, Line]], before: dict[str, str]) -> Item:
    """The most widespread needs, each with what was said of it last time where that was something else."""
    quotes = []
    several = len({persona.id for persona, _ in needs}) > 1
    for persona, line in needs:
        now = spread_words(line, persona)
        was = before.get(line.id)
        change = f" · last time: {was}" if was and was != now else " · new here" if before and not was else ""
        quotes.append(Quote(line.text, f"{now}{change}", persona.title if several else ""))
    top = needs[0][0]
    one = len(needs) == 1
    if all(surveyed(line) for _, line in needs):
        words = "The need most people have:" if one else "The needs most people have:"
    else:  # what colleagues agree on is no survey
        words = "The need most of those asked agree on:" if one else "The needs most of those asked agree on:"
    return Item(Kind.NEEDS, "Most widespread", words, (_show(top),), tuple(quotes), *_of(top))


def riskiest(persona: Persona, line: Line, leaned: int, seen: Seen) -> Item:
    """An untested line that much rests on."""
    words = "Untested."
    if all(voice.how is None for voice in line.voices):
        words = "Untested, and nobody has said how they know it."
    if leaned:
        words = f"{words[:-1]}; {many(leaned, 'answer')} leaned on it lately."
    button = Button("Test it", TEST_ACTION, f"{persona.id}:{line.id}")
    quote = Quote(line.text, said(line, persona.attribution))
    return Item(
        Kind.RISK,
        "Riskiest assumption",
        words,
        (button,),
        (quote,),
        *_of(persona),
        settler(persona, seen),
    )


def unanswered(gap: OpenGap) -> Item:
    """A question that no line answers."""
    times = "Asked once" if gap.times == 1 else f"Asked {gap.times} times"
    button = Button("Ask the team", "ask.team", f"gap:{gap.id}")
    words = f"{times}, and no line of a persona here answers it:"
    return Item(Kind.GAP, "A gap", words, (button,), (Quote(gap.question),))


def untouched(persona: Persona, touched: datetime, now: datetime, zone: str, seen: Seen) -> Item:
    """Nobody has touched a persona for long: is it still true?"""
    days = (now - touched) // timedelta(days=1)
    since = date_words(touched.astimezone(zone_of(zone)).date())
    asked_at = int(now.timestamp())
    buttons = tuple(
        Button(label, f"digest.still_{word}", f"{persona.id}:{asked_at}")
        for label, word in (("Yes, still true", "yes"), ("No", "no"))
    )
    words = f"Nobody has touched it since {since}, {days} days ago. Is it still true?"
    return Item(Kind.STALE, "Still true?", words, buttons, (), *_of(persona), settles=settler(persona, seen))


def through_lens(facts: Facts, lens: Lens) -> Item | None:
    """What one team needs of a persona: the best agreed line of its facets; None where nothing is known for it."""
    persona = facts.persona
    quotes = tuple(
        Quote(line.text, said(line, persona.attribution), label)
        for label, line in facts.by_lens[lens][:QUOTES]
    )
    if not quotes:
        return None
    button = Button(f"All for {LENS_NAMES[lens]}", "persona.lens", f"{persona.id}:{lens}")
    words = f"What {LENS_NAMES[lens]} should know:"
    return Item(Kind.LENS, "One persona", words, (button,), quotes, *_of(persona))


def _show(persona: Persona) -> Button:
    return Button("Show", "persona.show", persona.id)


def _of(persona: Persona) -> tuple[str, str]:
    return persona.id, persona.title


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
