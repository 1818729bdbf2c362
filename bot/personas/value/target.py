"""The team's own rating of a segment as a target: fit to the company's direction, reach, value; 1 to 5 each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.errors import BadInput

ASKED = {
    "fit": "How well do they fit the direction of the company?",
    "reach": "How well can we reach them?",
    "value": "How much are they worth to us?",
}


@dataclass(frozen=True)
class Target:
    """A segment rated as a target. Whole numbers from 1 (poor) to 5 (very good); BadInput otherwise."""

    segment: str
    fit: int
    reach: int
    value: int

    def __post_init__(self) -> None:
        for name in ASKED:
            rating = getattr(self, name)
            if isinstance(rating, bool) or not isinstance(rating, int) or not 1 <= rating <= 5:
                raise BadInput(f"Rate {name} with a whole number from 1 to 5.", name)

    @property
    def sum(self) -> int:
        """3 to 15; the higher, the better a target."""
        return self.fit + self.reach + self.value

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Target:
        """From what `to_json` gave."""
        return cls(data["segment"], data["fit"], data["reach"], data["value"])


def target_table(targets: Sequence[Target]) -> tuple[tuple[str, ...], ...]:
    """The ratings as rows of texts, best first, the heading on top."""
    ordered = sorted(targets, key=lambda target: (-target.sum, target.segment))
    rows = [(t.segment, str(t.fit), str(t.reach), str(t.value), str(t.sum)) for t in ordered]
    return (("Segment", "Fit", "Reach", "Value", "Sum"), *rows)


def parse_rating(text: str, field: str) -> int:
    """A rating as typed or chosen: "4", "4/5". BadInput with one sentence for anything else."""
    found = re.fullmatch(r"\s*([1-5])\s*(?:/\s*5)?\s*", text)
    if not found:
        raise BadInput(f"Rate {field} with a whole number from 1 to 5.", field)
    return int(found[1])
