"""How counted numbers and people's words are put into sentences: one way for all rooms."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percent(share: float) -> str:
    """A share (0 to 1) in words: "37 %"; nearly nobody is "<1 %", nearly everybody ">99 %"."""
    whole = _whole(share)
    if whole == 0 and share > 0:
        return "<1 %"
    if whole == 100 and share < 1:
        return ">99 %"
    return f"{whole} %"


def interval_words(low: float, high: float) -> str:
    """An interval of shares (0 to 1) in words: "37–58 %"."""
    return f"{_whole(low)}–{_whole(high)} %"


def _whole(share: float) -> int:
    return math.floor(100 * share + 0.5)


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


def listed(parts: Sequence[str]) -> str:
    """As "A", "A and B", "A, B and C"; nothing for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def asked_and_answered(question: str, answer: str) -> str:
    """A question with its answer, read on its own: "Which computer? Mac", "Company size: 51 to 200"."""
    question = " ".join(question.split()).rstrip(" :")
    return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"


def shortened(text: str, most: int) -> str:
    """On one line, cut at a word's end to at most so many characters, with "…" where something was left out."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"
