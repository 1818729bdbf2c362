"""The result: a segmentation as values that can be stored, drawn, told and used to place people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import BadInput
from bot.survey.segmenting.continuum import Continuum
from bot.survey.segmenting.place import Placer


class Verdict(StrEnum):
    """What the segments are (Dolnicar, Grün & Leisch 2018, Market Segmentation Analysis)."""

    NATURAL = "natural"
    """Kinds of people beat every continuum, and come back in resamples."""
    REPRODUCIBLE = "reproducible"
    """People differ by degree, yet a split into so many comes back in resamples."""
    CONSTRUCTIVE = "constructive"
    """A split was asked for and is neither."""
    NONE = "none"
    """No segments are handed out."""


@dataclass(frozen=True)
class Distinctive:
    """An answer that sets a segment apart: its share inside and among all others, and the effect size (Cohen's h).

    p_adjusted (Holm) is a number only for questions that were not used to form the segments: testing the same data
    twice would find differences in noise.
    """

    question: str
    option: str
    share: float
    others: float
    p_adjusted: float | None
    effect: float
    text: str = ""


@dataclass(frozen=True)
class Typical:
    """What most people of a segment answered to a question: the usual option, or the middle step of a scale."""

    question: str
    text: str
    answer: str
    share: float


@dataclass(frozen=True)
class Segment:
    """A group of respondents. share_interval: 95 % (Wilson); stability: mean Jaccard similarity over resamples;
    certainty: mean probability with which its members belong to it; examples: rows of its most typical members."""

    id: int
    name: str
    size: int
    share: float
    share_interval: tuple[float, float]
    stability: float
    certainty: float
    distinctive: tuple[Distinctive, ...]
    typical: tuple[Typical, ...]
    examples: tuple[int, ...]


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class QuestionProfile:
    """Shares of one question's answers, overall and for each segment. answered: respondents, overall and by segment."""

    question: str
    text: str
    base: str | None
    used: bool
    options: tuple[str, ...]
    overall: tuple[Share, ...]
    segments: tuple[tuple[Share, ...], ...]
    answered: tuple[int, ...]


@dataclass(frozen=True)
class Importance:
    """The mean answer on a scale of importance, from 0 to 1, with its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Need:
    """How widespread a need is, overall and in each segment (None: too few answered), and its importance where asked.

    `question`: the id of the question that asked for it; `need`: what it is, read on its own.
    """

    question: str
    need: str
    overall: Share
    segments: tuple[Share | None, ...]
    importance: Importance | None = None


@dataclass(frozen=True)
class TellingQuestion:
    """A question that tells segments apart: the accuracy (5-fold) of guessing the segment from it and those before."""

    question: str
    text: str
    accuracy: float


@dataclass(frozen=True, eq=False)
class Segmentation:
    """One run of the method on one survey.

    assignments: (respondents,) segment ids in file order, 0 where the answers do not suffice or there are no segments;
    probabilities: (respondents,) how sure each assignment is; unsure_share: respondents under UNSURE; gap: how much
    better segments explain the answers than the best continuum (criterion points; 20 are needed, and up to 30 every
    segment must come back); placer: puts new respondents into segments; notes: what was left out and why.
    """

    respondents: int
    questions_used: tuple[str, ...]
    base: str | None
    verdict: Verdict
    reason: str
    suggested_k: int | None
    k: int
    segments: tuple[Segment, ...]
    assignments: NDArray[np.int8]
    probabilities: NDArray[np.float32]
    unsure_share: float | None
    continuum: Continuum | None
    questions: tuple[QuestionProfile, ...]
    needs: tuple[Need, ...]
    telling: tuple[TellingQuestion, ...]
    gap: float | None
    log_likelihood: float | None
    placer: Placer | None
    notes: tuple[str, ...] = ()
    weighted: bool = False
    seed: int = 0
    seconds: float = field(default=0.0)

    def to_json(self, *, model: bool = True) -> dict[str, Any]:
        """A JSON value by docs/COMMAND-LINE.md with all profiles; `model=False` leaves out what only placing needs."""
        given = (
            [None] * self.respondents if self.k < 2 else [int(a) or None for a in self.assignments.tolist()]
        )
        chances = np.round(self.probabilities.astype(np.float64), 4).tolist()
        sure = [None if a is None else p for a, p in zip(given, chances, strict=True)]
        data: dict[str, Any] = {
            "respondents": self.respondents,
            "questions_used": list(self.questions_used),
            "base": self.base,
            "verdict": self.verdict.value,
            "reason": self.reason,
            "suggested_k": self.suggested_k,
            "k": self.k,
            "segments": [asdict(segment) for segment in self.segments],
            "unsure_share": self.unsure_share,
            "gap": self.gap,
            "log_likelihood": self.log_likelihood,
            "continuum": None if self.continuum is None else self.continuum.to_json(),
            "telling_questions": [asdict(question) for question in self.telling],
            "needs": [asdict(need) for need in self.needs],
            "profiles": [_profile_json(question) for question in self.questions],
            "notes": list(self.notes),
            "weighted": self.weighted,
            "seed": self.seed,
            "assignments": given,
            "probabilities": sure,
            "seconds": round(self.seconds, 3),
        }
        if model:
            data["model"] = None if self.placer is None else self.placer.to_json()
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Segmentation:
        """What `to_json` wrote (with or without the model); raises BadInput where it is something else."""
        try:
            return cls._from_json(data)
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput("This is not a stored segmentation.") from error

    @classmethod
    def _from_json(cls, data: Mapping[str, Any]) -> Segmentation:
        segments = tuple(
            Segment(
                **{
                    **s,
                    "share_interval": tuple(s["share_interval"]),
                    "distinctive": tuple(Distinctive(**d) for d in s["distinctive"]),
                    "typical": tuple(Typical(**t) for t in s["typical"]),
                    "examples": tuple(s["examples"]),
                }
            )
            for s in data["segments"]
        )
        return cls(
            respondents=data["respondents"],
            questions_used=tuple(data["questions_used"]),
            base=data["base"],
            verdict=Verdict(data["verdict"]),
            reason=data["reason"],
            suggested_k=data["suggested_k"],
            k=data["k"],
            segments=segments,
            assignments=np.array([a or 0 for a in data["assignments"]], dtype=np.int8),
            probabilities=np.array([p or 0.0 for p in data["probabilities"]], dtype=np.float32),
            unsure_share=data["unsure_share"],
            continuum=None if data["continuum"] is None else Continuum.from_json(data["continuum"]),
            questions=tuple(_profile_from(p) for p in data["profiles"]),
            needs=tuple(
                Need(
                    n["question"],
                    n["need"],
                    Share(**n["overall"]),
                    tuple(None if s is None else Share(**s) for s in n["segments"]),
                    Importance(**n["importance"]) if n.get("importance") else None,
                )
                for n in data["needs"]
            ),
            telling=tuple(TellingQuestion(**t) for t in data["telling_questions"]),
            gap=data["gap"],
            log_likelihood=data["log_likelihood"],
            placer=Placer.from_json(data["model"]) if data.get("model") else None,
            notes=tuple(data["notes"]),
            weighted=data["weighted"],
            seed=data["seed"],
            seconds=data["seconds"],
        )


def _profile_json(profile: QuestionProfile) -> dict[str, Any]:
    """Shares as [share, low, high], which keeps stored profiles small."""

    def row(shares: tuple[Share, ...]) -> list[list[float]]:
        return [[s.share, s.low, s.high] for s in shares]

    return {
        "question": profile.question,
        "text": profile.text,
        "base": profile.base,
        "used": profile.used,
        "options": list(profile.options),
        "answered": list(profile.answered),
        "overall": row(profile.overall),
        "segments": [row(shares) for shares in profile.segments],
    }


def _profile_from(data: Mapping[str, Any]) -> QuestionProfile:
    return QuestionProfile(
        data["question"],
        data["text"],
        data["base"],
        data["used"],
        tuple(data["options"]),
        tuple(Share(*s) for s in data["overall"]),
        tuple(tuple(Share(*s) for s in row) for row in data["segments"]),
        tuple(data["answered"]),
    )


def cross_table(first: Segmentation, second: Segmentation) -> NDArray[np.int64]:
    """Respondents (first.k + 1, second.k + 1) in each pair of segments of two segmentations of one survey; row and
    column 0 are those without a segment. Raises BadInput where they are of different surveys."""
    if first.respondents != second.respondents:
        raise BadInput(
            "These two segmentations are of different surveys, so they cannot be set against each other."
        )
    table = np.zeros((first.k + 1, second.k + 1), dtype=np.int64)
    np.add.at(table, (first.assignments.astype(np.int64), second.assignments.astype(np.int64)), 1)
    return table
