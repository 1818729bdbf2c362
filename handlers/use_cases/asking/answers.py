"""Questions to the personas: answered where they were asked, from what those who read the answer may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.messages import Sentence
from bot.personas.cards import CardLine, card_line
from handlers.use_cases import engine, how_many
from handlers.use_cases.asking import gaps
from handlers.use_cases.asking.cast import Asking, cast_for
from handlers.use_cases.asking.judgements import corrections, judge_wrong
from handlers.use_cases.conversations import is_channel
from handlers.use_cases.help import show_help
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work
from storage import asking as kept
from storage import personas
from storage.asking import Asked

if TYPE_CHECKING:
    from bot.asking.messages import AskAnswer, NoAnswer
    from bot.asking.nouns import Answer, Counted

REMEMBERED = timedelta(minutes=30)
"""How long a further question in the direct messages is taken together with the one before."""
REMEMBERED_IN_THREAD = timedelta(days=7)
NO_QUESTION = "Type a question."
NONE_WRONG = "Choose at least one line that does not answer the question."


@dataclass(frozen=True)
class Place:
    """Where a question was asked: "thread" (of a channel), "dm", or "only" (an answer the asker alone sees).

    `thread` is the ts of the thread's root. `origin` says where an answer for one person goes.
    """

    kind: str
    channel: str = ""
    thread: str = ""
    origin: Origin = field(default_factory=Origin)

    def conversation(self, person: str) -> str:
        """What further questions belong to; empty where each stands alone."""
        return {"thread": f"{self.channel}:{self.thread}", "dm": f"dm:{person}"}.get(self.kind, "")


def ask(work: Work, text: str, place: Place) -> None:
    """A question typed somewhere: answered there."""
    _answer(work, text, place, _before(work, place))


def ask_in_dm(work: Work, text: str, thread_ts: str | None, origin: Origin) -> None:
    """Something typed in the direct messages that belongs to no seat: a question, or a wish for help."""
    word = " ".join(text.split()).casefold().rstrip("?!.")
    if word in ("help", "help words"):
        show_help(work, word.removeprefix("help").strip(), origin)
        return
    ask(work, text, Place("dm", thread=thread_ts or ""))


def ready_to_ask_more(look: Look, asked_id: str, channel: str | None) -> Asked:
    """A question that this person may press on: their own, or one asked in a channel they are in.

    Raises OutOfDate, NotAllowed.
    """
    asked = kept.get_asked(look.session, look.workspace, asked_id)
    if asked.place != "thread" and asked.person != look.person:
        raise NotAllowed("Somebody else asked this. Ask it yourself to go on from there.")
    if asked.place == "thread" and channel is not None and channel != asked.channel:
        raise OutOfDate(kept.GONE)
    return asked


def ask_more(work: Work, asked_id: str, text: str, origin: Origin) -> None:
    """A further question by the window: answered where the first one was, with its context."""
    before = ready_to_ask_more(work, asked_id, None)
    if not text.strip():
        raise BadInput(NO_QUESTION, "question")
    place = Place(before.place, before.channel, before.thread, origin)
    _answer(work, text, place, before, by_window=True)


def share(work: Work, asked_id: str, channel: str) -> None:
    """Puts a question and its answer into a channel; only what everybody there may see is used."""
    asked = ready_to_ask_more(work, asked_id, None)
    if not is_channel(channel):
        raise OutOfDate("Share it from a channel: type `/persona ask` there and press Share.")
    place = Place("thread", channel)
    _answer(work, asked.question, place, None, by_window=True, shared=True)


def shown_of(
    look: Look, asked_id: str, channel: str | None
) -> tuple[Asked, tuple[tuple[str, CardLine], ...]]:
    """The lines an answer showed, with their personas' titles, to choose the wrong ones from."""
    asked = ready_to_ask_more(look, asked_id, channel)
    found = []
    members = {m.id: m for m in kept.cast(look.session, look.workspace, [p for p, _ in asked.shown])}
    for persona, ids in asked.shown:
        member = members.get(persona)
        for line in member.lines if member else ():
            if member is not None and line.id in ids:
                found.append((member.title, card_line(line, member.attribution)))
    if not found:
        raise OutOfDate("These lines are not there any more. Please ask again.")
    return asked, tuple(found)


def not_right(work: Work, asked_id: str, lines: Sequence[str], origin: Origin) -> None:
    """Lines that do not answer this question: from now on they are not given for it. The answer is shown anew."""
    asked = ready_to_ask_more(work, asked_id, None)
    shown = {line for _, ids in asked.shown for line in ids}
    wrong = [line for line in lines if line in shown]
    if not wrong:
        raise BadInput(NONE_WRONG, "wrong")
    judge_wrong(work, asked.question, wrong)
    place = Place(asked.place, asked.channel, asked.thread, origin)
    _answer(work, asked.question, place, None, again=asked)
    many = "This line is" if len(wrong) == 1 else "These lines are"
    if asked.place != "only":
        origin.tell(work, f"Kept. {many} not given for this question any more.")


def _answer(
    work: Work,
    text: str,
    place: Place,
    before: Asked | None,
    by_window: bool = False,
    shared: bool = False,
    again: Asked | None = None,
) -> None:
    """Answers a question at a place. `again`: the answer to this earlier one is shown anew in its place."""
    from bot.asking.ask import ask as answer_of
    from bot.asking.going_on import go_on
    from bot.asking.messages import (
        NO_PERSONAS,
        QUESTION_LIMIT,
        TOO_LONG,
        Around,
        AskAnswer,
        message_of,
        shown_lines,
    )
    from bot.asking.nouns import Counted, Nobody, Unclear
    from bot.asking.sentences import UNCLEAR, is_small_talk

    typed = " ".join(text.split())
    if is_small_talk(typed):
        _say(work, Sentence(UNCLEAR), place)
        return
    if len(typed) > QUESTION_LIMIT:
        _say(work, Sentence(TOO_LONG), place)
        return
    asking = _cast(work, place)
    if not len(asking.index):
        _say(work, Sentence(NO_PERSONAS), place)
        return
    question = go_on(asking.index, before.question, typed) if before is not None else typed
    answer = answer_of(asking.index, question, engine.encoder(), corrections(work, question))
    if isinstance(answer, Unclear):
        _say(work, Sentence(answer.sentence), place)
        return
    times = 0
    if isinstance(answer, Nobody):
        times = gaps.keep(
            work, question, _scope(work, place, asking, question), counts=again is None and not shared
        )
    asked_id = again.id if again is not None else work.new_id()
    around = Around(
        asked_id,
        understood=question if question != typed else "",
        asker=(work.person or "") if by_window or place.kind == "only" else "",
        shareable=place.kind == "only" and is_channel(place.channel),
    )
    message = message_of(answer, _card_lines(answer, asking), around, times)
    if isinstance(answer, Counted) and isinstance(message, AskAnswer):
        message = _with_people(work, answer, message)
    _keep(work, asked_id, question, place, shown_lines(message), again)
    _say(work, message, place, asked_id, again, shared)


def _with_people(look: Look, answer: Counted, message: AskAnswer) -> AskAnswer:
    """A counted answer with how many people its personas stand for, where a market and a survey say so; else why not."""
    from bot.asking.messages import PERSONAS_SHOWN
    from bot.asking.sentences import not_known, stands_for

    known, unknown = [], []
    for hit in answer.personas[:PERSONAS_SHOWN]:
        counted = how_many.of_persona(look, personas.any_persona(look.session, look.workspace, hit.persona))
        if counted is not None and counted.number is not None:
            known.append(stands_for(hit.name, counted.why))
        elif counted is not None:
            unknown.append(not_known(hit.name, counted.why))
    sentence = " ".join([message.sentence, *known])
    return replace(message, sentence=sentence, notes=(*message.notes, *unknown))


def _cast(work: Work, place: Place) -> Asking:
    """What may be spoken of there: in a channel only what everybody in it may see, whoever asks."""
    if place.kind == "thread":
        return cast_for(work, None, place.channel)
    return cast_for(work, work.person, place.channel or None)


def _say(
    work: Work,
    message: Sentence | AskAnswer | NoAnswer,
    place: Place,
    asked_id: str = "",
    again: Asked | None = None,
    shared: bool = False,
) -> None:
    handle = _handle(asked_id) if asked_id else None
    if place.kind == "only":
        if again is not None and place.origin.response_url:
            work.say(message, Target.respond(place.origin.response_url, replace=True))
        else:
            place.origin.answer(work, message)
    elif again is not None and handle is not None:
        work.say(message, Target.update(handle))
    elif place.kind == "thread":
        shown = work.shared_handle() if shared else handle
        work.say(message, Target.channel(place.channel, handle=shown, thread_ts=place.thread or None))
    else:
        work.say(message, Target.dm(work.person or "", handle=handle, thread_ts=place.thread or None))


def _keep(
    work: Work,
    asked_id: str,
    question: str,
    place: Place,
    shown: tuple[tuple[str, tuple[str, ...]], ...],
    again: Asked | None,
) -> None:
    if again is not None:
        kept.change_shown(work.session, work.workspace, replace(again, shown=shown))
        return
    person = work.person or ""
    asked = Asked(
        asked_id,
        person,
        place.kind,
        place.channel,
        place.thread,
        place.conversation(person),
        question,
        shown,
        work.now,
    )
    kept.keep_asked(work.session, work.workspace, asked)


def _before(look: Look, place: Place) -> Asked | None:
    conversation = place.conversation(look.person or "")
    if not conversation:
        return None
    how_long = REMEMBERED if place.kind == "dm" else REMEMBERED_IN_THREAD
    return kept.last_asked(look.session, look.workspace, conversation, look.now - how_long)


def _card_lines(answer: Answer, asking: Asking) -> Mapping[str, CardLine]:
    from bot.asking.messages import lines_named

    wanted = {line.id: line.persona for line in lines_named(answer)}
    found: dict[str, CardLine] = {}
    for persona in dict.fromkeys(wanted.values()):
        member = asking.members[persona]
        for line in member.lines:
            if line.id in wanted:
                found[line.id] = card_line(line, member.attribution)
    return found


def _scope(look: Look, place: Place, asking: Asking, question: str) -> str:
    """Where a gap may be listed: what was asked in a private channel stays there.

    A question that names a persona not everybody may see is listed for the asker alone, unless the channel may see it.
    """
    from bot.meaning.words import normalise

    if is_channel(place.channel) and kept.is_private(look.session, look.workspace, place.channel):
        return place.channel
    named, _ = asking.index.book.find(normalise(question))
    hidden = any(asking.members[persona].private for persona in named)
    return gaps.own_scope(look.person or "") if hidden else ""


def _handle(asked_id: str) -> str:
    return f"asked:{asked_id}"
