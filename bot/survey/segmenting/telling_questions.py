"""Telling questions: the few questions that tell segments apart best, with honest (cross-validated) accuracy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.encoding import Encoded
from bot.survey.segmenting.layout import Floats
from bot.survey.segmenting.result import TellingQuestion

MOST = 5
FOLDS = 5
MOST_ROWS = 2_500


def telling_questions(
    encoded: Encoded, labels: NDArray[np.int64], k: int, rng: np.random.Generator
) -> tuple[TellingQuestion, ...]:
    """Up to `MOST` questions, chosen one after the other so that naive Bayes guesses the segment best.

    labels: (n,) 0..k-1, or k for respondents without a segment, who are left out. Accuracy is 5-fold: what is known
    of a question's answers in a segment comes from the other four fifths of the respondents.
    """
    rows = np.flatnonzero(labels < k)
    if len(rows) < 2 * FOLDS or k < 2:
        return ()
    if len(rows) > MOST_ROWS:
        rows = np.sort(rng.choice(rows, MOST_ROWS, replace=False))
    truth = labels[rows]
    folds = rng.permutation(len(rows)) % FOLDS
    clues = [
        sum(_clue(encoded, column, rows, truth, folds, k) for column in encoded.columns_of(number))
        for number in range(len(encoded.kinds))
    ]
    sizes = np.stack([np.bincount(truth[folds != fold], minlength=k) for fold in range(FOLDS)]) + 0.5
    so_far = np.log(sizes / sizes.sum(axis=1, keepdims=True))[folds].astype(np.float32)
    left = list(range(len(clues)))
    chosen: list[TellingQuestion] = []
    reached = float((so_far.argmax(axis=1) == truth).mean())
    while left and len(chosen) < MOST:
        hits = [float(((so_far + clues[number]).argmax(axis=1) == truth).mean()) for number in left]
        best = int(np.argmax(hits))
        if hits[best] <= reached:
            break
        reached = hits[best]
        number = left.pop(best)
        so_far = so_far + clues[number]
        kind = encoded.kinds[number]
        chosen.append(TellingQuestion(kind.question_id, kind.text, round(reached, 4)))
    return tuple(chosen)


def _clue(
    encoded: Encoded,
    column: int,
    rows: NDArray[np.intp],
    truth: NDArray[np.int64],
    folds: NDArray[np.int64],
    k: int,
) -> Floats:
    """Log-likelihood (n, k) of each answer in each segment, learnt from the other folds; zero where missing."""
    place = encoded.places[column]
    levels = len(encoded.kinds[place.kind].parts[place.part].levels)
    codes = encoded.codes[rows, column].astype(np.int64)
    seen = codes >= 0
    flat = (folds[seen] * k + truth[seen]) * levels + codes[seen]
    table = np.bincount(flat, minlength=FOLDS * k * levels).reshape(FOLDS, k, levels).astype(np.float64)
    others = table.sum(axis=0) - table + 0.5
    chance = np.log(others / others.sum(axis=2, keepdims=True))
    out = np.zeros((len(rows), k), dtype=np.float32)
    out[seen] = chance[folds[seen], :, codes[seen]]
    return out  # type: ignore[return-value]
