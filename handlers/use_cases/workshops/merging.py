"""Which lines say the same, where the bot is not sure or was wrong, is for the facilitator to decide.

A decision is kept on the statements, not on the lines: however often the lines are put together anew, it holds. Voices
and votes stay with what people said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.nouns import Ballot, Choice, Line, Stage, Workshop
from bot.workshop.lines import count_votes
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Work
from handlers.use_cases.workshops.lines import put_together
from handlers.use_cases.workshops.posts import call_to_vote, show_progress
from handlers.use_cases.workshops.reveals import refresh_reveal
from storage import persona_life as life
from storage import personas, seats, workshops

AT_ONCE = 20
NONE_CHOSEN = "Choose at least one line."
Pair = tuple[Line, Line]
_TOO_LATE = (
    "The lines can be merged and taken apart until the persona is made. Merge or reword them on the persona."
)


@dataclass(frozen=True)
class Doubtful:
    """Pairs of lines that may say the same, as far as one window holds them."""

    workshop: Workshop
    pairs: tuple[Pair, ...]


def doubtful(look: Look, workshop_id: str) -> Doubtful:
    """What the facilitator is asked. Only wordings: nobody's voice and no count. Raises NotAllowed, OutOfDate."""
    workshop = _open(look, workshop_id)
    lines = _lines(look, workshop)
    pairs = workshops.pairs(look.session, look.workspace, workshop.id, "doubtful")
    found = tuple((lines[a], lines[b]) for a, b in pairs if a in lines and b in lines)
    if not found:
        raise OutOfDate("Every pair has been decided already.")
    return Doubtful(workshop, found[:AT_ONCE])


def decide(
    work: Work, workshop_id: str, same: Collection[tuple[str, str]], different: Collection[tuple[str, str]]
) -> None:
    """Pairs of line ids that say the same become one line; those that differ are kept apart from now on."""
    workshop = _open(work, workshop_id)
    known = _lines(work, workshop)
    asked = {
        frozenset(pair) for pair in workshops.pairs(work.session, work.workspace, workshop.id, "doubtful")
    }
    same = [pair for pair in same if frozenset(pair) in asked and set(pair) <= set(known)]
    different = [pair for pair in different if frozenset(pair) in asked and set(pair) <= set(known)]
    if not same and not different:
        return
    apart = [link for a, b in different for link in _links(known[a], known[b])]
    together = [link for a, b in same for link in _links(known[a], known[b])]
    _decided(work, workshop, apart, together)


def mergeds(look: Look, workshop_id: str) -> tuple[Workshop, tuple[Line, ...]]:
    """The lines made of several wordings. Raises NotAllowed, OutOfDate."""
    workshop = _open(look, workshop_id)
    if workshop.stage is not Stage.REVEALED:
        raise OutOfDate("This is possible after the reveal.")
    found = tuple(line for line in _lines(look, workshop).values() if len(wordings(line)) > 1)
    if not found:
        raise OutOfDate("No line is made of different wordings, so there is nothing to take apart.")
    return workshop, found


def wordings(line: Line) -> tuple[str, ...]:
    """The different ways a line was put, the one it is known by first."""
    ways = {" ".join(voice.text.casefold().split()): voice.text for voice in reversed(line.voices)}
    first = " ".join(line.text.casefold().split())
    return tuple(sorted(ways.values(), key=lambda text: " ".join(text.casefold().split()) != first))


def take_apart(work: Work, workshop_id: str, lines: Collection[str], origin: Origin) -> None:
    """Each wording of these lines becomes a line of its own again, and stays so."""
    workshop, found = mergeds(work, workshop_id)
    chosen = [line for line in found if line.id in set(lines)]
    if not chosen:
        raise BadInput(NONE_CHOSEN, "lines")
    apart: list[tuple[str, str]] = []
    for line in chosen:
        said = [(voice.statement, " ".join(voice.text.casefold().split())) for voice in line.voices]
        apart += [(a, b) for n, (a, one) in enumerate(said) for b, other in said[n + 1 :] if one != other]
    _decided(work, workshop, apart, [])
    many = "1 line is" if len(chosen) == 1 else f"{len(chosen)} lines are"
    origin.tell(
        work, f"{many} taken apart. What each person said stands by itself, and the counts are right again."
    )


def _open(look: Look, workshop_id: str) -> Workshop:
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.facilitator != look.person:
        raise NotAllowed(f"<@{workshop.facilitator}> runs this workshop and decides what says the same.")
    if workshop.stage not in (Stage.VOTING, Stage.REVEALED):
        raise OutOfDate(_TOO_LATE)
    return workshop


def _lines(look: Look, workshop: Workshop) -> dict[str, Line]:
    known = personas.lines_of(look.session, look.workspace, [workshop.id]).get(workshop.id, ())
    return {line.id: line for line in known}


def _links(one: Line, other: Line) -> list[tuple[str, str]]:
    """Pairs of the statements of two lines."""
    return [(a.statement, b.statement) for a in one.voices for b in other.voices]


def _decided(
    work: Work, workshop: Workshop, apart: Iterable[tuple[str, str]], together: Iterable[tuple[str, str]]
) -> None:
    """Keeps the decisions, the newer one where two are at odds, puts the lines together anew and counts the votes."""
    new = {"apart": set(map(_sorted, apart)), "together": set(map(_sorted, together))}
    for relation, other in (("apart", "together"), ("together", "apart")):
        before = set(workshops.pairs(work.session, work.workspace, workshop.id, relation))
        after = (before | new[relation]) - (new[other] - new[relation])
        workshops.set_pairs(work.session, work.workspace, workshop.id, relation, after)
    old = _lines(work, workshop)
    fresh = put_together(work, workshop)
    _marks_follow(work, workshop, old, fresh)
    voted = _vote_follows(work, workshop, old, fresh)
    people = [person for person, _ in seats.standing(work.session, work.workspace, workshop.id)]
    if workshop.stage is Stage.REVEALED:
        ballots = workshops.ballots(work.session, work.workspace, workshop.id)
        counted = count_votes(fresh, ballots, people, frozenset(voted))
        personas.save_lines(work.session, work.workspace, workshop.id, counted)
        refresh_reveal(work, workshop)
    else:
        marks = {b.person: b.marks for b in workshops.ballots(work.session, work.workspace, workshop.id)}
        for person in people:
            marked = sum(line in voted for line in marks.get(person, {}))
            call_to_vote(work, workshop, person, marked)
    show_progress(work, workshop)


def _marks_follow(work: Work, workshop: Workshop, old: Mapping[str, Line], fresh: tuple[Line, ...]) -> None:
    """Marks on a line that is no more go on with the line that says it now.

    A line taken apart keeps the marks on the wording that was voted on. Where a person marked both of two lines that
    became one, and differently, their agreement to either wording counts; else their mark on the line that stays.
    """
    moved = _heirs(old, fresh)
    for ballot in workshops.ballots(work.session, work.workspace, workshop.id):
        given: dict[str, list[Choice]] = {}
        for line, choice in ballot.marks.items():
            given.setdefault(moved.get(line, line), []).append(choice)
        now = {line: Choice.AGREE if Choice.AGREE in marks else marks[0] for line, marks in given.items()}
        if now == ballot.marks:
            continue
        life.take_back_marks(work.session, work.workspace, workshop.id, ballot.person, list(ballot.marks))
        workshops.cast(work.session, work.workspace, workshop.id, Ballot(ballot.person, now))


def _heirs(old: Mapping[str, Line], fresh: tuple[Line, ...]) -> dict[str, str]:
    """For each line of before the line that has its wording now."""
    home = {voice.statement: line.id for line in fresh for voice in line.voices}
    heirs = {}
    for line in old.values():
        speaks = [voice.statement for voice in line.voices if voice.text == line.text]
        others = [voice.statement for voice in line.voices]
        found = next((home[statement] for statement in [*speaks, *others] if statement in home), None)
        if found is not None:
            heirs[line.id] = found
    return heirs


def _vote_follows(
    work: Work, workshop: Workshop, old: Mapping[str, Line], fresh: tuple[Line, ...]
) -> tuple[str, ...]:
    """What is voted on after the change; during the vote also the lines that are new. None where there is no vote."""
    before = workshops.voted_on(work.session, work.workspace, workshop.id)
    if not before:
        return ()
    heirs = _heirs(old, fresh)
    there = {line.id for line in fresh}
    now = [heirs.get(line, line) for line in before]
    if workshop.stage is Stage.VOTING:
        now += [line.id for line in fresh if line.id not in old]
    kept = tuple(dict.fromkeys(line for line in now if line in there))
    workshops.freeze_vote(work.session, work.workspace, workshop.id, kept)
    return kept


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return (min(pair), max(pair))
