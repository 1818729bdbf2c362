"""Naming: a proposed name for each segment from its two most distinctive answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.survey.segmenting.result import Distinctive
from bot.survey.segmenting.verdict import shortened

_BRACKETS = re.compile(r"^.*\S\s*\[(?P<item>[^\[\]]+)\]\s*$", re.S)
_STEMS = (" - ", " – ", " — ", ": ", " >> ", " | ")


def own_words(texts: Iterable[str]) -> dict[str, str]:
    """Question → its own words: the row of a matrix without the stem that its rows share; others as they are."""
    plain = {text: " ".join(text.split()) for text in texts}
    stems = Counter(words.rpartition(mark)[0] for words in plain.values() for mark in _STEMS)
    found = {}
    for text, words in plain.items():
        row = _BRACKETS.match(words)
        cuts = (mark for mark in _STEMS if words.rpartition(mark)[0] and stems[words.rpartition(mark)[0]] > 1)
        cut = next(cuts, None)
        found[text] = row["item"] if row is not None else words.rpartition(cut)[2] if cut else words
    return found


def propose_names(distinctive: Sequence[Sequence[Distinctive]], speaking: set[str]) -> list[str]:
    """Names, different from each other. speaking: questions whose options make sense without the question."""
    names: list[str] = []
    asked = own_words({one.text for found in distinctive for one in found})
    for number, found in enumerate(distinctive, start=1):
        words = [_words(one, asked[one.text], speaking) for one in _spread(found)]
        name = " · ".join(words[:2]) or f"Segment {number}"
        length = 2
        while name in names and length < len(words):
            length += 1
            name = " · ".join(words[:length])
        if name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names


def _spread(found: Sequence[Distinctive]) -> list[Distinctive]:
    """What is true of the segment before what is not, each question once before any comes twice."""
    ordered = sorted(found, key=lambda one: (one.effect < 0, -abs(one.effect)))
    # a clearly stronger "not" still goes first
    if len(found) > 1 and abs(found[0].effect) > 1.5 * max((abs(o.effect) for o in ordered[:1]), default=0):
        ordered = [found[0], *[one for one in ordered if one is not found[0]]]
    first: list[Distinctive] = []
    again: list[Distinctive] = []
    seen: set[str] = set()
    for one in ordered:
        (again if one.question in seen else first).append(one)
        seen.add(one.question)
    return first + again


def _words(one: Distinctive, asked: str, speaking: set[str]) -> str:
    said = shortened(one.option, 32)
    if one.question not in speaking:
        asked = shortened(asked, 32)
        said = f"{asked} {said}" if asked.endswith("?") else f"{asked}: {said}"
    return said if one.effect > 0 else f"not {said}"
