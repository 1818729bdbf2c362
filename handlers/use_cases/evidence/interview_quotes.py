"""A person decides on the quotes of an interview; what they confirm is evidence, everything else goes.

Later it can be deleted whole, and at its date the words go while the counts stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import OutOfDate
from bot.evidence.interviews.deciding import Ready
from bot.evidence.interviews.heard import counted_words
from bot.evidence.interviews.kept import InterviewState, KeptQuote, Pending, Stand, Take
from bot.evidence.messages import InterviewEnded, InterviewHeard
from bot.personas.editing import Edit, check_active
from handlers.use_cases.evidence import taken_lines
from handlers.use_cases.evidence.desk import (
    OVER,
    close,
    day_words,
    handle_of,
    handler_of,
    say,
    title_for,
    without_empty,
)
from handlers.use_cases.evidence.taken_lines import Proof
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import card, desk
from handlers.use_cases.personas.desk import may_edit
from handlers.use_cases.personas.heard import heard_anew
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.work import Look, Work
from storage import interviews as kept
from storage import persona_life as life
from storage import personas

HEARD = "heard an interview"
DELETED = "deleted an interview"
EXPIRED = "Nobody decided on it in time. Nothing of it is kept."


def ready(look: Look, interview_id: str) -> Ready:
    """An interview whose quotes wait for this person. Raises NotAllowed, NotFound, OutOfDate."""
    interview = kept.get_interview(look.session, look.workspace, interview_id)
    persona = handler_of(look, interview)
    if interview.state is not InterviewState.ASKING or persona is None:
        raise OutOfDate(OVER)
    check_active(persona)
    return Ready(interview, persona, may_edit(look, persona))


def decide(
    work: Work,
    interview_id: str,
    page: int,
    stands: Mapping[int, Stand],
    takes: Mapping[int, Take],
) -> None:
    """One page was sent: its decisions are kept; with the last page they take effect, and everything else goes."""
    standing = ready(work, interview_id)
    interview, pending = standing.interview, standing.interview.pending
    if any(place >= len(pending.pairs) for place in stands) or any(
        place >= len(pending.proposed) for place in takes
    ):
        raise OutOfDate(OVER)
    pending = replace(
        pending,
        stands={**pending.stands, **{str(place): stand for place, stand in stands.items()}},
        takes={**pending.takes, **{str(place): take for place, take in takes.items()}},
    )
    interview = replace(interview, pending=pending)
    kept.save_interview(work.session, work.workspace, interview)
    if standing.asked(page).is_last:
        _take_effect(work, replace(standing, interview=interview))


def _take_effect(work: Work, decided: Ready) -> None:
    interview, persona, pending = decided.interview, decided.persona, decided.interview.pending
    quotes = [
        KeptQuote(
            interview.id,
            persona.id,
            pair.line,
            pair.quote.speaker,
            pair.quote.text,
            pending.stand(place) is Stand.AGAINST,
            pair.probability,
            interview.day,
        )
        for place, pair in enumerate(pending.pairs)
        if pair.line in decided.lines and pending.stand(place) is not Stand.NEITHER
    ]
    kept.add_quotes(work.session, work.workspace, quotes)
    grown = heard_anew(work, persona)
    against = {quote.line for quote in quotes if quote.against}
    in_favour = {quote.line for quote in quotes if not quote.against}
    used = {(quote.speaker, quote.text) for quote in quotes}
    taken: list[str] = []
    proposed = 0
    for place, proposal in enumerate(pending.proposed):
        word = pending.take(place)
        if word is Take.LEAVE:
            continue
        said = KeptQuote(
            interview.id,
            persona.id,
            "",
            proposal.quote.speaker,
            proposal.quote.text,
            False,
            1.0,
            interview.day,
        )
        used.add((said.speaker, said.text))
        proof = Proof("an interview", quote=said)
        if decided.takes:
            grown, line, is_new = taken_lines.with_taken(work, grown, word.value, said.text, proof)
            taken += [line] if is_new else []
            in_favour |= set() if is_new else {line}
        else:
            taken_lines.propose(work, persona, word.value, said.text, proof)
            proposed += 1
    quoted = [*(pair.quote for pair in pending.pairs), *(one.quote for one in pending.proposed)]
    asked = {(quote.speaker, quote.text) for quote in quoted}
    over = replace(interview, state=InterviewState.HEARD, pending=Pending(), note="")
    if not quotes and not taken and not proposed and grown == persona:
        close(
            work, interview, InterviewState.LEFT, "None of its quotes was confirmed. Nothing of it is kept."
        )
        return
    kept.save_interview(work.session, work.workspace, over)
    # The history never holds the words themselves, so that an interview can be deleted.
    counted = counted_words(len(in_favour), len(against), len(taken))
    grown = desk.keep(work, [Edit(grown, HEARD, after=counted)])
    say(
        work,
        over,
        InterviewHeard(
            over.id,
            persona.id,
            title_for(over, persona),
            day_words(over.day),
            over.people,
            len(in_favour),
            len(against),
            len(taken),
            proposed,
            len(asked - used),
            level_of_persona(work, grown).missing,
            day_words(over.until),
            work.person or "",
        ),
    )


def delete(work: Work, interview_id: str, origin: Origin) -> None:
    """Everything an interview said goes: quotes, evidence, what was proposed, lines that only it held."""
    interview = kept.get_interview(work.session, work.workspace, interview_id)
    handler_of(work, interview)
    about = kept.personas_quoting(work.session, work.workspace, interview.id)
    gone = kept.take_back_quotes(work.session, work.workspace, interview.id)
    forget: list[str] = [quote.text for quote in gone]
    for persona_id in about:
        persona = heard_anew(work, personas.any_persona(work.session, work.workspace, persona_id))
        touched = {quote.line for quote in gone if quote.persona == persona_id}
        persona, words = without_empty(work, persona, touched)
        forget += words
        desk.keep(work, [Edit(persona, DELETED)])
    life.forget_words(work.session, work.workspace, forget)
    taken_lines.withdraw(work, interview.id, "The interview it came from was deleted.")
    kept.remove_interview(work.session, work.workspace, interview.id)
    said = InterviewEnded(f"Deleted by <@{work.person}>. Nothing of it is kept.")
    work.refresh(said, handle_of(interview.id))
    origin.tell(work, "The interview is deleted, with everything that was kept of it.")


def forget(work: Work, interview_id: str) -> None:
    """Its date has come: what waits undecided goes; of what was confirmed the words go and the counts stay."""
    interview = kept.get_interview(work.session, work.workspace, interview_id)
    if not interview.is_over:
        close(work, interview, InterviewState.LEFT, EXPIRED)
        return
    if work.now < interview.until or interview.state is not InterviewState.HEARD:
        return
    if not kept.empty_quotes(work.session, work.workspace, interview.id):
        return
    for persona_id in kept.personas_quoting(work.session, work.workspace, interview.id):
        persona = heard_anew(work, personas.any_persona(work.session, work.workspace, persona_id))
        personas.save_persona(work.session, work.workspace, persona)
        card.refresh_card(work, persona)
    taken_lines.withdraw(work, interview.id, EXPIRED)
