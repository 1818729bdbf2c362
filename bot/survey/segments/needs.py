"""Needs: how widespread each is, among all and in each segment, and how important; groups under five stay out."""

from __future__ import annotations

from dataclasses import replace

from bot.phrases import interval_words, percent
from bot.survey.segmenting.needs.spread import by_importance
from bot.survey.segmenting.result import Importance, Need, Segmentation, Share
from bot.survey.segments.telling import too_small

MOST = 40
NOT_TOLD = "–"


def needs_of(result: Segmentation, most: int = MOST) -> tuple[Need, ...]:
    """The needs a survey asked about, the weightiest first, as they may be told: no share of a segment under five."""
    small = [too_small(result, segment) for segment in result.segments]
    return tuple(
        replace(
            need,
            segments=tuple(
                None if hidden else share for hidden, share in zip(small, need.segments, strict=True)
            ),
        )
        for need in result.needs[:most]
    )


def asks_importance(result: Segmentation) -> bool:
    """Whether the importance of any need was asked; then rows of `needs_rows` end with it."""
    return any(need.importance is not None for need in result.needs)


def ranked_by(result: Segmentation) -> str:
    """What the needs are ranked by, in words."""
    return "share × importance" if by_importance(result.needs) else "how many have them"


def needs_rows(result: Segmentation) -> tuple[tuple[str, ...], ...]:
    """A row for each need: what it is, everybody's share with its interval, each segment's share, its importance where
    that of any was asked; "–" where too few answered."""
    rated = asks_importance(result)
    return tuple(
        (
            need.need,
            _told(need.overall, True),
            *(_told(share) for share in need.segments),
            *([_rated(need.importance)] if rated else []),
        )
        for need in needs_of(result)
    )


def _told(share: Share | None, interval: bool = False) -> str:
    if share is None:
        return NOT_TOLD
    return percent(share.share) + (f" ({interval_words(share.low, share.high)})" if interval else "")


def _rated(importance: Importance | None) -> str:
    return "not asked" if importance is None else f"{100 * importance.mean:.0f}"
