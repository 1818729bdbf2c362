"""What every kind of question can do: turn answers into small codes, give the codes scores, and say them in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from bot.survey.survey import Question

if TYPE_CHECKING:
    import pandas as pd

Codes = NDArray[np.int8]
Scores = NDArray[np.float64]

MISSING = -1
FEWEST_ANSWERS = 5
"""A part with fewer answers than this says nothing and is left out."""


@dataclass(frozen=True)
class Part:
    """One thing of a question that is modelled: the question itself, or one option or item of it.

    `label` names the option or item, "" where the part is the whole question. `levels` are the words for the codes
    0, 1, … `values` holds the numeric score of each level, None where the levels have no order. `yes` is the code
    that means "chosen" in a part with the two levels no and yes, None elsewhere.
    """

    label: str
    levels: tuple[str, ...]
    values: tuple[float, ...] | None
    yes: int | None = None

    @property
    def ordered(self) -> bool:
        """Whether the levels have an order (two levels always have one)."""
        return self.values is not None


@dataclass(frozen=True)
class Claim:
    """A sentence that is true or false of a respondent: part number, the codes for which it holds, its words."""

    part: int
    codes: tuple[int, ...]
    words: str


class Kind(ABC):
    """A question as the estimator sees it. Subclasses say how answers become codes; nothing else knows about types.

    To add a kind: one file with a subclass, one line in `kinds/__init__.py`.
    """

    name: ClassVar[str]

    def __init__(self, question_id: str, text: str, parts: Sequence[Part], rule: Mapping[str, Any]) -> None:
        self.question_id = question_id
        self.text = text
        self.parts = tuple(parts)
        self.rule = dict(rule)

    @classmethod
    @abstractmethod
    def learn(cls, question: Question, answers: pd.DataFrame) -> Self | None:
        """The kind with levels learnt from the answers (n rows, all columns); None where there is nothing to learn."""

    @abstractmethod
    def encode(self, answers: pd.DataFrame) -> Codes:
        """Codes (n, parts) of all respondents, -1 where there is no answer."""

    @abstractmethod
    def encode_one(self, answer: object) -> list[int]:
        """Codes (parts,) of one answer given in words or as a number; raises BadInput where it cannot be understood."""

    def scores(self, part: int, dispersion: bool = False) -> Scores:
        """Scores (levels, d) that a segment can shift.

        Ordered levels have one column (the value), with `dispersion` a second one (its square, made orthogonal to
        it); unordered levels have one column for each but the first (dummies).
        """
        values = self.parts[part].values
        if values is None:
            levels = len(self.parts[part].levels)
            return np.vstack([np.zeros(levels - 1), np.eye(levels - 1)])
        line = np.asarray(values, dtype=float)
        if not dispersion or len(line) < 3:
            return line[:, None]
        z = (line - line.mean()) / line.std()
        square = z * z
        return np.stack([z, square - np.polyval(np.polyfit(z, square, 1), z)], axis=1)

    def profile(self) -> list[Claim]:
        """The answers whose shares a profile shows, in the order of the question."""
        claims = []
        for number, part in enumerate(self.parts):
            if part.yes is not None:
                claims.append(Claim(number, (part.yes,), part.label or part.levels[part.yes]))
                continue
            before = f"{part.label}: " if part.label else ""
            claims += [Claim(number, (code,), before + word) for code, word in enumerate(part.levels)]
        return claims

    def claims(self) -> list[Claim]:
        """What can set a segment apart: each option, or each end of an ordered scale ("4 or more")."""
        claims: list[Claim] = []
        for number, part in enumerate(self.parts):
            levels = len(part.levels)
            before = f"{part.label}: " if part.label else ""
            if part.yes is not None:
                claims.append(Claim(number, (part.yes,), part.label or part.levels[part.yes]))
            elif part.values is None or levels == 2:
                claims += [Claim(number, (code,), before + word) for code, word in enumerate(part.levels)]
            else:
                for cut in range(1, levels):
                    claims.append(Claim(number, tuple(range(cut, levels)), before + self.at_least(part, cut)))
                    claims.append(Claim(number, tuple(range(cut)), before + self.at_most(part, cut - 1)))
        return claims

    def bare(self) -> bool:
        """Whether the order of the levels is only supposed: the file has bare codes, without words."""
        return False

    def unordered(self) -> Self:
        """The same question with levels that have no order."""
        parts = [Part(part.label, part.levels, None, part.yes) for part in self.parts]
        return type(self)(self.question_id, self.text, parts, self.rule)

    def rating(self) -> tuple[float, ...] | None:
        """The steps of a rating as numbers that can be compared between questions; None for other questions."""
        return None

    def typical(self, counts: Sequence[Scores]) -> tuple[str, float]:
        """The usual answer in words and its share, from counts (levels,) of each part.

        Options chosen by at least half; the middle step of ordered levels; the most frequent of unordered ones.
        """
        if any(part.yes is not None for part in self.parts):
            shares = [float(c[1] / c.sum()) if c.sum() else 0.0 for c in counts]
            chosen = [
                (share, part.label) for share, part in zip(shares, self.parts, strict=True) if share >= 0.5
            ]
            if not chosen:
                return "none of them by most", float(1 - max(shares))
            return ", ".join(label for _, label in chosen), min(share for share, _ in chosen)
        words, shares = [], []
        for part, count in zip(self.parts, counts, strict=True):
            total = float(count.sum())
            if not total:
                continue
            middle = part.values is not None and len(part.levels) > 2
            code = int(np.searchsorted(np.cumsum(count), total / 2)) if middle else int(count.argmax())
            words.append(f"{part.label}: {part.levels[code]}" if part.label else part.levels[code])
            shares.append(float(count[code]) / total)
        return "; ".join(words), min(shares)

    def at_least(self, part: Part, code: int) -> str:
        """Words for "this level or a higher one"."""
        return part.levels[code] if code == len(part.levels) - 1 else f"{part.levels[code]} or more"

    def at_most(self, part: Part, code: int) -> str:
        """Words for "this level or a lower one"."""
        return part.levels[code] if code == 0 else f"{part.levels[code]} or less"

    def to_json(self) -> dict[str, Any]:
        """A JSON value from which `kind_from_json` makes the kind again."""
        return {
            "kind": self.name,
            "question": self.question_id,
            "text": self.text,
            "parts": [
                {
                    "label": p.label,
                    "levels": list(p.levels),
                    "values": p.values and list(p.values),
                    "yes": p.yes,
                }
                for p in self.parts
            ],
            "rule": self.rule,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The kind that `to_json` wrote."""
        parts = [
            Part(
                p["label"], tuple(p["levels"]), None if p["values"] is None else tuple(p["values"]), p["yes"]
            )
            for p in data["parts"]
        ]
        return cls(data["question"], data["text"], parts, data["rule"])


def words_of_number(value: float) -> str:
    """A number as a person would write it: no ".0", at most four figures after the point."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.6g}"


def as_number(answer: object) -> float | None:
    """The answer as a finite number, None where it is not one."""
    if isinstance(answer, bool) or answer is None:
        return None
    try:
        value = float(str(answer).strip().replace(",", "."))
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def is_blank(answer: object) -> bool:
    """Whether an answer given by hand means "no answer"."""
    return answer is None or (isinstance(answer, float) and np.isnan(answer)) or str(answer).strip() == ""


def match_words(answer: object, words: Sequence[str]) -> int | None:
    """The position of the answer among the words (case and outer blanks do not matter), None where it is not there."""
    wanted = str(answer).strip().casefold()
    folded = [word.strip().casefold() for word in words]
    if wanted in folded:
        return folded.index(wanted)
    number = as_number(answer)
    if number is not None:
        for position, word in enumerate(words):
            if as_number(word) == number:
                return position
    return None
