"""A run: one search on one way of scoring the answers, with what is needed to read its models."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.criterion import Fitted, criterion
from bot.survey.segmenting.encoding import Encoded
from bot.survey.segmenting.layout import Floats, Layout, Sheet, Singles
from bot.survey.segmenting.model import Engine, Priors, Shape, blank, by_class
from bot.survey.segmenting.place import Placer
from bot.survey.segmenting.progress import Progress
from bot.survey.segmenting.pruning import prune
from bot.survey.segmenting.search import Effort, Found, Search
from bot.survey.segmenting.starts import from_labels

NEAR = 200.0
"""Rivals within this many criterion points (plus three gaps) of the best classes are polished too."""


@dataclass(frozen=True)
class Data:
    """What is fitted: codes (n, columns) of the sampled respondents, which coded column each one is, weights (n,)."""

    encoded: Encoded
    codes: NDArray[np.int8]
    columns: tuple[int, ...]
    weights: Floats | None

    def sheet(self, dispersion: bool) -> tuple[Sheet, list[int]]:
        """The sheet, and the coded column of each part in its layout's order."""
        scores, ordered = [], []
        for column in self.columns:
            place = self.encoded.places[column]
            kind = self.encoded.kinds[place.kind]
            scores.append(kind.scores(place.part, dispersion))
            ordered.append(kind.parts[place.part].ordered)
        layout = Layout(self.codes, scores, ordered, self.weights)
        sheet = Sheet(layout, self.codes[:, layout.order], self.weights)
        return sheet, [self.columns[i] for i in layout.order]


@dataclass(frozen=True)
class Run:
    """A finished search. order: the coded column of each part."""

    search: Search
    found: Found
    order: list[int]

    @property
    def sheet(self) -> Sheet:
        """What it was fitted to."""
        return self.search.sheet

    def polish(self, gap: float) -> None:
        """Bring the best classes and the two best continua to convergence, so that the comparison is fair."""
        best = self.found.segments
        if best is None:
            return
        self.search.polish(best)
        rivals = sorted(
            (m for m in self.found.continua + self.found.normal if m.shape.factors and not m.heaps),
            key=lambda m: m.criterion,
        )
        for rival in rivals[:2]:
            if rival.criterion - best.criterion < NEAR + 3 * gap:
                self.search.polish(rival)

    def classes(self, k: int) -> Fitted:
        """Plain latent classes: the model found in the search, or one grown from the largest that was."""
        for model in self.found.classes:
            if model.shape.classes == k:
                return model
        before = self.found.classes[-1]
        for classes in range(before.shape.classes + 1, k + 1):
            before = self.search.best(Shape(classes), before)
        return before

    def lines(self) -> Singles:
        """Where everybody stands (n, lines), standardised: on each factor of the best continuum, in each segment."""
        pieces = []
        for model in (self.found.continuum, self.found.segments):
            if model is not None and (model.shape.factors or model.shape.classes > 1):
                pieces.append(model.dense.T @ model.shape.design()[:, 1:])
        points = np.hstack(pieces)
        return np.asarray((points - points.mean(axis=0)) / np.maximum(points.std(axis=0), 1e-6), np.float32)

    def placer(self, fitted: Fitted, encoded: Encoded) -> Placer:
        """Tables of log probabilities with which any respondent can be placed."""
        layout = self.sheet.layout
        _, _, chances = Engine(self.sheet, fitted.shape, self.search.priors).tables(fitted.fleet)
        flat = np.hstack(chances)
        tables: list[Floats | None] = [None] * len(encoded.places)
        for part in range(layout.n_parts):
            levels = slice(int(layout.level_start[part]), int(layout.level_start[part + 1]))
            table = np.log(np.maximum(flat[:, levels], 1e-12)).T
            if np.ptp(table, axis=1).max() > 1e-9:
                tables[self.order[part]] = table
        prior = np.log(fitted.fleet.shares[0])[:, None] + np.log(fitted.fleet.points[0])[None]
        return Placer(encoded.kinds, tuple(tables), prior.ravel(), fitted.shape.classes)


def run_search(
    data: Data,
    dispersion: bool,
    effort: Effort,
    priors: Priors,
    rng: np.random.Generator,
    progress: Progress,
    most: int,
) -> Run:
    """Search with one score for each ordered question or, with `dispersion`, with its square beside it."""
    sheet, order = data.sheet(dispersion)
    search = Search(sheet, effort, priors, rng, progress)
    return Run(search, search.run(most), order)


def better_told(run: Run, other: Data) -> bool:
    """Whether the best model of any sort is better with the other scores, started from what is known of the people.

    Level probabilities stand over the same levels, so that the criteria can be compared.
    """
    sheet, _ = other.sheet(False)
    search = Search(sheet, run.search.effort, run.search.priors, np.random.default_rng(0), Progress())
    told = [
        search.continuum(m.shape.factors).criterion for m in [run.found.continuum] if m.shape.factors <= 3
    ]
    if run.found.segments is not None:
        best = run.found.segments
        labels = by_class(best.dense, best.shape).argmax(axis=1)
        told.append(search.climb(best.shape, [labels], None).criterion)
    now = [m.criterion for m in (run.found.continuum, run.found.segments) if m is not None]
    return bool(told) and min(told) < min(now)


def spreads_differ(plain: Run, data: Data) -> bool:
    """Whether classes explain more (against independence) once they may differ in spread as well as in place."""
    best = plain.found.segments
    wide, _ = data.sheet(True)
    if best is None or wide.layout.n_columns == plain.sheet.layout.n_columns:
        return False
    effort, priors = plain.search.effort, plain.search.priors
    nothing = blank(wide.layout, Shape(1), wide.observed)
    Engine(wide, Shape(1), priors).run(nothing, 3)
    independent = criterion(nothing, wide)
    gains = []
    # fewer classes that differ in spread often do what more classes that do not were needed for
    for model in [*(m for m in plain.found.classes if m.shape.classes <= best.shape.classes), best]:
        labels = by_class(model.dense, model.shape).argmax(axis=1)
        shape = Shape(model.shape.classes)
        fleet = from_labels(wide, shape, [labels], priors)
        dense = Engine(wide, shape, priors).run(fleet, effort.full, effort.tolerance)
        fitted = prune(wide, Fitted(fleet, dense, criterion(fleet, wide)), priors)
        gains.append(independent - fitted.criterion)
    single = min(m.criterion for m in [*plain.found.classes, best] if m.shape.factors == 0)
    return max(gains) > plain.found.continua[0].criterion - single
