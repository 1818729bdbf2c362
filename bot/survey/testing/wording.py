"""How alike texts are by their words alone: the fallback where no sentence encoder is at hand.

Words are reduced to stems, rare words weigh more than frequent ones, and pieces of words count a little, so that
compounds and misspellings still meet. Similarities are cosines between 0 and 1.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Similar: TypeAlias = Callable[[list[str], list[str]], npt.NDArray[Any]]
Encode: TypeAlias = Callable[[list[str]], npt.NDArray[Any]]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PIECES_WEIGH = 0.25


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set, for lists that are easier to read as a paragraph."""
    return frozenset(text.split())


STOP = word_set(
    """a about all also am an and any are as at be because been but by can could did do does doing don't each etc for
    from had has have having he her here him his how i if in into is it its itself just may me more most much my no nor
    not of off on one only or other our out over own per really she should so some such than that the their them then
    there these they this those to too up us very was we were what when where which while who whom why will with would
    you your yours usually often mostly always never sometimes think feel please following apply select
    der die das den dem des ein eine einen einem einer und oder aber ist sind war im in am an auf aus bei mit nach von
    vor zu zum zur für als auch nicht kein keine sie er es ich wir ihr man sich wie was wer wo welche welcher welches
    le la les un une des et ou est sont dans pour par sur avec que qui ne pas vous nous ils elles je
    el los las una y o es son en por para con que no usted ustedes"""
)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without their endings' apostrophes."""
    return [found.group().casefold().replace("’", "'") for found in WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    return str(_stemmer().stemWord(word.removesuffix("'s")))


def content_words(text: str) -> list[str]:
    """The stems of the words that carry meaning; of all words where none does."""
    every = words(text)
    kept = [word for word in every if word not in STOP]
    return [stem(word) for word in (kept or every)]


def wording_similarity(first: Sequence[str], second: Sequence[str]) -> npt.NDArray[np.float64]:
    """Cosine similarity by wording: shape (len(first), len(second)), between 0 and 1."""
    if not first or not second:
        return np.zeros((len(first), len(second)))
    bags = [_bag(text) for text in (*first, *second)]
    spread = Counter(piece for bag in bags for piece in bag)
    index = {piece: place for place, piece in enumerate(spread)}
    total = len(bags)
    rarity = np.array([1 + math.log(total / (1 + seen) + 1) for seen in spread.values()])

    from scipy.sparse import csr_matrix

    rows, places, values = [], [], []
    for row, bag in enumerate(bags):
        rows += [row] * len(bag)
        places += [index[piece] for piece in bag]
        values += list(bag.values())
    cells = np.array(values, dtype=float) * rarity[places] if places else np.zeros(0)
    lengths = np.sqrt(np.bincount(rows, weights=cells**2, minlength=total)) if places else np.zeros(total)
    cells = cells / lengths[rows] if places else cells
    table = csr_matrix((cells, (rows, places)), shape=(total, max(len(index), 1)))
    alike = table[: len(first)] @ table[len(first) :].T
    return np.asarray(alike.todense(), dtype=float)


def _bag(text: str) -> dict[str, float]:
    """Stems (weight 1) and pieces of four letters (less) of a text."""
    bag: dict[str, float] = {}
    for word in content_words(text):
        bag[word] = 1.0
        pieces = [f"~{word[i : i + 4]}" for i in range(len(word) - 3)] if len(word) > 4 else []
        for piece in pieces:
            bag[piece] = max(bag.get(piece, 0.0), PIECES_WEIGH)
    return bag
