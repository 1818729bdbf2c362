"""From a segmentation to what is said: the verdict, a card for each segment, the answers a persona is drafted from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nouns import SMALL_GROUP
from bot.personas.drafting import ProfileAnswer
from bot.survey.kept import SAMPLE_WORDS, KeptRun, KeptSurvey
from bot.survey.messages import Apart, Degree, Found, SegmentCard, ShownChart
from bot.survey.segmenting.result import QuestionProfile, Segment, Segmentation, Share
from bot.survey.survey import Base
from bot.survey.testing.shares import wilson

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


def profile_answers(result: Segmentation, segment: Segment) -> list[ProfileAnswer]:
    """A segment's answers with shares, and those of everybody else; none for groups under five."""
    if too_small(result, segment):
        return []
    place = segment.id - 1
    answers = []
    for profile in result.questions:
        if profile.answered[place + 1] < SMALL_GROUP:
            continue
        total, inside = profile.answered[0], profile.answered[place + 1]
        for number, option in enumerate(profile.options):
            share = profile.segments[place][number]
            worth = _worth(share, inside) if result.weighted else 1.0
            answers.append(
                ProfileAnswer(
                    profile.text,
                    option,
                    share.share,
                    (share.low, share.high),
                    _others(profile, place, number),
                    None if profile.base is None else Base(profile.base),
                    profile.question,
                    worth * inside,
                    worth * (total - inside),
                    not profile.used,
                )
            )
    return answers


def _worth(share: Share, of: int) -> float:
    """What one answer is worth where weights make some count more (0 to 1): read off the width of Wilson's interval,
    which was made with Kish's effective number."""
    low, high = 1.0, float(of)
    for _ in range(40):
        middle = (low + high) / 2
        bottom, top = wilson(share.share * middle, middle)
        low, high = (low, middle) if top - bottom < share.high - share.low else (middle, high)
    return low / of


def counted(result: Segmentation, segment: Segment, question: str, share: float) -> tuple[int, int]:
    """(how many of the segment say so, how many answered) for a share of one question, given by its text."""
    for profile in result.questions:
        if profile.text == question:
            of = profile.answered[segment.id]
            return round(share * of), of
    return 0, 0


def _others(profile: QuestionProfile, place: int, option: int) -> float | None:
    """The share among those outside the segment, from the overall share and the segment's."""
    total, inside = profile.answered[0], profile.answered[place + 1]
    if total - inside < SMALL_GROUP:
        return None
    rest = (profile.overall[option].share * total - profile.segments[place][option].share * inside) / (
        total - inside
    )
    return min(1.0, max(0.0, rest))
