"""The criterion by which models are compared: fit, minus what each parameter may cost given who informs it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.survey.segmenting.layout import Layout, Sheet, Singles
from bot.survey.segmenting.model import Fleet, Shape

FREE_MARGIN_PARAMETERS = 4


@dataclass
class Fitted:
    """One fitted model: a fleet of one, its posteriors (nodes, n) and its criterion (smaller is better).

    heaps: a continuum with nobody in its middle, which is classes by another name and no rival to them.
    """

    fleet: Fleet
    dense: Singles
    criterion: float
    heaps: bool = False

    @property
    def shape(self) -> Shape:
        """Its shape."""
        return self.fleet.shape

    @property
    def loglik(self) -> float:
        """Its log-likelihood, baselines included."""
        assert self.fleet.loglik is not None
        return float(self.fleet.loglik[0])


def active_columns(fleet: Fleet, layout: Layout) -> tuple[int, int]:
    """Score columns with a class effect, and loadings, that are not masked out."""
    shape = fleet.shape
    if fleet.mask is None:
        return layout.n_columns, shape.factors * layout.n_columns
    return int(fleet.mask[0, 0].sum()), int(fleet.mask[0, shape.classes :].sum())


def parameters(fleet: Fleet, layout: Layout) -> int:
    """Free parameters beside the baselines: shares, class effects, loadings (less rotations), free margins."""
    shape = fleet.shape
    effects, loadings = active_columns(fleet, layout)
    rotations = shape.factors * (shape.factors - 1) // 2
    margins = FREE_MARGIN_PARAMETERS * shape.factors if shape.free else 0
    return (shape.classes - 1) * (effects + 1) + loadings - rotations + margins


def criterion(fleet: Fleet, sheet: Sheet, which: int = 0) -> float:
    """-2 log-likelihood plus penalties.

    A class's parameters are informed by its own members only, so each costs log(n · share) instead of log n (a
    Laplace approximation; Wallace & Freeman 1987, JRSS B 49; Figueiredo & Jain 2002, IEEE PAMI 24); the largest class
    is the reference. Everything else costs log n. Having chosen which questions are active costs 2 log C(Q, q)
    (Chen & Chen 2008, Biometrika 95).
    """
    layout, shape = sheet.layout, fleet.shape
    assert fleet.loglik is not None
    effects, _ = active_columns(fleet, layout)
    smaller = np.sort(fleet.shares[which])[:-1]
    classes = effects * np.log(np.maximum(sheet.size * smaller, 2)).sum()
    rest = parameters(fleet, layout) - (shape.classes - 1) * effects
    cost = classes + rest * np.log(max(sheet.size, 2)) + _price_of_choosing(fleet, layout)
    return float(-2 * fleet.loglik[which] + cost)


def _price_of_choosing(fleet: Fleet, layout: Layout) -> float:
    if fleet.mask is None:
        return 0.0
    from scipy.special import gammaln  # only where segments are sought: the bot starts without it

    shape = fleet.shape
    rows = [0] if shape.classes > 1 else []
    rows += range(shape.classes, shape.classes + shape.factors)
    total, price = layout.n_units, 0.0
    starts = np.flatnonzero(np.diff(layout.unit_of_column, prepend=-1))
    for row in rows:
        active = int((np.add.reduceat(fleet.mask[0, row], starts) > 0).sum())
        price += 2 * float(gammaln(total + 1) - gammaln(active + 1) - gammaln(total - active + 1))
    return price
