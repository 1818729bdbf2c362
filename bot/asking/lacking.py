"""Which word of a question a line lacks: without that word the question comes much nearer to the line.

"Polish translations" lies near a line on Turkish translations, but "translations" alone lies nearer still: "Polish"
holds the question away, so the line does not answer it. Where the line does speak of a word, leaving it out loses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from bot.meaning.words import content, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.asking.index import Index
    from bot.asking.question import Asked

    Floats = NDArray[np.float32]
    Rows = NDArray[np.float64]

MOST = 4  # words left out in turn, the rarest: each costs a short text to encode
EASED = 0.05  # keeps the share of a word that hardly changes the question from growing without bound

LACKING_FEATURES = (
    "lacks_most",
    "lacks_in_all",
    "leans_on",
    "drawn_most",
    "drawn_least",
    "drawn_for_change",
    "lacks_rare",
)


def left_out(index: Index, asked: Asked) -> list[tuple[str, str]]:
    """The rarest content words of the topic, at most four, each with the topic without it.

    Empty for a topic of one content word: without it nothing is left to compare.
    """
    rarest = sorted(asked.raw_terms, key=lambda word: -index.weight(stem(word)))[:MOST]
    found = []
    for word in rarest:
        rest = " ".join(re.sub(rf"\b{re.escape(word)}\b", " ", asked.topic).split())
        if rest != asked.topic and content(words(rest)):
            found.append((word, rest))
    return found


def lacking_features(
    lines: Floats, topic: Floats, without: Floats, has: NDArray[np.bool_], weights: Rows
) -> Rows:
    """LACKING_FEATURES of each line, shape (n, 7).

    `lines` (n, 384), `topic` (384,) and `without` (k, 384) are unit vectors, `has` (n, k) tells which words a line has
    itself, `weights` (k,) how rare they are, the rarest of the question 1. All zero where k is 0.
    """
    out = np.zeros((len(lines), len(LACKING_FEATURES)))
    if not len(without) or not len(lines):
        return out
    gain = (lines @ without.T - (lines @ topic)[:, None]).astype(np.float64)
    unmet = np.where(has, 0.0, gain)
    change = 1 - without @ topic + EASED
    worst = gain.argmax(1)
    out[:, 0] = unmet.max(1)
    out[:, 1] = np.maximum(unmet, 0).sum(1)
    out[:, 2] = unmet.min(1)
    out[:, 3] = gain.max(1)
    out[:, 4] = gain.min(1)
    out[:, 5] = (gain / change).max(1)
    out[:, 6] = np.maximum(gain[np.arange(len(lines)), worst], 0) * weights[worst]
    return out
