"""Logistic models as plain data: weights.json holds means, scales and coefficients; nothing is trained here.

They are fitted by `python -m tests.bench.asking.train` on products written for the purpose.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Logistic:
    """p = 1 / (1 + exp(-(intercept + Σ coefficient · (x - mean) / scale)))."""

    names: tuple[str, ...]
    mean: Rows
    scale: Rows
    coefficients: Rows
    intercept: float

    def probability(self, features: Rows) -> Rows:
        """Probabilities of rows of features: shape (n, number of names) to (n,)."""
        logit = (features - self.mean) / self.scale @ self.coefficients + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), np.float64)


def logistic_of(data: dict[str, Any]) -> Logistic:
    """A model from its entry in a weights file."""
    return Logistic(
        tuple(data["names"]),
        np.array(data["mean"]),
        np.array(data["scale"]),
        np.array(data["coefficients"]),
        float(data["intercept"]),
    )


@dataclass(frozen=True)
class AskModel:
    """What asking decides with: p(a line answers), p(the question is answered at all), and the cuts.

    A question is answered where p(answerable) reaches `gate`; lines are shown that reach `least` and `share` of the
    best line's probability.
    """

    line: Logistic
    answerable: Logistic
    gate: float
    least: float
    share: float


def ask_model_of(data: dict[str, Any]) -> AskModel:
    """An AskModel from its entry in a weights file."""
    return AskModel(
        logistic_of(data["line"]), logistic_of(data["answerable"]), data["gate"], data["least"], data["share"]
    )


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=2)
def ask_model(with_encoder: bool) -> AskModel:
    """The model to ask with: one is fitted with the encoder's features, one on words alone."""
    return ask_model_of(_weights()["meaning" if with_encoder else "words"])
