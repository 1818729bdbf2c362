"""A stakeholder's seat: joining, and everything that is said and pressed in the conversation."""

from __future__ import annotations

from datetime import timedelta

from bot.errors import NotAllowed, OutOfDate
from bot.messages import Sentence
from bot.nouns import BLIND, Answer, Stage, Workshop
from bot.workshop.conversation import (
    Conversation,
    Deleted,
    Edited,
    Event,
    Phase,
    Resume,
    Said,
    Step,
    has_words,
    open_first,
    step,
    turn_message,
)
from bot.workshop.messages import Picker, Seated, SeatReminder, literal, promise
from handlers.use_cases.engine import split_answer
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work, acting
from handlers.use_cases.workshops.posts import call_to_vote, show_progress
from storage import seats, workshops
from storage.queue import find_post

TOO_LATE = "This workshop has been revealed already. Read what came out in the channel."
UNREVEALED = (
    "This workshop was closed without a reveal. Ask in the channel whether there will be another one."
)
WAITING = "I have sent you the questions in our direct messages."
REMIND = "remind_seat"
REMIND_AFTER = timedelta(days=2)
SNOOZE = timedelta(days=1)
PICKED_FROM = 10


def root(seat: str) -> str:
    """The handle of a seat's thread."""
    return f"seat:{seat}"


def turn_handle(seat: str, number: int) -> str:
    """The handle of one message of the conversation."""
    return f"seat:{seat}:{number}"


def picker_handle(ts: str) -> str:
    """The handle of the question which conversation a message is for."""
    return f"pick:{ts}"


def join(work: Work, workshop_id: str, origin: Origin) -> None:
    """A person takes a seat: the thread is opened with its first question. Joining twice puts the open question again."""
    person = acting(work)
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    if workshop.stage not in BLIND:
        raise OutOfDate(UNREVEALED if workshop.stage is Stage.CLOSED else TOO_LATE)
    seat = seats.seat_of(work.session, work.workspace, workshop.id, person)
    if seat is not None:
        go_on(work, seat)
        origin.tell(work, WAITING)
        return
    seat = work.new_id()
    first = open_first(seat, workshop.subject, workshop.script)
    seats.add_seat(work.session, work.workspace, workshop.id, person, first.conversation, work.now)
    seated = Seated(
        workshop.id, workshop.subject, workshop.facilitator, len(workshop.script), promise(workshop)
    )
    work.say(seated, Target.dm(person, handle=root(seat)))
    _say(work, person, first)
    if workshop.stage is Stage.VOTING:
        call_to_vote(work, workshop, person)
    show_progress(work, workshop)
    work.schedule(REMIND, {"seat": seat}, work.now + REMIND_AFTER)
    origin.tell(work, WAITING)


def take(work: Work, seat: str, event: Event) -> None:
    """One event in a seat's conversation. Raises NotAllowed for a seat of somebody else."""
    person, workshop_id = _own(work, seat)
    before = seats.load_conversation(work.session, work.workspace, seat)
    taken = step(before, event, split_answer, work.new_id)
    _save(work, person, before, taken)
    after = taken.conversation
    if (before.finished, before.phase) != (after.finished, after.phase):
        show_progress(work, workshops.get_workshop(work.session, work.workspace, workshop_id))


def hear(work: Work, text: str, ts: str, thread_ts: str | None) -> bool:
    """Something typed in the DM: taken by the seat whose thread it is in, or by the only open seat.

    Where several are open and none was meant, a picker asks. False where it belongs to no seat.
    """
    seat, choices = _seat_meant(work, thread_ts)
    if choices:
        work.say(Picker(ts, choices), Target.dm(acting(work), handle=picker_handle(ts)))
        return True
    if seat is None:
        return False
    conversation = seats.load_conversation(work.session, work.workspace, seat)
    take(work, seat, Said(ts, text, before_open=_sent_before(work, conversation, ts)))
    return True


def change_words(work: Work, event: Edited | Deleted) -> None:
    """A message in the DM was edited or deleted: the answer it stands in changes with it, until the reveal."""
    for seat, _ in workshops.workshops_of(work.session, work.workspace, acting(work)):
        if has_words(seats.load_conversation(work.session, work.workspace, seat), event.ts):
            take(work, seat, event)
            return


def place(work: Work, seat: str, text: str, ts: str) -> None:
    """A message typed outside all threads is put into the conversation that was picked. Once only."""
    person, workshop_id = _own(work, seat)
    for held, _ in workshops.workshops_of(work.session, work.workspace, person):
        if has_words(seats.load_conversation(work.session, work.workspace, held), ts):
            raise OutOfDate("That message stands in one of your answers already.")
    conversation = seats.load_conversation(work.session, work.workspace, seat)
    take(work, seat, Said(ts, text, before_open=_sent_before(work, conversation, ts)))
    subject = workshops.get_workshop(work.session, work.workspace, workshop_id).subject
    work.refresh(Picker(ts, (), subject), picker_handle(ts))


def go_on(work: Work, seat: str) -> None:
    """Puts the open question again."""
    take(work, seat, Resume())


def remind(work: Work, seat: str) -> None:
    """One reminder, if the conversation is still open."""
    person, workshop_id = seats.holder(work.session, work.workspace, seat)
    workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    conversation = seats.load_conversation(work.session, work.workspace, seat)
    if workshop.stage is not Stage.ASKING or conversation.finished or conversation.phase is Phase.CLOSED:
        return
    left = sum(conversation.answer(facet) is None for facet in conversation.script)
    reminder = SeatReminder(seat, workshop.subject, workshop.facilitator, left)
    work.say(reminder, Target.dm(person, thread=root(seat)))


def snooze(work: Work, seat: str, origin: Origin) -> None:
    """The reminder comes again tomorrow."""
    _own(work, seat)
    work.schedule(REMIND, {"seat": seat}, work.now + SNOOZE)
    origin.tell(work, "I will remind you tomorrow.")


def close_seats(work: Work, workshop: Workshop, event: Event, words: str = "") -> None:
    """The same event in every seat of a workshop, when it moves on; `words` are said in each thread."""
    for person, before in seats.conversations(work.session, work.workspace, workshop.id):
        _save(work, person, before, step(before, event, split_answer, work.new_id))
        if words:
            work.say(Sentence(words), Target.dm(person, thread=root(before.seat)))


def lines_to_know(look: Look, seat: str, facet: str) -> Answer:
    """The answer whose lines this person may say apart how they know. Raises NotAllowed, OutOfDate."""
    _own(look, seat)
    answer = seats.load_conversation(look.session, look.workspace, seat).answer(facet)
    if answer is None or not answer.statements:
        raise OutOfDate("That answer has no lines any more.")
    return answer


def _own(look: Look, seat: str) -> tuple[str, str]:
    """(person, workshop) of one's own seat. Raises NotAllowed for somebody else's."""
    person, workshop = seats.holder(look.session, look.workspace, seat)
    if person != look.person:
        raise NotAllowed("That conversation belongs to somebody else.")
    return person, workshop


def _save(work: Work, person: str, before: Conversation, taken: Step) -> None:
    if taken.conversation != before:
        seats.save_conversation(work.session, work.workspace, before, taken.conversation)
    _say(work, person, taken)


def _say(work: Work, person: str, taken: Step) -> None:
    seat = taken.conversation.seat
    for sentence in taken.notices:
        work.say(Sentence(literal(sentence)), Target.dm(person, thread=root(seat)))
    for number in taken.posts:
        message = turn_message(taken.conversation, number)
        work.say(message, Target.dm(person, thread=root(seat), handle=turn_handle(seat, number)))
    for number in taken.updates:
        work.say(turn_message(taken.conversation, number), Target.update(turn_handle(seat, number)))


def _seat_meant(work: Work, thread_ts: str | None) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The seat that something typed is for, or else the (seat, subject) it may be for."""
    open_seats = []
    for seat, workshop in workshops.workshops_of(work.session, work.workspace, acting(work)):
        post = find_post(work.session, work.workspace, root(seat))
        if thread_ts is not None and post is not None and post.ts == thread_ts:
            return seat, ()
        if workshop.stage in BLIND:
            open_seats.append((seat, workshop.subject))
    if thread_ts is not None:
        return None, ()
    unfinished = [
        (seat, subject)
        for seat, subject in open_seats
        if not seats.load_conversation(work.session, work.workspace, seat).finished
    ]
    if len(unfinished) > 1:
        return None, tuple(unfinished[:PICKED_FROM])
    return (unfinished[0][0] if unfinished else None), ()


def _sent_before(work: Work, conversation: Conversation, ts: str) -> bool:
    """Whether a message was sent before the open question was there to be read."""
    post = find_post(work.session, work.workspace, turn_handle(conversation.seat, conversation.open_turn))
    return post is None or post.ts is None or _stamp(ts) < _stamp(post.ts)


def _stamp(ts: str) -> tuple[int, int]:
    whole, _, part = ts.partition(".")
    return int(whole), int(part or 0)
