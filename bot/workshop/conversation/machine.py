"""What a conversation does with an event. Pure: the same state, event, splitting and ids give the same step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.nouns import Answer, AnswerState, Polarity, Source, Statement
from bot.workshop.conversation.state import (
    ChangeAnswer,
    Close,
    Conversation,
    Deleted,
    DontKnow,
    Edited,
    Event,
    Finish,
    GoBack,
    Knows,
    Pause,
    Phase,
    Resume,
    Said,
    Skip,
    Turn,
    TurnKind,
)
from bot.workshop.splitting import AnswerKind, Split

Splitter = Callable[[str, str], Split]
NewId = Callable[[], str]

MOVED_ON = "That message has been answered already. The open question is the last one in this thread."
EMPTY = "I could not find any words in that. Please type your answer, or press Skip."
HELP = (
    "Just type your answer; short notes are fine. You can skip, go back, pause and say that you do not know. "
    "Edit or delete a message of yours and your answer changes with it."
)
NOTHING_BEFORE = "This is the first question; there is nothing to go back to."
NOT_YOURS = "I could not find that answer. Choose one from the list under the summary."
CLOSED = (
    "This workshop is over, so your answers stay as they were. "
    "Where it was revealed, “I changed my mind” on the reveal changes them."
)


@dataclass(frozen=True)
class Step:
    """What follows from an event: the new state, our new messages and the ones to show anew, and short notices."""

    conversation: Conversation
    posts: tuple[int, ...] = ()
    updates: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()


def open_first(seat: str, subject: str, script: tuple[str, ...]) -> Step:
    """A conversation at its first question."""
    fresh = Conversation(seat, subject, script)
    return _ask(fresh, 0, heard=None)


def step(conversation: Conversation, event: Event, split: Splitter, new_id: NewId) -> Step:
    """One event taken. Nothing that a person typed is ever dropped, and there is always something to do next."""
    if conversation.phase is Phase.CLOSED:
        return Step(conversation, notices=() if isinstance(event, Close) else (CLOSED,))
    match event:
        case Said():
            return _said(conversation, event, split, new_id)
        case Edited():
            return _edited(conversation, event, split, new_id)
        case Deleted():
            return _deleted(conversation, event.ts, split, new_id)
        case Knows():
            return _knows(conversation, event)
        case Skip():
            return _on_open(conversation, event.turn, _skip)
        case DontKnow():
            return _on_open(conversation, event.turn, _dont_know)
        case GoBack():
            return _on_open(conversation, event.turn, _back)
        case Pause():
            return _on_open(conversation, event.turn, _pause)
        case Finish():
            return _on_open(conversation, event.turn, _finish)
        case Resume():
            return _resume(conversation)
        case ChangeAnswer():
            return _change(conversation, event.facet)
        case Close():
            return _close(conversation)


# What a person types


def _said(conversation: Conversation, event: Said, split: Splitter, new_id: NewId) -> Step:
    if has_words(conversation, event.ts):
        return Step(conversation)
    if event.before_open and (facet := _asked_before(conversation)) is not None:
        return _add(conversation, facet, event, split, new_id)
    if conversation.phase in (Phase.SUMMARY, Phase.DONE):
        return _said_after_the_questions(conversation, event, split, new_id)
    taken = split(event.text, conversation.facet)
    source = Source(event.ts, event.text)
    match taken.kind:
        case AnswerKind.EMPTY:
            return Step(conversation, notices=(EMPTY,))
        case AnswerKind.COMMAND:
            return _command(conversation, taken.command)
        case AnswerKind.QUESTION_BACK:
            return Step(conversation, notices=(_explanation(conversation),))
        case AnswerKind.DONT_KNOW if not _probing(conversation):
            return _on_with(_keep(conversation, conversation.facet, AnswerState.DONT_KNOW, source))
        case AnswerKind.SKIP | AnswerKind.DONT_KNOW:
            return _on_with(_keep(conversation, conversation.facet, AnswerState.SKIPPED, source))
        case AnswerKind.ANSWER:
            pass
    facet = conversation.facet
    statements = _statements(taken, event.ts, new_id)
    if _probing(conversation):
        return _on_with(_settled(_extend(conversation, facet, source, statements), facet, split, new_id))
    kept = _replace(conversation, facet, source, statements)
    if taken.vague and facet not in kept.probed:
        probed = replace(kept, phase=Phase.ASKING, probed=(*kept.probed, facet))
        return _post(probed, Turn(TurnKind.PROBE, asks=facet, heard=facet))
    return _on_with(kept)


def _said_after_the_questions(
    conversation: Conversation, event: Said, split: Splitter, new_id: NewId
) -> Step:
    taken = split(event.text, conversation.facet)
    if taken.kind is AnswerKind.EMPTY:
        return Step(conversation, notices=(EMPTY,))
    if taken.kind is AnswerKind.COMMAND:
        return _command(conversation, taken.command)
    return _add(conversation, conversation.facet, event, split, new_id)


def _add(conversation: Conversation, facet: str, event: Said, split: Splitter, new_id: NewId) -> Step:
    """More words to an answer that was given already."""
    taken = split(event.text, facet)
    more = _extend(conversation, facet, Source(event.ts, event.text), _statements(taken, event.ts, new_id))
    kept = _settled(more, facet, split, new_id)
    return Step(kept, updates=_showing(kept, facet))


def _command(conversation: Conversation, command: str | None) -> Step:
    turn = conversation.open_turn
    match command:
        case "back":
            return _on_open(conversation, turn, _back)
        case "pause" | "stop":
            return _on_open(conversation, turn, _pause)
        case "done" if conversation.phase is Phase.SUMMARY:
            return _on_open(conversation, turn, _finish)
        case "resume" | "continue":
            return _resume(conversation)
        case _:
            return Step(conversation, notices=(HELP,))


def _edited(conversation: Conversation, event: Edited, split: Splitter, new_id: NewId) -> Step:
    for answer in conversation.answers:
        for source in answer.sources:
            if source.ts == event.ts:
                if source.text == event.text:
                    return Step(conversation)
                edited = _with_edit(answer, event, split(event.text, answer.facet), new_id)
                kept = _settled(_with_answer(conversation, edited), answer.facet, split, new_id)
                return Step(kept, updates=_showing(kept, answer.facet))
        if any(source.ts == event.ts for source in answer.earlier):
            earlier = tuple(Source(s.ts, event.text) if s.ts == event.ts else s for s in answer.earlier)
            return Step(_with_answer(conversation, replace(answer, earlier=earlier)))
    return Step(conversation)


def _with_edit(answer: Answer, event: Edited, taken: Split, new_id: NewId) -> Answer:
    """The answer with one message's words changed; statements whose words stayed keep their id and how they are known."""
    before = {s.text: s for s in answer.statements if s.source == event.ts}
    fresh = tuple(before.get(s.text, s) for s in _statements(taken, event.ts, new_id))
    place = next(i for i, source in enumerate(answer.sources) if source.ts == event.ts)
    later = {source.ts for source in answer.sources[place + 1 :]}
    others = [s for s in answer.statements if s.source != event.ts]
    statements = (
        *(s for s in others if s.source not in later),
        *fresh,
        *(s for s in others if s.source in later),
    )
    sources = tuple(Source(s.ts, event.text) if s.ts == event.ts else s for s in answer.sources)
    return replace(answer, state=_state_of(taken, statements), sources=sources, statements=statements)


def _deleted(conversation: Conversation, ts: str, split: Splitter, new_id: NewId) -> Step:
    for answer in conversation.answers:
        if all(source.ts != ts for source in (*answer.sources, *answer.earlier)):
            continue
        sources = tuple(source for source in answer.sources if source.ts != ts)
        earlier = tuple(source for source in answer.earlier if source.ts != ts)
        statements = tuple(s for s in answer.statements if s.source != ts)
        state = answer.state if statements or not answer.statements else AnswerState.SKIPPED
        left = replace(answer, state=state, sources=sources, earlier=earlier, statements=statements)
        kept = _settled(_with_answer(conversation, left), answer.facet, split, new_id)
        return Step(kept, updates=_showing(kept, answer.facet))
    return Step(conversation)


# What a person presses


def _on_open(conversation: Conversation, turn: int, move: Callable[[Conversation], Step]) -> Step:
    if turn != conversation.open_turn:
        return Step(conversation, notices=(MOVED_ON,))
    return move(conversation)


def _skip(conversation: Conversation) -> Step:
    if conversation.phase is not Phase.ASKING:
        return Step(conversation, notices=(MOVED_ON,))
    if conversation.answer(conversation.facet) is None:
        conversation = _with_answer(conversation, Answer(conversation.facet, AnswerState.SKIPPED))
    return _on_with(conversation)


def _dont_know(conversation: Conversation) -> Step:
    if conversation.phase is not Phase.ASKING:
        return Step(conversation, notices=(MOVED_ON,))
    if _probing(conversation):
        return _on_with(conversation)
    return _on_with(_keep(conversation, conversation.facet, AnswerState.DONT_KNOW, None))


def _back(conversation: Conversation) -> Step:
    if conversation.phase is Phase.SUMMARY:
        return _ask(replace(conversation, phase=Phase.ASKING), len(conversation.script) - 1, heard=None)
    if conversation.phase is not Phase.ASKING:
        return Step(conversation, notices=(MOVED_ON,))
    if conversation.returns_to is not None:
        return _return(conversation, heard=None)
    if _probing(conversation):
        return _ask(conversation, conversation.at, heard=None)
    if conversation.at == 0:
        return Step(conversation, notices=(NOTHING_BEFORE,))
    return _ask(conversation, conversation.at - 1, heard=None)


def _pause(conversation: Conversation) -> Step:
    if conversation.phase is not Phase.ASKING:
        return Step(conversation, notices=(MOVED_ON,))
    return _post(replace(conversation, phase=Phase.PAUSED), Turn(TurnKind.PAUSED, asks=conversation.facet))


def _resume(conversation: Conversation) -> Step:
    if conversation.phase is Phase.DONE:
        return _post(conversation, Turn(TurnKind.DONE))
    if conversation.phase is Phase.SUMMARY:
        return _post(conversation, Turn(TurnKind.SUMMARY))
    kind = _last_asking(conversation)
    return _post(replace(conversation, phase=Phase.ASKING), Turn(kind, asks=conversation.facet))


def _finish(conversation: Conversation) -> Step:
    if conversation.phase is not Phase.SUMMARY:
        return Step(conversation, notices=(MOVED_ON,))
    return _post(replace(conversation, phase=Phase.DONE), Turn(TurnKind.DONE))


def _change(conversation: Conversation, facet: str) -> Step:
    if facet not in conversation.script:
        return Step(conversation, notices=(NOT_YOURS,))
    returns_to = conversation.returns_to
    if conversation.phase in (Phase.SUMMARY, Phase.DONE):
        returns_to = conversation.phase
    changing = replace(conversation, phase=Phase.ASKING, returns_to=returns_to)
    return _ask(changing, conversation.script.index(facet), heard=None)


def _knows(conversation: Conversation, event: Knows) -> Step:
    answer = conversation.answer(event.facet)
    if answer is None or not answer.statements:
        return Step(conversation, notices=(MOVED_ON,))
    if event.statement is None:
        kept = _with_answer(conversation, replace(answer, how=event.how))
    elif any(s.id == event.statement for s in answer.statements):
        statements = tuple(
            replace(s, how=event.how) if s.id == event.statement else s for s in answer.statements
        )
        kept = _with_answer(conversation, replace(answer, statements=statements))
    else:
        return Step(conversation, notices=(MOVED_ON,))
    return Step(kept, updates=_showing(kept, event.facet))


def _close(conversation: Conversation) -> Step:
    closed = replace(
        conversation, phase=Phase.CLOSED, returns_to=Phase.DONE if conversation.finished else None
    )
    return Step(closed, updates=(closed.open_turn,) if closed.turns else ())


# Moving on


def _on_with(conversation: Conversation) -> Step:
    """To the next question without an answer, or back to where a change came from, or to the summary."""
    heard = conversation.facet
    if conversation.returns_to is not None:
        return _return(conversation, heard)
    for place in range(conversation.at + 1, len(conversation.script)):
        if conversation.answer(conversation.script[place]) is None:
            return _ask(conversation, place, heard)
    for place in range(conversation.at):
        if conversation.answer(conversation.script[place]) is None:
            return _ask(conversation, place, heard)
    return _post(replace(conversation, phase=Phase.SUMMARY), Turn(TurnKind.SUMMARY, heard=heard))


def _return(conversation: Conversation, heard: str | None) -> Step:
    phase = conversation.returns_to or Phase.SUMMARY
    kind = TurnKind.DONE if phase is Phase.DONE else TurnKind.SUMMARY
    return _post(replace(conversation, phase=phase, returns_to=None), Turn(kind, heard=heard))


def _ask(conversation: Conversation, place: int, heard: str | None) -> Step:
    asking = replace(conversation, at=place, phase=Phase.ASKING)
    return _post(asking, Turn(TurnKind.QUESTION, asks=asking.facet, heard=heard))


def _post(conversation: Conversation, turn: Turn) -> Step:
    """A new message; the one before it loses its buttons."""
    before = conversation.open_turn
    posted = replace(conversation, turns=(*conversation.turns, turn))
    return Step(posted, posts=(posted.open_turn,), updates=(before,) if before >= 0 else ())


# Small things


def _probing(conversation: Conversation) -> bool:
    return bool(conversation.turns) and _last_asking(conversation) is TurnKind.PROBE


def _last_asking(conversation: Conversation) -> TurnKind:
    """Whether the last thing asked was a question or the follow-up to it (pausing in between changes nothing)."""
    for turn in reversed(conversation.turns):
        if turn.kind in (TurnKind.QUESTION, TurnKind.PROBE):
            return turn.kind
    return TurnKind.QUESTION


def _asked_before(conversation: Conversation) -> str | None:
    """The facet that the message before the open one asked for, if it has an answer to add to."""
    for turn in reversed(conversation.turns[:-1]):
        if turn.asks is not None:
            answer = conversation.answer(turn.asks)
            return turn.asks if answer is not None and answer.sources else None
    return None


def has_words(conversation: Conversation, ts: str) -> bool:
    """Whether the message with this timestamp stands in an answer, or stood in one."""
    return any(
        source.ts == ts for answer in conversation.answers for source in (*answer.sources, *answer.earlier)
    )


def _showing(conversation: Conversation, facet: str) -> tuple[int, ...]:
    """The messages that show an answer back: the last one that heard it, and the open one if it sums up."""
    shown = [i for i, turn in enumerate(conversation.turns) if turn.heard == facet][-1:]
    if conversation.turns and conversation.turns[-1].kind in (TurnKind.SUMMARY, TurnKind.DONE):
        shown.append(conversation.open_turn)
    return tuple(dict.fromkeys(shown))


def _explanation(conversation: Conversation) -> str:
    return (
        f"In your own words, as you picture {conversation.subject}: there is no wrong answer. "
        "The line under the question says why it is asked and shows an example. "
        "If you do not know, say so: that is a finding too."
    )


def _statements(taken: Split, ts: str, new_id: NewId) -> tuple[Statement, ...]:
    return tuple(
        Statement(new_id(), piece.facet, piece.text, Polarity(piece.polarity), source=ts)
        for piece in taken.pieces
    )


def _state_of(taken: Split, statements: tuple[Statement, ...]) -> AnswerState:
    if statements:
        return AnswerState.GIVEN
    return AnswerState.DONT_KNOW if taken.kind is AnswerKind.DONT_KNOW else AnswerState.SKIPPED


def _with_answer(conversation: Conversation, answer: Answer) -> Conversation:
    others = tuple(a for a in conversation.answers if a.facet != answer.facet)
    return replace(conversation, answers=(*others, answer))


def _replace(
    conversation: Conversation, facet: str, source: Source, statements: tuple[Statement, ...]
) -> Conversation:
    """A new answer in the place of an old one; what was typed before is kept as `earlier`."""
    old = conversation.answer(facet)
    earlier = (*old.earlier, *old.sources) if old else ()
    return _with_answer(
        conversation, Answer(facet, AnswerState.GIVEN, (source,), statements, earlier=earlier)
    )


def _extend(
    conversation: Conversation, facet: str, source: Source, statements: tuple[Statement, ...]
) -> Conversation:
    """More words to an answer; statements that it has already are not doubled."""
    old = conversation.answer(facet) or Answer(facet, AnswerState.SKIPPED)
    known = {s.text.casefold() for s in old.statements}
    more = tuple(s for s in statements if s.text.casefold() not in known)
    together = (*old.statements, *more)
    state = AnswerState.GIVEN if together else old.state
    return _with_answer(
        conversation, replace(old, state=state, sources=(*old.sources, source), statements=together)
    )


def _settled(conversation: Conversation, facet: str, split: Splitter, new_id: NewId) -> Conversation:
    """A followed-up answer after its messages have changed: the vague words that were followed up give way to words
    that say more, and stand as they are where none do. What was typed stays in the answer either way.
    """
    answer = conversation.answer(facet)
    if answer is None or facet not in conversation.probed or not answer.sources:
        return conversation
    first, *later = answer.sources
    taken = split(first.text, facet)
    if taken.kind is not AnswerKind.ANSWER:
        return conversation
    others = tuple(s for s in answer.statements if s.source != first.ts)
    said = {s.source for s in others}
    is_better = any(s.ts in said and not split(s.text, facet).vague for s in later)
    if taken.vague and is_better:
        return _with_answer(conversation, replace(answer, statements=others))
    if len(others) < len(answer.statements):
        return conversation
    known = {s.text.casefold() for s in others}
    again = (s for s in _statements(taken, first.ts, new_id) if s.text.casefold() not in known)
    together = (*again, *others)
    return _with_answer(conversation, replace(answer, state=AnswerState.GIVEN, statements=together))


def _keep(conversation: Conversation, facet: str, state: AnswerState, source: Source | None) -> Conversation:
    """No statement from this: a skip leaves what stands, "I don't know" takes its place; the words are kept."""
    old = conversation.answer(facet)
    words = (source,) if source else ()
    if state is AnswerState.SKIPPED and old is not None:
        return _with_answer(conversation, replace(old, sources=(*old.sources, *words)))
    earlier = (*old.earlier, *old.sources) if old else ()
    return _with_answer(conversation, Answer(facet, state, words, earlier=earlier))
