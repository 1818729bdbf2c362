"""Running a workshop: starting it, reminding, extending, handing over, closing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.messages import Sentence
from bot.nouns import BLIND, Stage, Workshop
from bot.workshop.conversation import Close
from bot.workshop.forms import LATEST, NewWorkshop, tidy
from bot.workshop.messages import TakeOver, invitation, literal
from bot.workshop.script import script_for
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work
from handlers.use_cases.workshops.posts import (
    call_to_vote,
    invitation_handle,
    panel,
    panel_handle,
    progress_of,
    show_progress,
)
from handlers.use_cases.workshops.seats import REMIND_AFTER, close_seats, remind
from storage import seats, workshops
from storage.store import micros

REMIND_ASKED, DEADLINE = "remind_asked", "deadline"
NOT_YOURS = "<@{facilitator}> runs this workshop. Ask them to do this, or to hand it over."
PAST = "Choose a time that is still to come."
UNSEEN = "This workshop was closed without a reveal. Nobody saw your answers."


def start(work: Work, form: NewWorkshop, apps: Collection[str] = ()) -> Workshop:
    """A new workshop: the invitation goes to the channel, the panel to the facilitator.

    `apps`: those of the asked who are no people; they are left out, and the facilitator is told.
    """
    workshop = open_one(work, replace(form, asked=tuple(one for one in form.asked if one not in apps)))
    workshops.keep_channel(work.session, work.workspace, form.channel, product=workshop.product)
    work.say(
        panel(work, workshop),
        Target.dm(workshop.facilitator, handle=panel_handle(workshop.id, workshop.facilitator)),
    )
    if apps:
        names = " and ".join(f"<@{app}>" for app in apps)
        told = f"I left out {names}: an app cannot answer. Ask people."
        work.say(Sentence(told), Target.dm(workshop.facilitator))
    if workshop.deadline is not None:
        _mind_deadline(work, workshop)
    if workshop.asked:
        work.schedule(REMIND_ASKED, {"workshop": workshop.id}, work.now + REMIND_AFTER)
    return workshop


def open_one(work: Work, form: NewWorkshop) -> Workshop:
    """A workshop that stands in its channel, with nobody told of it but by the invitation there."""
    check(form.problems(work.now))
    if work.person is None:
        raise NotAllowed("Only a person can start a workshop.")
    known = workshops.product_of(work.session, work.workspace, form.channel)
    same = known is not None and known[1].casefold() == tidy(form.product).casefold()
    product = workshops.keep_product(
        work.session, work.workspace, known[0] if known and same else "", tidy(form.product), work.new_id()
    )
    workshop = Workshop(
        id=work.new_id(),
        product=product,
        channel=form.channel,
        private=workshops.is_private(work.session, work.workspace, form.channel),
        subject=tidy(form.subject),
        purpose=form.purpose,
        customers=form.customers,
        attribution=form.attribution,
        facilitator=work.person,
        stage=Stage.ASKING,
        script=script_for(form.purpose, form.customers, form.short),
        asked=tuple(dict.fromkeys(form.asked)),
        vote=form.vote,
        deadline=form.deadline,
        created=work.now,
    )
    workshops.add_workshop(work.session, work.workspace, workshop)
    progress = progress_of(work, workshop)
    handle = invitation_handle(workshop.id)
    work.say(invitation(workshop, progress), Target.channel(workshop.channel, handle=handle))
    return workshop


def run_by(work: Look, workshop_id: str) -> Workshop:
    """The workshop, if this person runs it. Raises NotFound, NotAllowed."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.facilitator != work.person:
        raise NotAllowed(NOT_YOURS.format(facilitator=workshop.facilitator))
    return workshop


def remind_everybody(work: Work, workshop_id: str, origin: Origin) -> None:
    """A nudge to everybody who was asked and has not finished."""
    workshop = _still_asking(run_by(work, workshop_id))
    count = nudge(work, workshop)
    if count:
        told = f"I reminded {count} {'person' if count == 1 else 'people'}."
    elif seats.standing(work.session, work.workspace, workshop.id):
        told = "Everybody who joined is done."
    else:
        told = (
            "Nobody has joined yet, and nobody was asked by name, so there is nobody to remind. Post in the channel "
            "that people can press Join there."
        )
    origin.tell(work, told)


def nudge(work: Work, workshop: Workshop, only_not_joined: bool = False) -> int:
    """Reminds the seats that are open, and those who were asked and have not joined; returns how many."""
    count = 0
    held = dict(seats.standing(work.session, work.workspace, workshop.id))
    for person, finished in held.items():
        seat = seats.seat_of(work.session, work.workspace, workshop.id, person)
        if not finished and seat is not None and not only_not_joined:
            remind(work, seat)
            count += 1
    for person in workshop.asked:
        if person not in held:
            shown = invitation(workshop, progress_of(work, workshop))
            work.say(shown, Target.dm(person))
            count += 1
    return count


def extend(work: Work, workshop_id: str, deadline: datetime, origin: Origin) -> None:
    """A new deadline."""
    workshop = run_by(work, workshop_id)
    if workshop.stage not in BLIND:
        raise OutOfDate("The workshop has been revealed, so it has no deadline any more.")
    if deadline <= work.now:
        raise BadInput(PAST, "deadline")
    if deadline > work.now + LATEST:
        raise BadInput("Choose a time within the next 90 days.", "deadline")
    changed = replace(workshop, deadline=deadline)
    workshops.save_workshop(work.session, work.workspace, changed)
    if deadline != workshop.deadline:
        _mind_deadline(work, changed)
    show_progress(work, changed)
    origin.tell(work, "The new deadline stands on the invitation.")


def hand_over(work: Work, workshop_id: str, to: str, origin: Origin) -> None:
    """Somebody else runs the workshop from now on. What was answered stays blind to them too."""
    workshop = run_by(work, workshop_id)
    if to == work.person:
        raise BadInput("You run it already. Choose somebody else.", "person")
    changed = replace(workshop, facilitator=to)
    workshops.save_workshop(work.session, work.workspace, changed)
    told = f"<@{to}> runs the workshop on {literal(workshop.subject)} now."
    work.refresh(Sentence(told), panel_handle(workshop.id, workshop.facilitator))
    _welcome(work, changed)
    origin.tell(work, told)


def take_over(work: Work, workshop_id: str, gone: str | None, origin: Origin) -> None:
    """Somebody who takes part runs the workshop of a facilitator who is gone (`gone`: their user id)."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.facilitator != work.person:
        may_take_over(work, workshop, gone)
        workshop = replace(workshop, facilitator=work.person or "")
        workshops.save_workshop(work.session, work.workspace, workshop)
        _welcome(work, workshop)
    origin.tell(work, f"You run the workshop on {literal(workshop.subject)} now.")


def may_take_over(work: Work, workshop: Workshop, gone: str | None) -> None:
    """Raises NotAllowed unless the facilitator is gone and this person was asked or holds a seat."""
    if gone is None or gone != workshop.facilitator:
        raise NotAllowed(NOT_YOURS.format(facilitator=workshop.facilitator))
    held = [person for person, _ in seats.standing(work.session, work.workspace, workshop.id)]
    if work.person not in (*held, *workshop.asked):
        raise NotAllowed(
            f"<@{workshop.facilitator}> ran this workshop and is not here any more. "
            "Press Join, then Manage, and you can run it."
        )


def show_panel(work: Work, workshop_id: str, origin: Origin, gone: str | None = None) -> None:
    """The panel, for the facilitator only; where they are `gone`, an offer to those who take part to run it."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.facilitator == work.person:
        origin.answer(work, panel(work, workshop))
        return
    may_take_over(work, workshop, gone)
    origin.answer(work, TakeOver(workshop.id, workshop.subject, workshop.facilitator))


def facilitator_of(look: Look, workshop_id: str) -> str:
    """Who runs a workshop. Raises NotFound."""
    return workshops.get_workshop(look.session, look.workspace, workshop_id).facilitator


def _welcome(work: Work, workshop: Workshop) -> None:
    """The panel for somebody who runs the workshop from now on."""
    handle = panel_handle(workshop.id, workshop.facilitator)
    work.say(panel(work, workshop), Target.dm(workshop.facilitator, handle=handle))
    work.refresh(invitation(workshop, progress_of(work, workshop)), invitation_handle(workshop.id))


def close(work: Work, workshop_id: str, origin: Origin) -> None:
    """Ends a workshop without a reveal. The answers stay unseen."""
    workshop = run_by(work, workshop_id)
    if workshop.stage not in BLIND:
        raise OutOfDate("This workshop has been revealed or closed already.")
    changed = replace(workshop, stage=Stage.CLOSED)
    workshops.save_workshop(work.session, work.workspace, changed)
    close_seats(work, changed, Close(), UNSEEN)
    if workshop.stage is Stage.VOTING:
        for person, _ in seats.standing(work.session, work.workspace, workshop.id):
            call_to_vote(work, changed, person, is_open=False)
    show_progress(work, changed)
    origin.tell(work, "Closed. The answers stay unseen.")


def deadline_passed(work: Work, workshop_id: str, until: int | None = None) -> None:
    """Tells the facilitator once; nothing is revealed by a clock alone. `until`: the deadline it was set for."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.stage not in BLIND or workshop.deadline is None or workshop.deadline > work.now:
        return
    if until is not None and until != micros(workshop.deadline):
        return
    progress = progress_of(work, workshop)
    words = f"The deadline of the workshop on {literal(workshop.subject)} has passed: {progress.sentence()} "
    words += "Go on to the vote or the reveal, or extend it, with the buttons below."
    work.say(Sentence(words), Target.dm(workshop.facilitator))
    work.say(
        panel(work, workshop),
        Target.dm(workshop.facilitator, handle=panel_handle(workshop.id, workshop.facilitator)),
    )


def _mind_deadline(work: Work, workshop: Workshop) -> None:
    if workshop.deadline is not None:
        until = micros(workshop.deadline)
        work.schedule(DEADLINE, {"workshop": workshop.id, "until": until}, workshop.deadline)


def _still_asking(workshop: Workshop) -> Workshop:
    if workshop.stage is not Stage.ASKING:
        raise OutOfDate("The questions are over in this workshop.")
    return workshop
