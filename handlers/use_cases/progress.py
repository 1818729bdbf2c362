"""Keeps the posts of a workshop true: the invitation, the facilitator's panel, everybody's call to vote."""

from __future__ import annotations

from bot.nouns import Workshop
from bot.workshop.messages import Panel, Progress, VoteCall, invitation, panel_rows
from handlers.use_cases.work import Target, Work
from storage import seats, workshops
from storage.queue import find_post


def invitation_handle(workshop: str) -> str:
    """The handle of the invitation."""
    return f"workshop:{workshop}:invitation"


def panel_handle(workshop: str) -> str:
    """The handle of the facilitator's panel."""
    return f"workshop:{workshop}:panel"


def progress_of(work: Work, workshop: Workshop) -> Progress:
    """How far a workshop is, counted."""
    held = seats.standing(work.session, work.workspace, workshop.id)
    voted = {ballot.person for ballot in workshops.ballots(work.session, work.workspace, workshop.id)}
    everybody = {*workshop.asked, *(person for person, _ in held)}
    return Progress(
        asked=len(everybody) if workshop.asked else 0,
        joined=len(held),
        done=sum(finished for _, finished in held),
        voted=len(voted),
    )


def panel(work: Work, workshop: Workshop) -> Panel:
    """The facilitator's panel as it should look now."""
    voted = frozenset(
        ballot.person for ballot in workshops.ballots(work.session, work.workspace, workshop.id)
    )
    return Panel(
        workshop.id,
        workshop.subject,
        workshop.stage,
        workshop.vote,
        panel_rows(workshop, seats.conversations(work.session, work.workspace, workshop.id), voted),
        progress_of(work, workshop),
        workshop.channel,
        workshop.deadline,
        len(workshops.pairs(work.session, work.workspace, workshop.id, "doubtful")),
    )


def show_progress(work: Work, workshop: Workshop) -> None:
    """Updates both posts in place; several changes in a moment become one."""
    shown = invitation(workshop, progress_of(work, workshop))
    work.say(shown, Target.update(invitation_handle(workshop.id)))
    work.say(panel(work, workshop), Target.update(panel_handle(workshop.id)))


def vote_handle(workshop: str, person: str) -> str:
    """The handle of one person's call to vote."""
    return f"workshop:{workshop}:vote:{person}"


def call_to_vote(work: Work, workshop: Workshop, person: str, marked: int = 0, is_open: bool = True) -> None:
    """One person's call to vote: posted once, then shown anew."""
    lines = len(workshops.voted_on(work.session, work.workspace, workshop.id))
    call = VoteCall(workshop.id, workshop.subject, lines, marked, is_open)
    handle = vote_handle(workshop.id, person)
    if find_post(work.session, work.workspace, handle) is not None:
        work.say(call, Target.update(handle))
    elif is_open:
        work.say(call, Target.dm(person, handle=handle))
