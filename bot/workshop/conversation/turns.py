"""What each message of the conversation shows, made anew from the state whenever it is posted or updated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.facets import FACETS
from bot.messages import register_message
from bot.nouns import Answer, AnswerState, HowKnown
from bot.workshop.conversation.state import Conversation, Phase, TurnKind
from bot.workshop.script import Asked, question

HOW_WORDS = {
    how: how.words.capitalize() for how in (HowKnown.SEEN, HowKnown.TOLD, HowKnown.DATA, HowKnown.GUT)
}
"""How people say how they know, in the order of the buttons."""


@dataclass(frozen=True)
class HeardStatement:
    """One statement as it was understood. `how`: how it is known, its own mark or the answer's."""

    id: str
    text: str
    how: HowKnown | None
    label: str | None = None
    """The facet's label where it is another than the one asked."""


@dataclass(frozen=True)
class Heard:
    """An answer shown back: its statements with how each is known, or what was done instead."""

    facet: str
    label: str
    state: AnswerState
    statements: tuple[HeardStatement, ...]
    how: HowKnown | None
    instead_of: str = ""
    """The vague words in whose place these stand."""


@register_message
@dataclass(frozen=True)
class TurnMessage:
    """One message of the conversation. Buttons show only while `open`, "how do you know" until `closed`."""

    kind: ClassVar[str] = "turn"
    version: ClassVar[int] = 1
    seat: str
    number: int
    turn: TurnKind
    open: bool
    closed: bool
    subject: str
    heard: Heard | None = None
    asked: Asked | None = None
    standing: Heard | None = None
    """The answer the open question has already, when it is put again."""
    can_go_back: bool = False
    summary: tuple[Heard, ...] = ()


def turn_message(conversation: Conversation, number: int) -> TurnMessage:
    """The message with this number (from 0), as it should look now."""
    turn = conversation.turns[number]
    is_open = number == conversation.open_turn and conversation.phase is not Phase.CLOSED
    asked = _asked(conversation, turn.asks) if turn.asks else None
    standing = conversation.answer(turn.asks) if turn.asks and turn.kind is TurnKind.QUESTION else None
    heard = conversation.answer(turn.heard) if turn.heard and not _heard_again(conversation, number) else None
    sums_up = turn.kind in (TurnKind.SUMMARY, TurnKind.DONE)
    return TurnMessage(
        seat=conversation.seat,
        number=number,
        turn=turn.kind,
        open=is_open,
        closed=conversation.phase is Phase.CLOSED,
        subject=conversation.subject,
        heard=_heard(heard, conversation.gave_way(heard.facet)) if heard else None,
        asked=asked,
        standing=_heard(standing) if standing and is_open else None,
        can_go_back=turn.kind is TurnKind.PROBE or conversation.at > 0 or conversation.returns_to is not None,
        summary=tuple(_summary(conversation)) if sums_up else (),
    )


def _asked(conversation: Conversation, facet: str) -> Asked:
    place = conversation.script.index(facet)
    return question(facet, conversation.subject, place + 1, len(conversation.script))


def _heard_again(conversation: Conversation, number: int) -> bool:
    """Whether this is a follow-up whose answer a later message shows: shown here, it would stand before it was typed."""
    turn = conversation.turns[number]
    later = conversation.turns[number + 1 :]
    return turn.kind is TurnKind.PROBE and any(one.heard == turn.heard for one in later)


def _heard(answer: Answer, instead_of: str = "") -> Heard:
    return Heard(
        answer.facet,
        FACETS[answer.facet].label,
        answer.state,
        tuple(
            HeardStatement(
                s.id,
                s.text,
                answer.how_of(s),
                FACETS[s.facet].label if s.facet != answer.facet else None,
            )
            for s in answer.statements
        ),
        answer.how,
        instead_of,
    )


def _summary(conversation: Conversation) -> list[Heard]:
    """One entry for each question of the script, in its order."""
    rows = []
    for facet in conversation.script:
        answer = conversation.answer(facet) or Answer(facet, AnswerState.SKIPPED)
        rows.append(_heard(answer))
    return rows
