"""Stability: does each segment come back when the respondents are drawn again?

Jaccard similarity of each segment with its best match over bootstrap resamples: Hennig (2007), Computational
Statistics & Data Analysis 52. All resamples are fitted at once as one fleet.
"""

from __future__ import annotations

import numpy as np

from bot.survey.segmenting.criterion import Fitted
from bot.survey.segmenting.layout import Floats, Sheet
from bot.survey.segmenting.model import Engine, Priors, by_class
from bot.survey.segmenting.starts import Labels, from_labels, kmeans

SCRAMBLED = 0.3
FIRST_STEPS = 6
STEPS = 20


def stability(
    sheet: Sheet, fitted: Fitted, priors: Priors, rng: np.random.Generator, resamples: int
) -> Floats:
    """Jaccard similarities (resamples, classes) of the segments of `fitted` with their best match in each resample.

    Each resample is fitted twice, from k-means and from the known labels with 30 % scrambled, and the likelier one
    counts. Loadings of a common factor are handed on: without them it looks unstable when it is not.
    """
    shape, classes = fitted.shape, fitted.shape.classes
    labels: Labels = by_class(fitted.dense, shape).argmax(axis=1)
    guesses, counts = [], np.empty((2 * resamples, sheet.n), dtype=np.float32)
    for b in range(resamples):
        drawn = np.bincount(rng.integers(0, sheet.n, sheet.n), minlength=sheet.n)
        counts[2 * b : 2 * b + 2] = drawn
        rows = np.flatnonzero(drawn)
        far = rng.integers(0, classes, sheet.n)
        far[rows] = kmeans(sheet.scores[rows], classes, rng, 6)
        near = labels.copy()
        scrambled = rng.random(sheet.n) < SCRAMBLED
        near[scrambled] = rng.integers(0, classes, int(scrambled.sum()))
        guesses += [far, near]
    both = Engine(sheet, shape, priors, counts)
    base = fitted.fleet if shape.factors else None
    fleet = from_labels(sheet, shape, guesses, priors, [base] * len(guesses), both)
    both.run(fleet, FIRST_STEPS)
    assert fleet.loglik is not None
    better = [2 * b + int(fleet.loglik[2 * b + 1] > fleet.loglik[2 * b]) for b in range(resamples)]
    fleet = fleet.take(better)
    dense = Engine(sheet, shape, priors, counts[better]).run(fleet, STEPS)
    cube = dense.reshape(resamples, classes, -1, sheet.n).sum(axis=2)
    found = cube.argmax(axis=1)
    return np.stack([_jaccard(labels, found[b], classes) for b in range(resamples)])


def _jaccard(labels: Labels, found: Labels, classes: int) -> Floats:
    table = np.bincount(labels * classes + found, minlength=classes * classes).reshape(classes, classes)
    either = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    return np.asarray((table / np.maximum(either, 1)).max(axis=1), dtype=np.float64)
