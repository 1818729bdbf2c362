"""Rivals: one kind of people who differ by degree along up to six lines. Segments must beat the best of them."""

from __future__ import annotations

import numpy as np

from bot.survey.segmenting.criterion import Fitted, criterion
from bot.survey.segmenting.layout import Floats, Sheet, Singles
from bot.survey.segmenting.model import MARGIN_POINTS, Engine, Priors, Shape, blank
from bot.survey.segmenting.pruning import prune

MOST_FREE_FACTORS = 3
MOST_FACTORS = 6
STARTING_ROWS = 4_000
HEAP = 0.05
"""The least share of people in a heap."""
VALLEY = 0.03
"""The most people in a point of the valley between two heaps, as a share of the smaller heap."""
VALLEY_POINTS = 2
CERTAIN = 0.98
"""How sure it must be, on average, on which side of the valley somebody stands."""


def fit_continuum(
    sheet: Sheet, factors: int, priors: Priors, iterations: int, tolerance: float, free: bool = True
) -> Fitted:
    """One class with this many factors, started from the singular vectors of the scores.

    Up to three factors have free margins, so that a skewed or spiky trait is still a continuum (with normal margins
    response styles and skew were taken for segments).
    """
    shape = Shape(1, factors, free and 0 < factors <= MOST_FREE_FACTORS)
    fleet = blank(sheet.layout, shape, sheet.observed)
    if factors:
        fleet.tilt[0, 1:] = _principal(sheet.scores[:STARTING_ROWS], factors).clip(-1.5, 1.5)
    dense = Engine(sheet, shape, priors).run(fleet, iterations if factors else 3, tolerance)
    return _looked_at(prune(sheet, Fitted(fleet, dense, criterion(fleet, sheet)), priors))


def turned(
    sheet: Sheet, start: Fitted, priors: Priors, iterations: int, tolerance: float, free: bool
) -> Fitted:
    """A continuum fitted again from the loadings of `start` turned to simple structure, so that it can be pruned.

    Singular vectors mix the lines along which people differ: every question then loads on every factor and pays for all
    of them, where most questions have to do with one line only. With normal margins a rotation costs no likelihood.
    """
    shape = Shape(1, start.shape.factors, free and start.shape.factors <= MOST_FREE_FACTORS)
    fleet = blank(sheet.layout, shape, sheet.observed)
    fleet.baseline = start.fleet.baseline.copy()
    fleet.tilt[0, 1:] = varimax(start.fleet.tilt[0, 1:])
    dense = Engine(sheet, shape, priors).run(fleet, iterations, tolerance)
    return _looked_at(prune(sheet, Fitted(fleet, dense, criterion(fleet, sheet)), priors))


def _looked_at(fitted: Fitted) -> Fitted:
    fitted.heaps = in_heaps(fitted)
    return fitted


def in_heaps(fitted: Fitted) -> bool:
    """Whether a free margin has fallen into heaps with a valley between, and everybody surely stands on one side.

    A free margin can take the place of two or three sharp classes by putting all people on as many of its points.
    That is no difference by degree: nobody is in between. Margins that are spiky only because the answers say little
    about where people stand do not count, as the sides are not sure then.
    """
    shape = fitted.shape
    if not shape.free:
        return False
    side = MARGIN_POINTS[shape.factors]
    people = fitted.dense.reshape((side,) * shape.factors + (-1,))
    # a coarse grid has one point where a fine one has two
    wide = VALLEY_POINTS if side > 7 else 1
    for axis in range(shape.factors):
        others = tuple(a for a in range(shape.factors) if a != axis)
        along = people.sum(axis=others)
        margin = along.mean(axis=1)  # not the fitted weights, which a prior keeps off zero
        for start in range(1, side - wide):
            below, above = margin[:start].sum(), margin[start + wide :].sum()
            smaller = min(below, above)
            if smaller < HEAP or margin[start : start + wide].max() > VALLEY * smaller:
                continue
            low = along[:start].sum(axis=0)
            if float(np.maximum(low, 1 - low).mean()) >= CERTAIN:
                return True
    return False


def varimax(loadings: Floats, sweeps: int = 30) -> Floats:
    """Loadings (factors, columns) turned so that each column loads on few factors, pair by pair (Kaiser 1958,
    Psychometrika 23, with his closed form for the angle)."""
    out = np.array(loadings, dtype=np.float64)
    factors, columns = out.shape
    for _ in range(sweeps if factors > 1 and columns else 0):
        most = 0.0
        for i in range(factors):
            for j in range(i + 1, factors):
                x, y = out[i].copy(), out[j].copy()
                u, v = x**2 - y**2, 2 * x * y
                up = 2 * (u @ v) - 2 * u.sum() * v.sum() / columns
                across = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / columns
                angle = float(np.arctan2(up, across)) / 4
                out[i] = x * np.cos(angle) + y * np.sin(angle)
                out[j] = y * np.cos(angle) - x * np.sin(angle)
                most = max(most, abs(angle))
        if most < 1e-6:
            break
    return out


def _principal(scores: Singles, factors: int) -> Floats:
    """Leading principal directions (factors, columns), scaled by their standard deviation."""
    centred = scores - scores.mean(axis=0)
    n, columns = centred.shape
    gram = (centred.T @ centred if columns <= n else centred @ centred.T).astype(np.float64)
    values, vectors = np.linalg.eigh(gram)
    values, vectors = values[::-1][:factors].clip(0), vectors[:, ::-1][:, :factors]
    if columns > n:
        vectors = centred.T @ vectors / np.sqrt(values.clip(1e-9))
    found = (vectors * np.sqrt(values / n)).T
    # the sign of a vector is arbitrary: fix it, so that the same survey gives the same bytes everywhere
    sign = np.sign(found[np.arange(len(found)), np.abs(found).argmax(axis=1)])
    out = np.zeros((factors, columns))
    out[: len(found)] = found * np.where(sign == 0, 1, sign)[:, None]
    return out


def residuals(sheet: Sheet, fitted: Fitted, priors: Priors) -> Singles:
    """Scores (n, columns) minus what a continuum expects, zero where there is no answer."""
    engine = Engine(sheet, fitted.shape, priors)
    _, _, chances = engine.tables(fitted.fleet)
    expected = np.hstack(
        [chance @ block.scores for chance, block in zip(chances, sheet.layout.blocks, strict=True)]
    )
    answered = sheet.answered[:, sheet.layout.part_of_column]
    return np.asarray(
        sheet.scores - (fitted.dense.T @ expected.astype(np.float32)) * answered, dtype=np.float32
    )
