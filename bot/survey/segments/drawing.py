"""The charts of a segmentation: sizes and what sets segments apart, or the continuum where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrases import asked_and_answered
from bot.pictures.charts.evidence import NeedSpread, needs_by_segment
from bot.pictures.charts.segments import ProfileRow, SizedSegment, continuum, profile_heat_map, segment_sizes
from bot.pictures.charts.style import Chart
from bot.survey.segmenting.result import Segmentation, Share
from bot.survey.segments.needs import needs_of
from bot.survey.segments.telling import CHART_TITLES, too_small

ROWS = 8
NEEDS = 8
NEEDS_OF_SEGMENTS = 5
"""More segments than this make a chart of needs that nobody can read; the table has them all."""


def charts(result: Segmentation, title: str) -> list[tuple[str, Chart]]:
    """(name, chart), the telling one first: `sizes` and `profile` with segments, `continuum` without, or none; `needs`
    last, where the survey asked about any."""
    needs = _needs(result)
    return [*_shapes(result, title), *([("needs", needs)] if needs is not None else [])]


def _needs(result: Segmentation) -> Chart | None:
    """The weightiest needs, by segment where there are a few, else among all."""
    apart = 2 <= len(result.segments) <= NEEDS_OF_SEGMENTS
    names = [f"{s.id}. {s.name}" for s in result.segments] if apart else ["Everybody"]
    spread = []
    for need in needs_of(result, NEEDS):
        shares = need.segments if apart else (need.overall,)
        spread.append(NeedSpread(need.need, tuple(_three(share) for share in shares)))
    return needs_by_segment(spread, names, CHART_TITLES["needs"]) if spread else None


def _three(share: Share | None) -> tuple[float, float, float] | None:
    return None if share is None else (share.share, share.low, share.high)


def _shapes(result: Segmentation, title: str) -> list[tuple[str, Chart]]:
    if result.segments:
        sized = [
            SizedSegment(
                f"{s.id}. {s.name}", s.share, *s.share_interval, None if too_small(result, s) else s.size
            )
            for s in result.segments
        ]
        made = [("sizes", segment_sizes(sized, f"Segments in {title}"))]
        rows = profile_rows(result)
        if rows:
            names = [s.name for s in result.segments]
            made.append(("profile", profile_heat_map(rows, names, "What sets the segments apart", most=ROWS)))
        return made
    if result.continuum is None or not result.continuum.lines:
        return []
    line = result.continuum.lines[0]
    steps = len(line.histogram)
    positions = [
        (step + 0.5) / steps
        for step, share in enumerate(line.histogram)
        for _ in range(round(share * min(result.respondents, 2000)))
    ]
    first = line.carriers[0]
    low, high = asked_and_answered(first.text, first.low), asked_and_answered(first.text, first.high)
    carried = [asked_and_answered(c.text, f"{c.low} … {c.high}") for c in line.carriers]
    return [("continuum", continuum(positions, low, high, carried, "People differ by degree"))]


def profile_rows(result: Segmentation) -> list[ProfileRow]:
    """The answers that are distinctive in some segment, in the questionnaire's order; none of groups under five."""
    wanted: dict[str, dict[str, None]] = {}
    for segment in result.segments:
        for found in segment.distinctive[:4]:
            wanted.setdefault(found.question, {})[found.option] = None
    small = [too_small(result, s) for s in result.segments]
    rows = []
    for profile in result.questions:
        claims = [(levels_of(profile.options, words), words) for words in wanted.get(profile.question, {})]
        for levels, words in sorted(claims):
            if not levels:
                continue
            shares = tuple(
                None
                if hidden or profile.answered[number + 1] < 5
                else min(1.0, sum(profile.segments[number][level].share for level in levels))
                for number, hidden in enumerate(small)
            )
            rows.append(ProfileRow(profile.text, words, shares))
    return rows


def levels_of(options: Sequence[str], words: str) -> list[int]:
    """The places of the options that words such as "4", "4 or more", "4 or less" or "under 120" take in; none where they
    are not these options' words."""
    if words in options:
        return [options.index(words)]
    low = words.removesuffix(" or more")
    high = words.removesuffix(" or less")
    under = words.removeprefix("under ")
    base = low if low != words else high if high != words else under
    at = next(
        (i for i, o in enumerate(options) if o == base or o.startswith(f"{base} to under ")),
        options.index(f"{base} or more") if f"{base} or more" in options else None,
    )
    if base == words or at is None:
        return []
    places = range(at, len(options)) if low != words else range(at + 1 if high != words else at)
    item = base.rpartition(": ")[0]  # the parts of one question stand one after the other
    return [place for place in places if options[place].rpartition(": ")[0] == item]
