"""The market: everybody who might want it (TAM), narrowed by named reasons to those who can be served (SAM).

Numbers are what people know, with a source and a date; what nobody knows is None, never zero.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.errors import BadInput

LARGEST = 1e12  # more than any count of customers or companies there is
_SCALES = {
    "": 1.0,
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "tsd": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "t": 1e3,
    "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "mill": 1e6,
    "millón": 1e6, "millones": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9,
    "milliard": 1e9, "milliards": 1e9,
    "hundred": 1e2, "hundreds": 1e2, "dozen": 12.0,
}  # fmt: skip
_NUMBER = re.compile(
    r"^(?P<sign>[-−–+]?)\s*(?P<digits>\d[\d.,'’\s\u00a0\u2009\u202f_]*|[.,]\d+)\s*(?P<scale>[^\W\d_]*)\.?(?P<rest>.*)$",
    re.S,
)
_ABOUT = re.compile(
    r"^(?:about|around|approx(?:\.|imately)?|roughly|some|circa|ca\.?|c\.|nearly|almost|over|more than|ungefähr|etwa|rund"
    r"|environ|unos|~|≈|>|<)\s*(?=\S)",
    re.I,
)


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
                    f"“{exclusion.name}” takes away {people_words(taken)}, but only {people_words(left)} are left.",
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


class Surveyed(StrEnum):
    """Who was surveyed, as the person who uploaded it says."""

    CUSTOMERS = "customers"
    USERS = "users"
    MARKET = "market"
    PANEL = "panel"


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
    surveyed: Surveyed | None,
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
    if surveyed in (Surveyed.CUSTOMERS, Surveyed.USERS):
        whom = "your customers" if surveyed is Surveyed.CUSTOMERS else "your users"
        return unknown(f"Only {whom} were surveyed; their shares do not hold for the whole market.")
    if surveyed is Surveyed.PANEL and not panel_is_market:
        return unknown("A panel was surveyed, and nobody has said that it stands for the market.")
    if share is None or interval is None or not math.isfinite(share):
        return unknown("The share of the segment is not known.")
    sam = market.sam if market is not None else None
    if sam is None or market is None:
        return unknown("The size of the market is not known yet.")
    low, high = interval
    number = f"about {people_words(sam * share)} {market.unit} ({people_words(sam * low)} to {people_words(sam * high)})"
    return People(
        sam * share, sam * low, sam * high, f"{number}: the segment's share of the market you can serve."
    )


def people_words(number: float) -> str:
    """A count in words, three digits of it: "1.23 million", "45,600", "312"."""
    if number <= 0:
        return "0"
    digits = max(0, math.floor(math.log10(number)) - 2)
    rounded = round(number / 10**digits) * 10**digits
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if rounded >= size:
            return f"{rounded / size:.2f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{rounded:,.0f}" if rounded else "fewer than 1"


def parse_count(text: str, field: str = "tam") -> float:
    """A count in plain words as a number: "1.2 million", "3,5 Mio", "40k", "1 200 000", "about 12.000 companies".

    BadInput with one sentence for what is no number ("lots"), not above zero, a percentage, a range or beyond reason.
    """
    plain = _ABOUT.sub("", text.strip())
    if not plain:
        raise BadInput("Write a number, such as 40,000 or 1.2 million; leave it out if nobody knows.", field)
    found = _NUMBER.match(plain)
    if found is None:
        raise BadInput(f"“{_short(text)}” is not a number; write one such as 40,000 or 1.2 million.", field)
    if "%" in plain:
        raise BadInput("Write a number here, not a percentage.", field)
    rest = found["rest"].strip()
    if re.match(r"(?:[-–−]|to\b|bis\b|and\b|/)\s*\d", rest) or re.search(r"\d", rest):
        raise BadInput(
            f"“{_short(text)}” holds more than one number; write the one you want to count with.", field
        )
    scale = _SCALES.get(found["scale"].casefold())
    value = _decimal(found["digits"], scaled=scale not in (None, 1.0), field=field) * (scale or 1.0)
    if found["sign"] and found["sign"] != "+":
        raise BadInput("This can't be smaller than nothing; write a number above zero.", field)
    if value <= 0:
        raise BadInput("Zero would mean that there is nobody; leave it out if nobody knows.", field)
    if value > LARGEST:
        raise BadInput(f"“{_short(text)}” is more than there are people or companies on earth.", field)
    return value


def parse_exclusion(name: str, amount: str, reason: Reason = Reason.OTHER) -> Exclusion:
    """An exclusion from plain words: "30 %" is a share of the TAM, "200k" a number. BadInput as of `parse_count`."""
    plain = _ABOUT.sub("", amount.strip())
    percentage = re.fullmatch(
        r"([-−–]?)\s*(\d+(?:[.,]\d+)?)\s*(?:%|percent|per cent|prozent|pct)", plain, re.I
    )
    if percentage:
        share = float(percentage[2].replace(",", ".")) / 100
        if percentage[1] and share:
            raise BadInput("An exclusion can take away between 0 and 100 %.", "amount")
        return Exclusion(name, reason, share=share)
    return Exclusion(name, reason, count=parse_count(amount, "amount"))


def _decimal(digits: str, scaled: bool, field: str) -> float:
    """Digits with any thousands mark and decimal mark. "1.200" is 1200, but "1.200 million" is 1.2 million."""
    text = re.sub(r"[\s\u00a0\u2009\u202f'’_]", "", digits).rstrip(".,")
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return float(text)
    last = marks[-1]
    head, _, tail = text.rpartition(last)
    groups_of_three = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) is not None
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        if last in head:
            raise BadInput(f"“{digits.strip()}” can be read in two ways; write it without marks.", field)
        return float(head.replace(other, "") + "." + tail)
    if len(marks) > 1:
        if not groups_of_three:
            raise BadInput(f"“{digits.strip()}” can be read in two ways; write it without marks.", field)
        return float(text.replace(last, ""))
    if groups_of_three and not scaled and not head.startswith("0"):
        return float(head + tail)
    return float(f"{head or '0'}.{tail}")


def _short(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= 40 else text[:39] + "…"
