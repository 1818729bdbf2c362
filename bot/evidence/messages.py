"""What is said about interviews, feedback files and the lines they propose. Message values without layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message


@register_message
@dataclass(frozen=True)
class InterviewReading:
    """An interview is being read, or compared with the lines of a persona."""

    kind: ClassVar[str] = "interview_reading"
    version: ClassVar[int] = 1
    title: str = ""
    comparing: bool = False


@register_message
@dataclass(frozen=True)
class InterviewFound:
    """A file reads like an interview; somebody says which persona it is about. `sentence`: what else to know."""

    kind: ClassVar[str] = "interview_found"
    version: ClassVar[int] = 1
    interview: str
    people: int
    quotes: int
    owner: str
    note: str = ""
    sentence: str = ""


@register_message
@dataclass(frozen=True)
class InterviewAsks:
    """Quotes wait for a person. `title` is empty where the persona must not be named; `quotes` seem to speak to
    `lines`, `proposed` are quotes that no line holds; `sentence`: what else to know.
    """

    kind: ClassVar[str] = "interview_asks"
    version: ClassVar[int] = 1
    interview: str
    title: str
    people: int
    quotes: int
    lines: int
    proposed: int
    until: str
    note: str = ""
    sentence: str = ""


@register_message
@dataclass(frozen=True)
class InterviewHeard:
    """What an interview said, decided by a person: counts only. `in_favour`, `against`: lines it speaks for or against;
    `taken`, `proposed`: new lines; `left`: quotes that speak to none; `missing`: what the persona lacks for the next
    level.
    """

    kind: ClassVar[str] = "interview_heard"
    version: ClassVar[int] = 1
    interview: str
    persona: str
    title: str
    day: str
    people: int
    in_favour: int
    against: int
    taken: int
    proposed: int
    left: int
    missing: str
    until: str
    by: str = ""


@register_message
@dataclass(frozen=True)
class InterviewEnded:
    """Nothing of an interview is kept; one sentence says why."""

    kind: ClassVar[str] = "interview_ended"
    version: ClassVar[int] = 1
    sentence: str


@dataclass(frozen=True)
class ListedInterview:
    """One row of the list. `state`: a word of InterviewState; `title`: the persona's."""

    interview: str
    title: str
    day: str
    state: str
    people: int
    quotes: int
    mine: bool


@register_message
@dataclass(frozen=True)
class InterviewList:
    """The interviews about personas somebody may see, and their own that wait."""

    kind: ClassVar[str] = "interview_list"
    version: ClassVar[int] = 1
    interviews: tuple[ListedInterview, ...]
    more: int = 0


@register_message
@dataclass(frozen=True)
class ProposedLine:
    """Asks a persona's owner whether a proposed line is taken. `decided`: empty, or what became of it."""

    kind: ClassVar[str] = "proposed_line"
    version: ClassVar[int] = 1
    proposal: str
    title: str
    label: str
    text: str
    source: str
    by: str
    decided: str = ""


@dataclass(frozen=True)
class ShownTheme:
    """One theme of a feedback file; shares between 0 and 1, `rating` and `others` in the file's own unit."""

    number: int
    name: str
    facet: str
    count: int
    of: int
    low: float
    high: float
    direction: str
    quotes: tuple[str, ...] = ()
    rating: float | None = None
    others: float | None = None


@register_message
@dataclass(frozen=True)
class Themes:
    """The themes of a feedback file with their chart. `columns`: what was taken for what; `start`: themes before
    these; `looked_at`: texts in the sample, where only a sample was looked at."""

    kind: ClassVar[str] = "feedback_themes"
    version: ClassVar[int] = 1
    feedback: str
    name: str
    texts: int
    left_out: int
    columns: tuple[str, ...]
    rating_range: tuple[float, float] | None
    themes: tuple[ShownTheme, ...]
    more: int
    until: str
    chart: str = ""
    alt: str = ""
    start: int = 0
    looked_at: int | None = None


@register_message
@dataclass(frozen=True)
class FeedbackGone:
    """A feedback file was deleted; its evidence with it."""

    kind: ClassVar[str] = "feedback_gone"
    version: ClassVar[int] = 1
    name: str
    by: str
