"""Needs: how widespread each is, among all and in each segment, and how important; groups under five stay out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.nouns import SMALL_GROUP
from bot.survey.segmenting.result import Importance, Segmentation, Share
from bot.survey.segments.telling import too_small
from bot.survey.testing.findings import interval_words, percent

MOST = 40
NOT_TOLD = "–"


@dataclass(frozen=True)
class NeedShares:
    """A need with its share among all and in each segment, in their order; None where too few answered.

    `importance` is None where it was not asked.
    """

    question: str
    need: str
    overall: Share | None
    segments: tuple[Share | None, ...]
    importance: Importance | None = None

    @property
    def words(self) -> str:
        """What it is, read on its own."""
        question = " ".join(self.question.split())
        if not question:
            return self.need
        return f"{question} {self.need}" if question.endswith("?") else f"{question.rstrip(':')}: {self.need}"


def needs_of(result: Segmentation, most: int = MOST) -> tuple[NeedShares, ...]:
    """The needs a survey asked about, the weightiest first."""
    answered = {profile.question: profile.answered for profile in result.questions}
    small = [too_small(result, segment) for segment in result.segments]
    found = []
    for need in result.needs[:most]:
        people = answered.get(need.question, (0,) * (len(small) + 1))
        segments = tuple(
            None if hidden or people[at + 1] < SMALL_GROUP else need.segments[at]
            for at, hidden in enumerate(small)
        )
        overall = None if people[0] < SMALL_GROUP else need.overall
        found.append(NeedShares(need.text, need.need, overall, segments, need.importance))
    return tuple(found)


def asks_importance(result: Segmentation) -> bool:
    """Whether the importance of any need was asked; then rows of `needs_rows` end with it."""
    return any(need.importance is not None for need in result.needs)


def ranked_by(result: Segmentation) -> str:
    """What the needs are ranked by, in words."""
    rated = bool(result.needs) and all(need.importance is not None for need in result.needs)
    return "share × importance" if rated else "how many have them"


def needs_rows(result: Segmentation) -> tuple[tuple[str, ...], ...]:
    """A row for each need: what it is, everybody's share with its interval, each segment's share, its importance where
    that of any was asked; "–" where too few answered."""
    rated = asks_importance(result)
    return tuple(
        (
            need.words,
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
    return "not asked" if importance is None else f"{100 * importance.mean:.0f} of 100"
