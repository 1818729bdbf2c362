"""Needs: how widespread each is, among all and in each segment; groups under five stay out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.survey.segmenting.result import Segmentation, Share
from bot.survey.segments.telling import SMALLEST, too_small
from bot.survey.testing.findings import interval_words, percent

MOST = 40


@dataclass(frozen=True)
class NeedShares:
    """A need with its share among all and in each segment, in their order; None where too few answered."""

    question: str
    need: str
    overall: Share | None
    segments: tuple[Share | None, ...]

    @property
    def words(self) -> str:
        """What it is, read on its own."""
        question = " ".join(self.question.split())
        return f"{question} {self.need}" if question.endswith("?") else f"{question.rstrip(':')}: {self.need}"


def needs_of(result: Segmentation, most: int = MOST) -> tuple[NeedShares, ...]:
    """The needs a survey asked about, the most widespread first."""
    answered = {profile.question: profile.answered for profile in result.questions}
    small = [too_small(result, segment) for segment in result.segments]
    found = []
    for need in result.needs[:most]:
        people = answered.get(need.question, (0,) * (len(small) + 1))
        segments = tuple(
            None if hidden or people[at + 1] < SMALLEST else need.segments[at]
            for at, hidden in enumerate(small)
        )
        found.append(
            NeedShares(need.text, need.need, None if people[0] < SMALLEST else need.overall, segments)
        )
    return tuple(found)


def needs_rows(result: Segmentation) -> tuple[tuple[str, ...], ...]:
    """A row for each need: what it is, everybody's share with its interval, each segment's share; "–" where too few
    answered."""
    return tuple(
        (need.words, _told(need.overall, True), *(_told(share) for share in need.segments))
        for need in needs_of(result)
    )


def _told(share: Share | None, interval: bool = False) -> str:
    if share is None:
        return "–"
    return percent(share.share) + (f" ({interval_words(share.low, share.high)})" if interval else "")
