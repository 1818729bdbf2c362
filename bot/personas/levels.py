"""The level of a persona, computed from what its lines rest on, and what is missing for the next one.

Proto: conversations within the team. Qualitative: enough interviews, and they speak to enough of its lines.
Statistical: linked to a natural or reproducible segment whose share is known, and enough lines counted in a survey.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.counts import many
from bot.nouns import Level
from bot.phrases import listed

LINKABLE = frozenset({"natural", "reproducible"})


@dataclass(frozen=True)
class LevelRules:
    """How much is enough. Shares are of the standing lines, between 0 and 1."""

    interviews: int = 5
    lines_spoken_to: float = 0.5
    lines_counted: float = 0.5

    def __post_init__(self) -> None:
        if self.interviews < 1 or not (0 < self.lines_spoken_to <= 1 and 0 < self.lines_counted <= 1):
            raise ValueError("at least one interview, and shares between 0 and 1")

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LevelRules:
        """From what `to_json` gave."""
        return cls(**{name: data[name] for name in cls.__dataclass_fields__ if name in data})


LEVEL_RULES = LevelRules()


@dataclass(frozen=True)
class LinkedSegment:
    """The segment a persona stands for. `verdict`: natural, reproducible, constructive or none; `share` 0 to 1."""

    verdict: str
    share: float | None


@dataclass(frozen=True)
class LineBasis:
    """What one standing line rests on: the interviews (ids) that speak to it, for or against, and whether a survey
    counted it (any verdict but untested, with enough answers to show numbers)."""

    line: str
    interviews: frozenset[str] = frozenset()
    counted: bool = False


@dataclass(frozen=True)
class LevelReport:
    """A level and how far it is to the next. `missing`: one sentence, empty for a statistical persona; `warning`: what
    a card says of the level."""

    level: Level
    missing: str
    warning: str
    interviews: int
    spoken_to: int
    counted: int
    lines: int

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LevelReport:
        """From what `to_json` gave."""
        return cls(**{**data, "level": Level(data["level"])})


def level_of(
    lines: Sequence[LineBasis],
    interviews: Collection[str] = (),
    segment: LinkedSegment | None = None,
    rules: LevelRules = LEVEL_RULES,
) -> LevelReport:
    """The level of a persona from its standing lines, the interviews held with such people and its segment.

    `interviews`: ids of the interviews that stand; empty: all that the lines name. One that speaks to none of the
    lines does not count.
    """
    total = len(lines)
    telling = {interview for line in lines for interview in line.interviews}
    if interviews:
        telling &= set(interviews)  # an interview that was taken back no longer counts
    spoken = sum(bool(line.interviews & telling) for line in lines)
    counted = sum(line.counted for line in lines)
    need_spoken = max(1, math.ceil(rules.lines_spoken_to * total))
    need_counted = max(1, math.ceil(rules.lines_counted * total))
    qualitative = len(telling) >= rules.interviews and spoken >= need_spoken
    linked = segment is not None and segment.verdict in LINKABLE and segment.share is not None
    statistical = linked and counted >= need_counted
    if statistical:
        level, missing = Level.STATISTICAL, ""
        warning = "Rests on a survey and the segment's share in it."
    elif qualitative:
        level = Level.QUALITATIVE
        missing = (
            "For a statistical persona: " + listed(_for_statistics(segment, counted, need_counted)) + "."
        )
        warning = "Rests on interviews; how many people are like this is not known."
    else:
        level = Level.PROTO
        wanted = _for_interviews(len(telling), spoken, need_spoken, rules)
        missing = "For a qualitative persona: " + listed(wanted) + "."
        if segment is not None:
            missing += (
                " For a statistical one: " + listed(_for_statistics(segment, counted, need_counted)) + "."
            )
        warning = "Rests on what the team believes; check before you rely on it."
    return LevelReport(level, missing, warning, len(telling), spoken, counted, total)


def _for_interviews(held: int, spoken: int, need: int, rules: LevelRules) -> list[str]:
    wanted = []
    if held < rules.interviews:
        more = rules.interviews - held
        wanted.append(f"{many(more, 'more interview' if held else 'interview')} (there {_are(held)} {held})")
    if spoken < need:
        wanted.append(f"{many(need - spoken, 'more line' if spoken else 'line')} that interviews speak to")
    return wanted


def _for_statistics(segment: LinkedSegment | None, counted: int, need: int) -> list[str]:
    wanted = []
    if segment is None:
        wanted.append("a link to a segment found in a survey")
    elif segment.verdict not in LINKABLE:
        wanted.append(f"a natural or reproducible segment (the linked one is {segment.verdict})")
    elif segment.share is None:
        wanted.append("the share of its segment")
    if counted < need:
        wanted.append(f"{many(need - counted, 'more line' if counted else 'line')} counted in a survey")
    return wanted


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
