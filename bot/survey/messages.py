"""What is said about surveys and segments: message values without layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message
from bot.survey.kept import Sample


@register_message
@dataclass(frozen=True)
class Reading:
    """A file is being read."""

    kind: ClassVar[str] = "survey_reading"
    version: ClassVar[int] = 1
    name: str


@register_message
@dataclass(frozen=True)
class Refused:
    """A file was not read; one sentence says why."""

    kind: ClassVar[str] = "survey_refused"
    version: ClassVar[int] = 1
    name: str
    sentence: str


@register_message
@dataclass(frozen=True)
class Understood:
    """What was understood of a survey. `personal`: columns that were dropped, by letter and heading only."""

    kind: ClassVar[str] = "survey_understood"
    version: ClassVar[int] = 1
    survey: str
    name: str
    respondents: int
    source: str
    questions: int
    types: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    about: int = 0
    warnings: tuple[str, ...] = ()
    weighted: bool = False
    corrected: int = 0
    sample: Sample | None = None
    until: str = ""
    texts: bool = False
    """Whether people wrote something of their own, so that it could be read as feedback."""


@register_message
@dataclass(frozen=True)
class Seeking:
    """Segments are being sought: what is being done, and how far it is (0 to 1)."""

    kind: ClassVar[str] = "segments_seeking"
    version: ClassVar[int] = 1
    run: str
    name: str
    questions: str
    words: str
    share: float = 0.0


@register_message
@dataclass(frozen=True)
class Sought:
    """Seeking ended without a result: it was stopped, or it could not be done."""

    kind: ClassVar[str] = "segments_ended"
    version: ClassVar[int] = 1
    name: str
    sentence: str


@dataclass(frozen=True)
class ShownChart:
    """A chart that was uploaded under a handle."""

    handle: str
    title: str
    alt: str


@dataclass(frozen=True)
class Degree:
    """One line along which people differ: a question with its answers at both ends."""

    question: str
    low: str
    high: str


@register_message
@dataclass(frozen=True)
class Found:
    """The verdict on segments, first of all; then what may be done. `split`: a number of segments offered with "none"."""

    kind: ClassVar[str] = "segments_found"
    version: ClassVar[int] = 1
    run: str
    survey: str
    name: str
    verdict: str
    reason: str
    questions: str
    k: int
    respondents: int
    used: int
    unsure: float | None = None
    charts: tuple[ShownChart, ...] = ()
    degrees: tuple[Degree, ...] = ()
    telling: tuple[str, ...] = ()
    accuracy: float | None = None
    notes: tuple[str, ...] = ()
    split: int | None = None
    speaks_for: str = ""
    can_place: bool = False


@dataclass(frozen=True)
class Apart:
    """An answer that sets a segment apart; shares between 0 and 1."""

    question: str
    option: str
    share: float
    others: float


@register_message
@dataclass(frozen=True)
class SegmentCard:
    """One segment in a few lines. `apart` is empty for groups under five, of whom no shares are shown (`hidden`).

    `typical`: (question, usual answer); `quotes`: respondents' words that the survey's owner has approved.
    """

    kind: ClassVar[str] = "segment_card"
    version: ClassVar[int] = 1
    run: str
    segment: int
    name: str
    share: float
    low: float
    high: float
    stability: float
    apart: tuple[Apart, ...] = ()
    hidden: bool = False
    size: int | None = None
    typical: tuple[tuple[str, str], ...] = ()
    quotes: tuple[str, ...] = ()


@register_message
@dataclass(frozen=True)
class Targets:
    """The segments that were rated, best first, the heading on top."""

    kind: ClassVar[str] = "segment_targets"
    version: ClassVar[int] = 1
    name: str
    rows: tuple[tuple[str, ...], ...]


@register_message
@dataclass(frozen=True)
class Drafted:
    """A persona was drafted from a segment; its card follows."""

    kind: ClassVar[str] = "persona_drafted"
    version: ClassVar[int] = 1
    segment: str
    lines: int
    blanks: tuple[str, ...]


@dataclass(frozen=True)
class ListedSurvey:
    """One row of the list. `found`: what its newest segmentation said, empty where there is none."""

    survey: str
    name: str
    respondents: int
    questions: int
    at: int
    found: str


@register_message
@dataclass(frozen=True)
class SurveyList:
    """The surveys somebody may see."""

    kind: ClassVar[str] = "survey_list"
    version: ClassVar[int] = 1
    surveys: tuple[ListedSurvey, ...]
