"""The market: everybody who might want it (TAM), narrowed by named reasons to those who can be served (SAM).

Numbers are what people know, with a source and a date; what nobody knows is None, never zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.counts import count_words
from bot.errors import BadInput
from bot.survey.kept import Sample

LARGEST = 1e12  # more than any count of customers or companies there is


class Reason(StrEnum):
    """Why a part of the TAM can't be served."""

    COMPETITOR = "competitor"
    LANGUAGE = "language"
    REGION = "region"
    DISTRIBUTION = "no distribution"
    OTHER = "other"


@dataclass(frozen=True)
class Exclusion:
    """A part of the TAM that can't be served. Either `count` (of units) or `share` (of the TAM)."""

    name: str
    reason: Reason = Reason.OTHER
    count: float | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise BadInput("Give the exclusion a name, such as “locked in with a competitor”.", "name")
        if (self.count is None) == (self.share is None):
            raise BadInput("Give either a number or a percentage for the exclusion.", "amount")
        if self.share is not None and not 0 <= self.share <= 1:
            raise BadInput("An exclusion can take away between 0 and 100 %.", "amount")
        if self.count is not None and not 0 <= self.count <= LARGEST:
            raise BadInput("An exclusion can't take away less than nothing.", "amount")


@dataclass(frozen=True)
class Step:
    """One step of the funnel: what was taken away, and what is left."""

    name: str
    reason: Reason | None
    taken: float
    left: float


@dataclass(frozen=True)
class Market:
    """The market of a product. `tam` counts `unit`s; None = not known. `source` and `known_on` say where from."""

    tam: float | None = None
    unit: str = "people"
    source: str = ""
    known_on: date | None = None
    exclusions: tuple[Exclusion, ...] = ()

    def __post_init__(self) -> None:
        if self.tam is not None and not 0 < self.tam <= LARGEST:
            raise BadInput("The market must be a number above zero.", "tam")
        self.steps()

    def steps(self) -> tuple[Step, ...]:
        """The funnel from the TAM down to the SAM, in the order of the exclusions; empty where the TAM is unknown.

        A percentage is one of the TAM, as people say it; who is out for two reasons belongs in one of them. BadInput
        where the exclusions together take away more than there is.
        """
        total = sum(exclusion.share or 0.0 for exclusion in self.exclusions)
        if total > 1 + 1e-9:
            raise BadInput(
                f"The exclusions add up to {100 * total:g} %; together they can't take away over 100 %.",
                "amount",
            )
        if self.tam is None:
            return ()
        left = self.tam
        made = [Step("Everyone who might want it", None, 0.0, left)]
        for exclusion in self.exclusions:
            taken = exclusion.count if exclusion.count is not None else (exclusion.share or 0.0) * self.tam
            if taken > left + 1e-9 * self.tam:
                raise BadInput(
                    f"“{exclusion.name}” takes away {count_words(taken)}, but only {count_words(left)} are left.",
                    "amount",
                )
            left = max(left - taken, 0.0)
            made.append(Step(exclusion.name, exclusion.reason, taken, left))
        return tuple(made)

    @property
    def sam(self) -> float | None:
        """Those who can be served; None where the TAM is unknown."""
        steps = self.steps()
        return steps[-1].left if steps else None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "tam": self.tam,
            "unit": self.unit,
            "source": self.source,
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "exclusions": [
                {"name": e.name, "reason": e.reason.value, "count": e.count, "share": e.share}
                for e in self.exclusions
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Market:
        """From what `to_json` gave."""
        return cls(
            data.get("tam"),
            data.get("unit", "people"),
            data.get("source", ""),
            date.fromisoformat(data["known_on"]) if data.get("known_on") else None,
            tuple(
                Exclusion(e["name"], Reason(e.get("reason", "other")), e.get("count"), e.get("share"))
                for e in data.get("exclusions", ())
            ),
        )


@dataclass(frozen=True)
class People:
    """How many people a segment is: `number` with its interval, or None and `why`, one sentence either way."""

    number: float | None
    low: float | None
    high: float | None
    why: str


def people_for(
    share: float | None,
    interval: tuple[float, float] | None,
    market: Market | None,
    surveyed: Sample | None,
    panel_is_market: bool = False,
) -> People:
    """People of a segment = SAM × its share, only where the sample stands for the market.

    The interval is the share's (the TAM is taken as given). A panel stands for the market only where somebody said so
    (`panel_is_market`).
    """

    def unknown(why: str) -> People:
        return People(None, None, None, why)

    if surveyed is None:
        return unknown("Nobody has said who was surveyed, so the share can't be turned into people.")
    if surveyed in (Sample.CUSTOMERS, Sample.USERS):
        whom = "your customers" if surveyed is Sample.CUSTOMERS else "your users"
        return unknown(f"Only {whom} were surveyed; their shares do not hold for the whole market.")
    if surveyed is Sample.PANEL and not panel_is_market:
        return unknown("A panel was surveyed, and nobody has said that it stands for the market.")
    if share is None or interval is None or not math.isfinite(share):
        return unknown("The share of the segment is not known.")
    sam = market.sam if market is not None else None
    if sam is None or market is None:
        return unknown("The size of the market is not known yet.")
    low, high = interval
    number = f"about {count_words(sam * share)} {market.unit} ({count_words(sam * low)} to {count_words(sam * high)})"
    return People(
        sam * share, sam * low, sam * high, f"{number}: the segment's share of the market you can serve."
    )
