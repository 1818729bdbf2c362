"""Screening: people who gave one answer all the way down are no segment; they are told of and kept out of the fit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.encoding import Encoded

FEWEST_RATINGS = 6
SAME = 0.95
NEARLY = 0.75
MOST = 0.2


def straightliners(encoded: Encoded, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Marks (len(rows),) of those whose ratings are nearly all the same.

    Only where there are at least six rating questions, they are under a fifth of all, far more than chance would
    give, and more than those who come close: otherwise people simply agree with each other.
    """
    ratings = [
        (column, np.array([*values, np.nan], dtype=np.float32))
        for column, place in enumerate(encoded.places)
        if (values := encoded.kinds[place.kind].rating()) is not None
    ]
    none = np.zeros(len(rows), dtype=bool)
    if len(ratings) < FEWEST_RATINGS or len(rows) == 0:
        return none
    # the last entry of each table is NaN, which code -1 picks
    chosen = np.stack([table[encoded.codes[rows, column]] for column, table in ratings], axis=1)
    steps = np.unique(chosen[~np.isnan(chosen)])
    if not len(steps):
        return none
    # somebody who always ticks the sixth box ticks the last one where there are only five
    tops = np.nanmax(np.where(np.isnan(chosen), -np.inf, chosen), axis=0)
    counts = np.stack([(chosen == np.minimum(step, tops)).sum(axis=1) for step in steps], axis=1)
    answered = (~np.isnan(chosen)).sum(axis=1)
    share = counts.max(axis=1) / np.maximum(answered, 1)
    same = (answered >= FEWEST_RATINGS) & (share >= SAME)
    near = (answered >= FEWEST_RATINGS) & (share >= NEARLY) & ~same
    frequency = np.stack([(chosen == np.minimum(step, tops)).mean(axis=0) for step in steps])
    chance = len(rows) * np.exp(np.log(frequency.clip(1e-9)).sum(axis=1)).sum()
    if same.any() and same.mean() < MOST and same.sum() > 3 * chance and same.sum() > near.sum():
        return np.asarray(same, dtype=bool)
    return none
