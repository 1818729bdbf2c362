"""What people use instead: KMeans with silhouette, FAMD with a Gaussian mixture, StepMix; each with its usual choices.

All get the same typed answers, options as 0/1 columns, blanks filled with the median where a method knows no missing
answers, and up to eight segments. A method returns labels (n,), or None where it finds one group only.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from bot.survey.survey import QuestionType, Survey

MOST = 8
Labels = Any


def _columns(survey: Survey) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Numbers (scales, amounts, options) and choices of a survey."""
    numbers, choices = {}, {}
    for name, column in survey.answers.items():
        if survey.question(str(name).split("::")[0]).type is QuestionType.SINGLE_CHOICE:
            choices[name] = column
        else:
            numbers[name] = column.astype("Float64").astype(float)
    return pd.DataFrame(numbers), pd.DataFrame(choices)


def kmeans(survey: Survey) -> Labels:
    """Dummies, standardised, k-means, the k with the highest silhouette; it cannot say that there is nothing."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score
    from sklearn.preprocessing import StandardScaler

    numbers, choices = _columns(survey)
    wide = [numbers.fillna(numbers.median())] + (
        [pd.get_dummies(choices, dtype=float)] if len(choices.columns) else []
    )
    points = StandardScaler().fit_transform(pd.concat(wide, axis=1).to_numpy())
    best: tuple[float, Labels] = (-2.0, None)
    for k in range(2, MOST + 1):
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(points)
        score = float(silhouette_score(points, labels))
        if score > best[0]:
            best = (score, labels)
    return best[1]


def famd_mixture(survey: Survey) -> Labels:
    """Six factors of mixed data, a Gaussian mixture, BIC."""
    import prince
    from sklearn.mixture import GaussianMixture

    numbers, choices = _columns(survey)
    filled = numbers.fillna(numbers.median())
    filled = filled.loc[:, filled.std() > 0]
    words = choices.astype(object).where(choices.notna(), "missing").astype(str)
    both = pd.concat([filled, words], axis=1)
    if not len(words.columns):
        method: Any = prince.PCA(
            n_components=6, rescale_with_mean=True, rescale_with_std=True, random_state=0
        )
    elif not len(filled.columns):
        method = prince.MCA(n_components=6, random_state=0)
    else:
        method = prince.FAMD(n_components=6, random_state=0)
    points = np.asarray(method.fit(both).row_coordinates(both), dtype=float)
    fits = [
        GaussianMixture(k, n_init=3, random_state=0, reg_covar=1e-4).fit(points) for k in range(1, MOST + 1)
    ]
    best = min(fits, key=lambda fit: fit.bic(points))
    return None if best.n_components == 1 else best.predict(points)


def stepmix(survey: Survey) -> Labels:
    """Latent classes of mixed data with missing answers, three starts each, BIC."""
    from stepmix.stepmix import StepMix
    from stepmix.utils import get_mixed_descriptor

    numbers, choices = _columns(survey)
    data: dict[Any, pd.Series] = {}
    kinds: dict[str, list[Any]] = {"categorical_nan": [], "binary_nan": [], "continuous_nan": []}
    for name in choices:
        data[name] = choices[name].cat.codes.replace(-1, np.nan).astype(float)
        kinds["categorical_nan"].append(name)
    for name, column in numbers.items():
        if "::" in str(name):
            kinds["binary_nan"].append(name)
            data[name] = column
        elif survey.question(str(name)).type is QuestionType.ORDINAL:
            kinds["categorical_nan"].append(name)
            data[name] = column
        else:
            kinds["continuous_nan"].append(name)
            logs = np.log1p(column)
            data[name] = (logs - logs.mean()) / logs.std()
    table, description = get_mixed_descriptor(
        dataframe=pd.DataFrame(data), **{k: v for k, v in kinds.items() if v}
    )
    best: tuple[float, Any] = (np.inf, None)
    for k in range(1, MOST + 1):
        fit = StepMix(
            k, measurement=description, n_init=3, max_iter=300, random_state=0, verbose=0, progress_bar=0
        )
        fit.fit(table)
        bic = float(fit.bic(table))
        if bic < best[0]:
            best = (bic, fit)
        elif k > best[1].n_components + 1:
            break
    return None if best[1].n_components == 1 else best[1].predict(table)


def ours(survey: Survey) -> Labels:
    """Dramatis."""
    from bot.survey.segmenting import segment

    found = segment(survey)
    return None if found.k < 2 else found.assignments


METHODS: dict[str, Callable[[Survey], Labels]] = {
    "dramatis": ours,
    "kmeans+silhouette": kmeans,
    "famd+mixture": famd_mixture,
    "stepmix": stepmix,
}


def quiet(method: Callable[[Survey], Labels], survey: Survey) -> Labels:
    """Run a method without its warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return method(survey)
