"""The vote before the reveal: blind marks on the lines."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.facets import FACETS
from bot.nouns import Ballot, Choice, Line, Stage, Workshop
from handlers.use_cases.work import Look, Work
from handlers.use_cases.workshops.lines import put_together
from handlers.use_cases.workshops.posts import call_to_vote, show_progress
from handlers.use_cases.workshops.running import run_by
from storage import personas, seats, workshops


def start_vote(work: Work, workshop_id: str) -> None:
    """The lines are put together, and everybody who holds a seat is asked for their marks."""
    workshop = run_by(work, workshop_id)
    if workshop.stage is not Stage.ASKING:
        raise OutOfDate("The vote has been started already.")
    lines = put_together(work, workshop)
    workshops.freeze_vote(work.session, work.workspace, workshop.id, [line.id for line in lines])
    voting = replace(workshop, stage=Stage.VOTING)
    workshops.save_workshop(work.session, work.workspace, voting)
    for person, _ in seats.standing(work.session, work.workspace, workshop.id):
        call_to_vote(work, voting, person)
    show_progress(work, voting)


def ballot_lines(look: Look, workshop_id: str) -> tuple[Workshop, tuple[Line, ...], Ballot]:
    """The lines a person may mark, without anybody's voice or mark, and their own marks so far."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.stage is Stage.CLOSED:
        raise OutOfDate("The vote is over: the workshop was closed without a reveal.")
    if workshop.stage is not Stage.VOTING:
        raise OutOfDate(
            "There is no vote now. Once the workshop is revealed, what came out is in the channel."
        )
    held = [person for person, _ in seats.standing(look.session, look.workspace, workshop_id)]
    if look.person not in held:
        raise NotAllowed("Only those who took part in the questions can vote on the lines.")
    wanted = workshops.voted_on(look.session, look.workspace, workshop_id)
    known = personas.lines_of(look.session, look.workspace, [workshop_id]).get(workshop_id, ())
    by_id = {line.id: line for line in known}
    place = {facet: number for number, facet in enumerate(FACETS)}
    there = sorted(
        (by_id[line] for line in wanted if line in by_id), key=lambda line: place.get(line.facet, 0)
    )
    blind = tuple(Line(line.id, line.facet, line.text, line.polarity) for line in there)
    mine = [
        b for b in workshops.ballots(look.session, look.workspace, workshop_id) if b.person == look.person
    ]
    return workshop, blind, mine[0] if mine else Ballot(look.person)


def vote(work: Work, workshop_id: str, marks: dict[str, Choice]) -> None:
    """One person's marks; only on lines of this vote."""
    workshop, lines, before = ballot_lines(work, workshop_id)
    known = {line.id for line in lines}
    taken = {line: choice for line, choice in marks.items() if line in known}
    if not taken and not before.marks:
        raise BadInput("Mark at least one line, or close the window to vote later.")
    workshops.cast(work.session, work.workspace, workshop_id, Ballot(before.person, taken))
    marked = len({*before.marks, *taken})
    call_to_vote(work, workshop, before.person, marked)
    show_progress(work, workshop)
