"""Questions put to the team: to everybody who held a seat in a persona's workshops; the owner takes or leaves answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import BadInput, NotAllowed, NotFound, OutOfDate
from bot.nouns import HowKnown, Persona, Polarity, Voice
from bot.personas.editing import Edit, check_active
from bot.personas.forms import LINE_LIMIT
from bot.personas.voicing import shown_person
from bot.workshop.forms import tidy
from bot.workshop.splitting import AnswerKind, polarity
from handlers.use_cases import engine
from handlers.use_cases.asking.answers import ready_to_ask_more
from handlers.use_cases.asking.gaps import own_scope
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.desk import active_in_sight, in_sight
from handlers.use_cases.personas.desk import keep as keep_persona
from handlers.use_cases.personas.words import speak
from handlers.use_cases.work import Look, Target, Work, acting
from storage import asking as kept
from storage import persona_life as life
from storage import personas
from storage.asking import TeamAnswer, TeamQuestion

if TYPE_CHECKING:
    from bot.asking.messages import TeamCall, TeamSays


NO_QUESTION = "Type the question."


def ready_to_ask_team(look: Look, source: str, channel: str | None) -> tuple[str, tuple[Persona, ...]]:
    """(question, personas it can be asked of) for `source`: "asked:ID" or "gap:ID". Raises OutOfDate, NotFound."""
    what, _, key = source.partition(":")
    question = ""
    first: list[str] = []
    if what == "gap":
        gap = kept.get_gap(look.session, look.workspace, key)
        if gap.scope not in ("", channel, own_scope(look.person or "")):
            raise NotFound(kept.GONE)
        question = gap.question
    elif what == "asked":
        asked = ready_to_ask_more(look, key, None)
        question, first = asked.question, [persona for persona, _ in asked.shown]
    active = active_in_sight(look, channel)
    if not active:
        raise NotFound("There is no persona to ask about yet. Start with `/persona new`.")
    meant_first = sorted(active, key=lambda p: first.index(p.id) if p.id in first else len(first))
    return question, tuple(meant_first[:100])


def ask_team(work: Work, persona_id: str, channel: str | None, question: str, origin: Origin) -> None:
    """One question to everybody who held a seat in the workshops of a persona, each in their direct messages."""
    words = tidy(question)
    if not words:
        raise BadInput(NO_QUESTION, "question")
    put(work, in_sight(work, persona_id, channel), [(words, "")], origin)


def put(work: Work, persona: Persona, questions: Sequence[tuple[str, str]], origin: Origin) -> None:
    """Questions, each with the facet its answers are about (or empty), to everybody who held a seat in the workshops of
    a persona."""
    held = life.asked_of_lines(work.session, work.workspace, persona.id)
    people = sorted({person for everybody in held.values() for person in everybody} - {acting(work)})
    people = [person for person in people if not life.is_gone(work.session, work.workspace, person)]
    if not people:
        raise OutOfDate(
            f"Nobody else took part in the workshops of {persona.title}. Press “Add what I know” on its card."
        )
    for words, facet in questions:
        asked = TeamQuestion(work.new_id(), persona.id, words, acting(work), work.now, facet)
        kept.add_team_question(work.session, work.workspace, asked, people)
        for person in people:
            call = _call(asked, persona, TeamAnswer(asked.id, person))
            work.say(call, Target.dm(person, handle=_call_handle(asked.id, person)))
    many = "1 colleague is" if len(people) == 1 else f"{len(people)} colleagues are"
    what = "" if len(questions) == 1 else f" {len(questions)} questions"
    words = f"{many} asked{what}. What they answer goes to <@{persona.owner}>, who owns the persona, and to nobody else "
    origin.tell(work, words + "before it is put on it.")


def ready_to_answer(look: Look, question_id: str) -> TeamQuestion:
    """A question put to this person that is still open. Raises NotFound, OutOfDate."""
    answer = kept.get_team_answer(look.session, look.workspace, question_id, acting(look))
    if answer.state not in ("open", "unknown"):
        raise OutOfDate("You have answered this already. Thank you.")
    return kept.get_team_question(look.session, look.workspace, question_id)


def answer_team(work: Work, question_id: str, text: str, how: str | None, unknown: bool = False) -> None:
    """What one stakeholder knows, or that they do not. The owner alone is told."""
    asked = ready_to_answer(work, question_id)
    persona = personas.any_persona(work.session, work.workspace, asked.persona)
    words = tidy(text)
    if not unknown and not words:
        raise BadInput("Type what you know.", "text")
    person = acting(work)
    state = "unknown" if unknown else "waiting"
    answer = TeamAnswer(
        asked.id, person, "" if unknown else words, how if how in list(HowKnown) else None, state
    )
    kept.save_team_answer(work.session, work.workspace, answer)
    work.say(_call(asked, persona, answer), Target.update(_call_handle(asked.id, person)))
    if not unknown:
        says = _says(asked, persona, answer)
        work.say(says, Target.dm(persona.owner, handle=_says_handle(asked.id, person)))


def decide(work: Work, question_id: str, person: str, take: bool, origin: Origin) -> None:
    """The owner puts an answer on the persona as its giver's voice, or leaves it out."""
    asked = kept.get_team_question(work.session, work.workspace, question_id)
    persona = personas.any_persona(work.session, work.workspace, asked.persona)
    if persona.owner != work.person:
        raise NotAllowed(f"<@{persona.owner}> owns this persona and decides.")
    answer = kept.get_team_answer(work.session, work.workspace, question_id, person)
    if answer.state != "waiting":
        raise OutOfDate("That has been decided already.")
    if take:
        _put_on(work, persona, asked.facet or "needs", answer, origin)
    decided = replace(answer, state="taken" if take else "left")
    kept.save_team_answer(work.session, work.workspace, decided)
    work.say(_says(asked, persona, decided), Target.update(_says_handle(asked.id, person)))
    work.say(_call(asked, persona, decided), Target.update(_call_handle(asked.id, person)))


def _put_on(work: Work, persona: Persona, about: str, answer: TeamAnswer, origin: Origin) -> None:
    """Each claim of the answer becomes a voice on the line that says the same, or a line of its own.

    `about`: the facet that was asked for.
    """
    check_active(persona)
    taken = engine.split_answer(answer.text, about)
    if taken.kind is AnswerKind.ANSWER and all(len(piece.text) <= LINE_LIMIT for piece in taken.pieces):
        said = [(piece.text, piece.facet) for piece in taken.pieces]
    else:
        said = [(answer.text[:LINE_LIMIT], about)]
    how = HowKnown(answer.how) if answer.how else None
    edits: list[Edit] = []
    for text, facet in said:
        voice = Voice(answer.person, work.new_id(), text, Polarity(polarity(text, facet)), how)
        spoken = speak(work, persona, facet, voice)
        if spoken is not None:
            persona = spoken.persona
            edits.append(spoken)
    if edits:
        keep_persona(work, edits, shown_person(persona.attribution, answer.person), by=answer.person)
    else:
        origin.tell(work, "They have said that already; their voice stands on that line.")


def take_back(work: Work, question_id: str) -> None:
    """Whoever put a question has had their words forgotten: it is asked no more, and answers stand without it."""
    asked = kept.get_team_question(work.session, work.workspace, question_id)
    try:
        persona = personas.any_persona(work.session, work.workspace, asked.persona)
    except NotFound:
        return
    for answer in kept.team_answers(work.session, work.workspace, question_id):
        work.say(None, Target.delete(_call_handle(question_id, answer.person)))
        if answer.state not in ("open", "unknown"):
            says = _says(asked, persona, answer)
            work.say(says, Target.update(_says_handle(question_id, answer.person)))


def _call(asked: TeamQuestion, persona: Persona, answer: TeamAnswer) -> TeamCall:
    from bot.asking.messages import TeamCall

    return TeamCall(asked.id, persona.title, asked.question, asked.asker, answer.state, answer.text)


def _says(asked: TeamQuestion, persona: Persona, answer: TeamAnswer) -> TeamSays:
    from bot.asking.messages import TeamSays

    return TeamSays(
        asked.id,
        answer.person,
        persona.id,
        persona.title,
        asked.question,
        answer.text,
        answer.how or "",
        answer.state,
        shown_person(persona.attribution, answer.person),
    )


def _call_handle(question: str, person: str) -> str:
    return f"team:{question}:{person}:call"


def _says_handle(question: str, person: str) -> str:
    return f"team:{question}:{person}:says"
