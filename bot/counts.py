"""Counts as people say them."""

from __future__ import annotations

import math


def count_words(number: float) -> str:
    """A count of anything, three digits of it: "1.23 million", "45,600", "312"; "0" for none, "fewer than 1"."""
    if number <= 0:
        return "0"
    digits = max(0, math.floor(math.log10(number)) - 2)
    rounded = round(number / 10**digits) * 10**digits
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if rounded >= size:
            return f"{rounded / size:.2f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{rounded:,.0f}" if rounded else "fewer than 1"


def many(count: int, one: str, several: str = "") -> str:
    """As "1 line" or "1,200 lines"; `several` where the plural is no "s"."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def people(count: int) -> str:
    """As "1 person" or "1,200 people"."""
    return many(count, "person", "people")
