"""Segments ranked by what they are worth, where the file has it: spend, frequency, tenure, plan, size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import BadInput
from bot.nouns import SMALL_GROUP
from bot.survey.survey import Question, QuestionType, Survey

CONFIDENCE = 0.95
KINDS = {
    "spend": r"spen[dt]|revenue|turnover|\bmrr\b|\barr\b|\bltv\b|lifetime value|paid|amount|price paid|order value|basket"
    r"|ausgabe|umsatz|dépens|gasto|budget",
    "frequency": r"how often|frequen|times (?:a|per)|number of (?:visits|bookings)|orders\b|purchases\b|wie oft",
    "tenure": r"how long .*(?:customer|user|using|with us)|tenure|customer since|years? (?:as|with)|months? (?:as|with)",
    "plan": r"\bplan\b|\btier\b|subscription|package|edition",
    "size": r"employees|head ?count|seats|licen[cs]es|team size|company size|mitarbeiter",
}  # fmt: skip
_KINDS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in KINDS.items())
_PART = re.compile(r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?")


@dataclass(frozen=True)
class ValueColumn:
    """A question that says what a respondent is worth. `kind`: spend, frequency, tenure, plan or size."""

    question: str
    text: str
    kind: str


@dataclass(frozen=True)
class SegmentWorth:
    """What one segment is worth by one question: per head and in total (of the respondents), bootstrap intervals.

    None where fewer than five of the segment answered. `share_of_total`: of the worth of all segments together.
    """

    segment: Any
    name: str
    answered: int | None
    per_head: float | None
    per_head_low: float | None
    per_head_high: float | None
    total: float | None
    total_low: float | None
    total_high: float | None
    share_of_total: float | None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SegmentWorth:
        """From what `to_json` gave."""
        return cls(**data)


def value_columns(survey: Survey) -> tuple[ValueColumn, ...]:
    """The questions that speak of worth and can be counted as numbers, spend first."""
    found = [
        ValueColumn(question.id, question.text, kind)
        for kind, pattern in _KINDS
        for question in survey.questions
        if pattern.search(question.text) and _is_number(question)
    ]
    unique: dict[str, ValueColumn] = {}
    for column in found:
        unique.setdefault(column.question, column)
    return tuple(unique.values())


def counted_as(survey: Survey, question_id: str) -> str:
    """How `worth_values` counts a question, in words; empty for plain numbers."""
    question = survey.question(question_id)
    if question.type is QuestionType.NUMERIC:
        return ""
    if _band_middles(question.options):
        return "Each band counts by its middle; the highest, where it is open, by its lower end."
    steps = ", ".join(f"{step} {option}" for step, option in enumerate(question.options[:6], start=1))
    more = " and so on" if len(question.options) > 6 else ""
    return f"Steps count by their place: {steps}{more}."


def _is_number(question: Question) -> bool:
    if question.type is QuestionType.NUMERIC:
        return True
    return question.type is QuestionType.ORDINAL and len(question.options) >= 2


def worth_values(survey: Survey, question_id: str) -> npt.NDArray[np.float64]:
    """The worth of each respondent, shape (respondents,), NaN = not answered.

    Numbers as they are; bands ("100–500 €") by their middle, open bands by their end; other ordered steps (plans) by
    their place, 1 for the lowest. BadInput where the question has no numbers or steps.
    """
    try:
        question = survey.question(question_id)
    except KeyError:
        raise BadInput("That question is not in the survey, or was dropped when it was read.") from None
    if not _is_number(question) or question_id not in survey.answers.columns:
        raise BadInput(f"“{question.text}” has no numbers or ordered steps to count worth with.")
    values = survey.answers[question_id].to_numpy(dtype=float, na_value=np.nan)
    if question.type is QuestionType.NUMERIC:
        return np.asarray(values, dtype=float)
    middles = _band_middles(question.options)
    steps = np.array(middles) if middles else np.arange(1, len(question.options) + 1, dtype=float)
    here = ~np.isnan(values)
    worth = np.full(len(values), np.nan)
    worth[here] = steps[values[here].astype(int)]
    return worth


def _band_middles(options: Sequence[str]) -> list[float] | None:
    """The middles of bands with numbers ("under 50", "50–100", "over 100"), None where an option has none or they
    do not rise."""
    middles = []
    for option in options:
        numbers = [_number(part) for part in _PART.findall(option)]
        if not numbers and re.search(r"\b(?:none|nothing|never|no)\b", option, re.I):
            numbers = [0.0]
        if not numbers or len(numbers) > 2:
            return None
        middles.append(sum(numbers) / len(numbers))
    rising = all(a <= b for a, b in pairwise(middles))
    return middles if rising and len(set(middles)) > 1 else None


def _number(text: str) -> float:
    text = re.sub(r"[.,' ](?=\d{3}(?!\d))", "", text)
    return float(text.replace(",", "."))


def rank_by_worth(
    values: npt.NDArray[np.float64],
    assignments: Sequence[Any],
    names: Mapping[Any, str],
    *,
    weights: npt.NDArray[np.float64] | None = None,
    seed: int = 0,
    draws: int = 1_000,
) -> tuple[SegmentWorth, ...]:
    """Segments, the worthiest in total first, those of unknown worth last.

    `values`: shape (respondents,), NaN = not answered; `names`: the segments to rank. Per head is the mean of those who
    answered; in total it goes for all of the segment's respondents. Intervals are percentile bootstrap over the
    respondents (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13), seeded; the totals' also hold
    how many belong to the segment.
    """
    given = list(assignments)
    if len(given) != len(values):
        raise ValueError(f"{len(given)} assignments for {len(values)} values")
    w = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    rng = np.random.default_rng(seed)
    tail = (1 - CONFIDENCE) / 2
    masks = {key: np.array([item == key for item in given], dtype=bool) for key in names}
    n = len(values)
    answered = ~np.isnan(values)
    filled = np.where(answered, values, 0.0)
    found: list[SegmentWorth] = []
    sums = {key: np.empty(draws) for key in masks}
    counts = {key: np.empty(draws) for key in masks}
    sizes = {key: np.empty(draws) for key in masks}
    for draw in range(draws):
        times = np.bincount(rng.integers(0, n, n), minlength=n) * w if n else np.zeros(0)
        for key, mask in masks.items():
            here = times[mask]
            sums[key][draw] = here @ filled[mask]
            counts[key][draw] = here @ answered[mask]
            sizes[key][draw] = here.sum()
    totals: dict[Any, float] = {}
    for key, mask in masks.items():
        both = mask & answered
        if both.sum() >= SMALL_GROUP:
            totals[key] = float(np.average(values[both], weights=w[both]) * w[mask].sum())
    whole = sum(totals.values())
    for key, name in names.items():
        mask = masks[key]
        if key not in totals:
            found.append(SegmentWorth(key, name, None, None, None, None, None, None, None, None))
            continue
        both = mask & answered
        some = counts[key] > 0
        heads = sums[key][some] / counts[key][some]
        drawn = heads * sizes[key][some]
        head_low, head_high = np.quantile(heads, [tail, 1 - tail])
        total_low, total_high = np.quantile(drawn, [tail, 1 - tail])
        per_head = float(np.average(values[both], weights=w[both]))
        found.append(
            SegmentWorth(
                key,
                name,
                int(both.sum()),
                per_head,
                float(head_low),
                float(head_high),
                totals[key],
                float(total_low),
                float(total_high),
                totals[key] / whole if whole > 0 else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.total is None, -(one.total or 0.0))))


def surely_worth_more(
    values: npt.NDArray[np.float64],
    assignments: Sequence[Any],
    keys: Sequence[Any],
    *,
    weights: npt.NDArray[np.float64] | None = None,
    seed: int = 0,
    draws: int = 2_000,
) -> tuple[Any, ...]:
    """The segments whose members are surely worth more per head than all other respondents, the worthiest first.

    Surely: the one-sided bootstrap bound of the difference of means lies above zero, at an error of 5 % shared among the
    segments (Bonferroni). Segments of which fewer than five answered, or that leave fewer than five others, never are.
    """
    given = list(assignments)
    w = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    answered = ~np.isnan(values)
    placed = np.array([item is not None and item != 0 for item in given], dtype=bool) & answered
    rng = np.random.default_rng(seed)
    tail = (1 - CONFIDENCE) / max(len(keys), 1)
    found: list[tuple[float, Any]] = []
    for key in keys:
        inside = placed & np.array([item == key for item in given], dtype=bool)
        outside = placed & ~inside
        if min(inside.sum(), outside.sum()) < SMALL_GROUP:
            continue
        mine = _means(values[inside], w[inside], rng, draws)
        theirs = _means(values[outside], w[outside], rng, draws)
        if np.quantile(mine - theirs, tail) > 0:
            found.append((float(np.average(values[inside], weights=w[inside])), key))
    return tuple(key for _, key in sorted(found, key=lambda pair: -pair[0]))


def _means(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], rng: np.random.Generator, draws: int
) -> npt.NDArray[np.float64]:
    """Bootstrap means, shape (draws,); drawn in pieces so that memory stays small."""
    made = np.empty(draws)
    step = max(1, 2_000_000 // len(values))
    for start in range(0, draws, step):
        picks = rng.integers(0, len(values), (min(step, draws - start), len(values)))
        w = weights[picks]
        made[start : start + len(picks)] = (values[picks] * w).sum(axis=1) / w.sum(axis=1)
    return made
