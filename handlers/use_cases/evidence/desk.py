"""What everything about interviews and feedback shares: who decides, where their messages stand, what goes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.errors import NotAllowed
from bot.evidence.interviews.kept import InterviewState, KeptInterview, Pending
from bot.evidence.messages import InterviewEnded
from bot.messages import Message
from bot.nouns import Choice, Persona
from handlers.use_cases.conversations import is_person
from handlers.use_cases.personas.desk import in_sight, may_edit
from handlers.use_cases.work import Look, Target, Work, acting
from storage import interviews as kept
from storage import workshops

OVER = "That has been decided already."


def day_words(day: date | datetime) -> str:
    """A day as people read it: 4 May 2026."""
    return f"{day.day} {day:%B %Y}"


def handle_of(interview: str) -> str:
    """The handle of an interview's message."""
    return f"interview:{interview}"


def handler_of(look: Look, interview: KeptInterview) -> Persona | None:
    """Whoever gave an interview, and whoever may edit its persona, may decide on it. Raises NotAllowed, NotFound.

    Returns the persona it is about, if that was said.
    """
    if interview.persona is None:
        if interview.owner != acting(look):
            raise NotAllowed(f"<@{interview.owner}> gave this interview and decides on it.")
        return None
    persona = in_sight(look, interview.persona, interview.given_in)
    if interview.owner != look.person and not may_edit(look, persona):
        raise NotAllowed(f"<@{interview.owner}> gave this interview and decides on it.")
    return persona


def say(work: Work, interview: KeptInterview, message: Message) -> None:
    """In the interview's message: posted once, updated from then on."""
    work.show(message, Target.to(interview.channel, handle=handle_of(interview.id)))


def close(work: Work, interview: KeptInterview, state: InterviewState, sentence: str) -> None:
    """Nothing of it is kept any more; its message says why."""
    kept.save_interview(
        work.session, work.workspace, replace(interview, state=state, pending=Pending(), note="")
    )
    say(work, interview, InterviewEnded(sentence))


def title_for(interview: KeptInterview, persona: Persona) -> str:
    """The persona's title where everybody who sees the interview's message may know it; else nothing."""
    return (
        persona.title
        if is_person(interview.channel) or not persona.private or persona.channel == interview.channel
        else ""
    )


def without_empty(work: Work, persona: Persona, touched: set[str]) -> tuple[Persona, list[str]]:
    """The persona without those of the touched lines that nobody's voice, no mark and no evidence holds any more.

    Returns it with the words of the lines that went.
    """
    agreed = {
        line
        for ballot in workshops.ballots(work.session, work.workspace, persona.id)
        for line, choice in ballot.marks.items()
        if choice is Choice.AGREE
    }
    empty = [
        line
        for line in persona.lines
        if line.id in touched and not line.voices and not line.evidence and line.id not in agreed
    ]
    ids = {line.id for line in empty}
    left = replace(
        persona,
        lines=tuple(line for line in persona.lines if line.id not in ids),
        pins=tuple(pin for pin in persona.pins if pin not in ids),
    )
    return left, [line.text for line in empty]
