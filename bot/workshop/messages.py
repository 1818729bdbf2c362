"""What a workshop says: message values, versioned, without layout. Sentences that are spoken stand here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.messages import register_message
from bot.nouns import FORGOTTEN, SMALL_GROUP, Attribution, Purpose, Stage, Workshop
from bot.workshop.conversation import Conversation, Phase
from bot.workshop.reveal import Reveal, RevealedFacet

PURPOSE_WORDS = {
    Purpose.WHOLE: "the whole picture",
    Purpose.MARKETING: "marketing: how to reach them and what to show first",
    Purpose.BUYER: "the buyer: money, decisions, objections",
    Purpose.USER: "the user: goals, needs and support",
}


@dataclass(frozen=True)
class Progress:
    """How far a workshop is; never says anything about what was answered."""

    asked: int
    joined: int
    done: int
    voted: int

    def sentence(self) -> str:
        """ "3 of 5 joined, 2 done." """
        words = f"{self.joined} of {self.asked} joined" if self.asked else f"{self.joined} joined"
        words += f", {self.done} done"
        if self.voted:
            words += f", {self.voted} voted"
        return words + "."


@register_message
@dataclass(frozen=True)
class Invitation:
    """The post in the channel with Join on it."""

    kind: ClassVar[str] = "invitation"
    version: ClassVar[int] = 1
    workshop: str
    subject: str
    purpose: Purpose
    facilitator: str
    questions: int
    attribution: Attribution
    asked: tuple[str, ...]
    stage: Stage
    progress: Progress
    deadline: datetime | None = None


@register_message
@dataclass(frozen=True)
class Seated:
    """The root of a seat's thread: which workshop this is, and who will see what."""

    kind: ClassVar[str] = "seated"
    version: ClassVar[int] = 1
    workshop: str
    subject: str
    facilitator: str
    questions: int
    promise: str


@dataclass(frozen=True)
class SeatRow:
    """One line of the facilitator's panel: a person and where they stand."""

    person: str
    state: str


@register_message
@dataclass(frozen=True)
class Panel:
    """The facilitator's own message: who stands where, and what can be done next. Never an answer."""

    kind: ClassVar[str] = "panel"
    version: ClassVar[int] = 1
    workshop: str
    subject: str
    stage: Stage
    vote: bool
    rows: tuple[SeatRow, ...]
    progress: Progress
    channel: str
    deadline: datetime | None = None
    doubtful: int = 0
    unposted: bool = False
    """What belongs in the channel (the invitation, or the reveal) could not be posted there."""
    seated: bool = False
    """Whether whoever runs the workshop holds a seat themselves."""


@register_message
@dataclass(frozen=True)
class VoteCall:
    """Asks one person for their marks; `marked` is how many of the lines they have marked."""

    kind: ClassVar[str] = "vote_call"
    version: ClassVar[int] = 1
    workshop: str
    subject: str
    lines: int
    marked: int
    open: bool
    revealed: bool = True
    """Where it is not open any more: whether it ended in a reveal."""


@register_message
@dataclass(frozen=True)
class RevealHead:
    """The reveal's post in the channel; the facets follow in its thread."""

    kind: ClassVar[str] = "reveal_head"
    version: ClassVar[int] = 1
    workshop: str
    subject: str
    facilitator: str
    lines: int
    heard: int
    agreed: tuple[str, ...]
    contradictions: tuple[tuple[str, str], ...]
    nobody_knew: tuple[str, ...]
    not_heard: tuple[str, ...]
    published: bool = False
    disputed: tuple[tuple[str, str], ...] = ()


@register_message
@dataclass(frozen=True)
class RevealPart:
    """One facet of the reveal, in the thread."""

    kind: ClassVar[str] = "reveal_part"
    version: ClassVar[int] = 1
    facet: RevealedFacet


@register_message
@dataclass(frozen=True)
class SeatReminder:
    """A nudge to go on, with Continue and Later."""

    kind: ClassVar[str] = "seat_reminder"
    version: ClassVar[int] = 1
    seat: str
    subject: str
    facilitator: str
    left: int


@register_message
@dataclass(frozen=True)
class TakeOver:
    """Offers a workshop whose facilitator is gone to somebody who takes part in it."""

    kind: ClassVar[str] = "take_over"
    version: ClassVar[int] = 1
    workshop: str
    subject: str
    facilitator: str


@register_message
@dataclass(frozen=True)
class Picker:
    """Asks which open conversation a message outside all threads is for. `choices`: (seat, subject).

    The words themselves stay where they were typed and are read again when one is chosen; `taken` is its subject.
    """

    kind: ClassVar[str] = "picker"
    version: ClassVar[int] = 1
    ts: str
    choices: tuple[tuple[str, str], ...]
    taken: str = ""


def literal(words: str) -> str:
    """People's words inside a sentence: no mention, link or channel call comes of them."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def invitation(workshop: Workshop, progress: Progress) -> Invitation:
    """The invitation as it should look now."""
    return Invitation(
        workshop.id,
        workshop.subject,
        workshop.purpose,
        workshop.facilitator,
        len(workshop.script),
        workshop.attribution,
        workshop.asked,
        workshop.stage,
        progress,
        workshop.deadline,
    )


def promise(workshop: Workshop) -> str:
    """The one line at Join: who will see what, and when."""
    if workshop.attribution is Attribution.NAMED:
        return "Nobody sees your answers before the reveal. After it, your name stands beside what you said."
    words = "Nobody sees your answers before the reveal, not even who asks. After it, only counts are shown, no names."
    if len(workshop.asked) < SMALL_GROUP:
        words += " In a group this small, colleagues may still guess who said what."
    return words


def panel_rows(
    workshop: Workshop, seats: Sequence[tuple[str, Conversation]], voted: frozenset[str]
) -> tuple[SeatRow, ...]:
    """Where everybody stands, in words: seats first, then those who were asked and have not joined."""
    rows = []
    for person, conversation in seats:
        if person.startswith(FORGOTTEN):
            continue
        if person in voted:
            state = "voted"
        elif conversation.finished:
            state = "done"
        elif conversation.phase is Phase.PAUSED:
            state = "paused"
        elif conversation.phase is Phase.SUMMARY:
            state = "looking over the answers"
        else:
            state = "answering"
        rows.append(SeatRow(person, state))
    seated = {person for person, _ in seats}
    rows += [SeatRow(person, "not joined yet") for person in workshop.asked if person not in seated]
    return tuple(rows)


def reveal_head(workshop: Workshop, shown: Reveal, agreed: Sequence[str]) -> RevealHead:
    """The head of the reveal; `agreed` are the texts of the lines most people agree on."""
    return RevealHead(
        workshop.id,
        workshop.subject,
        workshop.facilitator,
        sum(len(facet.lines) for facet in shown.facets),
        shown.heard,
        tuple(agreed),
        shown.contradictions,
        shown.nobody_knew,
        shown.not_heard,
        disputed=shown.disputed,
    )
