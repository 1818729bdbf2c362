"""Keeps the posts of a workshop true: the invitation, the facilitator's panel, everybody's call to vote."""

from __future__ import annotations

from bot.nouns import BLIND, Stage, Workshop
from bot.workshop.messages import Panel, Progress, VoteCall, invitation, panel_rows
from handlers.use_cases.work import Target, Work
from storage import seats, workshops


def invitation_handle(workshop: str) -> str:
    """The handle of the invitation."""
    return f"workshop:{workshop}:invitation"


def panel_handle(workshop: str, facilitator: str) -> str:
    """The handle of a facilitator's panel: each who ever ran the workshop has one of their own."""
    return f"workshop:{workshop}:panel:{facilitator}"


def reveal_handle(workshop: str) -> str:
    """The handle of the reveal's post in the channel."""
    return f"workshop:{workshop}:reveal"


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
    held = seats.conversations(work.session, work.workspace, workshop.id)
    return Panel(
        workshop.id,
        workshop.subject,
        workshop.stage,
        workshop.vote,
        panel_rows(workshop, held, voted),
        progress_of(work, workshop),
        workshop.channel,
        workshop.deadline,
        len(workshops.pairs(work.session, work.workspace, workshop.id, "doubtful")),
        unposted=is_unposted(work, workshop),
        seated=any(person == workshop.facilitator for person, _ in held),
    )


def is_unposted(work: Work, workshop: Workshop) -> bool:
    """Whether what belongs in the channel now is not there: Slack refused it for good."""
    if workshop.stage in BLIND:
        return not work.stands(invitation_handle(workshop.id))
    if workshop.stage is Stage.REVEALED:
        return not work.stands(reveal_handle(workshop.id))
    return False


def show_progress(work: Work, workshop: Workshop) -> None:
    """Updates both posts in place; several changes in a moment become one."""
    work.refresh(invitation(workshop, progress_of(work, workshop)), invitation_handle(workshop.id))
    work.refresh(panel(work, workshop), panel_handle(workshop.id, workshop.facilitator))


def vote_handle(workshop: str, person: str) -> str:
    """The handle of one person's call to vote."""
    return f"workshop:{workshop}:vote:{person}"


def call_to_vote(work: Work, workshop: Workshop, person: str, marked: int = 0, is_open: bool = True) -> None:
    """One person's call to vote: posted once, then shown anew."""
    lines = len(workshops.voted_on(work.session, work.workspace, workshop.id))
    revealed = workshop.stage is not Stage.CLOSED
    call = VoteCall(workshop.id, workshop.subject, lines, marked, is_open, revealed)
    handle = vote_handle(workshop.id, person)
    if is_open:
        work.show(call, Target.dm(person, handle=handle))
    else:
        work.refresh(call, handle)
