"""The search: continua first, then classes, then classes beside a common factor, as far as each still pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.survey.segmenting.criterion import FREE_MARGIN_PARAMETERS, Fitted, active_columns, criterion
from bot.survey.segmenting.layout import Floats, Sheet, Singles
from bot.survey.segmenting.model import Engine, Fleet, Priors, Shape, blank, by_class
from bot.survey.segmenting.progress import Progress
from bot.survey.segmenting.pruning import CLOSER, prune
from bot.survey.segmenting.rivals import MOST_FACTORS, MOST_FREE_FACTORS, fit_continuum, residuals, turned
from bot.survey.segmenting.starts import Labels, from_labels, guesses, merged

MOST_REFINEMENTS = 4
LIKELIEST_ROUNDS = 25
CLOSE = 40.0
"""Models within so many criterion points of the best of their sort may come to be the best."""
SMALLEST_CLASS = 30
"""A class for every this many respondents at most."""


@dataclass(frozen=True)
class Effort:
    """How hard the search works. `gap` is how much better segments must be than every continuum."""

    starts: int = 3
    quick: int = 8
    quick_rows: int = 1_200
    full: int = 50
    tolerance: float = 0.15
    polish: int = 150
    polish_tolerance: float = 0.01
    wished_starts: int = 10
    wished_polish: int = 1_000
    wished_tolerance: float = 1e-3
    gap: float = 20.0


@dataclass
class Found:
    """All models of a search: continua by number of factors (free margins), those with normal margins as far as they
    could matter, classes by K, classes with a common factor by K."""

    continua: list[Fitted] = field(default_factory=list)
    normal: list[Fitted] = field(default_factory=list)
    classes: list[Fitted] = field(default_factory=list)
    hybrids: list[Fitted] = field(default_factory=list)

    @property
    def continuum(self) -> Fitted:
        """The best continuum (or independence)."""
        rivals = [m for m in self.continua + self.normal if not m.heaps]
        return min(rivals, key=lambda m: m.criterion)

    @property
    def segments(self) -> Fitted | None:
        """The best model with classes."""
        return min(self.classes + self.hybrids, key=lambda m: m.criterion, default=None)

    @property
    def gap(self) -> float:
        """Criterion of the best continuum minus that of the best model with classes; above 0 classes are better."""
        best = self.segments
        return float("-inf") if best is None else self.continuum.criterion - best.criterion


class Search:
    """One search on one sheet of answers, with one source of randomness."""

    def __init__(
        self, sheet: Sheet, effort: Effort, priors: Priors, rng: np.random.Generator, progress: Progress
    ) -> None:
        self.sheet = sheet
        self.effort = effort
        self.priors = priors
        self.rng = rng
        self.progress = progress
        if sheet.n > 1.5 * effort.quick_rows:
            self.slice = np.sort(rng.choice(sheet.n, effort.quick_rows, replace=False))
            self.quick = sheet.rows(self.slice)
        else:
            self.slice = np.arange(sheet.n)
            self.quick = sheet

    def run(self, most: int) -> Found:
        """Everything up to `most` classes."""
        found = Found()
        most = min(most, max(2, self.sheet.n // SMALLEST_CLASS))
        self.progress.at(0.0, "Looking for differences by degree")
        found.continua.append(self.continuum(0))
        for factors in range(1, MOST_FREE_FACTORS + 1):
            found.continua.append(self.continuum(factors))
            if found.continua[-1].criterion > found.continua[-2].criterion:
                break
        self._classes(found, most)
        self._hybrids(found)
        self._refine(found)
        self._tighten(found)
        return found

    def challenge(self, found: Found) -> None:
        """Hold the best classes against the costlier rivals, as far as these could overturn the verdict."""
        self._more_factors(found)
        self._normal_margins(found)
        self._simple_structure(found)

    def continuum(self, factors: int, free: bool = True) -> Fitted:
        """One class with factors."""
        return fit_continuum(
            self.sheet, factors, self.priors, self.effort.full, self.effort.tolerance, free=free
        )

    def _classes(self, found: Found, most: int) -> None:
        before, rises = None, 0
        for k in range(2, most + 1):
            self.progress.at(0.2 + 0.4 * (k - 2) / 7, f"Trying {k} segments")
            before = self.best(Shape(k), before)
            found.classes.append(before)
            best = min(m.criterion for m in found.classes)
            rises = 0 if before.criterion <= best else rises + 1
            if rises >= 2 or (rises >= 1 and before.criterion > found.continua[0].criterion):
                break

    def _hybrids(self, found: Found) -> None:
        """A common factor absorbs a general tendency to agree and other dependence within segments."""
        if not found.classes:
            return
        single = self.continuum(1, free=False)
        found.normal.append(single)
        if single.criterion >= found.continua[0].criterion:
            return
        points = residuals(self.sheet, single, self.priors)
        plain = {m.shape.classes: by_class(m.dense, m.shape).argmax(axis=1) for m in found.classes}
        before = single
        for k in range(2, max(m.shape.classes for m in found.classes) + 1):
            self.progress.at(0.6 + 0.3 * (k - 2) / 7, f"Trying {k} segments beside a common tendency")
            before = self.best(Shape(k, 1), before, single.fleet, points, [plain[k]] if k in plain else [])
            found.hybrids.append(before)
            if before.criterion > min(m.criterion for m in found.hybrids):
                break

    def _refine(self, found: Found) -> None:
        """One class less, from the best model with its two most alike classes made one; then, if that was better, one
        more again; until nothing is gained.

        Growing class by class can hide a common factor that shows only once there are enough classes.
        """
        best = found.segments
        rounds = 0
        while best is not None and best.shape.classes > 2 and rounds < MOST_REFINEMENTS:
            rounds += 1
            self.progress.at(0.85, "Refining the segments")
            shape = Shape(best.shape.classes - 1, best.shape.factors)
            base = best.fleet if shape.factors else None
            labels = merged(by_class(best.dense, best.shape).argmax(axis=1), best.fleet)
            smaller = self.climb(shape, labels, base)
            if smaller.criterion >= best.criterion:
                return
            (found.hybrids if shape.factors else found.classes).append(smaller)
            best = smaller
            if not shape.factors:
                continue
            larger = self.best(Shape(shape.classes + 1, shape.factors), best, best.fleet)
            if larger.criterion < best.criterion:
                found.hybrids.append(larger)
                best = larger

    def _tighten(self, found: Found) -> None:
        """What is close to the best of its sort is pruned once more, so that no model wins by what it carries along."""
        for models in (found.classes, found.hybrids):
            least = min((m.criterion for m in models), default=0.0)
            for at, model in enumerate(models):
                if model.criterion - least < CLOSE:
                    models[at] = prune(self.sheet, model, self.priors, CLOSER)

    def _more_factors(self, found: Found) -> None:
        """Four and more factors, only while they could still overturn the verdict."""
        while MOST_FREE_FACTORS < len(found.continua) <= MOST_FACTORS and found.segments is not None:
            gained = found.continua[-2].criterion - found.continua[-1].criterion
            if gained <= 0 or found.gap <= self.effort.gap or found.gap > 3 * gained:
                break
            self.progress.at(0.9, f"Trying {len(found.continua)} differences by degree")
            found.continua.append(self.continuum(len(found.continua)))

    def _normal_margins(self, found: Found) -> None:
        """Where the traits are plainly normal, the price of free margins would hand the verdict to the classes.

        A fit with normal margins cannot be likelier than one with free ones, only cheaper; it is tried, from the loadings
        of the latter, where that could overturn the verdict.
        """
        best = found.segments
        if best is None:
            return
        for free in found.continua[2:]:
            if not free.shape.free:
                continue
            saved = FREE_MARGIN_PARAMETERS * free.shape.factors * np.log(max(self.sheet.size, 2))
            if free.criterion - saved >= best.criterion + self.effort.gap:
                continue
            shape = Shape(1, free.shape.factors)
            fleet = blank(self.sheet.layout, shape, self.sheet.observed)
            fleet.tilt, fleet.baseline = free.fleet.tilt.copy(), free.fleet.baseline.copy()
            dense = Engine(self.sheet, shape, self.priors).run(fleet, self.effort.full, self.effort.tolerance)
            fitted = Fitted(fleet, dense, criterion(fleet, self.sheet))
            found.normal.append(prune(self.sheet, fitted, self.priors))

    def _simple_structure(self, found: Found) -> None:
        """Continua with two and more factors turned to simple structure, where what pruning may save then could overturn
        the verdict (with few people a model with fewer parameters wins, whatever its likelihood)."""
        each = np.log(max(self.sheet.size, 2))
        for rival in [m for m in found.continua if m.shape.factors > 1]:
            best = found.segments
            if best is None or found.gap <= self.effort.gap:
                return
            _, loadings = active_columns(rival.fleet, self.sheet.layout)
            spare = (
                max(loadings - self.sheet.layout.n_columns, 0) + FREE_MARGIN_PARAMETERS * rival.shape.factors
            )
            if rival.criterion - spare * each >= best.criterion + self.effort.gap:
                continue
            self.progress.at(0.95, "Looking at differences by degree from another side")
            for free in (False, True) if rival.shape.free else (False,):
                fitted = turned(
                    self.sheet, rival, self.priors, self.effort.full, self.effort.tolerance, free=free
                )
                (found.continua if free else found.normal).append(fitted)

    def best(
        self,
        shape: Shape,
        before: Fitted | None = None,
        base: Fleet | None = None,
        points: Singles | None = None,
        more: Sequence[Labels] = (),
    ) -> Fitted:
        """The best of several starts: a few steps on a slice of the rows, the two best to convergence on all.

        base: loadings to start from; points: where k-means looks for classes; more: guesses beside those.
        """
        sheet, effort = self.sheet, self.effort
        points = sheet.scores if points is None else points
        smaller = before is not None and before.shape.classes == shape.classes - 1
        known = self._fit_of_each(before) if before is not None and smaller else None
        labels = guesses(points, shape.classes, self.rng, effort.starts, known)
        return self.climb(shape, labels, base, more)

    def climb(
        self, shape: Shape, labels: list[Labels], base: Fleet | None, more: Sequence[Labels] = ()
    ) -> Fitted:
        """The best model from these guesses, with (and once without) the loadings of `base`, and from `more` without."""
        sheet, effort = self.sheet, self.effort
        bases: list[Fleet | None] = [base] * len(labels)
        labels = [*labels, *(labels[:1] if base is not None else []), *more]
        bases += [None] * (len(labels) - len(bases))
        quick = Engine(self.quick, shape, self.priors)
        fleet = from_labels(
            self.quick, shape, [guess[self.slice] for guess in labels], self.priors, bases, quick
        )
        quick.run(fleet, effort.quick)
        assert fleet.loglik is not None
        order = np.argsort(-fleet.loglik, kind="stable")[:2]
        full = Engine(sheet, shape, self.priors)
        top = []
        for r in order:
            one = fleet.take([int(r)])
            dense = full.run(one, effort.full, effort.tolerance)
            top.append(Fitted(one, dense, criterion(one, sheet)))
        return prune(sheet, max(top, key=lambda m: m.loglik), self.priors)

    def _fit_of_each(self, fitted: Fitted) -> tuple[Labels, Floats]:
        """Labels (n,) and log-likelihood for each answer given (n,)."""
        dense, rows = Engine(self.sheet, fitted.shape, self.priors).posterior(fitted.fleet)
        answers = np.maximum(self.sheet.answered.sum(axis=1), 1)
        return by_class(dense, fitted.shape).argmax(axis=1), rows[0] / answers

    def wished(self, shape: Shape, before: Fitted | None) -> Fitted:
        """Plain classes as somebody asked for: more starts (k-means and chance), the four best to full convergence."""
        chance = [self.rng.integers(0, shape.classes, self.sheet.n) for _ in range(self.effort.wished_starts)]
        labels = guesses(self.sheet.scores, shape.classes, self.rng, self.effort.wished_starts) + chance
        if before is not None and before.shape.classes == shape.classes:
            labels.append(by_class(before.dense, before.shape).argmax(axis=1))
        quick = Engine(self.quick, shape, self.priors)
        fleet = from_labels(self.quick, shape, [one[self.slice] for one in labels], self.priors, None, quick)
        quick.run(fleet, 3 * self.effort.quick)
        assert fleet.loglik is not None
        found = [] if before is None else [before]
        for r in np.argsort(-fleet.loglik, kind="stable")[:4]:
            one = fleet.take([int(r)])
            dense = Engine(self.sheet, shape, self.priors).run(one, self.effort.full, self.effort.tolerance)
            found.append(Fitted(one, dense, criterion(one, self.sheet)))
        best = max(found, key=lambda m: m.loglik)
        self._converge(best)
        best.criterion = criterion(best.fleet, self.sheet)
        return best

    def _converge(self, fitted: Fitted) -> None:
        """Run to convergence in place. Single steps along a flat ridge gain less than sums in single precision can tell,
        so that without a prior what a whole round of them gains decides."""
        effort, engine = self.effort, Engine(self.sheet, fitted.shape, self.priors)
        if self.priors.weight:
            tight = effort.wished_tolerance * max(self.priors.weight, 1e-3)
            fitted.dense = engine.run(fitted.fleet, effort.wished_polish, tight)
            return
        for _ in range(LIKELIEST_ROUNDS):
            before = fitted.loglik
            fitted.dense = engine.run(fitted.fleet, effort.full * 4)
            if fitted.loglik - before < effort.wished_tolerance / 5:
                return

    def polish(self, fitted: Fitted) -> None:
        """Run to convergence in place: an under-converged rival would favour segments, and the other way round."""
        engine = Engine(self.sheet, fitted.shape, self.priors)
        fitted.dense = engine.run(fitted.fleet, self.effort.polish, self.effort.polish_tolerance)
        fitted.criterion = criterion(fitted.fleet, self.sheet)
