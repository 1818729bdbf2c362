"""The picture of what is known of a persona: its evidence ladder, drawn in a job and shown where it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.nouns import Line, Persona, Verdict
from bot.personas.cards import proof
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import card, desk
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.work import Look, Target, Work, acting

if TYPE_CHECKING:
    from bot.pictures.charts.evidence import Rung

DRAW = "draw_ladder"
MOST = 30
DRAWING = "The picture is being drawn; it comes into our direct messages in a moment."
ON_ITS_WAY = "The picture is being drawn; it comes into the thread of the card in a moment."


@dataclass(frozen=True)
class Drawing:
    """A drawn ladder, and where its persona belongs."""

    persona: Persona
    png: bytes
    alt: str


def ask(work: Work, persona_id: str, origin: Origin) -> None:
    """Somebody wants the picture: in the thread of the card where they stand before it, else in their DM."""
    persona = desk.in_sight(work, persona_id, origin.channel)
    in_thread = card.card_thread(work, persona, origin.channel) is not None
    payload = {"persona": persona.id, "person": acting(work), "channel": origin.channel or ""}
    work.schedule(DRAW, {**payload, "thread": in_thread})
    origin.tell(work, ON_ITS_WAY if in_thread else DRAWING)


def drawing(look: Look, persona_id: str, channel: str) -> Drawing:
    """The picture as it should look now. Raises NotFound where the persona is out of sight by now."""
    from bot.pictures.charts.evidence import evidence_ladder

    persona = desk.in_sight(look, persona_id, channel or None)
    level = level_of_persona(look, persona)
    lines = sorted(persona.standing, key=_most_known)
    left = len(lines) - MOST
    more = f" {left} more {'line is' if left == 1 else 'lines are'} under Everything." if left > 0 else ""
    rungs = [rung(line) for line in lines[:MOST]]
    chart = evidence_ladder(persona.title, level.level, rungs, f"{level.missing}{more}".strip())
    return Drawing(persona, chart.png, chart.alt)


def rung(line: Line) -> Rung:
    """A line as a rung of the ladder: its verdict and the counts behind it."""
    from bot.pictures.charts.evidence import Rung

    newest = proof(line)
    if newest is None:
        return Rung(line.text, Verdict.UNTESTED)
    words = f"{newest.words} ({newest.source})"
    return Rung(line.text, line.verdict, newest.share, newest.low, newest.high, words)


def post(work: Work, payload: Mapping[str, Any], drawn: Drawing) -> None:
    """Posts the picture in the thread of the card, or in the DM of who asked for it."""
    persona, person = drawn.persona, acting(work)
    thread = card.card_thread(work, persona, payload["channel"] or None) if payload["thread"] else None
    title = f"What is known about {persona.title}"
    where = persona.channel if thread else person
    work.say(None, Target.file(where, "evidence.png", drawn.png, title, drawn.alt[:1000], thread=thread))


def _most_known(line: Line) -> tuple[int, int]:
    return (line.verdict is Verdict.UNTESTED, line.position)
