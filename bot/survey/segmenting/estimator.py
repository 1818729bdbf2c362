"""The estimator: finds segments in a survey, or says that there are none; by the habits of scikit-learn."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.counts import many, people
from bot.errors import BadInput
from bot.survey.segmenting.continuum import Continuum, describe
from bot.survey.segmenting.criterion import Fitted
from bot.survey.segmenting.encoding import (
    Encoded,
    doubtful,
    encode,
    learn_kinds,
    sampled,
    with_orders_checked,
    without_order,
    without_twins,
)
from bot.survey.segmenting.layout import Floats, Singles
from bot.survey.segmenting.model import Priors, Shape
from bot.survey.segmenting.place import Placer
from bot.survey.segmenting.progress import Progress
from bot.survey.segmenting.result import Verdict
from bot.survey.segmenting.run import Data, Run, better_told, run_search, spreads_differ
from bot.survey.segmenting.screening import straightliners
from bot.survey.segmenting.search import Effort
from bot.survey.segmenting.stability import stability
from bot.survey.segmenting.verdict import COMES_BACK, Finding, judge
from bot.survey.survey import Question, Survey
from bot.survey.testing.shares import kish

FEWEST_RESPONDENTS = 20
FEWEST_PARTS = 3
MOST_SEGMENTS_ASKED = 20
MOST_CELLS = 150_000
FEWEST_SAMPLED = 1_000
DOUBT = 0.0
"""From this gap on it is looked at whether numbered options were taken for a scale."""


class LatentSegments:
    """Segments as latent classes that must beat every continuum.

    Parameters
    ----------
    k : number of segments wished, or None to be given natural ones only.
    max_segments : the most that are looked for without a wish.
    sample : respondents the model is fitted to (all are placed afterwards); fewer in surveys with very many questions.
    resamples : bootstrap samples behind each stability.
    gap : criterion points by which classes must beat the best continuum to be natural.
    prior_weight : strength of the priors; 0 is plain maximum likelihood.
    seed : of everything random.
    questions : ids of the questions to use; None for all that can be used.

    Attributes
    ----------
    verdict_, k_, suggested_k_ : what was found; k_ is 1 where there are no segments.
    gap_ : criterion of the best continuum minus that of the best classes; None where nothing was fitted.
    stability_ : (k_,) mean Jaccard similarity of each segment over resamples.
    shares_ : (k_,) prevalences in the model.
    loglik_, criterion_ : of the model that is handed out (of the best continuum where there are no segments).
    placer_ : places respondents; None where there are no segments.
    continuum_ : the lines along which people differ.
    questions_used_, notes_ : ids; what was left out and why.

    The model is an exponential-tilt latent class model (`model.py`), compared with K = 1 latent trait rivals
    (`rivals.py`) by a message-length criterion (`criterion.py`); stability after Hennig (2007).
    """

    def __init__(
        self,
        k: int | None = None,
        *,
        max_segments: int = 8,
        sample: int = 2_500,
        resamples: int = 20,
        gap: float = 20.0,
        prior_weight: float = 1.0,
        seed: int = 0,
        questions: tuple[str, ...] | None = None,
    ) -> None:
        self.k = k
        self.max_segments = max_segments
        self.sample = sample
        self.resamples = resamples
        self.gap = gap
        self.prior_weight = prior_weight
        self.seed = seed
        self.questions = questions

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Parameters by name, as scikit-learn's `clone` wants them."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Set parameters by name; raises ValueError for an unknown one."""
        known = self.get_params()
        for name, value in params.items():
            if name not in known:
                raise ValueError(f"Invalid parameter {name!r} for {type(self).__name__}.")
            setattr(self, name, value)
        return self

    # ------------------------------------------------------------------ fit
    def fit(self, X: Survey, y: object = None, *, progress: Progress | None = None) -> Self:
        """Find segments in survey `X` (n respondents). `y` is ignored. Raises BadInput where `k` cannot be met."""
        progress = progress or Progress()
        self._check()
        self.verdict_ = Verdict.NONE
        self.k_ = 1
        self.suggested_k_: int | None = None
        self.gap_: float | None = None
        self.stability_, self.shares_ = np.ones(1), np.ones(1)
        self.loglik_: float | None = None
        self.criterion_: float | None = None
        self.placer_: Placer | None = None
        self.continuum_: Continuum | None = None
        self.finding_ = Finding(None, 1, self.gap)
        self.notes_: tuple[str, ...] = ()
        self.too_little_: str | None = None
        progress.at(0.01, "Reading the answers")
        raw = encode(learn_kinds(X, self._chosen(X)), X.answers)
        # before orders are looked at: whoever ticks one box all the way down bends them
        looked = sampled(raw)
        looked = looked[~straightliners(raw, looked)]
        self.encoded_ = with_orders_checked(raw, raw.codes[looked])
        self.questions_used_ = tuple(kind.question_id for kind in self.encoded_.kinds)
        self._fit(X, raw, progress)
        progress.at(1.0, "Done")
        return self

    def _check(self) -> None:
        if self.k is not None and not 2 <= self.k <= MOST_SEGMENTS_ASKED:
            raise BadInput(f"The number of segments must be between 2 and {MOST_SEGMENTS_ASKED}.", "k")

    def _chosen(self, survey: Survey) -> list[Question]:
        if self.questions is None:
            return list(survey.questions)
        known = {question.id: question for question in survey.questions}
        for wanted in self.questions:
            if wanted not in known:
                raise BadInput(f"There is no question “{wanted}” in this survey.", "questions")
        return [known[wanted] for wanted in dict.fromkeys(self.questions)]

    def _fit(self, survey: Survey, raw: Encoded, progress: Progress) -> None:
        rng = np.random.default_rng(self.seed)
        encoded = self.encoded_
        weights = None if survey.weights is None else survey.weights.to_numpy(dtype=float, na_value=0.0)
        notes = []
        usable = (
            (encoded.codes >= 0).any(axis=1) if encoded.places else np.ones(survey.respondents, dtype=bool)
        )
        if weights is not None:
            weights = np.where(np.isfinite(weights), weights, 0.0).clip(0)
            if not weights.any():
                notes.append("No respondent has a weight above 0, so the weights were not used.")
                weights = None
        if weights is not None:
            usable &= weights > 0
            if weights.min() == weights.max():
                weights = None
        rows = np.flatnonzero(usable)
        columns, twins = without_twins(encoded) if len(rows) and encoded.places else ([], [])
        for twin, kept in twins:
            notes.append(f"{_name(encoded, twin)} repeats {_name(encoded, kept)} and was left out.")
        self.too_little_ = _too_little(len(rows), len(columns))
        if self.too_little_ is not None:
            if self.k is not None:
                raise BadInput(self.too_little_, "k")
            return
        if self.k is not None and self.k > len(rows) // 5:
            raise BadInput(
                f"{self.k} segments are too many for {len(rows)} respondents; ask for {max(len(rows) // 5, 2)} at most.",
                "k",
            )
        size = min(self.sample, max(FEWEST_SAMPLED, MOST_CELLS // len(columns)))
        if len(rows) > size:
            rows = np.sort(rng.choice(rows, size, replace=False))
        same = straightliners(raw, rows)
        if not same.any():  # numbered options may have hidden them
            same = straightliners(encoded, rows)
        if same.any():
            notes.append(
                f"{100 * same.mean():.1f} % of the respondents gave one answer all the way down; they were placed, but"
                " did not help to form the segments."
            )
            rows = rows[~same]
        self.notes_ = tuple(notes)
        if weights is not None:
            weights = weights[rows] * (float(kish(weights[rows])) / weights[rows].sum())
        self._search(encoded, rows, columns, weights, rng, progress)

    def _search(
        self,
        encoded: Encoded,
        rows: NDArray[np.intp],
        columns: list[int],
        weights: Floats | None,
        rng: np.random.Generator,
        progress: Progress,
    ) -> None:
        effort, priors = Effort(gap=self.gap), Priors(self.prior_weight)
        data = Data(encoded, encoded.codes[rows[:, None], columns], tuple(columns), weights)
        progress.span(0.05, 0.45)
        plain = final = run_search(data, False, effort, priors, rng, progress, self.max_segments)
        other = self._without_doubtful_orders(plain, data, effort, priors, rng, progress)
        if other is not None:
            data, plain = other
            encoded = self.encoded_ = data.encoded
            final = plain
        if plain.found.gap > 0 and spreads_differ(plain, data):
            progress.span(0.45, 0.8)
            final = run_search(data, True, effort, priors, rng, progress, self.max_segments)
        progress.span(0.8, 1.0)
        progress.at(0.0, "Comparing kinds with degrees")
        final.search.challenge(final.found)
        final.polish(self.gap)
        best = final.found.segments
        if best is not None:
            self.gap_ = final.found.gap
            self.finding_ = Finding(self.gap_, best.shape.classes, self.gap)
        self.continuum_ = describe(final.found.continuum, final.sheet, final.order, encoded, priors)
        chosen = self._pick(plain, final, progress)
        if chosen is not None:
            fitted, run = chosen
            progress.at(0.3, "Drawing the survey again to see what comes back")
            similar = self._stability(run, fitted, self.resamples)
            verdict = judge(self.finding_, self.k, fitted.shape.classes, similar, fitted.fleet.shares[0])
            if verdict is not Verdict.NONE:
                self.verdict_ = verdict
                self._keep(fitted, run, similar)
        if self.verdict_ is not Verdict.NATURAL:
            progress.at(0.6, "Looking for a split that comes back")
            self.suggested_k_ = self._suggest(plain)
        if self.verdict_ is Verdict.NONE:
            self.loglik_ = final.found.continuum.loglik
            self.criterion_ = final.found.continuum.criterion

    def _without_doubtful_orders(
        self,
        plain: Run,
        data: Data,
        effort: Effort,
        priors: Priors,
        rng: np.random.Generator,
        progress: Progress,
    ) -> tuple[Data, Run] | None:
        """Numbered options taken for a scale bend every continuum, and classes step in to straighten it. So before
        segments are believed, doubtful orders are dropped where the best models are better without them."""
        if plain.found.gap <= DOUBT:
            return None
        numbers = doubtful(data.encoded, data.codes, data.columns, plain.lines())
        if not numbers:
            return None
        looser = replace(data, encoded=without_order(data.encoded, numbers))
        if not better_told(plain, looser):
            return None
        return looser, run_search(looser, False, effort, priors, rng, progress, self.max_segments)

    def _pick(self, plain: Run, final: Run, progress: Progress) -> tuple[Fitted, Run] | None:
        """The model to judge: the best one without a wish, else the best with the wished number of segments."""
        best = final.found.segments
        natural = best is not None and final.found.gap > self.gap
        if best is not None and natural and self.k in (None, best.shape.classes):
            return best, final
        if self.k is None:
            return None
        progress.at(0.2, f"Making {self.k} segments")
        fitting = [m for m in final.found.classes + final.found.hybrids if m.shape.classes == self.k]
        if natural and fitting:
            return min(fitting, key=lambda m: m.criterion), final
        return plain.search.wished(Shape(self.k), plain.classes(self.k)), plain

    def _stability(self, run: Run, fitted: Fitted, resamples: int) -> Floats:
        rng = np.random.default_rng([self.seed, 1])
        similar = stability(run.sheet, fitted, run.search.priors, rng, resamples)
        return np.asarray(similar.mean(axis=0), dtype=np.float64)

    def _suggest(self, plain: Run) -> int | None:
        """The largest number of plain classes all of which come back in resamples; None where there is none."""
        largest = None
        for model in plain.found.classes:
            if self._stability(plain, model, min(5, self.resamples)).min() < COMES_BACK - 0.1:
                continue
            if self._stability(plain, model, self.resamples).min() >= COMES_BACK:
                largest = model.shape.classes
        return largest

    def _keep(self, fitted: Fitted, run: Run, similar: Floats) -> None:
        """Learnt attributes, segments in the order of their size."""
        by_size = [int(c) for c in np.argsort(-fitted.fleet.shares[0], kind="stable")]
        self.k_ = fitted.shape.classes
        self.stability_ = similar[by_size]
        self.shares_ = fitted.fleet.shares[0][by_size]
        self.loglik_, self.criterion_ = fitted.loglik, fitted.criterion
        self.placer_ = run.placer(fitted, self.encoded_).reordered(by_size)

    # ------------------------------------------------------------------ predict
    def predict_proba(self, X: Survey) -> Singles:
        """Probabilities (n, k_) of each respondent's segment; one column of ones where there are no segments."""
        if self.placer_ is None:
            return np.ones((X.respondents, 1), dtype=np.float32)
        return self.placer_.posterior(X.answers)[0]

    def predict(self, X: Survey) -> NDArray[np.int8]:
        """Segment numbers (n,), 1 to k_; 0 where the answers do not suffice or there are no segments."""
        if self.placer_ is None:
            return np.zeros(X.respondents, dtype=np.int8)
        chances, enough = self.placer_.posterior(X.answers)
        return np.where(enough, chances.argmax(axis=1) + 1, 0).astype(np.int8)


def _name(encoded: Encoded, column: int) -> str:
    kind = encoded.kinds[encoded.places[column].kind]
    label = kind.parts[encoded.places[column].part].label
    return f"“{kind.text or kind.question_id}{': ' + label if label else ''}”"


def _too_little(respondents: int, parts: int) -> str | None:
    """Why nothing can be found in so little, or None."""
    if respondents < FEWEST_RESPONDENTS:
        answered = people(respondents) if respondents else "nobody"
        return f"Too few answers to find segments: {answered} answered, and at least {FEWEST_RESPONDENTS} are needed."
    if parts < FEWEST_PARTS:
        questions = many(parts, "question") if parts else "no question"
        return (
            f"Too few questions to find segments: {questions} can be used (differing answers, no free text), and at"
            f" least {FEWEST_PARTS} are needed."
        )
    return None
