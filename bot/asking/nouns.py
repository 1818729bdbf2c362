"""The nouns of asking: what is asked about (lines), and the small family of answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AskLine:
    """One line of a persona as asking reads it.

    `facet` is a key of bot.facets or "" where unknown; `polarity` "pos" or "neg". `vector` holds the bytes that
    `vectors_of` gave for this line (the storage keeps them), or None. `voices` is how many said it, `verdict` what the
    data says: untested, supported, contradicted, mixed or too few to tell. `share` with `interval` is what a survey
    counted for it (shares from 0 to 1), where there is one.
    """

    id: str
    persona: str
    name: str
    role: str
    facet: str
    text: str
    polarity: str = "pos"
    vector: bytes | None = None
    voices: int | None = None
    verdict: str = "untested"
    share: float | None = None
    interval: tuple[float, float] | None = None
    frequency: float | None = None


@dataclass(frozen=True)
class Hit:
    """A line that was found, with the probability that it answers the question."""

    line: AskLine
    score: float

    @property
    def contradicted(self) -> bool:
        """Whether data speak against this line; then it counts against its persona and is shown so."""
        return self.line.verdict == "contradicted"


@dataclass(frozen=True)
class PersonaHit:
    """A persona that was found: `score` is that of its best line, `lines` best first."""

    persona: str
    name: str
    role: str
    score: float
    lines: tuple[Hit, ...]


@dataclass(frozen=True)
class Answer:
    """What every answer has: the question as it was understood and one sentence to lead with."""

    question: str
    sentence: str


@dataclass(frozen=True)
class Personas(Answer):
    """These personas, best first, with the lines that say so."""

    personas: tuple[PersonaHit, ...]


@dataclass(frozen=True)
class Nobody(Answer):
    """No persona says so. `nearest` are at most three lines to show as "not an answer"; the question is a gap."""

    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Unclear(Answer):
    """The question could not be read as one (empty, only stop words, no persona to speak of)."""


@dataclass(frozen=True)
class Counted(Answer):
    """How many people: for each line that says so what was counted. `personas` as in Personas.

    `of_personas` is how many personas there are in sight. No number is invented: `counts` holds only lines with a
    share from data; without any the sentence says that nobody has counted.
    """

    personas: tuple[PersonaHit, ...]
    counts: tuple[Hit, ...]
    of_personas: int


@dataclass(frozen=True)
class Comparison(Answer):
    """Two or more personas side by side on one subject (a facet, a topic or everything)."""

    subject: str
    sides: tuple[PersonaHit, ...]


@dataclass(frozen=True)
class MostNeeded(Answer):
    """What one persona needs most: lines of needs, goals, pains and features, most certain first."""

    persona: str
    name: str
    lines: tuple[AskLine, ...]


@dataclass(frozen=True)
class Unknown(Answer):
    """What is not known of one persona: facets without a line, and lines nobody has tested."""

    persona: str
    name: str
    silent_facets: tuple[str, ...]
    untested: tuple[AskLine, ...]


@dataclass(frozen=True)
class Riskiest(Answer):
    """Assumptions by risk, riskiest first: much depends on them, little is known of them."""

    lines: tuple[tuple[AskLine, float], ...]


@dataclass(frozen=True)
class Corrections:
    """Judgements of people on (question, line) pairs: `wrong[question]` is the set of ids that do not answer it.

    `right[question]` holds the ids that people confirmed. Questions are compared by words and meaning, so a judgement
    also holds for nearly identical questions.
    """

    wrong: Mapping[str, frozenset[str]] = field(default_factory=dict)
    right: Mapping[str, frozenset[str]] = field(default_factory=dict)
