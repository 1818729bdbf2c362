"""The nouns of Dramatis as frozen values, in the words of bot/words.py. Ids are made outside; times are aware UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

FORGOTTEN = "forgotten-"
"""How the stand-in for somebody begins whose words were forgotten: their marks count on, without a name."""

SMALL_GROUP = 5
"""Groups under this many people are never shown split in numbers."""


class Purpose(StrEnum):
    """Whom a persona serves; chooses which facets are asked."""

    WHOLE = "whole"
    MARKETING = "marketing"
    BUYER = "buyer"
    USER = "user"


class Customers(StrEnum):
    """Whether the product is sold to people or to companies."""

    CONSUMERS = "consumers"
    BUSINESSES = "businesses"


class Attribution(StrEnum):
    """What others see of who said a thing: counts only (the default) or names."""

    COUNTS = "counts"
    NAMED = "named"


class HowKnown(StrEnum):
    """How a person knows what they say, strongest first."""

    DATA = "data"
    SEEN = "seen"
    TOLD = "told"
    GUT = "gut"

    @property
    def words(self) -> str:
        """As everybody reads it: "seen it myself"."""
        return _KNOWN[self]


_KNOWN = {
    HowKnown.DATA: "data",
    HowKnown.SEEN: "seen it myself",
    HowKnown.TOLD: "a customer told me",
    HowKnown.GUT: "gut feeling",
}


class Polarity(StrEnum):
    """Whether a statement holds or denies: "edits on trains" or "never edits on trains"."""

    POS = "pos"
    NEG = "neg"


class Stage(StrEnum):
    """Where a workshop stands. Answers are blind up to and including VOTING."""

    ASKING = "asking"
    VOTING = "voting"
    REVEALED = "revealed"
    PUBLISHED = "published"
    CLOSED = "closed"


BLIND = frozenset({Stage.ASKING, Stage.VOTING})


class Choice(StrEnum):
    """One person's mark on one line."""

    AGREE = "agree"
    NO = "no"
    DONT_KNOW = "dont_know"


class Verdict(StrEnum):
    """What data says of a line."""

    UNTESTED = "untested"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    TOO_FEW = "too_few"


class Level(StrEnum):
    """What a persona rests on: conversations, interviews, or a survey with its segment's frequency."""

    PROTO = "proto"
    QUALITATIVE = "qualitative"
    STATISTICAL = "statistical"


@dataclass(frozen=True)
class Workshop:
    """One guided capture about one kind of customer.

    `asked`: user ids who are invited by name; whoever sees the invitation may join as well. `private`: the channel's
    people only may see what comes of it. `script`: the facets asked, in order.
    """

    id: str
    product: str
    channel: str
    private: bool
    subject: str
    purpose: Purpose
    customers: Customers
    attribution: Attribution
    facilitator: str
    stage: Stage
    script: tuple[str, ...]
    asked: tuple[str, ...]
    vote: bool
    deadline: datetime | None
    created: datetime


@dataclass(frozen=True)
class Statement:
    """One short claim taken from an answer, in one facet.

    `source`: the timestamp of the message it was taken from. `how`: this line's own "how do you know", if it differs.
    """

    id: str
    facet: str
    text: str
    polarity: Polarity
    source: str = ""
    how: HowKnown | None = None


@dataclass(frozen=True)
class Source:
    """One Slack message an answer was typed in: its timestamp (unique in the DM) and its text."""

    ts: str
    text: str


class AnswerState(StrEnum):
    """What a person did with a question."""

    GIVEN = "given"
    DONT_KNOW = "dont_know"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Answer:
    """What a person typed to one question, and the statements taken from it. `how` goes for all of its statements.

    `earlier` keeps what they typed before they gave the question another answer.
    """

    facet: str
    state: AnswerState
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    how: HowKnown | None = None
    earlier: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """Everything typed, one message a line."""
        return "\n".join(source.text for source in self.sources)

    def how_of(self, statement: Statement) -> HowKnown | None:
        """How the person knows this statement: its own mark, else the answer's."""
        return statement.how or self.how


@dataclass(frozen=True)
class Voice:
    """One person's saying of a statement, with how they know."""

    person: str
    statement: str
    text: str
    polarity: Polarity
    how: HowKnown | None = None


class EvidenceKind(StrEnum):
    """What evidence comes from: counted answers of a survey, all interviews together, a feedback file."""

    SURVEY = "survey"
    INTERVIEWS = "interviews"
    FEEDBACK = "feedback"


@dataclass(frozen=True)
class Evidence:
    """What a survey, an interview or a feedback file says of a line: counted words and where they come from.

    `share`, `low`, `high` are between 0 and 1 (95 % interval); `words` is the sentence shown on cards. `ref`: the id of
    the survey or file, so that its evidence can be counted anew or taken away; empty where there is none.
    """

    source: str
    verdict: Verdict
    words: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    of: int | None = None
    at: datetime | None = None
    kind: EvidenceKind = EvidenceKind.SURVEY
    ref: str = ""


@dataclass(frozen=True)
class Brought:
    """What a file said of a line it brought: who agreed elsewhere, in words (`said`) and, as far as they were given, in
    numbers. `ways`: how it is known → how many know it so, None where only that was told."""

    said: str
    agree: int | None = None
    no: int | None = None
    dont_know: int | None = None
    asked: int = 0
    ways: tuple[tuple[HowKnown, int | None], ...] = ()


@dataclass(frozen=True)
class Line:
    """A statement on a persona: merged voices, votes, evidence, verdict. `dropped` lines stay in the history."""

    id: str
    facet: str
    text: str
    polarity: Polarity
    voices: tuple[Voice, ...] = ()
    agree: int = 0
    no: int = 0
    dont_know: int = 0
    asked: int = 0
    evidence: tuple[Evidence, ...] = ()
    dropped: bool = False
    position: int = 0
    brought: Brought | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict of the newest evidence that decides, else too few to tell; untested where there is none.

        Two interviews that tell too little do not take back what a survey said.
        """
        telling = [item.verdict for item in self.evidence if item.verdict is not Verdict.UNTESTED]
        deciding = [verdict for verdict in telling if verdict is not Verdict.TOO_FEW]
        return (deciding or telling or [Verdict.UNTESTED])[-1]


@dataclass(frozen=True)
class Picture:
    """A persona's picture: one of the drawn set (`drawn`), or an uploaded photo (`file`, a Slack file id)."""

    drawn: str | None = None
    file: str | None = None
    alt: str = ""


@dataclass(frozen=True)
class Persona:
    """A kind of customer as the team pictures it. `name` may be empty (role only).

    `pins`: ids of lines that always stand on the card; `merged_into`: the persona that took over its lines.
    """

    id: str
    product: str
    workshop: str | None
    name: str
    role: str
    purpose: Purpose
    owner: str
    channel: str
    private: bool
    lines: tuple[Line, ...]
    created: datetime
    changed: datetime
    picture: Picture | None = None
    active: bool = True
    segment: str | None = None
    attribution: Attribution = Attribution.COUNTS
    pins: tuple[str, ...] = ()
    merged_into: str | None = None

    @property
    def title(self) -> str:
        """How people call it: its name, or its role where it has none."""
        return self.name or self.role

    @cached_property
    def standing(self) -> tuple[Line, ...]:
        """The lines that have not been dropped, in their order."""
        return tuple(
            sorted((line for line in self.lines if not line.dropped), key=lambda line: line.position)
        )


@dataclass(frozen=True)
class Change:
    """One entry in the history of a persona: who did what, when. `before` and `after` are texts people read."""

    at: datetime
    person: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Ballot:
    """One person's marks, by line id."""

    person: str
    marks: dict[str, Choice] = field(default_factory=dict)
