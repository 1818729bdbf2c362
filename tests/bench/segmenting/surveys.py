"""Made-up surveys: people of known kinds, or of one kind who differ by degree, answer questions of all types.

Answers come from cumulative logit scales, multinomial choices, logit options and gamma or lognormal amounts: on purpose
none of them is the model that the estimator fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bot.survey.survey import Question, QuestionType, Survey

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recipe:
    """How a survey is made. kinds: segments (1 = none); apart: how far their answers differ; smallest: share of the
    smallest; factors, load: lines along which all differ by degree; noise: share of questions that say nothing;
    styles: people who tend to agree, and straight-liners; careless: people who answer at random; twin: one question
    asked twice; skew: traits are skewed; tails: amounts with heavy tails; within: dependence inside segments."""

    n: int = 1000
    kinds: int = 1
    apart: float = 1.0
    smallest: float | None = None
    scales: int = 8
    choices: int = 4
    multis: int = 1
    amounts: int = 3
    factors: int = 0
    load: float = 1.2
    noise: float = 0.2
    missing: float = 0.03
    styles: bool = False
    careless: float = 0.0
    twin: bool = False
    skew: bool = False
    tails: bool = False
    within: float = 0.0


SEGMENTS: dict[str, Recipe] = {
    "four kinds": Recipe(kinds=4),
    "five kinds, closer": Recipe(kinds=5, apart=0.85),
    "three kinds, 300 people": Recipe(n=300, kinds=3),
    "two kinds, much noise": Recipe(kinds=2, apart=0.9, noise=0.5),
    "a small kind of 3 %": Recipe(kinds=4, apart=1.2, smallest=0.03),
    "a small kind of 5 %": Recipe(kinds=3, apart=1.1, smallest=0.05),
    "scales only": Recipe(kinds=4, scales=16, choices=0, multis=0, amounts=0),
    "choices and options": Recipe(kinds=3, scales=0, choices=7, multis=2, amounts=0),
    "amounts with tails": Recipe(kinds=3, scales=6, amounts=6, tails=True),
    "response styles": Recipe(kinds=3, styles=True, scales=12),
    "dependence within": Recipe(kinds=3, within=0.6),
    "many holes": Recipe(kinds=3, missing=0.2),
    "six kinds, 10,000 people": Recipe(n=10_000, kinds=6, smallest=0.04),
}
NOTHING: dict[str, Recipe] = {
    "independent": Recipe(),
    "one degree": Recipe(factors=1, noise=0.0),
    "two degrees": Recipe(factors=2, noise=0.1, scales=14),
    "four degrees": Recipe(factors=4, noise=0.0, scales=20, choices=2),
    "a skewed degree": Recipe(factors=1, skew=True, scales=12),
    "a skewed degree, strong": Recipe(factors=1, skew=True, load=2.0, scales=12),
    "only response styles": Recipe(styles=True, scales=14),
    "spend with tails": Recipe(factors=1, load=0.8, scales=4, amounts=8, tails=True),
    "a question asked twice": Recipe(factors=1, twin=True),
    "careless people": Recipe(factors=1, careless=0.1, scales=12),
    "options of one degree": Recipe(factors=1, scales=2, choices=2, multis=3),
    "300 people, two degrees": Recipe(n=300, factors=2),
    "10,000 people, two degrees": Recipe(n=10_000, factors=2, scales=12),
}
RECIPES = {**SEGMENTS, **NOTHING}


def make(recipe: Recipe, seed: int) -> tuple[Survey, NDArray[np.int64] | None]:
    """A survey and the true kind of each respondent (None where there is one kind only)."""
    return _Maker(recipe, np.random.default_rng([seed, 20_261])).make()


class _Maker:
    def __init__(self, recipe: Recipe, rng: np.random.Generator) -> None:
        self.r, self.rng = recipe, rng
        n, kinds = recipe.n, recipe.kinds
        shares = np.maximum(rng.dirichlet(np.full(kinds, 6.0)), 0.1)
        if recipe.smallest is not None:
            shares[1:] *= (1 - recipe.smallest) / shares[1:].sum()
            shares[0] = recipe.smallest
        self.kind = rng.choice(kinds, size=n, p=shares / shares.sum())
        traits = max(recipe.factors, 1)
        self.trait = rng.standard_normal((n, traits))
        if recipe.skew:
            self.trait = (rng.gamma(1.0, 1.0, (n, traits)) - 1.0).clip(-2, 4)
        self.agreeing = np.zeros(n)
        if recipe.styles:
            self.agreeing = np.where(rng.random(n) < 0.35, rng.normal(0, 1.2, n), 0.0)
        self.questions: list[Question] = []
        self.answers: dict[str, object] = {}

    def make(self) -> tuple[Survey, NDArray[np.int64] | None]:
        r = self.r
        asked: list[Callable[[bool], None]] = (
            [self._scale] * r.scales
            + [self._choice] * r.choices
            + [self._multi] * r.multis
            + [self._amount] * r.amounts
        )
        for ask in asked:
            ask(bool(self.rng.random() < r.noise))
        frame = pd.DataFrame(self.answers)
        if r.twin:
            first = self.questions[0]
            self.questions.append(replace(first, id="Again", columns=(len(self.questions),)))
            frame["Again"] = frame[first.id]
        if r.styles:
            self._straight(frame)
        survey = Survey("csv", "utf-8", ",", r.n, tuple(self.questions), (), (), frame)
        return survey, (self.kind.astype(np.int64) if r.kinds > 1 else None)

    def _pull(self, says_nothing: bool, width: int = 1) -> Floats:
        """(n, width) what moves an answer: the kind, and the degree."""
        r, n = self.r, self.r.n
        if says_nothing:
            return np.zeros((n, width))
        pull = (
            (self.rng.normal(0, 1.4 * r.apart, (r.kinds, width)))[self.kind]
            if r.kinds > 1
            else np.zeros((n, width))
        )
        strength = r.load if r.factors else r.within
        if strength:
            which = int(self.rng.integers(self.trait.shape[1]))
            loading = strength * self.rng.uniform(0.7, 1.4, width) * self.rng.choice([-1.0, 1.0], width)
            pull = pull + self.trait[:, [which]] * loading
        return pull

    def _next(self, kind: QuestionType, options: tuple[str, ...] = ()) -> str:
        number = len(self.questions) + 1
        self.questions.append(Question(f"Q{number}", f"Question {number}", kind, (number - 1,), options))
        return f"Q{number}"

    def _blank(self) -> NDArray[np.bool_]:
        return self.rng.random(self.r.n) < self.r.missing

    def _careless(self) -> NDArray[np.bool_]:
        careless = np.zeros(self.r.n, dtype=bool)
        careless[: int(self.r.careless * self.r.n)] = True
        return careless

    def _scale(self, says_nothing: bool) -> None:
        steps = int(self.rng.choice([4, 5, 5, 7]))
        place = self.rng.normal(0, 0.8) + np.linspace(-2.4, 2.4, steps - 1)
        feeling = self._pull(says_nothing)[:, 0] + self.agreeing + self.rng.logistic(size=self.r.n)
        code = np.searchsorted(place, feeling)
        code = np.where(self._careless(), self.rng.integers(0, steps, self.r.n), code)
        name = self._next(QuestionType.ORDINAL, tuple(str(s + 1) for s in range(steps)))
        self.answers[name] = pd.Series(code).astype("Int16").mask(self._blank())

    def _choice(self, says_nothing: bool) -> None:
        width = int(self.rng.integers(3, 6))
        worth = self.rng.normal(0, 0.5, width) + self._pull(says_nothing, width)
        code = (worth + self.rng.gumbel(size=worth.shape)).argmax(axis=1)
        options = tuple(f"Answer {chr(65 + o)}" for o in range(width))
        name = self._next(QuestionType.SINGLE_CHOICE, options)
        self.answers[name] = pd.Categorical.from_codes(
            np.where(self._blank(), -1, code), categories=list(options)
        )

    def _multi(self, says_nothing: bool) -> None:
        options = tuple(f"Option {o + 1}" for o in range(6))
        chance = self.rng.normal(-0.6, 0.6, 6) + self._pull(says_nothing, 6) * 0.8
        chosen = chance + self.rng.logistic(size=chance.shape) > 0
        name, blank = self._next(QuestionType.MULTI_CHOICE, options), self._blank()
        for o in range(6):
            self.answers[f"{name}::{o}"] = pd.Series(chosen[:, o], dtype="boolean").mask(blank)

    def _amount(self, says_nothing: bool) -> None:
        pull = 0.55 * self._pull(says_nothing)[:, 0]
        if self.r.tails:
            value = np.exp(3 + 0.8 * (pull + self.rng.standard_t(3, self.r.n))).clip(0, 1e7)
        else:
            value = self.rng.gamma(2.0, np.exp(2.5 + pull))
        value = np.where(self.rng.random(self.r.n) < 0.1, 0.0, value) if self.rng.random() < 0.3 else value
        name = self._next(QuestionType.NUMERIC)
        self.answers[name] = np.where(self._blank(), np.nan, np.round(value, int(self.rng.integers(0, 2))))

    def _straight(self, frame: pd.DataFrame) -> None:
        """One person in twenty ticks the same box all the way down."""
        lazy = self.rng.random(self.r.n) < 0.05
        box = self.rng.integers(0, 5, self.r.n)
        for question in self.questions:
            if question.type is QuestionType.ORDINAL:
                code = np.minimum(box, len(question.options) - 1)
                kept = frame[question.id].to_numpy(dtype=np.int64, na_value=-1)
                mixed = np.where(lazy & (kept >= 0), code, kept)
                frame[question.id] = pd.Series(mixed).astype("Int16").mask(mixed < 0)
