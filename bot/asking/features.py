"""What speaks for a line as the answer to a question: one row of numbers for each candidate line.

The first stage compares all lines by vector and by words and keeps the likeliest; the rules look only at those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.asking.index import Index
from bot.asking.lacking import LACKING_FEATURES, lacking_features
from bot.asking.question import Asked
from bot.facets import near_to
from bot.meaning.numbers import compare
from bot.meaning.words import likeness, one_edit_apart, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]
    Rows = NDArray[np.float64]

NEAREST = 30  # candidates by meaning
SHARED = 16  # candidates by words
FITTING = 24  # candidates by a number that fits

LINE_FEATURES = (
    "cos",
    "cos_low",
    "cos_high",
    "cos_topic_gain",
    "z",
    "gap",
    "lead",
    "covered",
    "covered_all",
    "loosely",
    "covers",
    "rare",
    "cos_x_covered",
    "unknown_words",
    "dislike_meets_neg",
    "dislike_meets_said_neg",
    "dislike_meets_pos",
    "negated_meets_neg",
    "negated_meets_said_neg",
    "negated_meets_pos",
    "for_meets_neg",
    "for_meets_said_neg",
    "torn_meets_neg",
    "for_neg_covered",
    "dislike_pos_covered",
    "sides_clash_covered",
    "number_fits",
    "number_clashes",
    "number_missing",
    "age_fits",
    "name_said",
    "name_missing",
    "facet_fits",
    "facet_clashes",
    "named_facet_fits",
    "other_persona_better",
    "lacks_most",
    "drawn_most",
)
_LACKS_MOST = LACKING_FEATURES.index("lacks_most")
_DRAWN_MOST = LACKING_FEATURES.index("drawn_most")


@dataclass(frozen=True)
class Candidates:
    """The likeliest lines of a question: row numbers in the index, their features, and the cosines of all lines.

    `lacking` has the rows of lacking_features for these lines, all zero where words alone are compared.
    """

    rows: Ints
    features: Rows
    cosines: Floats
    coverage: Floats
    known: float
    lacking: Rows


def matched_terms(index: Index, asked: Asked) -> list[tuple[str, float, dict[str, float]]]:
    """For each term of the question its weight and the stems of the index it matches, with how well (0 to 1).

    A word no line knows is taken for a typo of a known one: five letters or more, one edit apart (or very alike).
    Compounds written apart or together ("photo book", "photobook") match as well.
    """
    found = []
    joined = {a + b for a, b in zip(asked.raw_terms, asked.raw_terms[1:], strict=False)}
    together = {stem(word) for word in joined} & set(index.postings)
    for term, raw in zip(asked.terms, asked.raw_terms, strict=False):
        matches: dict[str, float] = {}
        if term in index.postings:
            matches[term] = 1.0
        for word in together:
            if word.startswith(term) or word.endswith(term):
                matches[word] = 1.0
        if term not in index.postings and raw in asked.strange and len(raw) >= 5 and not raw.isdigit():
            for word in index.by_initial.get(term[0], ()):
                if len(word) >= 4 and one_edit_apart(term, word):
                    matches[word] = 0.9
                elif len(word) >= 4 and likeness(term, word) >= 0.6:
                    matches[word] = max(matches.get(word, 0.0), 0.6)
        found.append((term, index.weight(term), matches))
    return found


def candidates(index: Index, asked: Asked, vectors: Floats | None, left: Sequence[str] = ()) -> Candidates:
    """The likeliest lines and their features.

    `vectors` are the unit vectors of the question, its topic and the topic without each of the words `left`, shape
    (2 + number of words, 384), or None without encoder.
    """
    size = len(index)
    if vectors is not None and index.matrix is not None:
        each = index.matrix @ vectors[:2].T
        cosines = np.asarray(each @ np.array([0.5, 0.5], np.float32), np.float32)
    else:
        each = np.zeros((size, 2), np.float32)
        cosines = np.zeros(size, np.float32)
    terms = matched_terms(index, asked)
    total = sum(weight for _, weight, _ in terms) or 1.0
    coverage = np.zeros(size, np.float32)
    for _, weight, matches in terms:
        best: dict[int, float] = {}
        for word, strength in matches.items():
            for row in index.postings[word]:
                best[int(row)] = max(best.get(int(row), 0.0), strength)
        if best:
            rows_of = np.fromiter(best, np.intp)
            coverage[rows_of] += np.fromiter(best.values(), np.float32) * np.float32(weight / total)
    known = sum(weight for _, weight, matches in terms if matches) / total
    allowed = np.ones(size, bool)
    if asked.personas:
        allowed = np.isin(
            index.owner, [number for number, key in enumerate(index.persona_keys) if key in asked.personas]
        )
    rows = _likeliest(index, asked, cosines, coverage, allowed)
    lacking = np.zeros((len(rows), len(LACKING_FEATURES)))
    if vectors is not None and index.matrix is not None and left:
        stems = [stem(word) for word in left]
        has = np.array([[one in index.reads[row].stems for one in stems] for row in rows], bool)
        weights = np.array([index.weight(one) for one in stems])
        lacking = lacking_features(
            index.matrix[rows], vectors[1], vectors[2:], has, weights / max(float(weights.max()), 1e-9)
        )
    features = _features(index, asked, rows, each, cosines, coverage, terms, known, lacking)
    return Candidates(rows, features, cosines, coverage, known, lacking)


def _likeliest(
    index: Index, asked: Asked, cosines: Floats, coverage: Floats, allowed: NDArray[np.bool_]
) -> Ints:
    chosen: set[int] = set()
    for values, many in ((cosines, NEAREST), (coverage, SHARED)):
        scored = np.where(allowed & (values > 0), values, -np.inf)
        many = min(many, len(scored))
        top = np.argpartition(-scored, many - 1)[:many] if many else np.zeros(0, np.intp)
        chosen.update(int(row) for row in top if np.isfinite(scored[row]))
    fitting = []
    for kind in {number.kind for number in asked.numbers}:
        for row in index.with_numbers.get(kind, ()):
            if allowed[row] and _number_fit(asked, index.reads[row].numbers)[0] > 0:
                fitting.append(row)
    fitting.sort(key=lambda row: -float(cosines[row] + coverage[row]))
    chosen.update(fitting[:FITTING])
    return np.array(sorted(chosen), np.intp)


def _number_fit(asked: Asked, told: tuple) -> tuple[float, float, float]:  # type: ignore[type-arg]
    """(fits, clashes, an age fits), each 0 or 1, over all pairs of numbers: a fit outweighs a clash."""
    results = [(compare(number, other), number.kind) for number in asked.numbers for other in told]
    verdicts = [(value, kind) for value, kind in results if value is not None]
    fits = any(value > 0 for value, _ in verdicts)
    return (
        float(fits),
        float(not fits and any(value < 0 for value, _ in verdicts)),
        float(any(value > 0 and kind == "age" for value, kind in verdicts)),
    )


USUAL_MEAN, USUAL_SPREAD, USUAL_WEIGHT = (
    0.12,
    0.11,
    40,
)  # of cosines between a question and lines, over many products


def _usual(cosines: Floats) -> tuple[float, float]:
    """Mean and spread of a question's cosines, drawn to the usual ones as if 40 more lines had those.

    A first persona has a dozen lines: alone they would make any line look ordinary.
    """
    many = len(cosines)
    share = many / (many + USUAL_WEIGHT)
    mean = share * float(cosines.mean()) + (1 - share) * USUAL_MEAN
    variance = share * float(cosines.var()) + (1 - share) * USUAL_SPREAD**2
    return mean, float(np.sqrt(variance)) + 1e-3


def _features(
    index: Index,
    asked: Asked,
    rows: Ints,
    each: Floats,
    cosines: Floats,
    coverage: Floats,
    terms: list[tuple[str, float, dict[str, float]]],
    known: float,
    lacking: Rows,
) -> Rows:
    out = np.zeros((len(rows), len(LINE_FEATURES)))
    if not len(rows):
        return out
    mean, spread = _usual(cosines)
    ordered = np.sort(cosines)[::-1]
    second = float(ordered[1]) if len(ordered) > 1 else 0.0
    best_of: dict[int, float] = {}
    for row in rows:
        owner = int(index.owner[row])
        best_of[owner] = max(best_of.get(owner, -1.0), float(cosines[row]))
    ranking = sorted(best_of.values(), reverse=True)
    cued = set().union(*(near_to(facet) for facet in asked.facets)) if asked.facets else set()
    dislike = asked.side == "against" and asked.stance.against
    negated = asked.side == "against" and not asked.stance.against
    both = asked.side in ("both", "torn")
    heaviest = max((weight for _, weight, _ in terms), default=1.0)
    question_names = [set(words(name)) for name in asked.names]
    for place, row in enumerate(rows):
        read, line = index.reads[row], index.lines[row]
        cos, covered = float(cosines[row]), float(coverage[row])
        matched = [
            (
                weight,
                max((strength for word, strength in matches.items() if word in read.stems), default=0.0),
                term,
            )
            for term, weight, matches in terms
        ]
        line_weight = sum(index.weight(word) for word in read.stems) or 1.0
        shared = sum(index.weight(word) for word in read.stems if any(word in found for _, _, found in terms))
        loose = 0.0
        for (weight, strength, term), raw in zip(matched, asked.raw_terms, strict=False):
            if strength >= 0.9:
                loose += weight
            elif len(raw) >= 4:
                alike = max((likeness(raw, word) for word in read.tokens if word[0] == raw[0]), default=0.0)
                alike = max(
                    alike,
                    max(
                        (
                            0.7
                            for word in read.stems
                            if len(term) >= 4
                            and len(word) >= 4
                            and (word.startswith(term) or term.startswith(word))
                        ),
                        default=0.0,
                    ),
                )
                loose += weight * (alike if alike >= 0.4 else 0.0)
        clash = 0.0
        if not both:
            under_line = {stem(word) for word in read.stance.under}
            under_question = {stem(word) for word in asked.stance.under}
            for _weight, strength, term in matched:
                if strength >= 0.6:
                    same = (term in under_question) == (
                        term in under_line or (index.negative[row] and not read.stance.negated)
                    )
                    clash = clash if same else 1.0
        fits, clashes, age = _number_fit(asked, read.numbers)
        numbered = bool(asked.numbers)
        said = sum(
            1
            for name in question_names
            if name <= read.tokens
            or any(
                likeness(a, b) > 0.7 or (len(a) > 2 and len(b) > 2 and (a.startswith(b) or b.startswith(a)))
                for a in name
                for b in read.tokens
            )
        )
        neg = index.negative[row]
        said_neg = not neg and read.stance.negated
        owner_best = best_of[int(index.owner[row])]
        better = ranking[0] - cos if ranking[0] > owner_best + 1e-9 else 0.0
        out[place] = (
            cos,
            max(0.0, 0.35 - cos),
            max(0.0, cos - 0.55),
            float(each[row, 1]) - float(each[row, 0]),
            (cos - mean) / spread,
            float(ordered[0]) - cos,
            max(0.0, cos - second),
            covered,
            float(covered > 0.95),
            loose / (sum(weight for _, weight, _ in terms) or 1.0),
            shared / line_weight,
            max((weight * strength for weight, strength, _ in matched), default=0.0) / heaviest
            if heaviest
            else 0.0,
            cos * covered,
            1 - known,
            float(dislike and neg),
            float(dislike and said_neg),
            float(dislike and not neg and not said_neg),
            float(negated and neg),
            float(negated and said_neg),
            float(negated and not neg and not said_neg),
            float(asked.side == "for" and neg),
            float(asked.side == "for" and said_neg),
            float(asked.side == "torn" and neg),
            covered * float(asked.side == "for" and neg),
            covered * float(dislike and not neg and not said_neg),
            clash * covered,
            fits,
            clashes,
            float(numbered and not fits and not clashes),
            age,
            float(said > 0),
            float(bool(question_names) and said < len(question_names)),
            float(bool(cued) and line.facet in cued),
            float(bool(cued) and bool(line.facet) and line.facet not in cued),
            float(bool(asked.personas) and bool(cued) and line.facet in cued),
            better,
            lacking[place, _LACKS_MOST],
            lacking[place, _DRAWN_MOST],
        )
    return out
