"""Somebody new: which questions to ask them, and which segment their answers put them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import BadInput, OutOfDate
from bot.phrases import percent
from bot.survey.segmenting.kinds import Kind
from bot.survey.segmenting.result import Segmentation

MOST_ASKED = 5
SURE = 0.7
WORTH_NAMING = 0.1
NO_MODEL = "There are no segments to place anybody in."


@dataclass(frozen=True)
class AskedQuestion:
    """A question to ask: its options in words (none where a number is to be typed); `several` may be chosen."""

    question: str
    text: str
    options: tuple[str, ...]
    several: bool = False


def asked(result: Segmentation, most: int = MOST_ASKED) -> tuple[AskedQuestion, ...]:
    """The questions that tell the segments apart best, as they can be asked. Raises OutOfDate without segments."""
    if result.placer is None:
        raise OutOfDate(NO_MODEL)
    kinds = {kind.question_id: kind for kind in result.placer.kinds}
    found = []
    for telling in result.telling[:most]:
        kind = kinds.get(telling.question)
        options = None if kind is None else _options(kind)
        if options is not None:
            found.append(
                AskedQuestion(telling.question, telling.text or telling.question, *options),
            )
    return tuple(found)


def placed(result: Segmentation, answers: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """(one sentence, other segments that are likely) for answers by question id. Raises BadInput, OutOfDate."""
    if result.placer is None:
        raise OutOfDate(NO_MODEL)
    if not answers:
        raise BadInput("Answer at least one question.")
    placement = result.placer.place(answers)
    if placement.segment is None:
        raise BadInput("These answers do not suffice to place anybody. Answer more questions.")
    names = {segment.id: f"{segment.id}. {segment.name}" for segment in result.segments}
    sure = placement.probabilities[placement.segment - 1]
    words = f"Most likely segment {names[placement.segment]} ({percent(sure)} sure)."
    if sure < SURE:
        words += " That is not sure: ask more of these questions."
    others = sorted(
        ((p, at) for at, p in enumerate(placement.probabilities, start=1) if at != placement.segment),
        reverse=True,
    )
    return words, tuple(f"{names[at]}: {percent(p)}" for p, at in others if p >= WORTH_NAMING)


def _options(kind: Kind) -> tuple[tuple[str, ...], bool] | None:
    """(options in words, whether several may be chosen); no options for a number, None where it cannot be asked so."""
    match kind.name:
        case "choice":
            return tuple(kind.rule["codes"]), False
        case "scale":
            return tuple(kind.rule["options"]), False
        case "options":
            return tuple(kind.rule["options"]), True
        case "amount":
            return (kind.parts[0].levels if "steps" in kind.rule else ()), False
        case _:
            return None
