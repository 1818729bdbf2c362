"""Where answers lie on a common scale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from bot.survey.reading.words.plain import plain
from bot.survey.reading.words.scales.ladders import LADDERS, WHOLE
from bot.survey.reading.words.scales.languages import LANGUAGES

PLAIN_INTENSITY = 3.0

# "Neither satisfied nor dissatisfied": what follows these words need not be understood.
_NOR = frozenset(
    [
        "neither",
        "weder",
        "ni",
        "nem",
        "ne",
        "noch",
        "ani",
        "varken",
        "hverken",
        "verken",
        "sem",
        "nici",
        "ни",
        "ні",
    ]
)
_NUMBERED = re.compile(r"^\s*[(\[]?(-?\d{1,2})[)\]]?\s*(?:[-–—=:.)]+|\s)\s*(?=\S)")
_TAIL = re.compile(r"\s*[(\[=:–-]+\s*-?\d{1,2}\s*[)\]]?\s*$")


@cache
def _phrases(code: str) -> tuple[dict[str, tuple[str, float, bool]], int]:
    """Every phrase of a language: plain phrase → (kind, weight, turns round), and the most words a phrase has."""
    language = LANGUAGES[code]
    found: dict[str, tuple[str, float, bool]] = {}
    for entry in language.fill.split("|"):
        found[plain(entry)] = ("fill", 0.0, False)
    for entry in language.intense.split("|"):
        phrase, _, weight = entry.partition("=")
        found[plain(phrase)] = ("intense", float(weight.lstrip("!")), weight.startswith("!"))
    for dimension, (positive, negative) in language.poles.items():
        for words, sign in ((positive, 1.0), (negative, -1.0)):
            for word in words.split("|"):
                if plain(word):
                    found[plain(word)] = (dimension, sign, False)
    for entry in language.middle.split("|"):
        found[plain(entry)] = ("middle", 0.0, False)
    found.pop("", None)
    return found, max(len(phrase.split()) for phrase in found)


@lru_cache(maxsize=20_000)
def _compose(text: str, code: str) -> tuple[str, float] | None:
    """(dimension, place) of one answer in one language; ("*", 0) for a middle; None where it does not compose."""
    phrases, longest = _phrases(code)
    words = text.split()
    if not words or len(words) > 12:
        return None
    if (text in phrases and phrases[text][0] == "middle") or (len(words) > 2 and words[0] in _NOR):
        return "*", 0.0
    at, middle, sign, weight, turned = 0, False, 0.0, None, False
    dimension = ""
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            hit = phrases.get(" ".join(words[at : at + length]))
            if hit is not None:
                break
        else:
            return None
        kind, value, flips = hit
        if kind == "middle":
            middle = True
        elif kind == "intense":
            turned ^= flips
            weight = value if weight is None else (max(weight, value) if flips == turned else value)
        elif kind != "fill":
            if dimension and kind != dimension and not middle:
                return None
            dimension, sign = dimension or kind, sign or value
        at += length
    if middle and (dimension or weight is None):
        return dimension or "*", 0.0
    if not dimension:
        return None
    if turned and sign > 0:
        sign = -1.0
    elif turned:
        sign = 1.0 if sign < 0 else sign
    return dimension, sign * (PLAIN_INTENSITY if weight is None else weight)


@cache
def _ladders() -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = {}
    for name, lines in LADDERS.items():
        table: dict[str, float] = {}
        for line in lines:
            for entry in line.split("|"):
                phrase, _, place = entry.rpartition("=")
                table.setdefault(plain(phrase), float(place))
        tables[name] = table
    for index, steps in enumerate(WHOLE):
        tables[f"whole{index}"] = {
            plain(word): -float(step) for step, words in enumerate(steps) for word in words.split("|")
        }
    return tables


def leading_number(text: str) -> int | None:
    """The number an answer begins with, as in "1 - Not at all" or "(5) Very"; None without one or without words after."""
    match = _NUMBERED.match(text)
    return int(match.group(1)) if match else None


def without_number(text: str) -> str:
    """The words of "1 - Not at all" or "Very satisfied (5)"; the text itself where nothing else is left."""
    bare = _TAIL.sub("", _NUMBERED.sub("", text))
    return bare if re.search(r"[^\W\d_]", bare) else text


def places(answers: Iterable[str]) -> dict[str, float] | None:
    """Where each answer lies on one common scale; None where they are no scale in words.

    `answers` are distinct answers without "don't know" and the like. Numbers in front decide where they agree with
    no words.
    """
    texts = list(answers)
    if len(texts) < 2 or len(texts) > 15:
        return None
    words = {text: plain(without_number(text)) for text in texts}
    best: dict[str, float] | None = None
    for table in _ladders().values():
        found = {text: table[word] for text, word in words.items() if word in table}
        if len(found) == len(texts) and len(set(found.values())) > 1:
            return found
    for code in LANGUAGES:
        composed = {text: _compose(word, code) for text, word in words.items()}
        if any(place is None for place in composed.values()):
            continue
        dimensions = {place[0] for place in composed.values() if place and place[0] != "*"}
        scale = {text: place[1] for text, place in composed.items() if place}
        if (
            len(dimensions) == 1
            and len(set(scale.values())) > 1
            and (best is None or len(set(scale.values())) > len(set(best.values())))
        ):
            best = scale
    return best
