"""A survey as a team keeps it: whose it is, where it belongs, what was corrected, what is wished of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.facets import Base


class SurveyState(StrEnum):
    """Where a dropped file stands. IGNORED: it is no survey file, and nothing was said about it."""

    DROPPED = "dropped"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    IGNORED = "ignored"


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
