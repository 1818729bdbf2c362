"""From what several people said to lines: same-meaning statements merged, votes counted, contradictions found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.facets import FACETS
from bot.nouns import Answer, Ballot, Choice, HowKnown, Line, Statement, Voice

_ORDER = {facet: place for place, facet in enumerate(FACETS)}
_GOOD_LENGTH = 90


@dataclass(frozen=True)
class Told:
    """A statement with the person who said it and how they know."""

    person: str
    statement: Statement
    how: HowKnown | None


@dataclass(frozen=True)
class Grouping:
    """What belongs together, as places in a sequence of statements.

    `groups`: every place stands in exactly one group. `doubtful`: pairs of groups a person should be asked about.
    `contradictions`: pairs of groups that say the opposite of each other.
    """

    groups: tuple[tuple[int, ...], ...]
    doubtful: tuple[tuple[int, int], ...] = ()
    contradictions: tuple[tuple[int, int], ...] = ()


Grouper = Callable[[Sequence[Statement], frozenset[frozenset[str]]], Grouping]
"""Groups statements of one facet; pairs of statement ids that a person took apart stay apart."""


@dataclass(frozen=True)
class Gathered:
    """Lines made from statements. `doubtful` and `contradictions` are pairs of line ids."""

    lines: tuple[Line, ...]
    doubtful: tuple[tuple[str, str], ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()


def told_by(person: str, answers: Iterable[Answer]) -> tuple[Told, ...]:
    """Everything one person's answers say."""
    return tuple(Told(person, s, answer.how_of(s)) for answer in answers for s in answer.statements)


def gather(
    told: Sequence[Told],
    group: Grouper,
    new_id: Callable[[], str],
    apart: frozenset[frozenset[str]] = frozenset(),
) -> Gathered:
    """Lines by facet, most voices first. One person saying a thing twice is one voice."""
    lines: list[Line] = []
    doubtful: list[tuple[str, str]] = []
    contradictions: list[tuple[str, str]] = []
    for facet in sorted(
        {item.statement.facet for item in told}, key=lambda key: _ORDER.get(key, len(_ORDER))
    ):
        items = [item for item in told if item.statement.facet == facet]
        grouping = group([item.statement for item in items], apart)
        made = [_line([items[place] for place in places], new_id()) for places in grouping.groups]
        doubtful += [(made[a].id, made[b].id) for a, b in grouping.doubtful]
        contradictions += [(made[a].id, made[b].id) for a, b in grouping.contradictions]
        lines += sorted(made, key=lambda line: -len(line.voices))
    placed = tuple(replace(line, position=place) for place, line in enumerate(lines))
    return Gathered(placed, tuple(doubtful), tuple(contradictions))


def _line(items: Sequence[Told], line_id: str) -> Line:
    voices: dict[str, Voice] = {}
    for item in items:
        voice = Voice(item.person, item.statement.id, item.statement.text, item.statement.polarity, item.how)
        voices.setdefault(item.person, voice)
    speaks = max((item.statement for item in items), key=lambda statement: readable(statement.text))
    return Line(line_id, speaks.facet, speaks.text, speaks.polarity, tuple(voices.values()))


def readable(text: str) -> tuple[bool, int]:
    """How well a wording stands for others (greater is better): as full as it gets without being long."""
    length = len(text)
    return (length <= _GOOD_LENGTH, length if length <= _GOOD_LENGTH else -length)


def count_votes(
    lines: Sequence[Line], ballots: Sequence[Ballot], seats: Sequence[str], voted_on: frozenset[str]
) -> tuple[Line, ...]:
    """Lines with their agreement of those asked.

    A person's mark counts; where they left none, having said the line themselves counts as agreement. Lines that were
    not in the vote (`voted_on`) count their voices only. `asked` is the number of people who held a seat.
    """
    marks = {ballot.person: ballot.marks for ballot in ballots}
    counted = []
    for line in lines:
        said = {voice.person for voice in line.voices}
        tally = dict.fromkeys(Choice, 0)
        for person in dict.fromkeys((*seats, *said)):
            mark = marks.get(person, {}).get(line.id) if line.id in voted_on else None
            if mark is None and person in said:
                mark = Choice.AGREE
            if mark is not None:
                tally[mark] += 1
        asked = len(set(seats) | said)
        counted.append(
            replace(
                line,
                agree=tally[Choice.AGREE],
                no=tally[Choice.NO],
                dont_know=tally[Choice.DONT_KNOW],
                asked=asked,
            )
        )
    return tuple(counted)


def how_counts(voices: Iterable[Voice]) -> dict[HowKnown, int]:
    """How many voices know it in which way, strongest way first; ways nobody named are left out."""
    voices = list(voices)
    counts = {how: sum(voice.how is how for voice in voices) for how in HowKnown}
    return {how: count for how, count in counts.items() if count}
