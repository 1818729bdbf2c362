"""Honest segments: groups of respondents that are really there, or the word that there are none.

- `finding.py`: the way in, `segment(survey) -> Segmentation`; `result.py` holds the values that come out.
- `estimator.py`: the scikit-learn style estimator; `run.py` and `search.py` try models, `model.py` fits them,
  `starts.py` gives first guesses, `rivals.py` the continua that segments must beat, `criterion.py` compares,
  `pruning.py` leaves out what does not help, `stability.py` draws the survey again, `screening.py` keeps careless
  answers out.
- `kinds/`: one class for each kind of question; `encoding.py` makes codes of a survey, `layout.py` matrices of codes.
- `place.py`: puts respondents into segments, `continuum.py` describes differences by degree.
- `profile.py`, `numbers.py`, `telling_questions.py`, `naming.py`, `verdict.py`: what is told about the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.survey.segmenting.estimator import LatentSegments
    from bot.survey.segmenting.finding import segment
    from bot.survey.segmenting.progress import Cancelled
    from bot.survey.segmenting.result import Segmentation, Verdict, cross_table

_HOMES = {
    "Cancelled": "progress",
    "LatentSegments": "estimator",
    "Segmentation": "result",
    "Verdict": "result",
    "cross_table": "result",
    "segment": "finding",
}

__all__ = ["Cancelled", "LatentSegments", "Segmentation", "Verdict", "cross_table", "segment"]


def __getattr__(name: str) -> Any:
    """Names are loaded when first used, so that importing this folder costs nothing."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"bot.survey.segmenting.{_HOMES[name]}"), name)
