"""The state of one seat's conversation, and the events that can happen to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.nouns import Answer, HowKnown


class Phase(StrEnum):
    """Where a conversation stands."""

    ASKING = "asking"
    PAUSED = "paused"
    SUMMARY = "summary"
    DONE = "done"
    CLOSED = "closed"


class TurnKind(StrEnum):
    """What one message of the conversation asks for."""

    QUESTION = "question"
    PROBE = "probe"
    PAUSED = "paused"
    SUMMARY = "summary"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True)
class Turn:
    """One message of ours in the thread: it shows back the answer on `heard` and asks for `asks`."""

    kind: TurnKind
    asks: str | None = None
    heard: str | None = None


@dataclass(frozen=True)
class Conversation:
    """One seat's conversation.

    `script` is never empty; `at` is the place in it of the open question; `turns` are our messages so far, the last one
    is open. `probed`: facets whose vague answer was followed up once. `returns_to`: where a changed answer leads back.
    """

    seat: str
    subject: str
    script: tuple[str, ...]
    phase: Phase = Phase.ASKING
    at: int = 0
    turns: tuple[Turn, ...] = ()
    answers: tuple[Answer, ...] = ()
    probed: tuple[str, ...] = ()
    returns_to: Phase | None = None

    @property
    def open_turn(self) -> int:
        """The number (from 0) of the message whose buttons count."""
        return len(self.turns) - 1

    @property
    def facet(self) -> str:
        """The facet of the open question."""
        return self.script[self.at]

    @property
    def finished(self) -> bool:
        """Whether the person has said they are done (a change afterwards does not take that back)."""
        return self.phase is Phase.DONE or self.returns_to is Phase.DONE

    def answer(self, facet: str) -> Answer | None:
        """The answer on a facet, if there is one."""
        for answer in self.answers:
            if answer.facet == facet:
                return answer
        return None

    def gave_way(self, facet: str) -> str:
        """The vague words of a followed-up answer in whose place its later words stand; empty where there are none."""
        answer = self.answer(facet)
        if answer is None or facet not in self.probed or len(answer.sources) < 2 or not answer.statements:
            return ""
        first = answer.sources[0]
        return "" if any(s.source == first.ts for s in answer.statements) else first.text


@dataclass(frozen=True)
class Said:
    """The person typed something. `before_open`: they sent it before the open message was there to be read."""

    ts: str
    text: str
    before_open: bool = False


@dataclass(frozen=True)
class Edited:
    """The person edited a message of theirs."""

    ts: str
    text: str


@dataclass(frozen=True)
class Deleted:
    """The person deleted a message of theirs."""

    ts: str


@dataclass(frozen=True)
class Skip:
    """Skip was pressed (or Keep it, or Leave it so) on a message."""

    turn: int


@dataclass(frozen=True)
class DontKnow:
    """I don't know was pressed on a message."""

    turn: int


@dataclass(frozen=True)
class GoBack:
    """Back was pressed on a message."""

    turn: int


@dataclass(frozen=True)
class Pause:
    """Pause was pressed on a message."""

    turn: int


@dataclass(frozen=True)
class Resume:
    """Continue was pressed, on a message or in App Home: the open question is put again."""


@dataclass(frozen=True)
class Knows:
    """How they know: for a whole answer, or for one statement of it."""

    facet: str
    how: HowKnown
    statement: str | None = None


@dataclass(frozen=True)
class ChangeAnswer:
    """An answer was chosen to be changed, from the summary or after Done."""

    facet: str


@dataclass(frozen=True)
class Finish:
    """Done was pressed on the summary."""

    turn: int


@dataclass(frozen=True)
class Close:
    """The workshop went on to the reveal or was closed."""


Event = (
    Said
    | Edited
    | Deleted
    | Skip
    | DontKnow
    | GoBack
    | Pause
    | Resume
    | Knows
    | ChangeAnswer
    | Finish
    | Close
)
