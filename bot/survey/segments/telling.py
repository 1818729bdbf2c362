"""From a segmentation to what is said: the verdict, a card for each segment."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nouns import SMALL_GROUP
from bot.survey.kept import SAMPLE_WORDS, KeptSurvey
from bot.survey.messages import Apart, Degree, Found, SegmentCard, ShownChart
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.segments.kept import KeptRun

SHOWN = 3
TYPICAL = 2
QUOTES = 3
HEADLINES = {
    "natural": "There are {k} segments here",
    "reproducible": "A split into {k} that comes back, though people differ by degree",
    "constructive": "A split into {k} as you wished, not one the data has by itself",
    "none": "No segments here",
}
CHART_TITLES = {
    "sizes": "How large they are",
    "profile": "What sets them apart",
    "needs": "How widespread each need is",
    "continuum": "People differ by degree",
}


def too_small(result: Segmentation, segment: Segment) -> bool:
    """Whether a segment, or everybody else, is a group under five: then no shares of answers are shown."""
    return segment.size < SMALL_GROUP or int((result.assignments > 0).sum()) - segment.size < SMALL_GROUP


def run_words(run: KeptRun) -> str:
    """What a segmentation is, in a few words."""
    return f"{run.result.k if run.result else 0} segments by {run.wish.words}"


def found(kept: KeptSurvey, run: KeptRun, result: Segmentation, charts: Sequence[ShownChart]) -> Found:
    """The verdict, with its charts."""
    degrees: list[Degree] = []
    if not result.segments and result.continuum is not None and result.continuum.lines:
        degrees = [Degree(c.text, c.low, c.high) for c in result.continuum.lines[0].carriers[:4]]
    telling = result.telling if result.segments else ()
    return Found(
        run=run.id,
        survey=kept.id,
        name=kept.name,
        verdict=result.verdict.value,
        reason=_after_the_headline(result.reason),
        questions=run.wish.words,
        k=result.k if result.segments else 0,
        respondents=result.respondents,
        used=len(result.questions_used),
        unsure=result.unsure_share if result.segments else None,
        charts=tuple(charts),
        degrees=tuple(degrees),
        telling=tuple(question.text for question in telling[:5]),
        accuracy=telling[min(len(telling), 5) - 1].accuracy if telling else None,
        notes=result.notes,
        split=result.suggested_k if not result.segments else None,
        speaks_for=SAMPLE_WORDS[kept.sample] if kept.sample else "",
        can_place=bool(telling) and result.placer is not None,
    )


def _after_the_headline(reason: str) -> str:
    """The reason without the words that stand above it as a headline already."""
    rest = reason.removeprefix(f"{HEADLINES['none']}: ")
    return rest[:1].upper() + rest[1:]


def segment_card(
    run: KeptRun, result: Segmentation, segment: Segment, quotes: Sequence[str] = ()
) -> SegmentCard:
    """One segment in a few lines. `quotes`: those that were approved."""
    hidden = too_small(result, segment)
    apart = (
        ()
        if hidden
        else tuple(
            Apart(d.text or d.question, d.option, d.share, d.others) for d in segment.distinctive[:SHOWN]
        )
    )
    low, high = segment.share_interval
    return SegmentCard(
        run.id,
        segment.id,
        segment.name,
        segment.share,
        low,
        high,
        segment.stability,
        apart,
        hidden,
        None if hidden else segment.size,
        () if hidden else _typical(segment),
        tuple(quotes[:QUOTES]),
    )


def _typical(segment: Segment) -> tuple[tuple[str, str], ...]:
    """Usual answers to questions that do not set it apart already, those that most give first."""
    told = {d.question for d in segment.distinctive[:SHOWN]}
    usual = sorted((t for t in segment.typical if t.question not in told), key=lambda t: -t.share)
    return tuple((t.text or t.question, t.answer) for t in usual[:TYPICAL] if t.share >= 0.5)


def counted(result: Segmentation, segment: Segment, question: str, share: float) -> tuple[int, int]:
    """(how many of the segment say so, how many answered) for a share of one question, given by its text."""
    for profile in result.questions:
        if profile.text == question:
            of = profile.answered[segment.id]
            return round(share * of), of
    return 0, 0
