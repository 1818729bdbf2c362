"""What is shown of a feedback file: a chart of its themes over time (or by size where nothing is dated), and values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence.feedback.themes import Theme
from bot.evidence.messages import ShownTheme
from bot.pictures.charts.evidence import ThemeCourse, themes_over_time
from bot.pictures.charts.segments import SizedSegment, segment_sizes
from bot.pictures.charts.style import Chart

CHARTED = 6


def themes_chart(themes: Sequence[Theme], name: str) -> Chart:
    """The course of the most frequent themes; their sizes where there are no three months to compare."""
    if any(sum(of > 0 for _, _, of in theme.trend.months) >= 3 for theme in themes):
        courses = [ThemeCourse(theme.name, theme.trend.months, theme.trend.direction) for theme in themes]
        return themes_over_time(courses, f"Themes over time in {name}", most=CHARTED)
    sizes = [SizedSegment(theme.name, theme.share, theme.low, theme.high) for theme in themes[:CHARTED]]
    return segment_sizes(sizes, f"Themes in {name}", what="themes")


def shown_themes(themes: Sequence[Theme], start: int = 0) -> tuple[ShownTheme, ...]:
    """Themes as a message shows them, numbered from `start`."""
    return tuple(
        ShownTheme(
            number,
            theme.name,
            theme.facet,
            theme.count,
            theme.of,
            theme.low,
            theme.high,
            theme.trend.direction,
            theme.quotes[:2],
            theme.rating,
            theme.others_rating,
        )
        for number, theme in enumerate(themes, start=start)
    )
