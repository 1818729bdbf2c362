"""Small surveys from plain tables, as a reader would hand them over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bot.facets import Base
from bot.survey.survey import Question, QuestionType, Survey

SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "segmentation"


def survey_of(frame: pd.DataFrame, weights: pd.Series | None = None, base: Base | None = None) -> Survey:
    """Whole numbers up to 10 are ratings, other numbers amounts, texts choices, lists of options multi-selects."""
    questions, columns = [], {}
    for position, name in enumerate(frame.columns):
        column = frame[name]
        if pd.api.types.is_numeric_dtype(column):
            seen = column.dropna().unique()
            if len(seen) and all(float(v).is_integer() and 0 <= v <= 10 for v in seen):
                low, high = int(seen.min()), int(seen.max())
                columns[name] = (column - low).astype("Int16")
                kind, options = QuestionType.ORDINAL, tuple(str(v) for v in range(low, high + 1))
            else:
                columns[name] = column.astype(float)
                kind, options = QuestionType.NUMERIC, ()
        elif column.map(lambda v: isinstance(v, list)).any():
            options = tuple(sorted({o for v in column if isinstance(v, list) for o in v}))
            for number, option in enumerate(options):
                chosen = [option in v if isinstance(v, list) else pd.NA for v in column]
                columns[f"{name}::{number}"] = pd.array(chosen, dtype="boolean")
            kind = QuestionType.MULTI_CHOICE
        else:
            columns[name] = column.astype("category")
            kind, options = QuestionType.SINGLE_CHOICE, tuple(str(o) for o in columns[name].cat.categories)
        questions.append(Question(str(name), f"About {name}", kind, (position,), options, base=base))
    answers = pd.DataFrame(columns, index=range(len(frame)))
    return Survey("csv", "utf-8", ",", len(frame), tuple(questions), (), (), answers, weights)


def of_choices(frame: pd.DataFrame) -> Survey:
    """All columns as unordered choices, which makes the model the plain latent class model of the textbooks."""
    return survey_of(
        frame.astype("Int64").astype("string").astype(object) if _numeric(frame) else frame.astype(object)
    )


def _numeric(frame: pd.DataFrame) -> bool:
    return all(pd.api.types.is_numeric_dtype(frame[c]) for c in frame)


def three_kinds(n: int = 240, seed: int = 1, questions: int = 7) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Three clearly different kinds of people answering ratings, a choice, a multi-select and an amount."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(3, size=n, p=[0.5, 0.3, 0.2])
    frame = pd.DataFrame(index=range(n))
    for q in range(questions):
        middle = rng.permutation([1.6, 3.0, 4.4])[kind]
        frame[f"R{q}"] = np.clip(np.round(middle + rng.normal(0, 0.8, n)), 1, 5)
    frame["Tool"] = np.where(rng.random(n) < 0.75, np.array(["phone", "laptop", "paper"])[kind], "phone")
    likes = [
        [o for o, p in zip("abc", np.roll([0.8, 0.2, 0.4], k), strict=True) if rng.random() < p] for k in kind
    ]
    frame["Likes"] = likes
    frame["Spend"] = np.round(rng.gamma(2, np.array([5.0, 20.0, 80.0])[kind]), 1)
    return frame, kind


def noise(n: int = 240, questions: int = 8, seed: int = 2) -> pd.DataFrame:
    """Ratings that have nothing to do with each other."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({f"R{q}": rng.integers(1, 6, n).astype(float) for q in range(questions)})


def one_degree(n: int = 300, questions: int = 8, seed: int = 3) -> pd.DataFrame:
    """Everybody differs along one line only."""
    rng = np.random.default_rng(seed)
    trait = rng.normal(0, 1, n)
    return pd.DataFrame(
        {f"R{q}": np.clip(np.round(3 + trait + rng.normal(0, 0.8, n)), 1, 5) for q in range(questions)}
    )
