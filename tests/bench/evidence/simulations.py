"""Simulated surveys in which the truth is known: error rates of verdicts, coverage of intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bot.facets import Base
from bot.nouns import Line, Polarity, Verdict
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing import shares
from bot.survey.testing.findings import check_lines
from bot.survey.testing.matches import Match


@dataclass(frozen=True)
class Rate:
    """How often something happened: `times` of `of`, and what it should be.

    `within` holds for an error rate as long as its interval still reaches down to the nominal one.
    """

    what: str
    times: int
    of: int
    nominal: str
    within: bool

    def __str__(self) -> str:
        low, high = shares.wilson(self.times, self.of)
        state = "ok" if self.within else "NOT OK"
        return (
            f"{self.what:<66} {100 * self.times / self.of:6.2f} %  ({100 * float(low):.2f}–{100 * float(high):.2f})"
            f"  wanted {self.nominal:<8} {state}"
        )


def lines_of(count: int) -> list[Line]:
    return [Line(f"l{i}", "needs", f"line {i}", Polarity.POS) for i in range(count)]


def ticks(says: np.ndarray, weights: np.ndarray | None = None) -> Survey:
    """A survey of one multi-select question: `says` of shape (respondents, lines)."""
    n, m = says.shape
    options = tuple(f"o{i}" for i in range(m))
    answers = pd.DataFrame({f"q::{i}": pd.array(says[:, i], dtype="boolean") for i in range(m)})
    question = Question("q", "What?", QuestionType.MULTI_CHOICE, tuple(range(m)), options)
    series = None if weights is None else pd.Series(weights)
    return Survey("plain", None, None, n, (question,), (), (), answers, series)


def needs_and_worth(rng: np.random.Generator, n: int, needs: int = 40) -> Survey:
    """A survey that asks for needs with their importance, for spend and for two traits one sees beforehand."""
    steps = ("Not important", "Slightly important", "Fairly important", "Very important")
    names = tuple(f"need number {i}" for i in range(needs))
    columns: dict[str, Any] = {
        f"q::{i}": pd.array(rng.random(n) < rng.uniform(0.1, 0.9), dtype="boolean") for i in range(needs)
    }
    columns |= {f"s{i}": pd.Series(rng.integers(0, 4, n), dtype="Int16") for i in range(needs)}
    columns |= {"spend": rng.gamma(2.0, 50.0, n), "size": pd.Series(rng.integers(0, 4, n), dtype="Int16")}
    ordinal = QuestionType.ORDINAL
    questions = (
        Question("q", "What do you need?", QuestionType.MULTI_CHOICE, (0,), names, base=Base.NEEDS),
        *(
            Question(f"s{i}", f"How important? [{names[i]}]", ordinal, (0,), steps, base=Base.NEEDS)
            for i in range(needs)
        ),
        Question("spend", "What did you spend?", QuestionType.NUMERIC, (0,), base=Base.VALUE),
        Question("size", "Company size", ordinal, (0,), ("1", "2", "3", "4"), base=Base.FIRMOGRAPHIC),
    )
    return Survey("plain", None, None, n, questions, (), (), pd.DataFrame(columns))


def matches_of(count: int) -> list[Match]:
    return [Match(f"l{i}", "q", (f"o{i}",)) for i in range(count)]


def false_verdicts(
    rng: np.random.Generator, runs: int, n: int, share_in_segment: float, truth: float, lines: int = 20,
    weighted: bool = False, copied: float = 0.0,
) -> Rate:  # fmt: skip
    """Families of lines for which neither verdict is true: the share is `truth` in the segment and outside.

    At a truth of one half, "more than half" just fails to hold; at a quarter, "fewer than a quarter" does: the hardest
    nulls there are. `copied`: how much lines depend on each other.
    """
    wrong = 0
    given, wanted = lines_of(lines), matches_of(lines)
    for _ in range(runs):
        inside = rng.random(n) < share_in_segment
        common = rng.random((n, 1))
        own = rng.random((n, lines))
        says = np.where(rng.random((n, lines)) < copied, common, own) < truth
        weights = rng.gamma(2.0, 0.5, n) if weighted else None
        found = check_lines(given, wanted, ticks(says, weights), list(inside), True)
        wrong += any(one.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED) for one in found)
    kind = f"{'weighted ' if weighted else ''}{'dependent ' if copied else ''}"
    what = f"false verdict, {kind}family of {lines}, n={n}, segment {share_in_segment:.0%}, truth {truth:.0%}"
    low = float(shares.wilson(wrong, runs)[0])
    return Rate(what, wrong, runs, "<= 5 %", low <= 0.05)


def false_direction(rng: np.random.Generator, runs: int) -> tuple[Rate, Rate]:
    """Single lines with random truths: how often the verdict says the opposite of it."""
    wrong_yes = wrong_no = yes = no = 0
    given, wanted = lines_of(1), matches_of(1)
    for _ in range(runs):
        n = int(rng.integers(30, 600))
        mine, theirs = rng.uniform(0, 1, 2)
        inside = np.arange(n) < max(5, int(n * rng.uniform(0.1, 0.9)))
        says = rng.random((n, 1)) < np.where(inside, mine, theirs)[:, None]
        verdict = check_lines(given, wanted, ticks(says), list(inside), True)[0].verdict
        supported, contradicted = mine > 0.5 or (mine > theirs and mine >= 0.2), mine < 0.25 or mine < theirs
        if not supported:
            yes += 1
            wrong_yes += verdict is Verdict.SUPPORTED
        if not contradicted:
            no += 1
            wrong_no += verdict is Verdict.CONTRADICTED
    return (
        Rate("supported although not true, random truths", wrong_yes, yes, "<= 5 %", wrong_yes <= 0.05 * yes),
        Rate("contradicted although not true, random truths", wrong_no, no, "<= 5 %", wrong_no <= 0.05 * no),
    )


def coverage(rng: np.random.Generator, runs: int) -> list[Rate]:
    """Intervals of shares, differences and lifts over random truths and sizes, plain and weighted."""
    rates = []
    for name, low_n, high_n in (("small groups (5–40)", 5, 40), ("usual groups (40–400)", 40, 400)):
        n1, n2 = rng.integers(low_n, high_n, runs), rng.integers(low_n, high_n, runs)
        p1, p2 = rng.uniform(0.03, 0.97, runs), rng.uniform(0.03, 0.97, runs)
        k1, k2 = rng.binomial(n1, p1), rng.binomial(n2, p2)
        low, high = shares.wilson(k1, n1)
        rates.append(_covered(f"share, {name}", low, high, p1))
        _, low, high = shares.difference(k1, n1, k2, n2)
        rates.append(_covered(f"difference, {name}", low, high, p1 - p2))
        _, low, high = shares.lift(k1, n1, k2, n2)
        rates.append(_covered(f"lift, {name}", low, high, p1 / p2))
    count = runs // 20
    sizes, truths = rng.integers(40, 400, count), rng.uniform(0.03, 0.97, count)
    weighed, effective = np.empty(count), np.empty(count)
    for i in range(count):
        w = rng.gamma(2.0, 0.5, sizes[i])
        effective[i] = shares.kish(w)
        weighed[i] = effective[i] * w[rng.random(sizes[i]) < truths[i]].sum() / w.sum()
    low, high = shares.wilson(weighed, effective)
    rates.append(_covered("share, weighted, Kish's n", low, high, truths))
    return rates


def _covered(what: str, low: np.ndarray, high: np.ndarray, truth: np.ndarray) -> Rate:
    times = int(((low <= truth) & (truth <= high)).sum())
    return Rate(f"interval covers: {what}", times, len(truth), "94–96 %", 0.94 <= times / len(truth) <= 0.96)


def power(rng: np.random.Generator, runs: int) -> list[str]:
    """How often a true line is found, in a family of 20, by the size of its segment."""
    said = []
    for n in (50, 100, 200, 400):
        found = 0
        for _ in range(runs):
            inside = np.arange(4 * n) < n
            says = rng.random((4 * n, 20)) < np.where(inside, 0.45, 0.20)[:, None]
            tested = check_lines(lines_of(20), matches_of(20), ticks(says), list(inside), True)
            found += sum(one.verdict is Verdict.SUPPORTED for one in tested)
        said.append(f"45 % of {n} against 20 % of the others: supported in {100 * found / (20 * runs):.0f} %")
    return said


def ideal_errors(rng: np.random.Generator, runs: int) -> Rate:
    """How often traits that mean nothing are said to tell the ideal customers apart."""
    from bot.personas.value.ideal import ideal_customer

    wrong = 0
    for _ in range(runs):
        n = 300
        traits: dict[str, Any] = {f"t{i}": pd.Series(rng.integers(0, 5, n), dtype="Int16") for i in range(8)}
        options = ("a", "b", "c", "d", "e")
        questions = tuple(
            Question(name, name, QuestionType.ORDINAL, (0,), options, base=Base.FIRMOGRAPHIC)
            for name in traits
        )
        survey = Survey("plain", None, None, n, questions, (), (), pd.DataFrame(traits))
        segment = (rng.random(n) < 0.3).astype(int)
        wrong += ideal_customer(survey, [int(s) for s in segment], {1: "Best"}).told_apart
    return Rate(
        "ideal customers told apart by noise",
        wrong,
        runs,
        "<= 5 %",
        float(shares.wilson(wrong, runs)[0]) <= 0.05,
    )
