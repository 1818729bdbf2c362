"""Pruning: questions that do not help to tell segments apart lose their effect, if the criterion likes that."""

from __future__ import annotations

import numpy as np

from bot.survey.segmenting.criterion import Fitted, criterion
from bot.survey.segmenting.layout import Floats, Sheet
from bot.survey.segmenting.model import Engine, Priors, by_class, grid

WORTH = 0.8
"""An effect stays where its estimated gain reaches this share of its penalty; the refit decides in the end."""
CLOSER = 1.4
"""The share for the models that are close to the best, which are looked at again."""
REFIT = 25


def prune(sheet: Sheet, fitted: Fitted, priors: Priors, worth: float = WORTH) -> Fitted:
    """The model without effects whose Wald gain is below `worth` times their penalty, if its criterion is better; else
    `fitted`."""
    mask = worthwhile(sheet, fitted, worth)
    if mask is None:
        return fitted
    fleet = fitted.fleet.copy()
    fleet.mask = mask[None]
    fleet.tilt *= fleet.mask
    dense = Engine(sheet, fleet.shape, priors).run(fleet, REFIT, 0.05)
    smaller = Fitted(fleet, dense, criterion(fleet, sheet))
    return smaller if smaller.criterion < fitted.criterion else fitted


def worthwhile(sheet: Sheet, fitted: Fitted, worth: float = WORTH) -> Floats | None:
    """Mask (classes + factors, columns), 1 for effects worth their penalty; None where nothing can be left out."""
    shape, layout, fleet = fitted.shape, sheet.layout, fitted.fleet
    classes = shape.classes
    if classes == 1 and shape.factors == 0:
        return None
    posterior = by_class(fitted.dense, shape).astype(np.float64)
    weights = sheet.weights
    mass = posterior.sum(axis=0) if weights is None else weights @ posterior
    answered = sheet.answered.mean(axis=0, dtype=np.float64)
    tilt = fleet.tilt[0]
    away = tilt[:classes] - fleet.shares[0] @ tilt[:classes]
    penalty = np.log(np.maximum(sheet.size * np.sort(fleet.shares[0])[:-1], 2)).sum()
    points, weight = grid(shape)
    variance = ((points**2) * weight[:, None]).sum(axis=0)
    mask = np.ones_like(tilt)
    share = np.exp(fleet.baseline[0])
    starts = np.flatnonzero(np.diff(layout.unit_of_column, prepend=-1))
    for start, stop in zip(starts, [*starts[1:], layout.n_columns], strict=True):
        cols = slice(int(start), int(stop))
        part = int(layout.part_of_column[start])
        levels = slice(int(layout.level_start[part]), int(layout.level_start[part + 1]))
        within = slice(
            cols.start - int(layout.column_start[part]), cols.stop - int(layout.column_start[part])
        )
        scores = layout.tables[part][:, within]
        chance = share[levels] / share[levels].sum()
        spread = (scores * chance[:, None]).T @ scores
        width = scores.shape[1]
        if classes > 1:
            gain = (mass * ((away[:, cols] @ spread) * away[:, cols]).sum(axis=1)).sum() * answered[part]
            if gain < worth * width * penalty:
                mask[:classes, cols] = 0.0
        for factor in range(shape.factors):
            loading = tilt[classes + factor, cols]
            gain = mass.sum() * answered[part] * variance[factor] * (loading @ spread @ loading)
            if gain < worth * width * np.log(max(sheet.size, 2)):
                mask[classes + factor, cols] = 0.0
    if fleet.mask is not None:
        mask *= fleet.mask[0]
        if np.array_equal(mask, fleet.mask[0]):
            return None
    if mask.all() or (classes > 1 and mask[0].sum() < 2):
        return None
    return np.asarray(mask, dtype=np.float64)
