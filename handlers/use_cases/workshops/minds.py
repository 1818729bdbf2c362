""" "I changed my mind": after the reveal a person withdraws or rewords what they said, or marks a line otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.errors import NotAllowed, OutOfDate
from bot.nouns import Answer, Attribution, Ballot, Choice, Line, Polarity, Stage, Statement, Workshop
from bot.personas.editing import MARKED_OTHERWISE, Edit
from bot.personas.voicing import hand_voice, held_by_marks, recount, reword_own, shown_person, withdraw
from bot.workshop.forms import tidy
from bot.workshop.splitting import polarity
from handlers.use_cases.engine import group_statements
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.desk import keep
from handlers.use_cases.work import Look, Work, acting
from handlers.use_cases.workshops.reveals import refresh_reveal
from storage import persona_life as life
from storage import personas, seats, workshops

CHANGED = "changed their mind"


@dataclass(frozen=True)
class OwnMind:
    """What a person said, and the lines others said with this person's own marks on them."""

    workshop: Workshop
    statements: tuple[Statement, ...]
    lines: tuple[Line, ...]
    marks: Mapping[str, Choice]


def own_mind(look: Look, workshop_id: str) -> OwnMind:
    """What this person can change. Raises NotAllowed for who held no seat, OutOfDate before the reveal."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    person = acting(look)
    if workshop.stage not in (Stage.REVEALED, Stage.PUBLISHED):
        raise OutOfDate(
            "This is possible after the reveal. Until then, edit your answers in our direct messages."
        )
    seat = seats.seat_of(look.session, look.workspace, workshop.id, person)
    if seat is None:
        raise NotAllowed(
            "Only those who answered can change what they said. On the card, “Challenge” says what you doubt."
        )
    conversation = seats.load_conversation(look.session, look.workspace, seat)
    said = tuple(s for answer in conversation.answers for s in answer.statements)
    lines = personas.lines_of(look.session, look.workspace, [workshop.id]).get(workshop.id, ())
    others = tuple(line for line in lines if all(voice.person != person for voice in line.voices))
    ballots = workshops.ballots(look.session, look.workspace, workshop.id)
    marks = next((dict(ballot.marks) for ballot in ballots if ballot.person == person), {})
    return OwnMind(workshop, said, others, marks)


def change_mind(
    work: Work, workshop_id: str, wordings: Mapping[str, str], marks: Mapping[str, Choice], origin: Origin
) -> None:
    """Takes what was changed: statement id → new words (none: withdrawn), line id → mark. The rest stays as it is.

    The workshop's lines change, and those of every persona made of them, with an entry in their histories.
    """
    mind = own_mind(work, workshop_id)
    known = {statement.id: statement for statement in mind.statements}
    said = {key: tidy(text) for key, text in wordings.items() if key in known}
    said = {key: text for key, text in said.items() if text != tidy(known[key].text)}
    lines = {line.id: line for line in mind.lines}
    marked = {
        line: choice for line, choice in marks.items() if line in lines and mind.marks.get(line) is not choice
    }
    if not said and not marked:
        return
    _save_answers(work, mind.workshop, said)
    _in_workshop(work, mind.workshop, known, said, marked)
    holders = dict.fromkeys(life.personas_of_workshop(work.session, work.workspace, workshop_id))
    for statement in said:
        holders |= dict.fromkeys(life.personas_with_statement(work.session, work.workspace, statement))
    for persona in holders:
        _in_persona(work, persona, workshop_id, known, said, marked)
    refresh_reveal(work, mind.workshop)
    origin.tell(work, f"Kept: {_counted(len(said) + len(marked))}. The counts are right again.")


def _counted(changes: int) -> str:
    return "1 change" if changes == 1 else f"{changes} changes"


def _save_answers(work: Work, workshop: Workshop, said: Mapping[str, str]) -> None:
    """The person's own answers say it too."""
    seat = seats.seat_of(work.session, work.workspace, workshop.id, acting(work))
    if seat is None or not said:
        return
    before = seats.load_conversation(work.session, work.workspace, seat)
    answers = tuple(_answer(answer, said) for answer in before.answers)
    seats.save_conversation(work.session, work.workspace, before, replace(before, answers=answers))


def _answer(answer: Answer, said: Mapping[str, str]) -> Answer:
    statements = []
    for statement in answer.statements:
        text = said.get(statement.id, statement.text)
        if text:
            holds = Polarity(polarity(text, statement.facet)) if statement.id in said else statement.polarity
            statements.append(replace(statement, text=text, polarity=holds))
    return replace(answer, statements=tuple(statements))


@dataclass(frozen=True)
class _Changed:
    lines: tuple[Line, ...]
    touched: frozenset[str]
    empty: frozenset[str]
    moved_on: frozenset[str]
    """Lines this person no longer stands behind: an agreement marked there is over."""


def _spoken(
    work: Work,
    lines: tuple[Line, ...],
    known: Mapping[str, Statement],
    said: Mapping[str, str],
    held: frozenset[str],
) -> _Changed:
    touched: set[str] = set()
    empty: set[str] = set()
    left: set[str] = set()
    for statement, text in said.items():
        homes = {line.id for line in lines if any(v.statement == statement for v in line.voices)}
        twin = _twin(known, said, statement) if not text else None
        if twin is not None:  # they said it twice, and one of the two still stands
            lines = hand_voice(lines, statement, twin)
            touched |= homes
            continue
        if not text:
            after = withdraw(lines, statement, held)
            lines, seen, gone = after.lines, after.touched, after.empty
        else:
            holds = Polarity(polarity(text, known[statement].facet))
            new = reword_own(lines, statement, text, holds, group_statements, work.new_id(), held)
            lines, seen, gone = new.lines, new.touched, new.empty
        touched |= set(seen)
        empty |= set(gone)
        still = {line.id for line in lines if any(v.statement == statement for v in line.voices)}
        left |= homes - still
    return _Changed(lines, frozenset(touched), frozenset(empty), frozenset(left))


def _twin(known: Mapping[str, Statement], said: Mapping[str, str], statement: str) -> Statement | None:
    """Another statement of the same person that says the same and is not being changed."""
    mine = known[statement]
    others = [s for s in known.values() if s.id not in said and s.facet == mine.facet]
    groups = group_statements([mine, *others], frozenset()).groups
    same = next((places for places in groups if 0 in places), (0,))
    return next((others[place - 1] for place in same if place), None)


def _in_workshop(
    work: Work,
    workshop: Workshop,
    known: Mapping[str, Statement],
    said: Mapping[str, str],
    marked: Mapping[str, Choice],
) -> None:
    """The revealed lines. One that nobody holds any more is gone."""
    person = acting(work)
    lines = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
    changed = _spoken(work, lines, known, said, _held_by_others(work, workshop.id, person))
    life.take_back_marks(work.session, work.workspace, workshop.id, person, changed.moved_on)
    workshops.cast(work.session, work.workspace, workshop.id, Ballot(person, dict(marked)))
    people = frozenset(who for who, _ in seats.standing(work.session, work.workspace, workshop.id))
    ballots = workshops.ballots(work.session, work.workspace, workshop.id)
    standing = [line for line in changed.lines if line.id not in changed.empty]
    asked = {line.id: people for line in standing}
    counted = recount(standing, ballots, asked, changed.touched | set(marked))
    personas.save_lines(work.session, work.workspace, workshop.id, counted)


def _in_persona(
    work: Work,
    persona_id: str,
    workshop_id: str,
    known: Mapping[str, Statement],
    said: Mapping[str, str],
    marked: Mapping[str, Choice],
) -> None:
    """A persona made of them. One of its lines that nobody holds any more is dropped, and stays in the history."""
    person = acting(work)
    persona = personas.any_persona(work.session, work.workspace, persona_id)
    changed = _spoken(work, persona.lines, known, said, _held_by_others(work, persona.id, person))
    mine = {
        origin.line: marked[origin.was]
        for origin in life.origins(work.session, work.workspace, persona.id)
        if origin.workshop == workshop_id and origin.was in marked
    }
    here = {line.id: line for line in persona.lines}
    mine = {line: choice for line, choice in mine.items() if line in here}
    if not changed.touched and not mine:
        return
    life.take_back_marks(work.session, work.workspace, persona.id, person, changed.moved_on)
    workshops.cast(work.session, work.workspace, persona.id, Ballot(person, mine))
    over = [line for line, choice in mine.items() if choice is not Choice.NO]
    life.take_back_doubts(work.session, work.workspace, persona.id, person, over)
    lines = tuple(replace(line, dropped=True) if line.id in changed.empty else line for line in changed.lines)
    after = recount(
        lines,
        workshops.ballots(work.session, work.workspace, persona.id),
        life.asked_of_lines(work.session, work.workspace, persona.id),
        changed.touched | set(mine),
    )
    now = replace(persona, lines=after, pins=tuple(pin for pin in persona.pins if pin not in changed.empty))
    named = persona.attribution is Attribution.NAMED
    edits = [
        Edit(now, CHANGED, known[statement].text, text)
        for statement, text in said.items()
        if any(v.statement == statement for line in persona.lines for v in line.voices)
    ]
    edits += [
        Edit(
            now,
            MARKED_OTHERWISE,
            here[line].text,
            choice.replace("_", " ").replace("dont", "don't") if named else "",
        )
        for line, choice in mine.items()
    ]
    if edits:
        keep(work, edits, shown_person(persona.attribution, person))


def _held_by_others(look: Look, belongs: str, person: str) -> frozenset[str]:
    ballots = workshops.ballots(look.session, look.workspace, belongs)
    return held_by_marks([ballot for ballot in ballots if ballot.person != person])
