"""What anybody in sight adds to a persona or takes back: voices and marks, and the counts that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.nouns import Attribution, Ballot, Choice, Line, Polarity, Statement, Voice
from bot.workshop.lines import Grouper, readable


def shown_person(attribution: Attribution, person: str) -> str:
    """Who the history names for an opinion: the person where names were agreed to, else nobody."""
    return person if attribution is Attribution.NAMED else ""


def recount(
    lines: Sequence[Line],
    ballots: Sequence[Ballot],
    asked: Mapping[str, Collection[str]],
    only: Collection[str] | None = None,
) -> tuple[Line, ...]:
    """Lines with their marks counted anew; `only`: the ids of those that may have changed.

    Counted are those asked in the workshop a line comes from (`asked`: line → people), those who said it and those who
    marked it later. A mark counts; without one, having said the line counts as agreement.
    """
    counted = []
    for line in lines:
        if only is not None and line.id not in only:
            counted.append(line)
            continue
        marks = {ballot.person: ballot.marks[line.id] for ballot in ballots if line.id in ballot.marks}
        said = {voice.person for voice in line.voices}
        people = set(asked.get(line.id, ())) | said | set(marks)
        tally = dict.fromkeys(Choice, 0)
        for person in people:
            mark = marks.get(person) or (Choice.AGREE if person in said else None)
            if mark is not None:
                tally[mark] += 1
        counted.append(
            replace(
                line,
                agree=tally[Choice.AGREE],
                no=tally[Choice.NO],
                dont_know=tally[Choice.DONT_KNOW],
                asked=len(people),
            )
        )
    return tuple(counted)


@dataclass(frozen=True)
class Placed:
    """Lines after somebody said something: the line it belongs to, and whether that line or their voice is new."""

    lines: tuple[Line, ...]
    line: str
    new_line: bool
    new_voice: bool


def place(lines: Sequence[Line], facet: str, voice: Voice, group: Grouper, new_id: str) -> Placed:
    """A voice on the standing line that says the same, or on a new line of its own (with the id `new_id`).

    Somebody who has a voice on that line already is not counted twice: nothing changes.
    """
    standing = [line for line in lines if line.facet == facet and not line.dropped]
    wordings: list[tuple[str, Statement]] = []
    for line in standing:
        wordings.append((line.id, Statement(line.id, facet, line.text, line.polarity)))
        wordings += [
            (line.id, Statement(v.statement, facet, v.text, v.polarity))
            for v in line.voices
            if v.text != line.text
        ]
    mine = len(wordings)
    statements = [
        *(statement for _, statement in wordings),
        Statement(voice.statement, facet, voice.text, voice.polarity),
    ]
    found = next((places for places in group(statements, frozenset()).groups if mine in places), (mine,))
    same = {wordings[place][0] for place in found if place != mine}
    home = next((line for line in standing if line.id in same), None)
    if home is None:
        position = max((line.position for line in lines), default=-1) + 1
        fresh = Line(new_id, facet, voice.text, voice.polarity, (voice,), agree=1, asked=1, position=position)
        return Placed((*lines, fresh), new_id, True, True)
    if any(known.person == voice.person for known in home.voices):
        return Placed(tuple(lines), home.id, False, False)
    grown = replace(home, voices=(*home.voices, voice))
    return Placed(tuple(grown if line.id == home.id else line for line in lines), home.id, False, True)


@dataclass(frozen=True)
class Withdrawn:
    """Lines after a voice was taken back: those it stood in, and which of them nobody holds any more."""

    lines: tuple[Line, ...]
    touched: tuple[str, ...]
    empty: tuple[str, ...]


def withdraw(lines: Sequence[Line], statement: str, held: Collection[str] = ()) -> Withdrawn:
    """Takes the voice of this statement out of every line.

    A line that read as the voice did gets the wording of one that is left. Without voices and evidence, and not `held`
    by anybody's mark (line ids), it is empty: the caller drops or removes it.
    """
    after: list[Line] = []
    touched: list[str] = []
    empty: list[str] = []
    for line in lines:
        gone = next((voice for voice in line.voices if voice.statement == statement), None)
        if gone is None:
            after.append(line)
            continue
        touched.append(line.id)
        left = tuple(voice for voice in line.voices if voice is not gone)
        changed = replace(line, voices=left)
        if left and line.text == gone.text and all(voice.text != gone.text for voice in left):
            speaks = max(left, key=lambda voice: readable(voice.text))
            changed = replace(changed, text=speaks.text, polarity=speaks.polarity)
        if not left and not line.evidence and line.id not in held:
            empty.append(line.id)
        after.append(changed)
    return Withdrawn(tuple(after), tuple(touched), tuple(empty))


def hand_voice(lines: Sequence[Line], statement: str, twin: Statement) -> tuple[Line, ...]:
    """The voice of one statement becomes that of another which the same person made; the lines stay as they are."""
    return tuple(
        replace(
            line,
            voices=tuple(
                replace(voice, statement=twin.id, text=twin.text, polarity=twin.polarity)
                if voice.statement == statement
                else voice
                for voice in line.voices
            ),
        )
        for line in lines
    )


@dataclass(frozen=True)
class Reworded:
    """Lines after somebody said their statement in other words; `empty`: lines nobody holds any more."""

    lines: tuple[Line, ...]
    touched: tuple[str, ...]
    empty: tuple[str, ...] = ()


def reword_own(
    lines: Sequence[Line],
    statement: str,
    text: str,
    polarity: Polarity,
    group: Grouper,
    new_id: str,
    held: Collection[str] = (),
) -> Reworded:
    """The voice of this statement says it otherwise: it stays where it still fits, else it moves to where it does.

    A line that only this person said is reworded with them, unless another line says the new words already.
    """
    home = next((line for line in lines if any(v.statement == statement for v in line.voices)), None)
    if home is None:
        return Reworded(tuple(lines), ())
    voice = next(v for v in home.voices if v.statement == statement)
    said = replace(voice, text=text, polarity=polarity)
    without = withdraw(lines, statement, held)
    others = tuple(line for line in without.lines if line.id not in without.empty)
    placed = place(others, home.facet, said, group, new_id)
    if placed.new_line and (home.id in without.empty or (home.dropped and len(home.voices) == 1)):
        own = home.text == voice.text
        kept = replace(home, voices=(said,), text=text if own else home.text)
        kept = replace(kept, polarity=polarity if own else home.polarity)
        return Reworded(tuple(kept if line.id == home.id else line for line in lines), (home.id,))
    vanished = tuple(line for line in without.lines if line.id in without.empty)
    touched = tuple(dict.fromkeys((*without.touched, placed.line)))
    return Reworded((*placed.lines, *vanished), touched, without.empty)


def held_by_marks(ballots: Sequence[Ballot]) -> frozenset[str]:
    """Lines somebody marked with agree."""
    return frozenset(
        line for ballot in ballots for line, choice in ballot.marks.items() if choice is Choice.AGREE
    )
