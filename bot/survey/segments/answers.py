"""The answers of a segment, each with its share and that of everybody else: what a persona is drafted from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facets import Base
from bot.nouns import SMALL_GROUP
from bot.survey.segmenting.result import QuestionProfile, Segment, Segmentation, Share
from bot.survey.segments.telling import too_small
from bot.survey.testing.shares import wilson


@dataclass(frozen=True)
class ProfileAnswer:
    """One answer in a segment's profile: the question, the option, its share with interval, and the others' share.

    `of`, `others_of`: how many answered (the effective number where the survey is weighted); `compared`: False where
    the question formed the segments, so that comparing them by it would be circular.
    """

    question: str
    option: str
    share: float
    interval: tuple[float, float]
    others: float | None = None
    base: Base | None = None
    key: str = ""
    of: float = 0.0
    others_of: float = 0.0
    compared: bool = True


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


def _others(profile: QuestionProfile, place: int, option: int) -> float | None:
    """The share among those outside the segment, from the overall share and the segment's."""
    total, inside = profile.answered[0], profile.answered[place + 1]
    if total - inside < SMALL_GROUP:
        return None
    rest = (profile.overall[option].share * total - profile.segments[place][option].share * inside) / (
        total - inside
    )
    return min(1.0, max(0.0, rest))
