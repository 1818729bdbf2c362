"""Charts of what is known: the evidence ladder of a persona, needs by segment, themes over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.nouns import Level, Verdict
from bot.phrases import percent
from bot.pictures.charts.style import INNER, MARKS, Chart, Look, Sheet, between

VERDICT_WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.MIXED: "mixed",
    Verdict.TOO_FEW: "too few to tell",
    Verdict.UNTESTED: "untested",
}
VERDICT_MARKS = {
    Verdict.SUPPORTED: "o",
    Verdict.CONTRADICTED: "X",
    Verdict.MIXED: "D",
    Verdict.TOO_FEW: "s",
    Verdict.UNTESTED: "o",
}
_LEVELS = (Level.PROTO, Level.QUALITATIVE, Level.STATISTICAL)


@dataclass(frozen=True)
class Rung:
    """A line of a persona and what is known of it; share and interval None where it was not counted."""

    text: str
    verdict: Verdict
    share: float | None = None
    low: float | None = None
    high: float | None = None
    words: str = ""


@dataclass(frozen=True)
class NeedSpread:
    """A need and its share in each segment (in their order) with intervals; None where too few answered."""

    name: str
    shares: tuple[tuple[float, float, float] | None, ...]


@dataclass(frozen=True)
class ThemeCourse:
    """A theme by month: (first day, items of the theme, all items). `direction`: rising, falling, steady, unknown."""

    name: str
    months: tuple[tuple[date, int, int], ...]
    direction: str = "unknown"


def verdict_colour(sheet: Sheet, verdict: Verdict) -> str:
    """The colour of a verdict; its mark and word say the same."""
    return {
        Verdict.SUPPORTED: sheet.colours.good,
        Verdict.CONTRADICTED: sheet.colours.bad,
        Verdict.MIXED: sheet.colours.mixed,
    }.get(verdict, sheet.colours.faint)


def level_steps(sheet: Sheet, level: Level) -> None:
    """The three levels as steps, those reached filled."""
    width = (INNER - 0.16) / 3
    reached = _LEVELS.index(level)
    for place, step in enumerate(_LEVELS):
        full = place <= reached
        colour = sheet.colours.main if full else sheet.colours.track
        sheet.box(place * (width + 0.08), sheet.y, width, 0.09, colour)
        ink = sheet.colours.ink if place == reached else sheet.colours.faint
        sheet.text(
            step.value,
            place * (width + 0.08),
            y=sheet.y + 0.12,
            size=10.5,
            bold=place == reached,
            colour=ink,
            most=1,
        )
    sheet.gap(0.42)


def evidence_ladder(
    name: str, level: Level, rungs: Sequence[Rung], missing: str = "", look: Look = Look.LIGHT
) -> Chart:
    """A persona's lines with the share that says so on a scale from nobody to everybody, and each verdict."""
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(f"What is known about {name}")
    level_steps(sheet, level)
    for rung in rungs:
        colour = verdict_colour(sheet, rung.verdict)
        struck = rung.verdict is Verdict.CONTRADICTED
        ink = colours.faint if struck else colours.ink
        sheet.mark(
            0.06, sheet.y + 0.1, colour, VERDICT_MARKS[rung.verdict], 7, rung.verdict is Verdict.UNTESTED
        )
        sheet.text(rung.text, 0.22, size=11, colour=ink, most=2, struck=struck)
        word = VERDICT_WORDS[rung.verdict]
        sheet.text(f"{word}: {rung.words}" if rung.words else word, 0.22, size=9.5, colour=colour, most=2)
        if rung.share is not None and rung.low is not None and rung.high is not None:
            y, room = sheet.y + 0.1, INNER - 0.22
            sheet.box(0.22, y - 0.035, room, 0.07, colours.track)
            sheet.path([0.22 + 0.5 * room] * 2, [y - 0.08, y + 0.08], colours.rule, 1.2)
            sheet.path([0.22 + rung.low * room, 0.22 + rung.high * room], [y, y], colour, 3.2)
            sheet.mark(0.22 + rung.share * room, y, colour, VERDICT_MARKS[rung.verdict], 6)
            sheet.gap(0.2)
        sheet.gap(0.13)
    note = (
        "The scale goes from nobody to everybody; the tick is one half."
        if any(r.share is not None for r in rungs)
        else ""
    )
    if missing or note:
        sheet.note(f"{missing} {note}".strip())
    counts = [f"{sum(r.verdict is v for r in rungs)} {word}" for v, word in VERDICT_WORDS.items()]
    kept = [part for part in counts if not part.startswith("0 ")]
    told = "; ".join(
        f"{r.text}: {VERDICT_WORDS[r.verdict]}" + (f", {r.words}" if r.words else "") for r in rungs[:8]
    )
    return sheet.chart(
        f"{name} is a {level.value} persona with {len(rungs)} lines: {', '.join(kept)}. {told}."
    )


def needs_by_segment(
    needs: Sequence[NeedSpread], segments: Sequence[str], title: str, look: Look = Look.LIGHT
) -> Chart:
    """One row a need, one mark a segment (its own shape and colour), intervals as thin lines."""
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(title)
    style = [
        (MARKS[i % len(MARKS)], colours.sequence[i % len(colours.sequence)]) for i in range(len(segments))
    ]
    for (shape, colour), name in zip(style, segments, strict=True):
        sheet.mark(0.08, sheet.y + 0.1, colour, shape, 7)
        sheet.text(name, 0.24, size=10.5, most=2)
    sheet.gap(0.14)
    for need in needs:
        sheet.text(need.name, most=2)
        step = 0.15
        rows = max(len(need.shares), 1)
        top = sheet.y + 0.09
        sheet.box(0, sheet.y + 0.02, INNER, rows * step + 0.04, colours.track)
        for place, known in enumerate(need.shares):
            shape, colour = style[place]
            y = top + place * step
            if known is None:
                sheet.mark(0.08, y, colour, shape, 6, hollow=True)
                sheet.text("too few answers", 0.2, y=y - 0.075, size=8.5, colour=colours.faint, most=1)
                continue
            share, low, high = known
            sheet.path([low * INNER, high * INNER], [y, y], colour, 1.6)
            sheet.mark(share * INNER, y, colour, shape, 6.5)
        sheet.gap(rows * step + 0.16)
    for share in (0, 0.5, 1):
        align = "left" if share == 0 else "right" if share == 1 else "center"
        sheet.text(
            percent(share),
            share * INNER,
            y=sheet.y - 0.06,
            size=9.5,
            colour=colours.faint,
            align=align,
            most=1,
        )
    sheet.gap(0.12)
    sheet.note("Share of each segment that has the need; lines are 95 % intervals.")
    told = "; ".join(
        f"{need.name}: "
        + ", ".join(
            f"{name} {percent(known[0]) if known else 'unknown'}"
            for name, known in zip(segments, need.shares, strict=True)
        )
        for need in needs[:8]
    )
    return sheet.chart(f"{title}. {told}.")


def themes_over_time(
    themes: Sequence[ThemeCourse], title: str, look: Look = Look.LIGHT, most: int = 6
) -> Chart:
    """One small chart a theme: its share of all items by month, on one scale."""
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(title)
    shown = themes[:most]
    highest = max((count / of for theme in shown for _, count, of in theme.months if of), default=1.0) or 1.0
    arrows = {"rising": "↗ rising", "falling": "↘ falling", "steady": "→ steady"}
    said = []
    for theme in shown:
        known = [(place, count / of) for place, (_, count, of) in enumerate(theme.months) if of]
        word = arrows.get(theme.direction, "")
        colour = colours.main
        top = sheet.y
        sheet.text(theme.name, width=INNER - 1.1, most=1, bold=True)
        sheet.text(
            word,
            INNER,
            y=top,
            size=10.5,
            align="right",
            bold=theme.direction in ("rising", "falling"),
            most=1,
        )
        height = 0.5
        base = sheet.y + height
        width = max(len(theme.months) - 1, 1)
        xs = [place / width * INNER for place, _ in known]
        ys = [base - share / highest * (height - 0.08) for _, share in known]
        sheet.path([0, INNER], [base, base], colours.rule, 1.0)
        if len(xs) > 1:
            sheet.area(xs, ys, base, between(colours.paper, colour, 0.22))
            sheet.path(xs, ys, colour, 1.8)
        if xs:
            sheet.mark(xs[-1], ys[-1], colour, "o", 5)
        sheet.y = base + 0.02
        if theme.months and known:
            first, last = theme.months[0][0], theme.months[-1][0]
            sheet.text(f"{first:%b %Y}", y=sheet.y, size=9.5, colour=colours.faint, most=1)
            ends = f"{last:%b %Y}: {percent(known[-1][1])}"
            sheet.text(ends, INNER, y=sheet.y, size=9.5, colour=colours.faint, align="right", most=1)
            said.append(
                f"{theme.name} from {percent(known[0][1])} to {percent(known[-1][1])}, {theme.direction}"
            )
        sheet.gap(0.32)
    left = len(themes) - len(shown)
    sheet.note("Share of all texts of a month." + (f" {left} more themes are not shown." if left > 0 else ""))
    return sheet.chart(f"{title}. {'; '.join(said)}.")
