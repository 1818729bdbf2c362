"""What is said about segments beside their cards: two segmentations crossed, how widespread needs are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message
from bot.survey.messages import ShownChart


@register_message
@dataclass(frozen=True)
class CrossTable:
    """Two segmentations of one survey. `rows`: name, then a cell for each of `columns`; `kept_whole`: rows that are not
    split because a group under five would show."""

    kind: ClassVar[str] = "segments_crossed"
    version: ClassVar[int] = 1
    name: str
    first: str
    second: str
    agreement: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kept_whole: tuple[str, ...] = ()
    hides: bool = False


@register_message
@dataclass(frozen=True)
class NeedsTable:
    """How widespread each need is: a row each, what it is, then everybody's share and each segment's, then its importance
    (`rated`) and how many people have it (`counted`). `why`: why nobody knows how many people that is; `order`: what
    they are ranked by."""

    kind: ClassVar[str] = "segments_needs"
    version: ClassVar[int] = 1
    name: str
    segments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: ShownChart | None = None
    speaks_for: str = ""
    rated: bool = False
    counted: bool = False
    why: str = ""
    order: str = ""
