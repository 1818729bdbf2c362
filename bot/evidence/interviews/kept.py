"""An interview as a team keeps it: whose it is, which persona it is about, and what a person decides on its quotes.

Until that is decided the quotes wait in `Pending`; afterwards only the confirmed ones are left, as `KeptQuote`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.evidence.interviews.quotes import ProposedLine, Quote, QuoteMatch

MOST_ASKED = 60  # pairs of quote and line that a person is asked about; three pages
MOST_A_LINE = 8
MOST_LINES = 12  # proposed
_PARTICIPANT = re.compile(r"\bParticipant (\d+)\b")


class InterviewState(StrEnum):
    """Where an interview stands. UNPLACED: nobody has said yet which persona it is about. LEFT: nothing of it is kept."""

    READING = "reading"
    UNPLACED = "unplaced"
    COMPARING = "comparing"
    ASKING = "asking"
    HEARD = "heard"
    LEFT = "left"
    REFUSED = "refused"


class Stand(StrEnum):
    """What a person says of a quote and a line."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


class Take(StrEnum):
    """What a person says of a quote that no line holds."""

    NEED = "needs"
    PAIN = "pains"
    LEAVE = "leave"


@dataclass(frozen=True)
class Pending:
    """What waits for a person: all quotes of an interview, then the pairs and the proposed lines that are asked about.

    `stands`, `takes`: what has been decided on the way, by the key of a pair or proposal (`keys`).
    """

    quotes: tuple[Quote, ...] = ()
    pairs: tuple[QuoteMatch, ...] = ()
    proposed: tuple[ProposedLine, ...] = ()
    stands: Mapping[str, Stand] = field(default_factory=dict)
    takes: Mapping[str, Take] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "quotes": [quote.to_json() for quote in self.quotes],
            "pairs": [pair.to_json() for pair in self.pairs],
            "proposed": [[line.facet, line.quote.to_json()] for line in self.proposed],
            "stands": dict(self.stands),
            "takes": dict(self.takes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Pending:
        """From what `to_json` gave."""
        return cls(
            tuple(Quote.from_json(quote) for quote in data.get("quotes", ())),
            tuple(QuoteMatch.from_json(pair) for pair in data.get("pairs", ())),
            tuple(ProposedLine(facet, Quote.from_json(quote)) for facet, quote in data.get("proposed", ())),
            {key: Stand(word) for key, word in data.get("stands", {}).items()},
            {key: Take(word) for key, word in data.get("takes", {}).items()},
        )

    def stand(self, place: int) -> Stand:
        """What is said of a pair so far; what was guessed where nobody has said anything."""
        guessed = Stand.AGAINST if self.pairs[place].against else Stand.FOR
        return self.stands.get(str(place), guessed)

    def take(self, place: int) -> Take:
        """What is said of a proposed line so far; left where nobody has said anything."""
        return self.takes.get(str(place), Take.LEAVE)


@dataclass(frozen=True)
class KeptInterview:
    """One interview. `channel`: where it was given (a user id: in a DM). `given_in`: the channel of the command.

    `people`: how many answer in it; the first is Participant `first`. `held`: the day it was held, where it was said.
    `until`: when what people said in it is deleted; its counts stay.
    """

    id: str
    file: str
    channel: str
    private: bool
    owner: str
    state: InterviewState
    created: datetime
    until: datetime
    persona: str | None = None
    given_in: str | None = None
    held: date | None = None
    people: int = 0
    first: int = 1
    quotes: int = 0
    note: str = ""
    pending: Pending = Pending()

    @property
    def day(self) -> date:
        """The day it was held, or given where nobody said."""
        return self.held or self.created.date()

    @property
    def is_over(self) -> bool:
        """Whether nothing of it waits for anybody."""
        return self.state in (InterviewState.HEARD, InterviewState.LEFT, InterviewState.REFUSED)


@dataclass(frozen=True)
class KeptQuote:
    """A quote that a person confirmed for or against a line. `text` is empty once its time was over: it still counts."""

    interview: str
    persona: str
    line: str
    speaker: str
    text: str
    against: bool
    probability: float
    day: date


def chosen_for_a_person(
    matches: Sequence[QuoteMatch],
    proposed: Sequence[ProposedLine],
    line_order: Sequence[str],
) -> tuple[tuple[QuoteMatch, ...], tuple[ProposedLine, ...]]:
    """The pairs and proposals a person is asked about: the likeliest, the same words for one line once, line by line."""
    each: dict[str, int] = {}
    seen: set[tuple[str, str, str]] = set()
    kept: list[QuoteMatch] = []
    for match in sorted(matches, key=lambda match: -match.probability):
        key = (match.line, match.quote.speaker, match.quote.text.casefold())
        if key in seen or each.get(match.line, 0) >= MOST_A_LINE or len(kept) >= MOST_ASKED:
            continue
        seen.add(key)
        each[match.line] = each.get(match.line, 0) + 1
        kept.append(match)
    place = {line: number for number, line in enumerate(line_order)}
    kept.sort(key=lambda match: (place.get(match.line, len(place)), -match.probability))
    return tuple(kept), tuple(proposed)[:MOST_LINES]


def renumbered(quotes: Sequence[Quote], first: int) -> tuple[Quote, ...]:
    """The quotes of one interview with its participants numbered from `first` on, in whose words they stand too."""
    if first == 1:
        return tuple(quotes)

    def later(text: str) -> str:
        return _PARTICIPANT.sub(lambda found: f"Participant {int(found[1]) + first - 1}", text)

    return tuple(replace(quote, speaker=later(quote.speaker), text=later(quote.text)) for quote in quotes)
