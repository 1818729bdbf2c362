"""Charts of segments: their sizes with intervals, what sets them apart, and the continuum where there are none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.phrases import interval_words, percent
from bot.pictures.charts.style import INNER, Chart, Look, Sheet, between, ink_on, text_width


@dataclass(frozen=True)
class SizedSegment:
    """A segment's name and its share of the respondents with 95 % interval, 0 to 1."""

    name: str
    share: float
    low: float
    high: float
    size: int | None = None


@dataclass(frozen=True)
class ProfileRow:
    """One answer and its share in each segment, in their order; None where unknown or too few to show."""

    question: str
    option: str
    shares: tuple[float | None, ...]


def segment_sizes(
    segments: Sequence[SizedSegment], title: str, look: Look = Look.LIGHT, what: str = "segments"
) -> Chart:
    """Bars, one a segment, with the interval of each share. `what`: what is shown, for the alt text."""
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(title)
    scale = INNER / max(0.25, min(1.0, math.ceil(20 * max((s.high for s in segments), default=1.0)) / 20))
    for segment in segments:
        words = f"{percent(segment.share)} ({interval_words(segment.low, segment.high)})"
        room = text_width(words, 11, bold=True) + 0.15
        top = sheet.y
        height = sheet.text(segment.name, width=INNER - room, most=2)
        sheet.text(words, INNER, y=top, bold=True, align="right", most=1)
        sheet.y = max(sheet.y, top + height) + 0.05
        sheet.box(0, sheet.y, INNER, 0.2, colours.track)
        sheet.box(0, sheet.y, max(segment.share * scale, 0.02), 0.2, colours.main)
        middle = sheet.y + 0.1
        shade = between(colours.ink, colours.paper, 0.1)
        sheet.path([segment.low * scale, segment.high * scale], [middle, middle], colours.paper, 3.6)
        sheet.whisker(segment.low * scale, segment.high * scale, middle, shade)
        sheet.gap(0.36)
    sheet.note("The thin lines show how sure the shares are: of 100 such lines about 95 hold the true share.")
    told = "; ".join(f"{s.name} {percent(s.share)} ({interval_words(s.low, s.high)})" for s in segments)
    return sheet.chart(f"{title}. Bars of {len(segments)} {what}: {told}.")


def profile_heat_map(
    rows: Sequence[ProfileRow], segments: Sequence[str], title: str, look: Look = Look.LIGHT, most: int = 14
) -> Chart:
    """A table of shares, darker for higher; rows that set segments apart most, at most `most`, by question."""
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(title)
    kept = sorted(rows, key=_spread, reverse=True)[:most]
    order = {row: place for place, row in enumerate(rows)}
    kept.sort(key=lambda row: order[row])
    count = max(len(segments), 1)
    label = INNER - min(0.78 * count, INNER * 0.58)
    cell = (INNER - label) / count
    for place, name in enumerate(segments, start=1):
        sheet.text(f"{place}.", bold=True, width=0.3, y=sheet.y)
        sheet.text(name, 0.25, most=2)
        sheet.gap(0.03)
    sheet.gap(0.07)
    for place in range(len(segments)):
        sheet.text(str(place + 1), label + (place + 0.5) * cell, y=sheet.y, bold=True, align="center", most=1)
    sheet.gap(0.24)
    question = None
    for row in kept:
        if row.question != question:
            question = row.question
            sheet.gap(0.05)
            sheet.text(question, size=9.5, colour=colours.faint, most=2)
            sheet.gap(0.03)
        top = sheet.y
        height = max(sheet.text(row.option, y=top + 0.05, size=10.5, width=label - 0.12, most=2) + 0.1, 0.3)
        for place, share in enumerate(row.shares):
            colour = colours.track if share is None else between(colours.low, colours.high, share)
            sheet.box(label + place * cell + 0.015, top + 0.015, cell - 0.03, height - 0.03, colour)
            word = "–" if share is None else f"{100 * share:.0f}"
            ink = colours.faint if share is None else ink_on(colour)
            y = top + height / 2 - 10.5 * 0.66 / 72
            sheet.text(word, label + (place + 0.5) * cell, y=y, size=10.5, align="center", colour=ink, most=1)
        sheet.y = top + height
    left = len(rows) - len(kept)
    sheet.note(
        "Percent of each segment. – too few answers."
        + (f" {left} more answers are not shown." if left > 0 else "")
    )
    told = "; ".join(_told(row, segments) for row in kept[:5])
    return sheet.chart(f"{title}. Table of shares in {len(segments)} segments. {told}.")


def _spread(row: ProfileRow) -> float:
    known = [share for share in row.shares if share is not None]
    return max(known) - min(known) if len(known) > 1 else -1.0


def _told(row: ProfileRow, segments: Sequence[str]) -> str:
    known = [(share, name) for share, name in zip(row.shares, segments, strict=True) if share is not None]
    if not known:
        return f"{row.option}: unknown"
    high, low = max(known), min(known)
    return f"{row.option}: most in {high[1]} ({percent(high[0])}), least in {low[1]} ({percent(low[0])})"


def continuum(
    positions: Sequence[float],
    low_end: str,
    high_end: str,
    carried_by: Sequence[str],
    title: str,
    look: Look = Look.LIGHT,
) -> Chart:
    """Where people stand between two ends, where they differ by degree and not in kind.

    `positions`: one number a respondent, any scale; `carried_by`: the questions that make the difference.
    """
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(title, "People differ by degree, not in kind: there is no gap between groups.")
    values = np.asarray([value for value in positions if np.isfinite(value)], dtype=float)
    height = 1.35
    base = sheet.y + height
    if len(values) >= 5 and np.ptp(values) > 0:
        spread = max(float(np.std(values)), 1e-9)
        grid = np.linspace(values.min() - 0.3 * spread, values.max() + 0.3 * spread, 160)
        bandwidth = 1.06 * spread * len(values) ** -0.2  # Silverman (1986), section 3.4
        binned, edges = np.histogram(values, bins=200)
        centres = (edges[:-1] + edges[1:]) / 2
        density = np.exp(-0.5 * ((grid[:, None] - centres[None]) / bandwidth) ** 2) @ binned
        xs = list(np.linspace(0, INNER, len(grid)))
        ys = list(base - 0.05 - density / density.max() * (height - 0.1))
        sheet.area(xs, ys, base, between(colours.paper, colours.main, 0.35))
        sheet.path(xs, ys, colours.main, 2.0)
    sheet.path([0, INNER], [base, base], colours.rule, 1.2)
    sheet.y = base + 0.06
    top = sheet.y
    left = sheet.text("← " + low_end, y=top, size=10.5, width=INNER * 0.46, most=3)
    lines = sheet.text(high_end + " →", INNER, y=top, size=10.5, width=INNER * 0.46, most=3, align="right")
    sheet.y = top + max(left, lines) + 0.12
    if carried_by:
        sheet.text("What makes the difference", size=10.5, bold=True)
        for text in carried_by[:5]:
            top = sheet.y
            sheet.text("•", y=top, size=10.5)
            sheet.text(text, 0.16, size=10.5, most=2)
    told = "; ".join(carried_by[:5])
    return sheet.chart(
        f"{title}. One hill of {len(values)} people from “{low_end}” to “{high_end}”, without gaps."
        + (f" What makes the difference: {told}." if told else "")
    )
