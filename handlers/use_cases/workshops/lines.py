"""From answers to lines: what everybody said, put together; what says the same is one line."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import partial

from bot.errors import OutOfDate
from bot.nouns import Line, Workshop
from bot.workshop.lines import gather, told_by
from bot.workshop.reveal import nobody_answered
from handlers.use_cases.engine import group_statements
from handlers.use_cases.work import Look, Work
from storage import personas, seats, workshops

NOTHING = (
    "Nobody has answered a question yet, so there is nothing to reveal. Remind people, or close the workshop."
)


def read_ahead(look: Look, workshop_id: str) -> None:
    """Compares what was said before the transaction that needs it begins: the engine keeps what it computed."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.facilitator != look.person:
        return
    held = seats.conversations(look.session, look.workspace, workshop_id)
    told = [item for person, conversation in held for item in told_by(person, conversation.answers)]
    numbers = itertools.count()
    gather(told, group_statements, lambda: str(next(numbers)))


def put_together(work: Work, workshop: Workshop) -> tuple[Line, ...]:
    """The lines of everything said so far.

    Lines that were voted on keep their ids (marks hang on them): what was said since is added to them or beside them.
    """
    held = seats.conversations(work.session, work.workspace, workshop.id)
    if nobody_answered([conversation.answers for _, conversation in held]):
        raise OutOfDate(NOTHING)
    told = [item for person, conversation in held for item in told_by(person, conversation.answers)]
    apart = frozenset(
        frozenset(pair) for pair in workshops.pairs(work.session, work.workspace, workshop.id, "apart")
    )
    together = frozenset(
        frozenset(pair) for pair in workshops.pairs(work.session, work.workspace, workshop.id, "together")
    )
    group = partial(group_statements, together=together)
    gathered = gather(told, group, work.new_id, apart)
    known = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
    ids = _kept_ids(known, gathered.lines)
    lines = tuple(replace(line, id=ids.get(line.id, line.id)) for line in gathered.lines)
    personas.save_lines(work.session, work.workspace, workshop.id, lines)
    for relation, found in (("contradict", gathered.contradictions), ("doubtful", gathered.doubtful)):
        renamed = [(ids.get(a, a), ids.get(b, b)) for a, b in found]
        workshops.set_pairs(work.session, work.workspace, workshop.id, relation, renamed)
    return lines


def _kept_ids(known: tuple[Line, ...], fresh: tuple[Line, ...]) -> dict[str, str]:
    """For each fresh line the id of the known line that shares most of its statements."""
    owner = {voice.statement: line.id for line in known for voice in line.voices}
    kept: dict[str, str] = {}
    for line in fresh:
        shared = [owner[voice.statement] for voice in line.voices if voice.statement in owner]
        free = [line_id for line_id in shared if line_id not in kept.values()]
        if free:
            kept[line.id] = max(set(free), key=lambda line_id: (free.count(line_id), line_id))
    return kept
