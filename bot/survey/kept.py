"""A survey and its segmentations as a team keeps them: whose they are, where they belong, what was corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.errors import NotFound
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.survey import Base


class SurveyState(StrEnum):
    """Where a dropped file stands. IGNORED: it is no survey file, and nothing was said about it."""

    DROPPED = "dropped"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    IGNORED = "ignored"


class RunState(StrEnum):
    """Where a segmentation stands."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Sample(StrEnum):
    """Who was surveyed: whom the shares speak for."""

    CUSTOMERS = "customers"
    USERS = "users"
    MARKET = "market"
    PANEL = "panel"


SAMPLE_WORDS = {
    Sample.CUSTOMERS: "our customers",
    Sample.USERS: "our users",
    Sample.MARKET: "the market as a whole",
    Sample.PANEL: "a bought panel",
}


ENDINGS = frozenset(
    {"csv", "tsv", "txt", "tab", "xlsx", "xlsm", "xls", "ods", "sav", "zsav", "zip", "parquet"}
)
_TYPES = frozenset({"csv", "tsv", "xlsx", "xls", "ods", "zip", "text", "excel"})


_INTERVIEWS = frozenset({"docx", "docm", "md", "vtt", "srt"})
_INTERVIEW_TYPES = frozenset({"docx", "markdown", "post", "vtt", "srt", "subrip"})
_EITHER, _EITHER_TYPES = frozenset({"txt"}), frozenset({"text", "txt"})


class FileKind(StrEnum):
    """What a dropped file could be, by its name: a table, an interview, either (a text), or nothing for us."""

    TABLE = "table"
    INTERVIEW = "interview"
    EITHER = "either"
    OTHER = "other"


def file_kind(name: str, kind: str = "") -> FileKind:
    """What a file could be by its name, or by its type in Slack's words where the name has no ending."""
    stem, dot, ending = name.rpartition(".")
    named = bool(dot and stem)
    word = ending.strip().casefold() if named else kind.casefold()
    if word in (_EITHER if named else _EITHER_TYPES):
        return FileKind.EITHER
    if word in (_INTERVIEWS if named else _INTERVIEW_TYPES):
        return FileKind.INTERVIEW
    return FileKind.TABLE if could_be_survey(name, kind) else FileKind.OTHER


def could_be_survey(name: str, kind: str = "") -> bool:
    """Whether a file's name, or its type in Slack's words where the name has no ending, could be that of a survey."""
    stem, dot, ending = name.rpartition(".")
    if dot and stem:
        return ending.strip().casefold() in ENDINGS
    return kind.casefold() in _TYPES


@dataclass(frozen=True)
class Wish:
    """What segments are asked for. `bases`: questions of these only, none for all; `k`: so many, None for as many as
    there are."""

    bases: tuple[Base, ...] = ()
    k: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"bases": [str(base) for base in self.bases], "k": self.k}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Wish:
        """From what `to_json` gave."""
        return cls(tuple(Base(word) for word in data["bases"]), data["k"])

    @property
    def words(self) -> str:
        """The questions it looks at, in words."""
        return f"{' and '.join(self.bases)} questions" if self.bases else "all questions"


@dataclass(frozen=True)
class KeptSurvey:
    """A survey of a channel (or, with a user id as `channel`, of a person). `understood`: `bot.survey.packing`.

    `wish`: segments to look for as soon as it is read.
    """

    id: str
    file: str
    name: str
    channel: str
    private: bool
    owner: str
    state: SurveyState
    created: datetime
    sample: Sample | None = None
    wish: Wish | None = None
    understood: dict[str, Any] = field(default_factory=dict)
    corrections: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptRun:
    """One run of the method on a kept survey."""

    id: str
    survey: str
    asker: str
    state: RunState
    wish: Wish
    created: datetime
    result: Segmentation | None = None

    def segment(self, number: int) -> Segment:
        """The segment of this number. Raises NotFound."""
        for segment in self.result.segments if self.result else ():
            if segment.id == number:
                return segment
        raise NotFound("That segment is not there any more.")
