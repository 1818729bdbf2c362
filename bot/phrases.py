"""How shares, lists and people's words are put into sentences: one way for all rooms. Counts: `counts.py`."""

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
