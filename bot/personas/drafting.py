"""A persona drafted from a segment: its answers as counted lines, no voices, and blanks where the survey is silent.

Nothing is worded anew: a line is the question's answer as it stands in the survey, with its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.facets import FACETS, Base
from bot.nouns import Verdict
from bot.phrases import asked_and_answered, interval_words, percent
from bot.survey.segments.answers import ProfileAnswer
from bot.survey.testing.family import judge_together
from bot.survey.testing.rules import THRESHOLDS

MOSTLY = 0.5
"""From this share on an answer is one of most of the segment."""
RARE, APART = 0.2, 0.15
"""An answer of fewer sets the segment apart from this share on, where it lies so far above the others'."""
EACH = 3
"""Lines of one facet: a card has room for six in all."""

# The facet a question of a base falls into when its wording does not say more.
_BY_BASE = {
    Base.DEMOGRAPHIC: "traits",
    Base.PSYCHOGRAPHIC: "attitudes",
    Base.FIRMOGRAPHIC: "company",
    Base.TECHNOGRAPHIC: "tools",
    Base.NEEDS: "needs",
    Base.VALUE: "value",
}
_BY_WORDS = (
    ("response", r"response time|how (?:fast|quickly|soon).*(?:answer|reply|help)|wait(?:ing)? for an? (?:answer|reply)"),
    ("support_channels", r"(?:get|contact|reach|prefer).*(?:help|support)|support channel"),
    ("decisions", r"who (?:decides|signs|approves)|decision|decid|approv|purchas(?:e|ing) process"),
    ("finances", r"budget|willing(?:ness)? to pay|afford|price|how much would you pay"),
    ("objections", r"hesitat|what (?:keeps|stops|prevents)|reason(?:s)? (?:not|against)|concern|worr(?:y|ies)"),
    ("pains", r"pain|problem|frustrat|annoy|difficult|challenge|struggl|go(?:es)? wrong|dissatisf"),
    ("features", r"feature|function(?:ality|s)?\b|which .* (?:miss|want)"),
    ("touchpoints", r"hear(?:d)? (?:of|about) us|how did you (?:find|learn|hear)|where do you (?:buy|meet)|channel"),
    ("goals", r"\bgoals?\b|trying to (?:achieve|reach)|aim(?:s|ing)? (?:to|for)|this year"),
    ("value", r"how (?:often|much) do you (?:buy|spend|order)|spend|customer since|which plan|subscription"),
    ("company", r"employees|industry|company|organi[sz]ation|head ?count"),
    ("tools", r"devices?|software|\btools?\b|\bapps?\b|operating system|browser|smartphone|computer"),
    ("traits", r"\bage\b|how old|gender|income|education|where do you live|marital|children|household"),
    ("attitudes", r"agree|believe|opinion|value(?:s)? most in life|personality|interests?|hobbies"),
    ("needs", r"need|important|must be able|want to be able"),
)  # fmt: skip
_WORDS = tuple((facet, re.compile(pattern, re.I)) for facet, pattern in _BY_WORDS)


@dataclass(frozen=True)
class DraftLine:
    """One counted line: the answer in the survey's words, the words of its evidence, and the verdict of the rules.

    `key`, `option`: the question's id and the answer that is counted.
    """

    facet: str
    text: str
    question: str
    share: float
    words: str
    verdict: Verdict = Verdict.TOO_FEW
    key: str = ""
    option: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> DraftLine:
        """From what `to_json` gave."""
        return cls(**{**data, "verdict": Verdict(data.get("verdict", Verdict.TOO_FEW))})


@dataclass(frozen=True)
class Draft:
    """A persona before anybody has worded it. `blanks`: facets the survey says nothing about."""

    lines: tuple[DraftLine, ...]
    blanks: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"lines": [line.to_json() for line in self.lines], "blanks": list(self.blanks)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Draft:
        """From what `to_json` gave."""
        return cls(tuple(DraftLine.from_json(line) for line in data["lines"]), tuple(data["blanks"]))


def draft_from_segment(
    profile: Sequence[ProfileAnswer],
    *,
    business: bool = True,
) -> Draft:
    """Lines for what most of a segment say, and for what sets it apart.

    Taken are answers of at least MOSTLY, and those from RARE on that lie APART above the others; at most EACH a
    facet, what sets apart most first. `business`: whether the company facet is expected at all.
    """
    chosen: dict[str, list[tuple[float, DraftLine]]] = {}
    seen: set[tuple[str, str]] = set()
    verdicts = _verdicts(profile)
    for answer, verdict in zip(profile, verdicts, strict=True):
        gap = None if answer.others is None else answer.share - answer.others
        telling = answer.share >= MOSTLY or (gap is not None and gap >= APART and answer.share >= RARE)
        key = (answer.question, answer.option)
        if not telling or key in seen or not answer.option.strip():
            continue
        seen.add(key)
        facet = facet_of_question(answer.question, answer.base)
        line = DraftLine(
            facet,
            asked_and_answered(answer.question, answer.option),
            answer.question,
            answer.share,
            _words(answer),
            verdict,
            answer.key,
            answer.option,
        )
        chosen.setdefault(facet, []).append((abs(gap) if gap is not None else answer.share / 4, line))
    lines: list[DraftLine] = []
    for facet in FACETS:
        ranked = sorted(chosen.get(facet, ()), key=lambda pair: -pair[0])
        lines += [line for _, line in ranked[:EACH]]
    known = {line.facet for line in lines}
    blanks = tuple(
        key
        for key, facet in FACETS.items()
        if key not in known and key != "quote" and (business or not facet.business_only)
    )
    return Draft(tuple(lines), blanks)


def _verdicts(profile: Sequence[ProfileAnswer]) -> list[Verdict]:
    """The verdict on each answer, all of them tested at once: the lines are chosen by the same numbers, so the whole
    profile is the family that Holm corrects for."""
    if not profile:
        return []
    of = np.array([answer.of for answer in profile], dtype=float)
    others_of = np.array([answer.others_of for answer in profile], dtype=float)
    judged = judge_together(
        np.array([answer.share for answer in profile]) * of,
        of,
        np.array([answer.others or 0.0 for answer in profile]) * others_of,
        others_of,
        of >= THRESHOLDS.smallest_group,
        np.array([_compared(answer) for answer in profile]) & (others_of >= THRESHOLDS.smallest_group),
    )
    return [Verdict.TOO_FEW if one is None else one.verdict for one in judged]


def _compared(answer: ProfileAnswer) -> bool:
    return answer.compared and answer.others is not None


def facet_of_question(text: str, base: Base | None = None) -> str:
    """The facet a survey question falls into: by its wording where that agrees with its base, else by its base."""
    for facet, pattern in _WORDS:
        if pattern.search(text) and (base is None or FACETS[facet].base is base):
            return facet
    return _BY_BASE[base] if base is not None else "attitudes"


def _words(answer: ProfileAnswer) -> str:
    text = f"{percent(answer.share)} say so ({interval_words(*answer.interval)})"
    return text if answer.others is None else f"{text}; {percent(answer.others)} of the others"
