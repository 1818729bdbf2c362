"""Quotes of a whole interview compared with lines by meaning, in seconds: a rough look first, a true one at the best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.evidence.interviews.quotes import Quote, QuoteMatch, match_quotes
from bot.nouns import Line
from bot.survey.testing.wording import wording_similarity

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder

LOOKED_AT = 60  # quotes that are turned into vectors: with their sentences, what fits into three seconds
EACH_LINE = 3  # of these at least so many for every line


def compare(
    quotes: Sequence[Quote], lines: Sequence[Line], encoder: Encoder | None, most: int = LOOKED_AT
) -> tuple[QuoteMatch, ...]:
    """Which quotes speak for or against which lines, best first, as `match_quotes` with the encoder's meaning.

    Of more than `most` quotes only those are compared by meaning that a rough look finds nearest to some line, at least
    EACH_LINE for each line; the others would hardly have spoken to any. Without encoder words decide about all.
    """
    standing = [line for line in lines if not line.dropped and line.text.strip()]
    if encoder is None or not quotes or not standing:
        return match_quotes(quotes, standing)
    near = shortlist([quote.text for quote in quotes], [line.text for line in standing], encoder, most)
    known: dict[str, npt.NDArray[np.float32]] = {}

    def vectors(texts: list[str]) -> npt.NDArray[np.float32]:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(fresh, encoder.encode(fresh), strict=True))
        return np.stack([known[text] for text in texts])

    def similar(first: list[str], second: list[str]) -> npt.NDArray[np.float32]:
        return vectors(first) @ vectors(second).T

    return match_quotes([quotes[place] for place in near], standing, similar)


def shortlist(told: Sequence[str], lines: Sequence[str], encoder: Encoder, most: int) -> list[int]:
    """The places of the texts nearest to some line by words and a rough look at meaning, in their order."""
    if len(told) <= most:
        return list(range(len(told)))
    rough = encoder.glance([*told, *lines])
    nearness = np.asarray(rough[: len(told)] @ rough[len(told) :].T, dtype=float)
    nearness = nearness + np.asarray(wording_similarity(list(told), list(lines)), dtype=float)
    chosen: set[int] = set()
    each = max(1, min(EACH_LINE, most // max(len(lines), 1)))
    for column in nearness.T:
        chosen.update(int(place) for place in np.argsort(-column, kind="stable")[:each])
    for place in np.argsort(-nearness.max(axis=1), kind="stable"):
        if len(chosen) >= most:
            break
        chosen.add(int(place))
    return sorted(chosen)[:most] if len(lines) <= most else sorted(chosen)
