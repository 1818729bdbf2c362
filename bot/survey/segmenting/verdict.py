"""The verdict: what the segments are, and the sentence that says so to a product manager."""

from __future__ import annotations

from dataclasses import dataclass

from bot.counts import many
from bot.phrases import asked_and_answered, listed, shortened
from bot.survey.segmenting.continuum import Continuum, Line
from bot.survey.segmenting.layout import Floats
from bot.survey.segmenting.result import Verdict

COMES_BACK = 0.85
FRAGILE = 0.75
TOO_FRAGILE = 0.5
CLEAR = 30.0
"""From this gap on segments may overlap and still be natural; below it all of them have to come back."""


@dataclass(frozen=True)
class Finding:
    """What was found: criterion gap of the best classes to the best continuum (None where classes were not tried),
    the number of classes found natural before stability was looked at, the gap that is needed."""

    gap: float | None
    best_k: int
    needed: float


def judge(finding: Finding, wished: int | None, k: int, jaccard: Floats | None, shares: Floats) -> Verdict:
    """The verdict on a split into `k`. jaccard, shares: (k,) mean similarity and size of each segment."""
    beats = finding.gap is not None and finding.gap > finding.needed
    if jaccard is None or k < 2:
        return Verdict.NONE
    clear = finding.gap is not None and finding.gap > max(CLEAR, finding.needed)
    stable = float(jaccard @ shares) >= TOO_FRAGILE and (clear or float(jaccard.min()) >= COMES_BACK)
    if beats and stable and k == finding.best_k:
        return Verdict.NATURAL
    if wished is None:
        return Verdict.NONE
    return Verdict.REPRODUCIBLE if float(jaccard.min()) >= COMES_BACK else Verdict.CONSTRUCTIVE


def reason(
    verdict: Verdict,
    finding: Finding,
    k: int,
    stability: list[float],
    continuum: Continuum | None,
    suggested: int | None,
) -> str:
    """One sentence on why."""
    lowest = min(stability, default=0.0)
    if verdict is Verdict.NATURAL:
        fragile = [i + 1 for i, s in enumerate(stability) if s < FRAGILE]
        tail = "and all of them come back when the survey is drawn again"
        if fragile:
            which = listed([str(number) for number in fragile])
            tail = f"though {'segment' if len(fragile) == 1 else 'segments'} {which} only partly"
            tail += " comes back" if len(fragile) == 1 else " come back"
            tail += " when the survey is drawn again"
        return (
            f"There are {k} different kinds of people: they explain the answers clearly better than any difference by"
            f" degree, {tail}."
        )
    if verdict is Verdict.REPRODUCIBLE:
        return (
            f"People differ by degree, not in kind{_along(continuum)}; but a split into {k} comes back when the survey"
            f" is drawn again ({100 * lowest:.0f} % overlap or more), so it is safe to work with."
        )
    if verdict is Verdict.CONSTRUCTIVE:
        natural = finding.gap is not None and finding.gap > finding.needed and finding.best_k != k
        why = (
            f"the answers speak for {finding.best_k} kinds of people"
            if natural
            else f"people differ by degree, not in kind{_along(continuum)}"
        )
        return (
            f"This split into {k} was made because it was asked for: {why}, and when the survey is drawn again some"
            f" segments come out differently ({100 * lowest:.0f} % overlap at worst)."
        )
    if finding.gap is not None and finding.gap > finding.needed:
        return (
            "No segments here: the groups that can be formed do not come back when the survey is drawn again, so they"
            " are not to be relied on."
        )
    if continuum is None or not continuum.lines:
        return (
            "No segments here: the answers to different questions hardly hang together, so there is nothing to divide"
            " people by."
        )
    offer = f"; a split into {suggested} comes back each time and can be asked for" if suggested else ""
    return f"No segments here: people differ by degree, not in kind{_along(continuum)}{offer}."


def _along(continuum: Continuum | None) -> str:
    if continuum is None or not continuum.lines:
        return ""
    first = continuum.lines[0]
    more = len(continuum.lines) - 1
    others = f" and {many(more, 'other line')}" if more else ""
    return f", along a line from {_end(first, 'low')} to {_end(first, 'high')}{others}"


def _end(line: Line, side: str) -> str:
    carrier = line.carriers[0]
    words = carrier.low if side == "low" else carrier.high
    return f"“{asked_and_answered(shortened(carrier.text, 60), words)}”"
