"""What anybody in sight says of a persona after it is published: challenges, what they know, marks on its lines."""

from __future__ import annotations

from dataclasses import replace

from bot.counts import many
from bot.errors import BadInput, OutOfDate
from bot.nouns import Ballot, Choice, Line, Persona, Polarity, Voice
from bot.personas.editing import DOUBT, DOUBT_OVER, Edit, check_active, line_of
from bot.personas.forms import Knowledge, line_problems, why_problems
from bot.personas.notes import Doubted
from bot.personas.nouns import Doubt
from bot.personas.voicing import place, shown_person
from bot.workshop.forms import tidy
from bot.workshop.splitting import AnswerKind, polarity
from handlers.use_cases.engine import group_statements, split_answer
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.desk import in_sight, keep, recounted, standing_line
from handlers.use_cases.work import Look, Target, Work, acting
from storage import persona_life as life
from storage import workshops


def ready_to_speak(look: Look, persona_id: str, channel: str | None) -> Persona:
    """A persona in sight that is active. Raises NotFound, OutOfDate."""
    persona = in_sight(look, persona_id, channel)
    check_active(persona)
    return persona


def ready_to_doubt(look: Look, persona_id: str, channel: str | None) -> Persona:
    """A persona with lines to challenge."""
    persona = ready_to_speak(look, persona_id, channel)
    if not persona.standing:
        raise OutOfDate("There is no line to doubt yet. Press “Add what I know” to write the first.")
    return persona


def challenge(
    work: Work, persona_id: str, channel: str | None, line_id: str, why: str, origin: Origin
) -> None:
    """ "I doubt this": counts as a no, is kept with its reason, and the owner is told."""
    persona = ready_to_speak(work, persona_id, channel)
    person = acting(work)
    line = standing_line(persona, line_id)
    check(why_problems(why))
    reason = tidy(why)
    life.save_doubt(work.session, work.workspace, persona.id, Doubt(line.id, person, reason, work.now))
    workshops.cast(work.session, work.workspace, persona.id, Ballot(person, {line.id: Choice.NO}))
    shown = shown_person(persona.attribution, person)
    keep(work, [Edit(recounted(work, persona, {line.id}), DOUBT, line.text, reason)], shown)
    if person != persona.owner:
        told = Doubted(persona.id, persona.title, line.text, reason, shown)
        # Named, so that it can be taken back when its words are forgotten (`storage.forgetting.posts_about`).
        handle = f"doubt:{line.id}:{person}:{work.new_id()}"
        work.say(told, Target.dm(persona.owner, handle=handle))
    words = "Kept, with your reason. It counts as a no; the owner is told"
    origin.tell(work, f"{words}{'' if shown else ', not by whom'}.")


def add(work: Work, persona_id: str, channel: str | None, form: Knowledge, origin: Origin) -> None:
    """What somebody knows: a voice on the line that says the same, or a new line."""
    persona = ready_to_speak(work, persona_id, channel)
    check(form.problems())
    taken = split_answer(form.text, form.facet)
    if taken.kind is not AnswerKind.ANSWER or not taken.pieces:
        raise BadInput("Write what you know as one claim, such as: edits photos on trains.", "text")
    person = acting(work)
    pieces = [piece for piece in taken.pieces if not line_problems(piece.text)]
    if len(pieces) < len(taken.pieces):
        pieces = []
    said = [(piece.text, Polarity(polarity(piece.text, form.facet))) for piece in pieces] or [
        (tidy(form.text), Polarity(polarity(form.text, form.facet)))
    ]
    fresh = joined = 0
    edits: list[Edit] = []
    for text, holds in said:
        voice = Voice(person, work.new_id(), text, holds, form.how)
        spoken = speak(work, persona, form.facet, voice)
        if spoken is None:
            continue
        persona, new_line = spoken.persona, spoken.what == NEW_LINE
        fresh, joined = fresh + new_line, joined + (not new_line)
        edits.append(spoken)
    if not edits:
        origin.tell(work, "You have said that already; your voice stands on that line.")
        return
    keep(work, edits, shown_person(persona.attribution, person))
    parts = [many(fresh, "new line")] if fresh else []
    parts += [f"your voice on {many(joined, 'line')} that said it already"] if joined else []
    origin.tell(work, f"Thank you. Kept: {' and '.join(parts)}.")


NEW_LINE = "added a line"
VOICE = "said so too"


def speak(work: Work, persona: Persona, facet: str, voice: Voice) -> Edit | None:
    """A voice put on its line, counted; None where this person has a voice there already."""
    placed = place(persona.lines, facet, voice, group_statements, work.new_id())
    if not placed.new_voice:
        return None
    grown = recounted(work, replace(persona, lines=placed.lines), {placed.line})
    text = line_of(grown, placed.line).text
    return Edit(grown, NEW_LINE if placed.new_line else VOICE, after=text)


def ballot(look: Look, persona_id: str, channel: str | None) -> tuple[Persona, tuple[Line, ...], Ballot]:
    """The standing lines and one's own marks on them. Raises NotFound, OutOfDate."""
    persona = ready_to_speak(look, persona_id, channel)
    person = acting(look)
    mine = [b for b in workshops.ballots(look.session, look.workspace, persona.id) if b.person == person]
    marks = dict(mine[0].marks) if mine else {}
    for line in persona.standing:
        if any(voice.person == person for voice in line.voices):
            marks.setdefault(line.id, Choice.AGREE)
    if not persona.standing:
        raise OutOfDate("There is no line to mark yet.")
    return persona, persona.standing, Ballot(person, marks)


def mark(work: Work, persona_id: str, channel: str | None, marks: dict[str, Choice]) -> None:
    """Agree, no or don't know on lines of a published persona. A doubt ends where its person no longer says no."""
    persona, lines, before = ballot(work, persona_id, channel)
    known = {line.id for line in lines}
    changed = {
        line: choice
        for line, choice in marks.items()
        if line in known and before.marks.get(line) is not choice
    }
    if not changed:
        return
    person = acting(work)
    workshops.cast(work.session, work.workspace, persona.id, Ballot(person, changed))
    over = [line for line, choice in changed.items() if choice is not Choice.NO]
    taken_back = life.take_back_doubts(work.session, work.workspace, persona.id, person, over)
    after = recounted(work, persona, changed)
    edits = [Edit(after, DOUBT_OVER, line_of(after, line).text) for line in taken_back]
    edits = edits or [Edit(after, "marked lines", after=many(len(changed), "line"))]
    keep(work, edits, shown_person(persona.attribution, person))
