"""Counting: how many say so, how sure that is, how it compares with the others, and the verdict of the rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nouns import Evidence, Line, Verdict
from bot.phrases import interval_words, percent
from bot.survey.survey import Survey
from bot.survey.testing import shares
from bot.survey.testing.family import judge_together
from bot.survey.testing.matches import Match, check_match, says_so
from bot.survey.testing.rules import THRESHOLDS, Thresholds

NOT_ASKED = "not asked in this survey"


@dataclass(frozen=True)
class Group:
    """How many of a group say so: `count` of `of` who were asked; the share (weighted where the survey is) with its
    interval; `effective`: Kish's n."""

    count: int
    of: int
    share: float
    low: float
    high: float
    effective: float


@dataclass(frozen=True)
class Comparison:
    """A number that compares two groups, with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Finding:
    """What a survey says of one line.

    `verdict` is UNTESTED where the survey did not ask. `group` is None where untested, or under the smallest group;
    `others`, `difference`, `lift` also without a segment. `p_adjusted`: the smallest Holm-adjusted p-value of the
    line's tests. `compared`: False where the question helped to form the segment (testing it would be circular).
    """

    line: str
    verdict: Verdict
    words: str
    reason: str
    match: Match | None = None
    group: Group | None = None
    others: Group | None = None
    difference: Comparison | None = None
    lift: Comparison | None = None
    p_adjusted: float | None = None
    weighted: bool = False
    compared: bool = True

    def evidence(self, source: str, at: datetime | None = None) -> Evidence:
        """As the line keeps it; `source` names the survey."""
        group = self.group
        return Evidence(
            source=source,
            verdict=self.verdict,
            words=self.words,
            share=group.share if group else None,
            low=group.low if group else None,
            high=group.high if group else None,
            count=group.count if group else None,
            of=group.of if group else None,
            at=at,
        )

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values; a lift without bound is null there."""
        data = asdict(self)
        data["match"] = self.match.to_json() if self.match else None
        if self.lift is not None and not np.isfinite(self.lift.value):
            data["lift"]["value"] = None
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """From what `to_json` gave."""

        def part(name: str, kind: type[Any]) -> Any:
            value = data.get(name)
            return None if value is None else kind(**value)

        lift = data.get("lift")
        if lift is not None and lift["value"] is None:
            lift = {**lift, "value": float("inf")}
        return cls(
            line=data["line"],
            verdict=Verdict(data["verdict"]),
            words=data["words"],
            reason=data["reason"],
            match=None if data.get("match") is None else Match.from_json(data["match"]),
            group=part("group", Group),
            others=part("others", Group),
            difference=part("difference", Comparison),
            lift=None if lift is None else Comparison(**lift),
            p_adjusted=data.get("p_adjusted"),
            weighted=data.get("weighted", False),
            compared=data.get("compared", True),
        )


def check_lines(
    lines: Sequence[Line],
    matches: Sequence[Match],
    survey: Survey,
    assignments: Sequence[Any] | npt.NDArray[Any] | None = None,
    segment: Any = True,
    *,
    formed_by: Collection[str] = (),
    rules: Thresholds = THRESHOLDS,
) -> tuple[Finding, ...]:
    """One finding a line, in the order of the lines; everything given here is tested at once (one family for Holm).

    `assignments`: the segment of each respondent (None or NaN where unsure), or booleans; `segment`: the one that is
    this persona. Without assignments everybody counts and nothing is compared. Who is unsure is in neither group.
    `formed_by`: questions that formed the segments; their shares are told, but not compared by a
    test, which would be circular.
    A line without a match was not asked; the first match for a line counts. BadInput where a match does not fit the
    survey. Weights, where there are any, enter with Kish's effective n.
    """
    ids = [line.id for line in lines]
    return check_ids(ids, matches, survey, assignments, segment, formed_by=formed_by, rules=rules)


def check_ids(
    lines: Sequence[str],
    matches: Sequence[Match],
    survey: Survey,
    assignments: Sequence[Any] | npt.NDArray[Any] | None = None,
    segment: Any = True,
    *,
    formed_by: Collection[str] = (),
    rules: Thresholds = THRESHOLDS,
) -> tuple[Finding, ...]:
    """`check_lines` for lines given by their ids: counting needs no more of them."""
    by_line: dict[str, Match] = {}
    for match in matches:
        by_line.setdefault(match.line, match)
    tested = [line for line in lines if line in by_line]
    found: dict[str, Finding] = {}
    if tested:
        chosen = [by_line[line] for line in tested]
        for match in chosen:
            check_match(match, survey)
        found = _test(chosen, survey, assignments, segment, frozenset(formed_by), rules)
    return tuple(
        found.get(line) or Finding(line, Verdict.UNTESTED, NOT_ASKED, "The survey did not ask for it.")
        for line in lines
    )


def _test(
    matches: Sequence[Match],
    survey: Survey,
    assignments: Sequence[Any] | npt.NDArray[Any] | None,
    segment: Any,
    formed_by: frozenset[str],
    rules: Thresholds,
) -> dict[str, Finding]:
    n, m = survey.respondents, len(matches)
    inside, outside = _groups(n, assignments, segment)
    weights = None if survey.weights is None else survey.weights.to_numpy(dtype=float)
    says, asked = np.empty((m, n), dtype=bool), np.empty((m, n), dtype=bool)
    for row, match in enumerate(matches):
        says[row], asked[row] = says_so(match, survey)
    mine = _count(says, asked, inside, weights)
    theirs = _count(says, asked, outside, weights) if assignments is not None else None

    told = mine.of >= rules.smallest_group
    beside = theirs if theirs is not None else _nobody(m)
    may_compare = np.array([theirs is not None and match.question not in formed_by for match in matches])
    judged = judge_together(
        mine.weighed,
        mine.effective,
        beside.weighed,
        beside.effective,
        told,
        may_compare & (beside.of >= rules.smallest_group),
        rules,
    )

    low, high = shares.wilson(mine.weighed, mine.effective, rules.confidence)
    if theirs is not None:
        other_low, other_high = shares.wilson(theirs.weighed, theirs.effective, rules.confidence)
        four = (mine.weighed, mine.effective, theirs.weighed, theirs.effective)
        gaps = shares.difference(*four, confidence=rules.confidence)
        lifts = shares.lift(*four, confidence=rules.confidence)

    found: dict[str, Finding] = {}
    for row, match in enumerate(matches):
        weighted = weights is not None
        compared = theirs is not None and match.question not in formed_by
        verdict = judged[row]
        if verdict is None:
            words = "nobody was asked" if mine.of[row] == 0 else "too few were asked to show numbers"
            reason = "There are too few answers to tell."
            found[match.line] = Finding(
                match.line, Verdict.TOO_FEW, words, reason, match, weighted=weighted, compared=compared
            )
            continue
        group = mine.group(row, low, high)
        others = gap = ratio = None
        if theirs is not None and theirs.of[row] >= rules.smallest_group:
            others = theirs.group(row, other_low, other_high)
            gap = Comparison(*(float(part[row]) for part in gaps))
            if mine.weighed[row] > 0 or theirs.weighed[row] > 0:
                ratio = Comparison(*(float(part[row]) for part in lifts))
        reason = verdict.reason
        if theirs is not None and not compared:
            reason += " The question helped to form the segment, so it is not compared with the others."
        finding = Finding(
            line=match.line,
            verdict=verdict.verdict,
            words="",
            reason=reason,
            match=match,
            group=group,
            others=others,
            difference=gap,
            lift=ratio,
            p_adjusted=verdict.p_adjusted,
            weighted=weighted,
            compared=compared,
        )
        found[match.line] = replace(finding, words=evidence_words(finding))
    return found


@dataclass(frozen=True)
class _Counts:
    """Counts of one group for all lines, arrays of shape (lines,): plain, and weighed to the effective n."""

    count: npt.NDArray[np.int64]
    of: npt.NDArray[np.int64]
    weighed: npt.NDArray[np.float64]
    effective: npt.NDArray[np.float64]

    def group(self, row: int, low: npt.NDArray[Any], high: npt.NDArray[Any]) -> Group:
        return Group(
            count=int(self.count[row]),
            of=int(self.of[row]),
            share=float(self.weighed[row] / self.effective[row]),
            low=float(low[row]),
            high=float(high[row]),
            effective=float(self.effective[row]),
        )


def _nobody(lines: int) -> _Counts:
    return _Counts(np.zeros(lines, np.int64), np.zeros(lines, np.int64), np.zeros(lines), np.zeros(lines))


def _count(
    says: npt.NDArray[np.bool_],
    asked: npt.NDArray[np.bool_],
    inside: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64] | None,
) -> _Counts:
    here, there = says[:, inside], asked[:, inside]
    count, of = here.sum(axis=1), there.sum(axis=1)
    if weights is None:
        return _Counts(count, of, count.astype(float), of.astype(float))
    w = weights[inside]
    total, squares, yes = there @ w, there @ (w * w), here @ w
    effective = np.divide(total * total, squares, out=np.zeros_like(total), where=squares > 0)
    share = np.divide(yes, total, out=np.zeros_like(total), where=total > 0)
    return _Counts(count, of, share * effective, effective)


def _groups(
    n: int, assignments: Sequence[Any] | npt.NDArray[Any] | None, segment: Any
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Who is in the segment, and who surely is not: two arrays of shape (n,)."""
    if assignments is None:
        return np.ones(n, dtype=bool), np.zeros(n, dtype=bool)
    import pandas as pd

    given = pd.Series(list(assignments), dtype=object)
    if len(given) != n:
        raise ValueError(f"{len(given)} assignments for {n} respondents")
    unsure = given.isna().to_numpy(dtype=bool)
    inside = (given == segment).to_numpy(dtype=bool) & ~unsure
    return inside, ~inside & ~unsure


def evidence_words(finding: Finding) -> str:
    """What was counted, as it stands on a card: "41 of 87 say so (37–58 %); 12 % of the others"."""
    group = finding.group
    if group is None:
        return finding.words
    interval = interval_words(group.low, group.high)
    if finding.weighted:
        text = f"{percent(group.share)} say so, weighted ({interval}; {group.count} of {group.of})"
    else:
        text = f"{group.count} of {group.of} say{'s' if group.count == 1 else ''} so ({interval})"
    if finding.others is not None:
        text += f"; {percent(finding.others.share)} of the others"
    return text
