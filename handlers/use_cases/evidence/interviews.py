"""Interviews: one was given or dropped, it is read, somebody says which persona it is about, its quotes are compared.

What people said waits in `Pending` until a person decides on it (`interview_quotes.py`); the file's name, which is often
somebody's, is never kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.errors import BadInput, NotAllowed, NotFound, OutOfDate
from bot.evidence.interviews.kept import (
    InterviewState,
    KeptInterview,
    Pending,
    chosen_for_a_person,
    renumbered,
)
from bot.evidence.interviews.quotes import ProposedLine, Quote, QuoteMatch
from bot.evidence.messages import (
    InterviewAsks,
    InterviewFound,
    InterviewList,
    InterviewReading,
    ListedInterview,
)
from bot.messages import Sentence
from bot.nouns import Persona
from bot.personas.editing import check_active
from bot.survey.kept import SurveyState
from handlers.use_cases.conversations import is_direct
from handlers.use_cases.evidence.desk import OVER, close, day_words, handler_of, say, title_for
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import desk
from handlers.use_cases.personas.desk import may_edit
from handlers.use_cases.work import Look, Target, Work, acting
from storage import interviews as kept
from storage import personas, surveys, workshops

READ, COMPARE, FORGET = "read_interview", "compare_interview", "forget_interview"
NO_FILE = "Choose the file with the interview."
NO_PERSONA_CHOSEN = "Choose the persona it is about."
KNOWN = "This file was given already. Nothing was changed."
NO_PERSONA = "There is no persona yet that an interview could be about. Start with `/persona new`."
UNDECIDED_DAYS = 30
MOST_LISTED = 20
NOTHING = (
    "It says nothing about the lines of this persona, and nothing that reads like a need or a pain. "
    "Nothing of it is kept."
)


@dataclass(frozen=True)
class Read:
    """What reading gave: masked quotes, how many people answer, what could not be told apart."""

    quotes: tuple[Quote, ...]
    people: int
    note: str


# Giving


def choices(look: Look, name: str, channel: str | None) -> tuple[tuple[Persona, ...], str]:
    """The active personas in sight, and the id of the one whose name or role was typed, if it is one."""
    active = desk.active_in_sight(look, channel)
    if not active:
        raise NotFound(NO_PERSONA)
    if not name:
        return active, active[0].id if len(active) == 1 else ""
    meant = desk.find(look, name, channel)
    check_active(meant)
    return active, meant.id


def give(work: Work, file: str, persona_id: str, channel: str | None, held: date | None) -> None:
    """A file was given in the window, for a persona; what comes of it is said in the person's DM."""
    person = acting(work)
    persona = desk.in_sight(work, persona_id, channel)
    check_active(persona)
    _check_day(work, held)
    interview = KeptInterview(
        work.new_id(),
        file,
        person,
        True,
        person,
        InterviewState.READING,
        work.now,
        work.now,
        persona.id,
        channel,
        held,
    )
    if not kept.add_interview(work.session, work.workspace, interview):
        raise OutOfDate(KNOWN)
    say(work, interview, InterviewReading(persona.title))
    work.schedule(READ, {"interview": interview.id})


def _check_day(look: Look, held: date | None) -> None:
    if held is not None and held > look.now.date() + timedelta(days=1):
        raise BadInput("That day is still to come.", "held")


def found(work: Work, survey_id: str, read: Read, days: int) -> None:
    """A dropped file turned out to be an interview: somebody says which persona it is about, and nothing else is kept."""
    dropped = surveys.any_survey(work.session, work.workspace, survey_id)
    if dropped.state not in (SurveyState.DROPPED, SurveyState.READING):
        return
    surveys.save_survey(
        work.session, work.workspace, replace(dropped, state=SurveyState.IGNORED, name="", wish=None)
    )
    channel = dropped.channel
    direct = is_direct(channel)
    interview = KeptInterview(
        dropped.id,
        dropped.file,
        dropped.owner if direct else channel,
        direct or workshops.is_private(work.session, work.workspace, channel),
        dropped.owner,
        InterviewState.UNPLACED,
        work.now,
        work.now,
        given_in=None if direct else channel,
    )
    if kept.add_interview(work.session, work.workspace, interview):
        _keep_read(work, interview, read, days)


def finish_reading(work: Work, interview_id: str, read: Read, days: int) -> None:
    """A given file was read; it is compared with the lines of its persona."""
    interview = kept.get_interview(work.session, work.workspace, interview_id)
    if interview.state is InterviewState.READING:
        _keep_read(work, interview, read, days)


def _keep_read(work: Work, interview: KeptInterview, read: Read, days: int) -> None:
    until = work.now + timedelta(days=days)
    interview = replace(
        interview,
        people=read.people,
        quotes=len(read.quotes),
        note=read.note,
        until=until,
        pending=Pending(read.quotes),
    )
    undecided = min(until, work.now + timedelta(days=UNDECIDED_DAYS))
    for due in sorted({undecided, until}):
        work.schedule(FORGET, {"interview": interview.id}, due=due)
    if interview.persona is not None:
        try:
            _begin_comparing(
                work, interview, personas.any_persona(work.session, work.workspace, interview.persona)
            )
            return
        except (NotFound, OutOfDate):
            interview = replace(interview, persona=None)
    _wait_for_persona(work, interview)


def _wait_for_persona(work: Work, interview: KeptInterview, sentence: str = "") -> None:
    waiting = replace(interview, state=InterviewState.UNPLACED, persona=None)
    kept.save_interview(work.session, work.workspace, waiting)
    say(
        work,
        waiting,
        InterviewFound(waiting.id, waiting.people, waiting.quotes, waiting.owner, waiting.note, sentence),
    )


def refuse(work: Work, interview_id: str, sentence: str) -> None:
    """The file cannot be read as an interview: one sentence, and nothing is kept."""
    interview = kept.get_interview(work.session, work.workspace, interview_id)
    if interview.state in (InterviewState.READING, InterviewState.COMPARING):
        close(work, interview, InterviewState.REFUSED, sentence)


def leave_dropped(work: Work, survey_id: str, sentence: str, asked: bool) -> None:
    """A dropped file is no interview that can be read: only whoever dropped it is told."""
    dropped = surveys.any_survey(work.session, work.workspace, survey_id)
    if dropped.state not in (SurveyState.DROPPED, SurveyState.READING):
        return
    state = SurveyState.REFUSED if asked else SurveyState.IGNORED
    surveys.save_survey(work.session, work.workspace, replace(dropped, state=state, name=""))
    target = (
        Target.dm(dropped.owner)
        if is_direct(dropped.channel)
        else Target.only(dropped.channel, dropped.owner)
    )
    work.say(Sentence(sentence), target)


# Which persona


def ready_to_place(look: Look, interview_id: str) -> tuple[KeptInterview, tuple[Persona, ...]]:
    """An interview of one's own that waits for its persona, and the personas it could be about."""
    interview = _own(look, interview_id)
    if interview.state is not InterviewState.UNPLACED:
        raise OutOfDate("Which persona it is about has been said already.")
    active, _ = choices(look, "", interview.given_in)
    return interview, active


def place(work: Work, interview_id: str, persona_id: str, held: date | None) -> None:
    """Somebody says which persona the interview is about; its quotes are compared with the lines."""
    interview, active = ready_to_place(work, interview_id)
    persona = next((p for p in active if p.id == persona_id), None)
    if persona is None:
        raise NotFound("That persona is not there any more, or you cannot see it.")
    _check_day(work, held)
    _begin_comparing(work, replace(interview, held=held), persona)


def _begin_comparing(work: Work, interview: KeptInterview, persona: Persona) -> None:
    check_active(persona)
    first = kept.next_participant(work.session, work.workspace, persona.id)
    pending = replace(interview.pending, quotes=renumbered(interview.pending.quotes, first))
    placed = replace(
        interview, persona=persona.id, first=first, state=InterviewState.COMPARING, pending=pending
    )
    kept.save_interview(work.session, work.workspace, placed)
    say(work, placed, InterviewReading(title_for(placed, persona), comparing=True))
    work.schedule(COMPARE, {"interview": placed.id})


def to_compare(look: Look, interview_id: str) -> tuple[KeptInterview, Persona] | None:
    """What is to be compared; None where that is over, or its persona is gone."""
    interview = kept.get_interview(look.session, look.workspace, interview_id)
    if interview.state is not InterviewState.COMPARING or interview.persona is None:
        return None
    return interview, personas.any_persona(look.session, look.workspace, interview.persona)


def compared(
    work: Work, interview_id: str, matches: Sequence[QuoteMatch], proposed: Sequence[ProposedLine]
) -> None:
    """The quotes were compared; only what a person is asked about is still kept, and only until they have decided."""
    standing = to_compare(work, interview_id)
    if standing is None:
        return
    interview, persona = standing
    if not persona.active:
        _wait_for_persona(work, interview, "The persona has been retired meanwhile.")
        return
    pairs, lines = chosen_for_a_person(matches, proposed, [line.id for line in persona.standing])
    if not pairs and not lines:
        close(work, interview, InterviewState.LEFT, NOTHING)
        return
    asking = replace(interview, state=InterviewState.ASKING, pending=Pending((), pairs=pairs, proposed=lines))
    kept.save_interview(work.session, work.workspace, asking)
    show(work, asking, persona)


def show(work: Work, interview: KeptInterview, persona: Persona) -> None:
    """The interview's message while its quotes wait for a person."""
    pending = interview.pending
    until = min(interview.until, interview.created + timedelta(days=UNDECIDED_DAYS))
    say(
        work,
        interview,
        InterviewAsks(
            interview.id,
            title_for(interview, persona),
            interview.people,
            len({(pair.quote.speaker, pair.quote.text) for pair in pending.pairs}),
            len({pair.line for pair in pending.pairs}),
            len(pending.proposed),
            day_words(until),
            interview.note,
        ),
    )


def leave(work: Work, interview_id: str) -> None:
    """It is no interview, or not to be used: what was read of it goes."""
    interview = kept.get_interview(work.session, work.workspace, interview_id)
    handler_of(work, interview)
    if interview.is_over:
        raise OutOfDate(OVER)
    close(work, interview, InterviewState.LEFT, f"Left by <@{work.person}>. Nothing of it is kept.")


def show_list(work: Work, origin: Origin) -> None:
    """`/persona interviews`: those about personas in sight, and one's own that wait."""
    person = acting(work)
    seen = {p.id: p for p in desk.visible(work, origin.channel)}
    rows = []
    for interview in kept.interviews_of(work.session, work.workspace, list(seen), person):
        if interview.state in (InterviewState.LEFT, InterviewState.REFUSED):
            continue
        mine = interview.owner == person
        if interview.state is not InterviewState.HEARD and not mine:
            continue
        persona = seen.get(interview.persona or "")
        rows.append(
            ListedInterview(
                interview.id,
                persona.title if persona else "",
                day_words(interview.day),
                interview.state,
                interview.people,
                interview.quotes,
                mine or (persona is not None and may_edit(work, persona)),
            )
        )
    if not rows:
        origin.tell(
            work,
            "There are no interviews in your sight yet. Type `/persona interview NAME`, or drop a transcript "
            "into a channel with Dramatis.",
        )
        return
    origin.answer(work, InterviewList(tuple(rows[:MOST_LISTED]), max(0, len(rows) - MOST_LISTED)))


def _own(look: Look, interview_id: str) -> KeptInterview:
    interview = kept.get_interview(look.session, look.workspace, interview_id)
    if interview.owner != acting(look):
        raise NotAllowed(f"<@{interview.owner}> gave this interview and says which persona it is about.")
    return interview
