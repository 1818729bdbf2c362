"""Finds the lines that answer one plain question, and how sure it is that any does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.asking.features import LINE_FEATURES, Candidates, candidates
from bot.asking.index import Index
from bot.asking.lacking import LACKING_FEATURES, left_out
from bot.asking.model import AskModel, ask_model
from bot.asking.question import Asked, read_question
from bot.meaning.words import content, one_edit_apart, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.meaning.encoder import Encoder

    Rows = NDArray[np.float64]

GATE_FEATURES = (
    "best",
    "best_logit",
    "second",
    "cos",
    "cos_high",
    "z",
    "lead",
    "covered",
    "loosely",
    "rare",
    "unknown_words",
    "name_missing",
    "number_fits",
    "number_clashes",
    "number_missing",
    "sides_differ",
    "facet_fits",
    "facet_clashes",
    "terms",
    "cos_x_covered",
    "cos_top",
    "anywhere",
    "against",
    "torn",
    "named",
    *LACKING_FEATURES,
)
BOTH_SIDES = 0.4  # "for or against" wants the weaker side as well, so its cut is lower
_COLUMN = {name: place for place, name in enumerate(LINE_FEATURES)}


@dataclass(frozen=True)
class Found:
    """Row numbers of the index by falling probability, those probabilities, and p(any line answers)."""

    asked: Asked
    rows: tuple[int, ...]
    scores: tuple[float, ...]
    answerable: float


def spelled(text: str, index: Index, knows: Callable[[str], bool]) -> str:
    """The question with its typos mended: a word of five letters or more that no line has becomes the one word of
    the lines that is one edit apart. The encoder reads a typo as another word; the lines know what was meant."""
    mended = text
    for word in dict.fromkeys(re.findall(r"[^\W\d_]{5,}", text)):
        low = word.lower()
        if knows(low) or low in index.token_rows or stem(low) in index.postings or not content([low]):
            continue
        near = [
            known
            for known in index.token_rows
            if known[0] == low[0] and len(known) >= 5 and one_edit_apart(low, known)
        ]
        if len({stem(known) for known in near}) == 1:
            mended = re.sub(rf"\b{re.escape(word)}\b", near[0], mended)
    return mended


def look(index: Index, question: str, encoder: Encoder | None) -> tuple[Asked, Candidates]:
    """The question as read and its candidate lines."""
    shown = " ".join(question[:2000].split())
    if encoder is not None:
        shown = spelled(shown, index, encoder.knows)
    asked = read_question(shown, index.book, encoder.knows if encoder else None)
    if encoder is None or index.matrix is None:
        return asked, candidates(index, asked, None)
    left = left_out(index, asked)
    vectors = encoder.encode([asked.text, asked.topic, *(rest for _, rest in left)])  # one pass for all
    return asked, candidates(index, asked, vectors, [word for word, _ in left])


def gate_features(asked: Asked, found: Candidates, scores: Rows) -> Rows:
    """What tells whether a question is answered at all: the best candidate, the runner-up and the question."""
    if not len(scores):
        return np.zeros(len(GATE_FEATURES))
    order = np.argsort(-scores, kind="stable")
    best = found.features[order[0]]

    def at(name: str) -> float:
        return float(best[_COLUMN[name]])

    first = float(np.clip(scores[order[0]], 1e-6, 1 - 1e-6))
    second = float(scores[order[1]]) if len(order) > 1 else 0.0
    return np.array(
        (
            first,
            np.log(first / (1 - first)),
            second,
            at("cos"),
            max(0.0, at("cos") - 0.5),
            at("z"),
            at("lead"),
            at("covered"),
            at("loosely"),
            at("rare"),
            at("unknown_words"),
            at("name_missing"),
            at("number_fits"),
            at("number_clashes"),
            at("number_missing"),
            at("dislike_meets_pos") + at("for_meets_neg"),
            at("facet_fits"),
            at("facet_clashes"),
            min(6.0, float(len(asked.terms))),
            at("cos_x_covered"),
            float(found.cosines.max()),
            float(found.coverage.max()),
            float(asked.side == "against"),
            float(asked.side == "torn"),
            float(bool(asked.personas)),
            *found.lacking[order[0]],
        )
    )


@dataclass(frozen=True)
class Judged:
    """Ids of lines that people said do not answer this question, and of those they confirmed."""

    wrong: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()


def find(
    index: Index,
    question: str,
    encoder: Encoder | None,
    model: AskModel | None = None,
    judged: Judged = Judged(),
) -> Found:
    """The lines that answer a question, best first, with their probabilities.

    Lines judged wrong are left out before it is decided whether anything answers; those judged right are certain.
    """
    model = model or ask_model(encoder is not None and index.matrix is not None)
    if not len(index):
        return Found(read_question(question, index.book), (), (), 0.0)
    asked, near = look(index, question, encoder)
    if not len(near.rows):
        return Found(asked, (), (), 0.0)
    near = _with_judged(index, near, judged)
    scores = model.line.probability(near.features)
    confirmed = np.array([index.lines[row].id in judged.right for row in near.rows], bool)
    if not len(scores):
        return Found(asked, (), (), 0.0)
    if confirmed.any():
        answerable = 0.99
        scores = np.where(confirmed, 0.99, scores * 0.5)
    else:
        answerable = float(model.answerable.probability(gate_features(asked, near, scores)[None])[0])
    order = np.argsort(-scores, kind="stable")
    return Found(
        asked,
        tuple(int(near.rows[place]) for place in order),
        tuple(float(scores[place]) for place in order),
        answerable,
    )


def _with_judged(index: Index, near: Candidates, judged: Judged) -> Candidates:
    """The candidates without the lines judged wrong."""
    if not judged.wrong:
        return near
    keep = np.array([index.lines[row].id not in judged.wrong for row in near.rows], bool)
    return replace(near, rows=near.rows[keep], features=near.features[keep], lacking=near.lacking[keep])


def find_parts(
    index: Index,
    question: str,
    encoder: Encoder | None,
    model: AskModel | None = None,
    judged: Judged = Judged(),
) -> Found:
    """As `find`, but "X and Y" and "X but not Y" are answered part by part for each persona.

    A persona must have a line for every part, or, for "but not", none that wants what is excluded. Where no persona
    meets all parts, the question is taken as a whole.
    """
    whole = find(index, question, encoder, model, judged)
    asked = whole.asked
    if len(asked.parts) < 2 or judged.wrong or judged.right:
        return whole
    model = model or ask_model(encoder is not None and index.matrix is not None)
    if asked.excluded:
        return _but_not(index, whole, encoder, model)
    parts = [find(index, f"who {part}", encoder, model) for part in asked.parts]
    scored = [_by_persona(index, part, model) for part in parts]
    shared = (
        set(scored[0]).intersection(*scored[1:])
        if all(part.answerable >= model.gate for part in parts)
        else set()
    )
    if not shared:
        return whole
    merged: dict[int, float] = {}
    for part in scored:
        for persona in shared:
            for row, score in part[persona].items():
                merged[row] = max(merged.get(row, 0.0), score)
    order = sorted(merged, key=lambda row: -merged[row])
    return Found(
        asked,
        tuple(order),
        tuple(merged[row] for row in order),
        max(whole.answerable, min(p.answerable for p in parts)),
    )


def _but_not(index: Index, whole: Found, encoder: Encoder | None, model: AskModel) -> Found:
    """Lines of the wanted part, with those that speak against the excluded part; personas that want it are left out."""
    wanted, excluded = whole.asked.parts
    first = find(index, f"who {wanted}", encoder, model)
    against = find(index, f"who {excluded}", encoder, model)
    positive = re.sub(
        r"\b(?:does|do|is|are|would|has) not\b|\bnot?\b|\bnever\b|\bwithout\b|\bhates?\b|\brefuses?\b",
        " ",
        excluded,
    )
    wants = find(index, f"who wants {' '.join(positive.split())}", encoder, model)
    barred: set[str] = set()
    if wants.answerable >= model.gate:
        barred = {
            index.lines[row].persona
            for row, score in zip(wants.rows, wants.scores, strict=True)
            if score >= 0.5 and index.lines[row].polarity == "pos"
        }
    keep = [
        (row, score)
        for row, score in zip(first.rows, first.scores, strict=True)
        if index.lines[row].persona not in barred or not barred
    ]
    if not keep or first.answerable < model.gate:
        return replace(whole, answerable=min(whole.answerable, max(first.answerable, whole.answerable)))
    best_persona = {index.lines[row].persona for row, score in keep if score >= model.share * keep[0][1]}
    seen = {row for row, _ in keep}
    extra = [
        (row, score * 0.9)
        for row, score in zip(against.rows, against.scores, strict=True)
        if score >= 0.5 and index.lines[row].persona in best_persona and row not in seen
    ]
    both = sorted(keep + extra, key=lambda pair: -pair[1])
    return Found(
        whole.asked, tuple(row for row, _ in both), tuple(score for _, score in both), first.answerable
    )


def _by_persona(index: Index, found: Found, model: AskModel) -> dict[str, dict[int, float]]:
    """The lines of a part that reach the cuts, for each persona."""
    if not found.scores:
        return {}
    cut = max(model.least, model.share * found.scores[0])
    out: dict[str, dict[int, float]] = {}
    for row, score in zip(found.rows, found.scores, strict=True):
        if score >= cut:
            out.setdefault(index.lines[row].persona, {})[row] = score
    return out


def chosen(found: Found, model: AskModel) -> list[tuple[int, float]]:
    """The rows that are shown, with their probabilities; none where the question is taken to be unanswered."""
    if not found.scores or found.answerable < model.gate:
        return []
    cut = max(min(model.least, found.scores[0]), model.share * found.scores[0])
    if found.asked.side == "both":
        cut *= BOTH_SIDES
    return [(row, score) for row, score in zip(found.rows, found.scores, strict=True) if score >= cut]


__all__ = ["Found", "chosen", "find", "find_parts", "gate_features", "look", "spelled", "words"]
