"""The whole question that a further one means: "and Marta?" after a question about Robin is that question about Marta."""

from __future__ import annotations

import re

from bot.asking.ask import follow_up
from bot.asking.index import Index
from bot.meaning.words import content, normalise, words


def go_on(index: Index, previous: str, question: str) -> str:
    """As `follow_up`, but a persona that takes the place of another one is put in its place."""
    swapped = _swapped(index, previous, question)
    return swapped if swapped is not None else follow_up(index, previous, question)


def _swapped(index: Index, previous: str, question: str) -> str | None:
    """The previous question with its one persona exchanged, where the new one says nothing but another name."""
    now, rest = index.book.find(normalise(question))
    before, _ = index.book.find(normalise(previous))
    if len(now) != 1 or len(before) != 1 or now == before or content(words(rest)):
        return None
    old, new = index.names[next(iter(before))], index.names[next(iter(now))]
    parts = [old, *(part for part in old.split() if len(part) > 2)]
    for part in parts:
        changed, times = re.subn(rf"\b{re.escape(part)}\b", lambda _: new, previous, flags=re.IGNORECASE)
        if times:
            return changed
    return None
