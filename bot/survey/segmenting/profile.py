"""Profiles: what each segment answered, what sets it apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.survey.segmenting.encoding import Encoded
from bot.survey.segmenting.kinds import Claim, Kind
from bot.survey.segmenting.layout import Floats
from bot.survey.segmenting.numbers import cohen_h, difference_test
from bot.survey.segmenting.result import Distinctive, QuestionProfile, Share, Typical
from bot.survey.testing.shares import holm, wilson

WORTH_SAYING = 0.2
"""Effects under Cohen's "small" are not called distinctive."""
MOST_DISTINCTIVE = 8


@dataclass(frozen=True)
class Counts:
    """Answers counted by segment: for each coded column (segments, levels), as effective numbers of respondents and as
    plain ones. Segment numbers start at 0; respondents without a segment count overall only (last row)."""

    effective: tuple[Floats, ...]
    plain: tuple[Floats, ...]


def count(encoded: Encoded, labels: NDArray[np.int64], k: int, weights: Floats | None) -> Counts:
    """Cross tables of all columns. labels: (n,) 0..k-1, k for nobody's; weights: (n,) scaled to Kish's n, or None."""
    effective: list[Floats] = []
    plain: list[Floats] = []
    for column, place in enumerate(encoded.places):
        levels = len(encoded.kinds[place.kind].parts[place.part].levels)
        codes = encoded.codes[:, column]
        # missing answers fall into a level of their own, which is cut off: cheaper than picking rows
        flat = labels * (levels + 1) + codes + 1
        size = (k + 1) * (levels + 1)
        table = np.bincount(flat, minlength=size).reshape(k + 1, levels + 1)[:, 1:].astype(np.float64)
        plain.append(table)
        if weights is None:
            effective.append(table)
        else:
            heavy = np.bincount(flat, weights=weights, minlength=size).reshape(k + 1, levels + 1)[:, 1:]
            effective.append(heavy.astype(np.float64))
    return Counts(tuple(effective), tuple(plain))


def _shares(counts: Floats, of: Floats) -> list[tuple[Share, ...]]:
    """Shares with intervals, a tuple for each row of effective counts (rows, answers) of how many answered; none of
    nobody is a share of 0 that could be any."""
    asked = of > 0
    share = np.divide(counts, of, out=np.zeros_like(counts), where=asked)
    low, high = (
        np.where(asked, end, blank) for end, blank in zip(wilson(counts, of), (0.0, 1.0), strict=True)
    )
    return [
        tuple(
            Share(round(float(s), 4), round(float(lo), 4), round(float(hi), 4))
            for s, lo, hi in zip(*row, strict=True)
        )
        for row in zip(share, low, high, strict=True)
    ]


class Profiler:
    """Reads profiles off the counts. used: question ids that formed the segments; bases: base by question id."""

    def __init__(
        self,
        encoded: Encoded,
        counts: Counts,
        k: int,
        used: set[str],
        bases: dict[str, str | None],
    ) -> None:
        self.encoded = encoded
        self.counts = counts
        self.k = k
        self.used = used
        self.bases = bases
        self.columns = [encoded.columns_of(kind) for kind in range(len(encoded.kinds))]

    def questions(self) -> tuple[QuestionProfile, ...]:
        """Shares with intervals for all questions."""
        out = []
        for number, kind in enumerate(self.encoded.kinds):
            claims = kind.profile()
            tables = [self.counts.effective[self.columns[number][claim.part]] for claim in claims]
            codes = [list(claim.codes) for claim in claims]
            said = np.stack([t[:, c].sum(axis=1) for t, c in zip(tables, codes, strict=True)], axis=1)
            of = np.stack([t.sum(axis=1) for t in tables], axis=1)
            everybody = _shares(said.sum(axis=0, keepdims=True), of.sum(axis=0, keepdims=True))
            answered = self.counts.plain[self.columns[number][0]].sum(axis=1)
            out.append(
                QuestionProfile(
                    kind.question_id,
                    kind.text,
                    self.bases.get(kind.question_id),
                    kind.question_id in self.used,
                    tuple(claim.words for claim in claims),
                    everybody[0],
                    tuple(_shares(said[: self.k], of[: self.k])),
                    tuple(int(a) for a in (answered.sum(), *answered[: self.k])),
                )
            )
        return tuple(out)

    def distinctive(self) -> list[tuple[Distinctive, ...]]:
        """For each segment what sets it apart, by effect size; at most one answer of each modelled part."""
        adjusted = self._tests()
        out = []
        for segment in range(self.k):
            found = []
            for number, kind in enumerate(self.encoded.kinds):
                for part, column in enumerate(self.columns[number]):
                    best = self._best_claim(kind, part, column, segment)
                    if best is None:
                        continue
                    claim, share, others, effect = best
                    found.append(
                        Distinctive(
                            kind.question_id,
                            claim.words,
                            round(share, 4),
                            round(others, 4),
                            adjusted.get((segment, column)),
                            round(effect, 3),
                            kind.text,
                        )
                    )
            found.sort(key=lambda d: (-abs(d.effect), d.question, d.option))
            out.append(tuple(found[:MOST_DISTINCTIVE]))
        return out

    def _best_claim(
        self, kind: Kind, part: int, column: int, segment: int
    ) -> tuple[Claim, float, float, float] | None:
        table = self.counts.effective[column]
        inside = table[segment]
        outside = table[: self.k].sum(axis=0) - inside
        if inside.sum() <= 0 or outside.sum() <= 0:
            return None
        claims = [claim for claim in kind.claims() if claim.part == part]
        member = np.zeros((len(claims), len(inside)))
        for row, claim in enumerate(claims):
            member[row, list(claim.codes)] = 1.0
        share, others = member @ inside / inside.sum(), member @ outside / outside.sum()
        effect = cohen_h(share, others)
        # of "4 or more: 80 %" and "3 or less: 20 %" the one that is true of the segment is said
        best = int(np.lexsort((np.arange(len(claims)), -effect, -np.round(np.abs(effect), 9)))[0])
        if abs(effect[best]) < WORTH_SAYING:
            return None
        return claims[best], float(share[best]), float(others[best]), float(effect[best])

    def _tests(self) -> dict[tuple[int, int], float]:
        """Adjusted p-values of (segment, column) for questions that did not form the segments."""
        keys, values = [], []
        for number, kind in enumerate(self.encoded.kinds):
            if kind.question_id in self.used:
                continue
            for part, column in enumerate(self.columns[number]):
                table = self.counts.effective[column]
                for segment in range(self.k):
                    outside = table[: self.k].sum(axis=0) - table[segment]
                    keys.append((segment, column))
                    values.append(difference_test(table[segment], outside, kind.parts[part].ordered))
        return {key: float(f"{p:.4g}") for key, p in zip(keys, holm(values), strict=True)}

    def typical(self, segment: int) -> tuple[Typical, ...]:
        """What most members answered to each question that formed the segments."""
        out = []
        for number, kind in enumerate(self.encoded.kinds):
            if kind.question_id not in self.used:
                continue
            tables = [self.counts.effective[column][segment] for column in self.columns[number]]
            if not tables or sum(float(t.sum()) for t in tables) <= 0:
                continue
            answer, share = kind.typical(tables)
            out.append(Typical(kind.question_id, kind.text, answer, round(share, 4)))
        return tuple(out)
