"""What is said of needs, worth and the ideal customer: message values without layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message


@register_message
@dataclass(frozen=True)
class Counting:
    """Needs and value are being counted. With a `sentence` it ended without a result."""

    kind: ClassVar[str] = "value_counting"
    version: ClassVar[int] = 1
    name: str
    sentence: str = ""


@dataclass(frozen=True)
class NeedRow:
    """A need: its spread among everybody and in each segment, importance and people, as they are read."""

    name: str
    spread: str
    importance: str
    people: str
    segments: tuple[str, ...]


@dataclass(frozen=True)
class SegmentPeople:
    """How many people a segment is; one sentence."""

    name: str
    words: str


@register_message
@dataclass(frozen=True)
class NeedsShown:
    """Needs, the weightiest first. `why`: why nobody knows how many people that is, empty where it is known.

    `panel`: offers to say that the panel stands for the market.
    """

    kind: ClassVar[str] = "needs"
    version: ClassVar[int] = 1
    run: str
    name: str
    segments: tuple[str, ...]
    rows: tuple[NeedRow, ...]
    more: int
    rated: bool
    people: tuple[SegmentPeople, ...]
    why: str
    chart: str = ""
    alt: str = ""
    panel: bool = False


@dataclass(frozen=True)
class WorthRow:
    """What one segment is worth, as it is read."""

    name: str
    per_head: str
    total: str
    part: str


@register_message
@dataclass(frozen=True)
class WorthShown:
    """Segments by what they are worth. `by`: the question it is counted by, empty where the file has none."""

    kind: ClassVar[str] = "worth"
    version: ClassVar[int] = 1
    run: str
    name: str
    by: str
    counted_as: str
    rows: tuple[WorthRow, ...]
    formed: bool = False
    choosable: bool = True


@dataclass(frozen=True)
class RuleRow:
    """Traits that hold together, and how many who show them are ideal customers, as it is read."""

    traits: tuple[str, ...]
    words: str


@register_message
@dataclass(frozen=True)
class IdealShown:
    """The ideal customer profile. Without `segments` there is none, and `sentence` says why."""

    kind: ClassVar[str] = "ideal_customer"
    version: ClassVar[int] = 1
    run: str
    name: str
    segments: tuple[str, ...]
    why: str
    sentence: str
    rules: tuple[RuleRow, ...] = ()
    from_formed: bool = False
    choosable: bool = True
