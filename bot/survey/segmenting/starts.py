"""Starts: first guesses of who belongs together, from which EM climbs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.layout import Floats, Sheet, Singles
from bot.survey.segmenting.model import Engine, Fleet, Priors, Shape, blank, grid

Labels = NDArray[np.int64]

WORST_FITTED = 25
"""One in 25 respondents, the worst fitted, make a class of their own in one start: how small segments are found."""


def kmeans(points: Singles, classes: int, rng: np.random.Generator, rounds: int = 12) -> Labels:
    """Labels (n,) by k-means++ (Arthur & Vassilvitskii 2007) and a few Lloyd rounds on points (n, columns)."""
    n = len(points)
    centres = [points[rng.integers(n)]]
    near = ((points - centres[0]) ** 2).sum(axis=1, dtype=np.float64) + 1e-12
    for _ in range(classes - 1):
        chosen = points[min(int(np.searchsorted(np.cumsum(near), rng.random() * near.sum())), n - 1)]
        centres.append(chosen)
        near = np.minimum(near, ((points - chosen) ** 2).sum(axis=1, dtype=np.float64) + 1e-12)
    middle = np.array(centres, dtype=np.float32)
    labels: Labels | None = None
    for _ in range(rounds):
        fresh = ((middle**2).sum(axis=1)[None] - 2 * points @ middle.T).argmin(axis=1)
        if labels is not None and np.array_equal(fresh, labels):
            break
        labels = fresh
        member = np.zeros((classes, n), dtype=np.float32)
        member[labels, np.arange(n)] = 1
        size = member.sum(axis=1, keepdims=True)
        middle = np.where(size > 0, member @ points / np.maximum(size, 1), middle)
    assert labels is not None
    return labels


def guesses(
    points: Singles,
    classes: int,
    rng: np.random.Generator,
    count: int,
    before: tuple[Labels, Floats] | None = None,
) -> list[Labels]:
    """First guesses of labels (n,).

    `count` k-means runs; and, where a solution with one class less is given (labels, fit of each respondent), its two
    loosest classes split in two, and its worst fitted respondents as the new class.
    """
    found = [kmeans(points, classes, rng) for _ in range(count)]
    if before is None:
        return found
    labels, fit = before
    last = classes - 1
    sizes = np.bincount(labels, minlength=last)
    loose = [
        float(((points[labels == k] - points[labels == k].mean(axis=0)) ** 2).sum()) if sizes[k] > 10 else 0.0
        for k in range(last)
    ]
    for k in np.argsort(loose)[::-1][:2]:
        if sizes[k] > 20:
            split = labels.copy()
            split[labels == k] = np.where(kmeans(points[labels == k], 2, rng) == 0, k, last)
            found.append(split)
    worst = labels.copy()
    worst[np.argsort(fit, kind="stable")[: max(10, len(fit) // WORST_FITTED)]] = last
    found.append(worst)
    return found


def merged(labels: Labels, fleet: Fleet, count: int = 3) -> list[Labels]:
    """Guesses with one class less: each of the `count` most alike pairs of classes of a model made one."""
    classes = fleet.shape.classes
    tilt, shares = fleet.tilt[0, :classes], fleet.shares[0]
    pairs = []
    for a in range(classes):
        for b in range(a + 1, classes):
            # what merging costs: distance weighted as in Ward's method
            weight = shares[a] * shares[b] / (shares[a] + shares[b])
            pairs.append((float(weight * ((tilt[a] - tilt[b]) ** 2).sum()), a, b))
    found = []
    for _, a, b in sorted(pairs)[:count]:
        one = np.where(labels == b, a, labels)
        found.append(np.where(one > b, one - 1, one))
    return found


def from_labels(
    sheet: Sheet,
    shape: Shape,
    guessed: list[Labels],
    priors: Priors,
    loadings: list[Fleet | None] | None = None,
    engine: Engine | None = None,
) -> Fleet:
    """A fleet with one model for each guess, after one softened M-step with two Newton steps.

    loadings: for each guess a model (of one) whose loadings, baselines and factor positions are taken over; None where a
    common factor starts from what the answers have in common within the guessed classes.
    """
    size, classes = len(guessed), shape.classes
    fleet = blank(sheet.layout, shape, sheet.observed, size)
    points, _ = grid(shape)
    pieces = []
    for r, labels in enumerate(guessed):
        soft = np.full((classes, sheet.n), 0.1 / classes, dtype=np.float32)
        soft[labels, np.arange(sheet.n)] += 0.9
        if shape.factors == 0:
            pieces.append(soft)
            continue
        base = loadings[r] if loadings is not None else None
        if base is None:
            fleet.tilt[r, classes:], where = _within(sheet, labels, shape)
        else:
            fleet.tilt[r, classes:] = base.tilt[0, base.shape.classes :]
            fleet.baseline[r] = base.baseline[0]
            where = factor_positions(sheet, base, priors)
        near = np.exp(-0.5 * ((points[:, None, :] - where[None]) ** 2).sum(axis=2) / 0.4)
        near = (near / near.sum(axis=0)).astype(np.float32)
        pieces.append((soft[:, None, :] * near[None]).reshape(-1, sheet.n))
    engine = engine or Engine(sheet, shape, priors)
    engine.improve(fleet, np.vstack(pieces), steps=2)
    return fleet


def _within(sheet: Sheet, labels: Labels, shape: Shape) -> tuple[Floats, Floats]:
    """Principal loadings (factors, columns) and positions (n, factors) of the scores less the mean of their class."""
    member = np.zeros((shape.classes, sheet.n), dtype=np.float32)
    member[labels, np.arange(sheet.n)] = 1
    answered = sheet.answered[:, sheet.layout.part_of_column]
    middle = (member @ sheet.scores) / np.maximum(member @ answered, 1)
    left = (sheet.scores - middle[labels]) * answered
    values, vectors = np.linalg.eigh((left.T @ left).astype(np.float64))
    spread = np.sqrt(values[::-1][: shape.factors].clip(1e-9) / sheet.n)
    axes = vectors[:, ::-1][:, : shape.factors]
    return (axes * spread).T.clip(-1.5, 1.5), left @ axes / spread


def factor_positions(sheet: Sheet, fleet: Fleet, priors: Priors) -> Floats:
    """Expected position (n, factors) of each respondent on the factors of one model."""
    dense, _ = Engine(sheet, fleet.shape, priors).posterior(fleet)
    return np.asarray(dense.T @ fleet.shape.design()[:, fleet.shape.classes :], dtype=np.float64)
