"""The reveal in the channel: everything that was said becomes visible at once, and stays true afterwards."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import OutOfDate
from bot.facets import FACETS
from bot.messages import Sentence
from bot.nouns import BLIND, Line, Stage, Workshop
from bot.workshop.conversation import Close
from bot.workshop.lines import count_votes
from bot.workshop.messages import RevealPart, invitation, reveal_head
from bot.workshop.reveal import reveal
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Target, Work
from handlers.use_cases.workshops.lines import put_together
from handlers.use_cases.workshops.posts import (
    call_to_vote,
    invitation_handle,
    is_unposted,
    progress_of,
    reveal_handle,
    show_progress,
)
from handlers.use_cases.workshops.running import run_by
from handlers.use_cases.workshops.seats import close_seats
from storage import personas, seats, workshops


def part_handle(workshop: str, facet: str) -> str:
    """The handle of one facet in the reveal's thread."""
    return f"{reveal_handle(workshop)}:{facet}"


def show_reveal(work: Work, workshop_id: str) -> None:
    """Everything that was said becomes visible in the channel, at once."""
    workshop = run_by(work, workshop_id)
    if workshop.stage not in BLIND:
        raise OutOfDate("This workshop has been revealed already.")
    lines = put_together(work, workshop)
    voted = frozenset(workshops.voted_on(work.session, work.workspace, workshop.id))
    held = seats.conversations(work.session, work.workspace, workshop.id)
    people = [person for person, _ in held]
    ballots = workshops.ballots(work.session, work.workspace, workshop.id)
    counted = count_votes(lines, ballots, people, voted)
    personas.save_lines(work.session, work.workspace, workshop.id, counted)
    revealed = replace(workshop, stage=Stage.REVEALED)
    workshops.save_workshop(work.session, work.workspace, revealed)
    _post_reveal(work, revealed, counted)
    close_seats(work, revealed, Close())
    if workshop.stage is Stage.VOTING:
        for person in people:
            call_to_vote(work, revealed, person, is_open=False)
    show_progress(work, revealed)


def post_again(work: Work, workshop_id: str, origin: Origin) -> None:
    """What Slack refused to post (the invitation, or the reveal) is posted once the channel can be written to."""
    workshop = run_by(work, workshop_id)
    if not is_unposted(work, workshop):
        raise OutOfDate("That post is in the channel already.")
    if workshop.stage in BLIND:
        shown = invitation(workshop, progress_of(work, workshop))
        work.say(shown, Target.channel(workshop.channel, handle=invitation_handle(workshop.id)))
    else:
        lines = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
        _post_reveal(work, workshop, lines)
    show_progress(work, workshop)
    origin.tell(work, f"I am posting it in <#{workshop.channel}> again.")


def _post_reveal(work: Work, workshop: Workshop, lines: tuple[Line, ...]) -> None:
    there = {line.id for line in lines}
    pairs = workshops.pairs(work.session, work.workspace, workshop.id, "contradict")
    contradictions = [pair for pair in pairs if there.issuperset(pair)]
    held = seats.conversations(work.session, work.workspace, workshop.id)
    answers = [(person, conversation.answers) for person, conversation in held]
    shown = reveal(workshop, lines, contradictions, answers)
    handle = reveal_handle(workshop.id)
    head = reveal_head(workshop, shown, _agreed(lines))
    work.say(head, Target.channel(workshop.channel, handle=handle))
    for facet in shown.facets:
        part = part_handle(workshop.id, facet.facet)
        work.say(RevealPart(facet), Target.channel(workshop.channel, thread=handle, handle=part))


def refresh_reveal(work: Work, workshop: Workshop) -> None:
    """Shows the reveal anew after somebody changed their mind: its head, and each facet in its thread."""
    lines = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
    there = {line.id for line in lines}
    pairs = workshops.pairs(work.session, work.workspace, workshop.id, "contradict")
    contradictions = [pair for pair in pairs if there.issuperset(pair)]
    workshops.set_pairs(work.session, work.workspace, workshop.id, "contradict", contradictions)
    held = seats.conversations(work.session, work.workspace, workshop.id)
    shown = reveal(workshop, lines, contradictions, [(person, c.answers) for person, c in held])
    published = workshop.stage is Stage.PUBLISHED
    head = replace(reveal_head(workshop, shown, _agreed(lines)), published=published)
    if not work.stands(reveal_handle(workshop.id)):
        return
    work.say(head, Target.update(reveal_handle(workshop.id)))
    parts = {facet.facet: facet for facet in shown.facets}
    for facet in FACETS:
        handle = part_handle(workshop.id, facet)
        if work.stands(handle):
            gone = Sentence(f"*{FACETS[facet].label}*\nWhat was said here has been withdrawn.")
            work.say(RevealPart(parts[facet]) if facet in parts else gone, Target.update(handle))
        elif facet in parts:
            place = Target.channel(workshop.channel, thread=reveal_handle(workshop.id), handle=handle)
            work.say(RevealPart(parts[facet]), place)


def update_head(work: Work, workshop: Workshop, lines: tuple[Line, ...]) -> None:
    """The head of the reveal once the persona is published."""
    contradictions = workshops.pairs(work.session, work.workspace, workshop.id, "contradict")
    held = seats.conversations(work.session, work.workspace, workshop.id)
    shown = reveal(workshop, lines, contradictions, [(person, c.answers) for person, c in held])
    head = replace(reveal_head(workshop, shown, _agreed(lines)), published=True)
    work.refresh(head, reveal_handle(workshop.id))


def _agreed(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The three lines most people agree on, of those more than half agree on."""
    carried = [line for line in lines if line.agree * 2 > line.asked and line.agree > 1]
    carried.sort(key=lambda line: (-line.agree, line.no, -len(line.voices), line.position))
    return tuple(line.text for line in carried[:3])
