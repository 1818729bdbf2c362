"""Running a workshop: starting it, reminding, extending, handing over, closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.messages import Sentence
from bot.nouns import BLIND, Stage, Workshop
from bot.workshop.conversation import Close
from bot.workshop.forms import NewWorkshop, tidy
from bot.workshop.messages import invitation
from bot.workshop.script import script_for
from handlers.use_cases.origin import Origin
from handlers.use_cases.progress import invitation_handle, panel, panel_handle, progress_of, show_progress
from handlers.use_cases.seats import REMIND_AFTER, close_seats, remind
from handlers.use_cases.work import Target, Work
from storage import seats, workshops


def start(work: Work, form: NewWorkshop) -> Workshop:
    """A new workshop: the invitation goes to the channel, the panel to the facilitator."""
    problems = form.problems(work.now)
    if problems:
        field, sentence = next(iter(problems.items()))
        raise BadInput(sentence, field)
    if work.person is None:
        raise NotAllowed("Only a person can start a workshop.")
    known = workshops.product_of(work.session, work.workspace, form.channel)
    same = known is not None and known[1].casefold() == tidy(form.product).casefold()
    product = workshops.keep_product(
        work.session, work.workspace, known[0] if known and same else "", tidy(form.product), work.new_id()
    )
    workshops.keep_channel(work.session, work.workspace, form.channel, product=product)
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
    work.say(panel(work, workshop), Target.dm(workshop.facilitator, handle=panel_handle(workshop.id)))
    if workshop.deadline is not None:
        work.schedule("deadline", {"workshop": workshop.id}, workshop.deadline)
    if workshop.asked:
        work.schedule("remind_asked", {"workshop": workshop.id}, work.now + REMIND_AFTER)
    return workshop


def run_by(work: Work, workshop_id: str) -> Workshop:
    """The workshop, if this person runs it. Raises NotFound, NotAllowed."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.facilitator != work.person:
        raise NotAllowed(
            f"<@{workshop.facilitator}> runs this workshop. Ask them to do this, or to hand it over."
        )
    return workshop


def remind_everybody(work: Work, workshop_id: str, origin: Origin) -> None:
    """A nudge to everybody who was asked and has not finished."""
    workshop = _still_asking(run_by(work, workshop_id))
    count = nudge(work, workshop)
    origin.tell(
        work, f"I reminded {count} {'person' if count == 1 else 'people'}." if count else "Everybody is done."
    )


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
        raise BadInput("Choose a time that is still to come.", "deadline")
    changed = replace(workshop, deadline=deadline)
    workshops.save_workshop(work.session, work.workspace, changed)
    work.schedule("deadline", {"workshop": workshop.id}, deadline)
    show_progress(work, changed)
    origin.tell(work, "The new deadline stands on the invitation.")


def hand_over(work: Work, workshop_id: str, to: str, origin: Origin) -> None:
    """Somebody else runs the workshop from now on. What was answered stays blind to them too."""
    workshop = run_by(work, workshop_id)
    if to == work.person:
        raise BadInput("You run it already. Choose somebody else.", "person")
    changed = replace(workshop, facilitator=to)
    workshops.save_workshop(work.session, work.workspace, changed)
    work.say(Sentence(f"<@{to}> runs this workshop now."), Target.update(panel_handle(workshop.id)))
    work.say(panel(work, changed), Target.dm(to, handle=panel_handle(workshop.id)))
    show_progress(work, changed)
    origin.tell(work, f"<@{to}> runs the workshop on {workshop.subject} now.")


def close(work: Work, workshop_id: str, origin: Origin) -> None:
    """Ends a workshop without a reveal. The answers stay unseen."""
    workshop = run_by(work, workshop_id)
    if workshop.stage in (Stage.PUBLISHED, Stage.CLOSED):
        raise OutOfDate("This workshop has ended already.")
    changed = replace(workshop, stage=Stage.CLOSED)
    workshops.save_workshop(work.session, work.workspace, changed)
    close_seats(work, changed, Close())
    show_progress(work, changed)
    origin.tell(work, "Closed. The answers stay unseen.")


def deadline_passed(work: Work, workshop_id: str) -> None:
    """Tells the facilitator; nothing is revealed by a clock alone."""
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.stage not in BLIND or workshop.deadline is None or workshop.deadline > work.now:
        return
    progress = progress_of(work, workshop)
    words = f"The deadline of the workshop on {workshop.subject} has passed: {progress.sentence()} "
    words += "Go on to the vote or the reveal, or extend it, with the buttons below."
    work.say(Sentence(words), Target.dm(workshop.facilitator))
    work.say(panel(work, workshop), Target.dm(workshop.facilitator, handle=panel_handle(workshop.id)))


def _still_asking(workshop: Workshop) -> Workshop:
    if workshop.stage is not Stage.ASKING:
        raise OutOfDate("The questions are over in this workshop.")
    return workshop
