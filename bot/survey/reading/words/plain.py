"""One plain spelling for comparing words: no case, accents, punctuation or double spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ё": "е"}
)
_OTHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """`text` in lower case without accents and punctuation: "Pas d'accord" and "pas_d_accord" become "pas d accord"."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded).casefold().translate(_LETTERS)
        decomposed = unicodedata.normalize("NFD", folded)
        folded = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _OTHER.sub(" ", folded).strip()


def plain_set(*lines: str) -> frozenset[str]:
    """The plain spellings of words written as "one|two|three" lines."""
    return frozenset(plain(word) for line in lines for word in line.split("|") if plain(word))
