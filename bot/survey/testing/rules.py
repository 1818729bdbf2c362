"""When data supports a line and when it contradicts it: the rules and their thresholds, here and nowhere else.

A line is judged by up to two tests. *Level*: do more than half of its people say so, or clearly few? *Comparison*
(where the persona has a segment): do its people say so more, or less, often than the others? All tests of all lines
that are tested at once form one family; Holm's correction keeps the chance of even one false verdict in it at or
under `error`. So forty lines may be tested and a verdict still means something.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.nouns import SMALL_GROUP, Verdict


@dataclass(frozen=True)
class Thresholds:
    """The numbers of the rules; shares are between 0 and 1.

    error: chance of at least one false verdict among all lines tested at once, at most.
    confidence: of the intervals shown.
    most: more than this share of its people say so → supported.
    few: fewer than this share say so → contradicted.
    rare: "more than the others" supports only from this share on; three times almost nobody is almost nobody.
    apart: the difference from the others must reach this, however sure it is.
    least_answers: with fewer (effective) answers there is no verdict.
    widest: an undecided line with a wider interval has too few answers; a narrower one is mixed.
    smallest_group: fewer answers than this are never shown in numbers.
    """

    error: float = 0.05
    confidence: float = 0.95
    most: float = 0.50
    few: float = 0.25
    rare: float = 0.20
    apart: float = 0.10
    least_answers: float = 10
    widest: float = 0.35
    smallest_group: int = SMALL_GROUP

    def __post_init__(self) -> None:
        if not 0 < self.few <= self.most < 1:
            raise ValueError("few and most are shares, few not above most")
        if not (0 < self.error < 1 and 0 < self.confidence < 1):
            raise ValueError("error and confidence lie between 0 and 1")
        if self.smallest_group < 1:
            raise ValueError("smallest_group is at least 1")

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Thresholds:
        """From what `to_json` gave; unknown names are left out so that older rows still read."""
        return cls(**{name: data[name] for name in cls.__dataclass_fields__ if name in data})


THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class Known:
    """What the tests found for one line. Shares are None where unknown; p-values are Holm-adjusted, None untested.

    p_most, p_few: for "more than `most`" and "fewer than `few`" say so. p_more, p_fewer: than the others.
    """

    answers: float
    share: float
    low: float
    high: float
    p_most: float
    p_few: float
    other_share: float | None = None
    p_more: float | None = None
    p_fewer: float | None = None


def judge(known: Known, rules: Thresholds = THRESHOLDS) -> tuple[Verdict, str]:
    """The verdict on one line and one sentence that says why."""
    if known.answers < rules.least_answers:
        return Verdict.TOO_FEW, f"Fewer than {rules.least_answers:g} answers are too few for a verdict."

    def sure(p: float | None) -> bool:
        return p is not None and p < rules.error

    gap = None if known.other_share is None else known.share - known.other_share
    mostly = sure(known.p_most) and known.low > rules.most
    seldom = sure(known.p_few) and known.high < rules.few
    more = gap is not None and sure(known.p_more) and gap >= rules.apart and known.share >= rules.rare
    fewer = gap is not None and sure(known.p_fewer) and -gap >= rules.apart
    if mostly and fewer:
        return Verdict.MIXED, "Most of them say so, yet clearly fewer than the others do."
    if mostly and more:
        return Verdict.SUPPORTED, "Most of them say so, clearly more than of the others."
    if mostly:
        return Verdict.SUPPORTED, "Most of them say so."
    if seldom and fewer:
        return Verdict.CONTRADICTED, "Few of them say so, clearly fewer than of the others."
    if seldom:
        return Verdict.CONTRADICTED, "Few of them say so."
    if more:
        return Verdict.SUPPORTED, "Clearly more of them say so than of the others."
    if fewer:
        return Verdict.CONTRADICTED, "Clearly fewer of them say so than of the others."
    if known.high - known.low > rules.widest:
        return Verdict.TOO_FEW, "There are too few answers to tell."
    if known.low > rules.most or known.high < rules.few:
        return Verdict.MIXED, "It leans one way, but not surely enough with this many lines tested at once."
    return Verdict.MIXED, "Some say so and some do not."
