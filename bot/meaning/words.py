"""Words as they are compared: one spelling for each, stems, and which words carry no meaning of their own."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

LONGEST = 600  # characters that are read; what a person asks or claims fits well within

_SPELLINGS = (
    (re.compile(r"[’‘`´]"), "'"),
    (re.compile(r"[–—―]"), " - "),
    (re.compile(r"\bcan't\b|\bcannot\b|\bcant\b"), "can not"),
    (re.compile(r"\bwon't\b|\bwont\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (
        re.compile(r"\b(do|does|did|is|are|was|were|have|has|had|could|would|should|need|must)n'?t\b"),
        r"\1 not",
    ),
    (re.compile(r"\bwho'?s\b"), "who is"),
    (re.compile(r"\bwho'?d\b"), "who would"),
    (re.compile(r"\b(i|you|he|she|it|we|they|that|what|there)'(s|re|m)\b"), r"\1 is"),
    (re.compile(r"'s\b|s'(?=\s)"), " "),
    (re.compile(r"\be-?mails?\b|\bmails?\b"), "email"),
    (re.compile(r"\bwi-fi\b"), "wifi"),
    (re.compile(r"\bcheck-?(in|out)\b"), r"check \1"),
    (re.compile(r"\bsingle sign[- ]on\b|\bsso\b"), "single sign on"),
    (re.compile(r"\bartificial intelligence\b"), "ai"),
    (re.compile(r"(?<=\d)[, ](?=\d{3}\b)"), ""),
    (re.compile(r"(?<=\w)-(?=\w)"), " "),
)

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")

# Words that hold a sentence together but say nothing of what it is about.
_STOP_WORDS = """
    a about above after all also always am an and any anybody anyone anything are as at be because been before
    being below between both but by can could did do does doing done down each either else even ever every
    everybody everyone everything few for from further get gets getting give given go goes going got had has
    have having he her here hers him his how i if in into is it its itself just lot lots made make makes
    making many may me might more most much must my no nobody none nor not of off on once one only or other
    others ought our out over own per put quite rather really same shall she should since so some somebody
    someone something somewhat still such than that the their theirs them themselves then there these they
    thing things this those though through to too under until up upon us very was we well were what whatever
    when where whether which while who whoever whom whose why will with within without would yes yet you your
    already never let lets i.e ie e.g eg etc please definitely truly probably perhaps"""
STOP = frozenset(_STOP_WORDS.split())

# Words that frame what personas want; every second line has one of them, so they tell no line from another.
_FRAME_WORDS = """
    want wants wanted wanting wish wishes need needs needed needing use uses used using user users like likes
    liked love loves loved prefer prefers preferred care cares cared interested interest require requires
    required expect expects expected look looks looking ask asks asked persona personas people person customer
    customers anyone anybody somebody know knows knew think thinks say says said tell tells told value values
    wanna have has had take takes keen fond enjoy enjoys appreciate appreciates benefit benefits able happy
    glad work works working find finds concern concerned concerns bother bothered bothers matter matters
    important hate hates dislike dislikes refuse refuses ignore ignores avoid avoids reject rejects oppose
    opposes object objects"""
FRAME = frozenset(_FRAME_WORDS.split())


def normalise(text: str) -> str:
    """Lower case, one spelling for each contraction and hyphenation, thousands joined; at most 600 characters read.

    "She can't use e-mail, 1,000 times" becomes "she can not use email, 1000 times".
    """
    spelled = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    for pattern, replacement in _SPELLINGS:
        spelled = pattern.sub(replacement, spelled)
    return " ".join(spelled.split())


def words(text: str) -> list[str]:
    """The words and numbers of a normalised text, in order."""
    return _WORD.findall(text)


@lru_cache(maxsize=1)
def _stemmer() -> BaseStemmer:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball (English) stem of a lower-case word."""
    return str(_stemmer().stemWord(word))


def content(tokens: list[str]) -> list[str]:
    """Those of these words that say what a sentence is about: neither STOP nor FRAME, nor a single letter."""
    return [
        word
        for word in tokens
        if word not in STOP and word not in FRAME and (len(word) > 1 or word.isdigit())
    ]


@lru_cache(maxsize=50_000)
def pieces(word: str) -> frozenset[str]:
    """The letter triples of a word with its ends marked; they forgive typos and other endings."""
    marked = f"^{word}$"
    return frozenset(marked[start : start + 3] for start in range(max(1, len(marked) - 2)))


def likeness(one: str, other: str) -> float:
    """How alike two words are written: the Dice share of their letter triples, 0 to 1."""
    if one == other:
        return 1.0
    left, right = pieces(one), pieces(other)
    return 2 * len(left & right) / (len(left) + len(right))


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours turns one word into the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
