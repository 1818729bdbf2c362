"""`segment`: a survey in, a segmentation with profiles out; what the command line and the Slack job call."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.errors import BadInput
from bot.facets import Base
from bot.survey.segmenting.encoding import Encoded, InParts, encode, learn_kinds
from bot.survey.segmenting.estimator import LatentSegments
from bot.survey.segmenting.layout import Floats, Singles
from bot.survey.segmenting.naming import flag_questions, propose_names, speaking_questions
from bot.survey.segmenting.needs import asked_needs, rank_needs
from bot.survey.segmenting.place import Placer
from bot.survey.segmenting.profile import Profiler, count
from bot.survey.segmenting.progress import Progress, Report
from bot.survey.segmenting.result import Importance, Need, Segment, Segmentation, Share
from bot.survey.segmenting.telling_questions import telling_questions
from bot.survey.segmenting.verdict import reason
from bot.survey.survey import Survey
from bot.survey.testing.shares import kish, wilson

UNSURE = 0.7
EXAMPLES = 3


def segment(
    survey: Survey,
    *,
    base: Base | str | None = None,
    questions: Sequence[str] | None = None,
    k: int | None = None,
    seed: int = 0,
    progress: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Segmentation:
    """Find segments in a survey.

    base: use only questions of one segmentation model; questions: use only these ids (both given: those in both);
    k: make this many segments whatever the verdict; seed: same survey and seed give the same result but for
    `seconds`. progress: called with (share done, words); cancelled: asked now and then, True raises
    `progress.Cancelled`.

    Raises BadInput for an unknown base or question, a base no question belongs to, and a `k` that cannot be met.
    Without `k`, too few answers are no error: the verdict is "none" and the reason says so.
    """
    started = time.process_time()
    with _one_thread():
        result = _segment(survey, _base(base), questions, k, seed, Progress(progress, cancelled))
    return replace(result, seconds=time.process_time() - started)


def _segment(
    survey: Survey,
    base: Base | None,
    questions: Sequence[str] | None,
    k: int | None,
    seed: int,
    progress: Progress,
) -> Segmentation:
    chosen = _questions(survey, base, questions)
    estimator = LatentSegments(k, seed=seed, questions=chosen).fit(survey, progress=progress)
    n, found = survey.respondents, estimator.k_
    labels = np.zeros(n, dtype=np.int8)
    chances = np.zeros((n, 1), dtype=np.float32)
    if estimator.placer_ is not None:
        progress.at(0.8, "Placing everybody")
        chances, enough = _placed(survey, estimator.placer_, estimator.encoded_)
        labels = np.where(enough, chances.argmax(axis=1) + 1, 0).astype(np.int8)
    progress.at(0.9, "Describing the segments")
    encoded = _everything(survey, estimator.encoded_)
    used = set(estimator.questions_used_)
    heavy = _weights(survey)
    k_told = found if estimator.placer_ is not None else 0
    zero_based = np.where(labels > 0, labels.astype(np.int64) - 1, k_told)
    counts = count(encoded, zero_based, k_told, heavy)
    bases = {q.id: None if q.base is None else q.base.value for q in survey.questions}
    profiler = Profiler(encoded, counts, k_told, used, bases)
    segments = _segments(survey, estimator, profiler, zero_based, chances, heavy) if k_told else ()
    sure = chances.max(axis=1) if k_told else np.zeros(n, dtype=np.float32)
    placed = labels > 0
    unsure = float((sure[placed] < UNSURE).mean()) if placed.any() else None
    why = estimator.too_little_ or reason(
        estimator.verdict_,
        estimator.finding_,
        found,
        [float(s) for s in estimator.stability_],
        estimator.continuum_,
        estimator.suggested_k_,
    )
    telling = (
        telling_questions(_only(encoded, used), zero_based, k_told, np.random.default_rng([seed, 3]))
        if k_told
        else ()
    )
    return Segmentation(
        respondents=n,
        questions_used=estimator.questions_used_,
        base=None if base is None else base.value,
        verdict=estimator.verdict_,
        reason=why,
        suggested_k=estimator.suggested_k_,
        k=found,
        segments=segments,
        assignments=labels,
        probabilities=sure,
        unsure_share=None if unsure is None else round(unsure, 4),
        continuum=estimator.continuum_,
        questions=profiler.questions(),
        needs=tuple(_rounded(need) for need in rank_needs(asked_needs(survey), survey, labels, k_told)),
        telling=telling,
        gap=None if estimator.gap_ is None else round(estimator.gap_, 2),
        log_likelihood=None if estimator.loglik_ is None else round(estimator.loglik_, 3),
        placer=estimator.placer_,
        notes=estimator.notes_,
        weighted=heavy is not None,
        seed=seed,
    )


def _rounded(need: Need) -> Need:
    """As it is stored: four figures after the point."""

    def share(one: Share | None) -> Share | None:
        return None if one is None else Share(round(one.share, 4), round(one.low, 4), round(one.high, 4))

    rated = need.importance
    if rated is not None:
        rated = Importance(round(rated.mean, 4), round(rated.low, 4), round(rated.high, 4))
    overall = share(need.overall) or need.overall
    return replace(
        need, overall=overall, segments=tuple(share(one) for one in need.segments), importance=rated
    )


def _placed(survey: Survey, placer: Placer, encoded: Encoded) -> tuple[Singles, NDArray[np.bool_]]:
    """Everybody's probabilities and whether they said enough; part by part where the answers lie in parts."""
    if isinstance(survey.answers, InParts):
        return survey.answers.place(placer)
    return placer.posterior_of(encoded)


def _base(base: Base | str | None) -> Base | None:
    if base is None:
        return None
    try:
        return Base(str(base).strip().casefold())
    except ValueError as error:
        known = ", ".join(one.value for one in Base)
        raise BadInput(f"“{base}” is none of the six bases: {known}.", "base") from error


def _questions(survey: Survey, base: Base | None, questions: Sequence[str] | None) -> tuple[str, ...] | None:
    """Ids to use, None for all; raises BadInput where nothing is left."""
    if questions is not None:
        questions = named(survey, questions)
    if base is None:
        return None if questions is None else tuple(questions)
    of_base = tuple(q.id for q in survey.questions if q.base is base)
    if questions is not None:
        of_base = tuple(q for q in questions if q in of_base)
    if not of_base:
        raise BadInput(f"No question of this survey is about {base.value}.", "base")
    return of_base


def named(survey: Survey, wanted: Sequence[str]) -> tuple[str, ...]:
    """Ids of the questions that are meant: by id or by text, in whatever case. A text with commas in it may come in
    pieces. Raises BadInput where there is no such question."""
    known: dict[str, str] = {}
    for write in (lambda q: q.id, lambda q: q.id.casefold(), lambda q: " ".join(q.text.casefold().split())):
        for question in survey.questions:
            known.setdefault(write(question), question.id)
    most = 1 + max((question.text.count(",") for question in survey.questions), default=0)
    found, at = [], 0
    while at < len(wanted):
        for until in range(min(len(wanted), at + most), at, -1):
            words = ", ".join(wanted[at:until])
            meant = known.get(words) or known.get(" ".join(words.casefold().split()))
            if meant is not None:
                found.append(meant)
                at = until
                break
        else:
            raise BadInput(f"There is no question “{wanted[at]}” in this survey.", "questions")
    return tuple(dict.fromkeys(found))


def _everything(survey: Survey, used: Encoded) -> Encoded:
    """Codes of all questions that can be profiled: those that formed the segments as they are, the others added."""
    known = {kind.question_id for kind in used.kinds}
    others = learn_kinds(survey, [q for q in survey.questions if q.id not in known])
    if not others:
        return used
    extra = encode(others, survey.answers)
    shifted = tuple(replace(place, kind=place.kind + len(used.kinds)) for place in extra.places)
    codes = np.asfortranarray(np.hstack([used.codes, extra.codes]))
    return Encoded(used.kinds + extra.kinds, used.places + shifted, codes)


def _only(encoded: Encoded, questions: set[str]) -> Encoded:
    """The columns of these questions; they come first."""
    kinds = tuple(kind for kind in encoded.kinds if kind.question_id in questions)
    columns = sum(len(kind.parts) for kind in kinds)
    return Encoded(kinds, encoded.places[:columns], encoded.codes[:, :columns])


def _weights(survey: Survey) -> Floats | None:
    """Weights (n,) scaled to Kish's effective number; None where there are none or all are equal."""
    if survey.weights is None:
        return None
    weights = np.nan_to_num(survey.weights.to_numpy(dtype=float, na_value=0.0)).clip(0)
    if weights.sum() <= 0 or weights.min() == weights.max():
        return None
    return np.asarray(weights * (float(kish(weights)) / weights.sum()), dtype=np.float64)


def _segments(
    survey: Survey,
    estimator: LatentSegments,
    profiler: Profiler,
    labels: NDArray[np.int64],
    chances: Singles,
    heavy: Floats | None,
) -> tuple[Segment, ...]:
    k = estimator.k_
    sizes = np.bincount(labels, minlength=k + 1)[:k]
    mass = np.bincount(labels, weights=heavy, minlength=k + 1)[:k].astype(float)
    total = float(mass.sum())
    distinctive = profiler.distinctive()
    speaking, flags = speaking_questions(survey.questions), flag_questions(survey.questions)
    names = propose_names(distinctive, speaking, flags)
    out = []
    for number in range(k):
        rows = np.flatnonzero(labels == number)
        certain = chances[rows, number]
        share = float(mass[number]) / total if total else 0.0
        low, high = (float(end) for end in wilson(mass[number], total))
        best = np.argsort(-certain, kind="stable")[:EXAMPLES]
        out.append(
            Segment(
                id=number + 1,
                name=names[number],
                size=int(sizes[number]),
                share=round(share, 4),
                share_interval=(round(low, 4), round(high, 4)),
                stability=round(float(estimator.stability_[number]), 4),
                certainty=round(float(certain.mean()), 4) if len(rows) else 0.0,
                distinctive=distinctive[number],
                typical=profiler.typical(number),
                examples=tuple(int(r) for r in rows[best]),
            )
        )
    return tuple(out)


def _one_thread() -> AbstractContextManager[object]:
    """Numerics on one thread: the matrices are small, and a waiting second thread only burns time."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits
