"""A segmentation as a team keeps it: of which survey, who asked for it, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import NotFound
from bot.survey.kept import Wish
from bot.survey.segmenting.result import Segment, Segmentation


class RunState(StrEnum):
    """Where a segmentation stands."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


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
