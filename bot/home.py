"""What a person finds on the app's home, and the prompts the agent view suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message
from bot.nouns import Persona, Stage
from bot.phrases import shortened

SHOWN = 20
PROMPTS = 4

WELCOME = (
    "Dramatis makes proto personas with your team: each answers a few questions alone, then all is revealed at once.",
    "Every line keeps who said it, how they know it, and what data says about it.",
    "Start with one kind of customer, or ask colleagues which kinds you have.",
)


@dataclass(frozen=True)
class OpenSeat:
    """A conversation of this person's that is not finished."""

    seat: str
    subject: str
    left: int


@dataclass(frozen=True)
class RunWorkshop:
    """A workshop this person runs."""

    workshop: str
    subject: str
    stage: Stage
    channel: str
    progress: str


@dataclass(frozen=True)
class SeenPersona:
    """A persona this person may see."""

    persona: str
    title: str
    role: str
    lines: int


@register_message
@dataclass(frozen=True)
class Home:
    """The home tab."""

    kind: ClassVar[str] = "home"
    version: ClassVar[int] = 1
    seats: tuple[OpenSeat, ...]
    workshops: tuple[RunWorkshop, ...]
    personas: tuple[SeenPersona, ...]
    more: int = 0

    @property
    def is_new(self) -> bool:
        """Whether there is nothing yet."""
        return not (self.seats or self.workshops or self.personas)


@register_message
@dataclass(frozen=True)
class Prompts:
    """Suggested prompts of the agent view: (title, what is sent)."""

    kind: ClassVar[str] = "prompts"
    version: ClassVar[int] = 1
    prompts: tuple[tuple[str, str], ...]


def prompts(personas: Sequence[Persona]) -> Prompts:
    """Up to four prompts made from the personas this person may see."""
    if not personas:
        return Prompts((("What can you do?", "help"), ("What do the words mean?", "help words")))
    made = []
    needs = [(line, p) for p in personas for line in p.standing if line.facet in ("needs", "features")]
    if needs:
        line, _ = max(needs, key=lambda pair: (pair[0].agree, -pair[0].position))
        made.append((f"Who else: {shortened(line.text, 60)}", f"Which persona needs this: {line.text}?"))
    first = personas[0]
    made.append((f"What does {first.title} need most?", f"What does {first.title} need most?"))
    if len(personas) > 1:
        second = personas[1]
        made.append(
            (
                f"Compare {first.title} and {second.title}",
                f"Compare {first.title} and {second.title} on budget",
            )
        )
    made.append(("Which assumptions are riskiest?", "Which assumptions are riskiest?"))
    return Prompts(tuple(made[:PROMPTS]))
