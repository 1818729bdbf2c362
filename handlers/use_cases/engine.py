"""The engines that decisions are made with, put together once a process: splitting and grouping with the encoder."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.nouns import Statement
from bot.workshop.lines import Grouping
from bot.workshop.splitting import Split, split

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder
    from bot.workshop.splitting.vagueness import EncoderVagueness


log = logging.getLogger("dramatis.engine")
Pairs = frozenset[frozenset[str]]
_one = threading.Lock()
WARM_AFTER = 2.0
"""Seconds, so that the start of the process does not share its processor with reading the encoder."""


def encoder() -> Encoder | None:
    """The sentence encoder, read at its first use; None (said once in the log) where its files are not there."""
    with _one:
        return _encoder()


@lru_cache(maxsize=1)
def _encoder() -> Encoder | None:
    from bot.meaning.encoder import MISSING, load_encoder
    from bot.meaning.remembering import RememberingEncoder

    found = load_encoder()
    if found is None:
        log.warning(MISSING)
        return None
    return RememberingEncoder(found)


def warm() -> None:
    """Reads the encoder in the background, so that the first question or answer does not wait for it."""
    if not _encoder.cache_info().currsize:
        timer = threading.Timer(WARM_AFTER, encoder)
        timer.name, timer.daemon = "encoder", True
        timer.start()


def split_answer(text: str, facet: str) -> Split:
    """An answer taken apart, with vagueness by meaning where the encoder is there."""
    return split(text, facet, _vagueness())


def read_ahead(text: str) -> None:
    """Does the slow part of `split_answer` (comparing meaning) before the transaction in which it is needed."""
    split_answer(text, "needs")


@lru_cache(maxsize=1)
def _vagueness() -> EncoderVagueness | None:
    from bot.workshop.splitting.vagueness import EncoderVagueness

    found = encoder()
    return None if found is None else EncoderVagueness(found)


def group_statements(
    statements: Sequence[Statement], apart: Pairs, together: Pairs = frozenset()
) -> Grouping:
    """Statements that mean the same, together; what a person should be asked about; what contradicts.

    Statements of one facet are compared. `apart` and `together`: pairs of statement ids that a person decided.
    """
    from bot.workshop.merging import Mergeable, merge

    places: dict[str, list[int]] = {}
    for place, statement in enumerate(statements):
        places.setdefault(statement.id, []).append(place)
    merged = merge(
        [Mergeable(str(n), statement.text, statement.facet) for n, statement in enumerate(statements)],
        encoder(),
        _by_place(apart, places),
        _by_place(together, places),
    )
    groups = tuple(tuple(int(key) for key in group) for group in merged.groups)
    head = {group[0]: number for number, group in enumerate(groups)}
    return Grouping(
        groups,
        tuple((head[int(pair.one)], head[int(pair.other)]) for pair in merged.ask),
        tuple((head[int(pair.one)], head[int(pair.other)]) for pair in merged.contradictions),
    )


def _by_place(pairs: Pairs, places: dict[str, list[int]]) -> Pairs:
    """Pairs of statement ids as pairs of places, since one id may stand in several."""
    found = set()
    for pair in pairs:
        if len(pair) == 2:
            one, other = pair
            found |= {
                frozenset((str(a), str(b)))
                for a in places.get(one, ())
                for b in places.get(other, ())
                if a != b
            }
    return frozenset(found)
