"""The model: p(level | node) is proportional to exp(baseline + score · tilt of the node); EM with one Newton step.

A node is a class, a point of a continuum (factor), or a class at a point of a common factor. Models of one shape are
fitted side by side (a fleet): several starts, or all resamples, cost little more than one.

Sources: latent class analysis, Goodman (1974), Biometrika 61; discretised latent traits, Heinen (1996), Latent Class
and Discrete Latent Trait Models; one-step M (generalised EM), Dempster, Laird & Rubin (1977), JRSS B 39; adjacent
category scores for ordinal items, Magidson & Vermunt (2001), Sociological Methodology 31.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from bot.survey.segmenting.layout import Block, Floats, Layout, Sheet, Singles

LARGEST_STEP = 1.5
SAFE_EXPONENT = 300.0
MARGIN_POINTS = {1: 11, 2: 7, 3: 5}
MARGIN_REACH = {1: 3.0, 2: 2.4, 3: 2.0}
SCATTERED = 512
MARGIN_PRIOR = 5.0


@dataclass(frozen=True)
class Shape:
    """What kind of model: the number of classes and of continuous factors.

    `free`: the factors' margins are free (any skew, any spike is still a continuum), which rivals with up to three
    factors use; models with classes keep them normal.
    """

    classes: int
    factors: int = 0
    free: bool = False

    @property
    def points(self) -> int:
        """Points of the factor grid."""
        return len(grid(self)[0])

    @property
    def nodes(self) -> int:
        """Classes times grid points."""
        return self.classes * self.points

    def design(self) -> Floats:
        """Z (nodes, classes + factors): class dummies beside factor values."""
        values, _ = grid(self)
        dummies = np.repeat(np.eye(self.classes), len(values), axis=0)
        return np.hstack([dummies, np.tile(values, (self.classes, 1))])


@lru_cache(maxsize=64)
def grid(shape: Shape) -> tuple[Floats, Floats]:
    """Points (points, factors) of a normal factor space and their weights."""
    factors = shape.factors
    if factors == 0:
        return np.zeros((1, 0)), np.ones(1)
    if factors > 3:
        points = _scattered(factors, SCATTERED)
        return points, np.full(SCATTERED, 1 / SCATTERED)
    if shape.classes == 1:
        line = np.linspace(-MARGIN_REACH[factors], MARGIN_REACH[factors], MARGIN_POINTS[factors])
    else:
        line = np.linspace(-2.2, 2.2, 5)
    points = np.stack([axis.ravel() for axis in np.meshgrid(*[line] * factors, indexing="ij")], axis=1)
    weights = np.exp(-0.5 * (points**2).sum(axis=1))
    return points, weights / weights.sum()


def _scattered(dimensions: int, count: int) -> Floats:
    """Evenly scattered normal points (count, dimensions), with mean 0 and identity covariance.

    The additive recurrence with the generalised golden ratio (Roberts 2018, "The unreasonable effectiveness of
    quasirandom sequences") through the normal quantile; half of the points mirror the other half.
    """
    from scipy.special import ndtri

    ratio = 2.0
    for _ in range(40):
        ratio = (1 + ratio) ** (1 / (dimensions + 1))
    steps = ratio ** -np.arange(1, dimensions + 1)
    uniform = (0.5 + np.arange(1, count // 2 + 1)[:, None] * steps) % 1.0
    half = ndtri(uniform.clip(1e-3, 1 - 1e-3))
    points = np.vstack([half, -half])
    root = np.linalg.cholesky(points.T @ points / count)
    return np.asarray(np.linalg.solve(root, points.T).T, dtype=np.float64)


@dataclass
class Fleet:
    """R models of one shape. tilt: (R, classes + factors, columns); baseline: (R, levels); shares: (R, classes);
    points: (R, points) weights of the factor grid; mask: like tilt, 0 where an effect is left out, or None;
    loglik: (R,) after `run`."""

    shape: Shape
    tilt: Floats
    baseline: Floats
    shares: Floats
    points: Floats
    mask: Floats | None = None
    loglik: Floats | None = None

    @property
    def size(self) -> int:
        """How many models."""
        return len(self.tilt)

    def take(self, chosen: list[int]) -> Fleet:
        """Copies of some of the models."""
        return replace(
            self,
            tilt=self.tilt[chosen].copy(),
            baseline=self.baseline[chosen].copy(),
            shares=self.shares[chosen].copy(),
            points=self.points[chosen].copy(),
            mask=None if self.mask is None else self.mask[chosen].copy(),
            loglik=None if self.loglik is None else self.loglik[chosen].copy(),
        )

    def copy(self) -> Fleet:
        """A copy of all of them."""
        return self.take(list(range(self.size)))


@dataclass(frozen=True)
class Priors:
    """Strength of the priors that keep estimates finite; weight 0 is plain maximum likelihood.

    ridge on tilts (1), pseudo-counts of levels (.1), of classes (1) and of factor margins (5).
    """

    weight: float = 1.0

    @property
    def ridge(self) -> float:
        """Penalty on squared tilts; never quite 0, so that systems can be solved."""
        return max(self.weight, 1e-6)


def blank(layout: Layout, shape: Shape, observed: Floats, size: int = 1) -> Fleet:
    """Models without any effect, with the observed shares as baseline. observed: (levels,) or (size, levels)."""
    counts = np.broadcast_to(observed, (size, layout.n_levels)) + 0.5
    totals = np.add.reduceat(counts, layout.level_start[:-1], axis=1)
    baseline = np.log(counts / totals[:, layout.part_of_level])
    _, weights = grid(shape)
    return Fleet(
        shape,
        np.zeros((size, shape.classes + shape.factors, layout.n_columns)),
        baseline,
        np.full((size, shape.classes), 1 / shape.classes),
        np.broadcast_to(weights, (size, len(weights))).copy(),
    )


class Engine:
    """Fits fleets of one shape to a sheet of answers.

    counts: (R, n) how often each respondent counts in each model (resampling), or None.
    """

    def __init__(self, sheet: Sheet, shape: Shape, priors: Priors, counts: Singles | None = None) -> None:
        self.sheet = sheet
        self.layout = sheet.layout
        self.shape = shape
        self.priors = priors
        self.design = shape.design()
        nodes, width = self.design.shape
        self.crossed = (self.design[:, :, None] * self.design[:, None, :]).reshape(nodes, width * width)
        self.heavy = self._heavy(counts)
        self._chances: list[Floats] | None = None
        if counts is None:
            self.observed = sheet.observed[None]
        else:
            assert self.heavy is not None
            self.observed = np.stack([sheet.count(row) for row in self.heavy])

    def _heavy(self, counts: Singles | None) -> Singles | None:
        """Weights (1 or R, n) of respondents, None where all count once."""
        weights = self.sheet.weights
        if counts is None:
            return None if weights is None else weights[None].astype(np.float32)
        return counts if weights is None else (counts * weights[None]).astype(np.float32)

    # ------------------------------------------------------------------ E
    def tables(self, fleet: Fleet) -> tuple[Floats, Floats, list[Floats]]:
        """Tilts (R*nodes, columns), log normalisers (R*nodes, parts), level probabilities of each block."""
        tilts = (self.design @ fleet.tilt).reshape(-1, self.layout.n_columns)
        norms = np.empty((len(tilts), self.layout.n_parts))
        chances = []
        for block in self.layout.blocks:
            eta = tilts[:, block.columns] @ block.scores.T
            eta = eta.reshape(fleet.size, -1, eta.shape[1]) + fleet.baseline[:, None, block.levels]
            eta = eta.reshape(len(tilts), -1)
            top = None
            if np.abs(eta).max() > SAFE_EXPONENT:
                top = np.maximum.reduceat(eta, block.first_levels, axis=1)
                eta = eta - top[:, block.part_of_level]
            chance = np.exp(eta)
            total = chance @ block.member
            chance /= total[:, block.part_of_level]
            norms[:, block.parts] = np.log(total) if top is None else np.log(total) + top
            chances.append(chance)
        return tilts, norms, chances

    def posterior(self, fleet: Fleet) -> tuple[Singles, Floats]:
        """Posteriors (R*nodes, n) float32 and log-likelihoods relative to the baseline (R, n).

        Respondents are the last axis, because sums over a handful of nodes are far faster along the first.
        """
        tilts, norms, self._chances = self.tables(fleet)
        kernel = np.hstack([tilts, -norms]).astype(np.float32)
        prior = np.log(fleet.shares)[:, :, None] + np.log(fleet.points)[:, None, :]
        dense = kernel @ self.sheet.table.T
        dense += prior.reshape(-1, 1).astype(np.float32)
        cube = dense.reshape(fleet.size, -1, self.sheet.n)
        top = cube.max(axis=1)
        cube -= top[:, None]
        np.exp(cube, out=cube)
        total = cube.sum(axis=1)
        cube *= (1 / total)[:, None]
        return dense, (top + np.log(total)).astype(np.float64)

    def loglik(self, fleet: Fleet, rows: Floats) -> Floats:
        """Log-likelihood (R,) from the rows' relative ones (R, n)."""
        summed = rows.sum(axis=1) if self.heavy is None else (rows * self.heavy).sum(axis=1)
        return np.asarray(summed + (self.observed * fleet.baseline).sum(axis=1), dtype=np.float64)

    # ------------------------------------------------------------------ M
    def improve(self, fleet: Fleet, dense: Singles, steps: int = 1) -> None:
        """One M-step in place: a ridge Newton step for each part, one scaling step for the baselines, new shares.

        Level probabilities of the E-step before are used where there was one.
        """
        if self.heavy is not None:
            cube = dense.reshape(fleet.size, -1, self.sheet.n) * self.heavy[:, None]
            dense = cube.reshape(-1, self.sheet.n)
        sums = (dense @ self.sheet.table).astype(np.float64)
        scored, seen = sums[:, : self.layout.n_columns], sums[:, self.layout.n_columns :]
        for _ in range(steps):
            chances = self._chances if self._chances is not None else self.tables(fleet)[2]
            self._chances = None
            for block, chance in zip(self.layout.blocks, chances, strict=True):
                self._newton(fleet, block, chance, scored[:, block.columns], seen[:, block.parts])
            if fleet.mask is not None:
                fleet.tilt *= fleet.mask
        self._rescale(fleet, seen)
        self._reweigh(fleet, dense)

    def _newton(self, fleet: Fleet, block: Block, chance: Floats, scored: Floats, seen: Floats) -> None:
        size, width = fleet.size, fleet.tilt.shape[1]
        ridge = self.priors.ridge
        expected = chance @ block.scores
        missed = scored - seen[:, block.part_of_column] * expected
        current = fleet.tilt[:, :, block.columns]
        slope = self.design.T @ missed.reshape(size, -1, missed.shape[1]) - ridge * current
        step = np.zeros_like(current)
        singles = block.squares.shape[1]
        if singles:
            spread = seen[:, block.part_of_column[:singles]] * (
                chance @ block.squares - expected[:, :singles] ** 2
            )
            if self.shape.factors == 0:
                step[:, :, :singles] = slope[:, :, :singles] / (spread.reshape(size, width, -1) + ridge)
            else:
                curve = spread.reshape(size, -1, singles).transpose(0, 2, 1) @ self.crossed
                curve = curve.reshape(size, singles, width, width) + ridge * np.eye(width)
                solved = np.linalg.solve(curve, slope[:, :, :singles].transpose(0, 2, 1)[..., None])
                step[:, :, :singles] = solved[..., 0].transpose(0, 2, 1)
        for group in block.groups:
            count, d = group.columns.shape
            mean = np.where(group.real, expected[:, group.columns], 0.0)
            second = (chance @ group.pairs).reshape(-1, count, d, d)
            spread = seen[:, block.part_of_column[group.columns[:, 0]]][:, :, None, None] * (
                second - mean[:, :, :, None] * mean[:, :, None, :]
            )
            pull = np.where(group.real, slope[:, :, group.columns], 0.0)
            if self.shape.factors == 0:
                curve = spread + ridge * np.eye(d)
                solved = np.linalg.solve(curve, pull.reshape(-1, count, d, 1)).reshape(size, width, count, d)
            else:
                curve = self.crossed.T @ spread.reshape(size, -1, count * d * d)
                curve = curve.reshape(size, width, width, count, d, d).transpose(0, 3, 1, 4, 2, 5)
                curve = curve.reshape(size, count, width * d, width * d) + ridge * np.eye(width * d)
                right = pull.transpose(0, 2, 1, 3).reshape(size, count, width * d, 1)
                solved = np.linalg.solve(curve, right).reshape(size, count, width, d).transpose(0, 2, 1, 3)
            step[:, :, group.columns[group.real]] = solved[:, :, group.real]
        fleet.tilt[:, :, block.columns] += step.clip(-LARGEST_STEP, LARGEST_STEP)

    def _rescale(self, fleet: Fleet, seen: Floats) -> None:
        """Iterative proportional fitting: baselines move towards the observed counts of each level."""
        _, _, chances = self.tables(fleet)
        extra = 0.1 * self.priors.weight + 1e-9
        for block, chance in zip(self.layout.blocks, chances, strict=True):
            weight = seen[:, block.parts][:, block.part_of_level]
            expected = (chance * weight).reshape(fleet.size, -1, chance.shape[1]).sum(axis=1)
            fleet.baseline[:, block.levels] += np.log(
                (self.observed[:, block.levels] + extra) / (expected + extra)
            ).clip(-5, 5)

    def _reweigh(self, fleet: Fleet, dense: Singles) -> None:
        shape = self.shape
        mass = dense.sum(axis=1, dtype=np.float64).reshape(fleet.size, shape.classes, -1)
        grown = mass.sum(axis=2) + self.priors.weight + 1e-9
        fleet.shares = grown / grown.sum(axis=1, keepdims=True)
        if not shape.free:
            return
        side = MARGIN_POINTS[shape.factors]
        _, weights = grid(shape)
        first = weights.reshape((side,) * shape.factors).sum(axis=tuple(range(1, shape.factors)))
        for r in range(fleet.size):
            whole = mass[r, 0].reshape((side,) * shape.factors)
            product = np.ones(1)
            for axis in range(shape.factors):
                others = tuple(a for a in range(shape.factors) if a != axis)
                margin = whole.sum(axis=others) + MARGIN_PRIOR * max(self.priors.weight, 1e-3) * first
                product = np.multiply.outer(product, margin / margin.sum())
            fleet.points[r] = product.ravel()

    # ------------------------------------------------------------------ both
    def run(self, fleet: Fleet, iterations: int, tolerance: float | None = None) -> Singles:
        """EM in place until all log-likelihoods move by less than `tolerance`; returns the last posteriors."""
        before = np.full(fleet.size, -np.inf)
        for _ in range(iterations):
            dense, rows = self.posterior(fleet)
            fleet.loglik = self.loglik(fleet, rows)
            if tolerance is not None and np.all(np.abs(fleet.loglik - before) < tolerance):
                return dense
            before = fleet.loglik
            self.improve(fleet, dense)
        dense, rows = self.posterior(fleet)
        fleet.loglik = self.loglik(fleet, rows)
        return dense


def by_class(dense: Singles, shape: Shape) -> Singles:
    """Posteriors of classes (n, classes) from those of the nodes (nodes, n) of one model."""
    return np.ascontiguousarray(dense.reshape(shape.classes, -1, dense.shape[1]).sum(axis=1).T)
