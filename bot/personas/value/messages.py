"""What is said of worth and the ideal customer: message values without layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message


@register_message
@dataclass(frozen=True)
class Counting:
    """Worth and the ideal customer are being counted. With a `sentence` it ended without a result."""

    kind: ClassVar[str] = "value_counting"
    version: ClassVar[int] = 1
    name: str
    sentence: str = ""


@dataclass(frozen=True)
class SegmentPeople:
    """How many people a segment is; one sentence."""

    name: str
    words: str


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
    """Segments by what they are worth. `by`: the question it is counted by, empty where the file has none.

    `people`: how many people each is, or `why` nobody knows; `panel`: offers to say that the panel stands for the
    market; `post` names the message among those of its segmentation.
    """

    kind: ClassVar[str] = "worth"
    version: ClassVar[int] = 1
    run: str
    name: str
    by: str
    counted_as: str
    rows: tuple[WorthRow, ...]
    formed: bool = False
    choosable: bool = True
    people: tuple[SegmentPeople, ...] = ()
    why: str = ""
    panel: bool = False
    post: str = ""


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
