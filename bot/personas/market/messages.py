"""What is said about a market: message values without layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.counts import count_words
from bot.messages import register_message
from bot.personas.market.market import Market


@dataclass(frozen=True)
class MarketStep:
    """One step of the funnel in words: what was taken away, why, and what is left."""

    name: str
    reason: str
    taken: str
    left: str


@dataclass(frozen=True)
class PersonaPeople:
    """How many people a persona stands for, or why nobody knows; one sentence."""

    title: str
    words: str


@register_message
@dataclass(frozen=True)
class MarketShown:
    """The market of a product as it is known now. `tam` and `sam` are empty where nobody knows."""

    kind: ClassVar[str] = "market"
    version: ClassVar[int] = 1
    product: str
    name: str
    tam: str
    sam: str
    unit: str
    source: str
    known_on: str
    steps: tuple[MarketStep, ...]
    by: str
    at: datetime
    versions: int
    chart: str = ""
    alt: str = ""
    people: tuple[PersonaPeople, ...] = ()
    only_here: bool = False
    shareable: bool = True


@dataclass(frozen=True)
class MarketVersion:
    """One entry of a market's history."""

    person: str
    at: datetime
    words: str


@register_message
@dataclass(frozen=True)
class MarketHistory:
    """Who said what about a market, newest first."""

    kind: ClassVar[str] = "market_history"
    version: ClassVar[int] = 1
    name: str
    versions: tuple[MarketVersion, ...]
    more: int = 0


def steps_in_words(market: Market) -> tuple[MarketStep, ...]:
    """The exclusions in words; percentages alone where the TAM is unknown."""
    steps = market.steps()[1:]
    if not steps:
        return tuple(
            MarketStep(
                e.name,
                e.reason.value,
                f"{100 * e.share:g} %" if e.share is not None else count_words(e.count or 0.0),
                "",
            )
            for e in market.exclusions
        )
    found = []
    for exclusion, step in zip(market.exclusions, steps, strict=True):
        taken = count_words(step.taken)
        if exclusion.share is not None:
            taken = f"{100 * exclusion.share:g} %, {taken}"
        found.append(MarketStep(step.name, exclusion.reason.value, taken, count_words(step.left)))
    return tuple(found)


def in_short(market: Market) -> str:
    """A market in one sentence, for its history."""
    if market.tam is None:
        words = "Size not known"
    else:
        words = f"TAM {count_words(market.tam)} {market.unit}, SAM {count_words(market.sam or 0.0)}"
    if market.exclusions:
        words += f", without {', '.join(step.name + ' ' + step.taken for step in steps_in_words(market))}"
    if market.source:
        words += f"; source: {market.source}"
    return words + (f", {market.known_on:%d %b %Y}" if market.known_on else "")
