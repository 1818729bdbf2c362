"""From a report to what is said: worth and people in words, the ideal customer and the traits to look for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.counts import count_words
from bot.personas.market.market import People
from bot.personas.value.ideal import Trait, TraitRule
from bot.personas.value.messages import (
    IdealShown,
    RuleRow,
    SegmentPeople,
    WorthRow,
    WorthShown,
)
from bot.personas.value.report import BY_CHOICE, BY_RATING, BY_WORTH, ValueReport
from bot.personas.value.worth import SegmentWorth
from bot.phrases import asked_and_answered, interval_words, percent
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.telling import too_small

NO_WORTH = "The file does not say what anybody is worth: there is no question on spend, frequency, tenure, plan or size."
NOBODY_BEST = "No segment is surely worth more per head than the others, so none stands out as ideal."
UNRATED = "Mark a segment as target, or choose the segments you want more of."
FEW_SEGMENTS = "There are no segments here, so there is none to want more of."
WHY = {
    BY_WORTH: "Surely worth more per head than the others, by “{by}”.",
    BY_RATING: "Rated best as a target by the team.",
    BY_CHOICE: "Chosen by the team.",
}


def named_segments(result: Segmentation) -> dict[int, str]:
    """id → name of the segments large enough for numbers."""
    return {s.id: s.name for s in result.segments if not too_small(result, s)}


def worth_shown(
    report: ValueReport,
    run: str,
    name: str,
    used: Sequence[str],
    people: Sequence[tuple[str, People]] = (),
    panel: bool = False,
    post: str = "",
) -> WorthShown:
    """The worth of segments as it is read. `used`: ids of the questions that formed them; `people`: how many people each
    segment is, by name."""
    by = report.worth_by
    known = any(one.number is not None for _, one in people)
    return WorthShown(
        run=run,
        name=name,
        by="" if by is None else by.text,
        counted_as=report.counted_as if by is not None else NO_WORTH,
        rows=tuple(_worth_row(one) for one in report.worth),
        formed=by is not None and by.question in used,
        choosable=len(people) > 1,
        people=tuple(SegmentPeople(title, one.why) for title, one in people) if known else (),
        why="" if known or not people else people[0][1].why,
        panel=panel,
        post=post,
    )


def need_people(people: People) -> str:
    """How many people have a need: "45,600 (40,000 to 51,000)"; empty where nobody knows."""
    if people.number is None or people.low is None or people.high is None:
        return ""
    return f"{count_words(people.number)} ({count_words(people.low)} to {count_words(people.high)})"


def _worth_row(one: SegmentWorth) -> WorthRow:
    if one.per_head is None or one.per_head_low is None or one.per_head_high is None:
        return WorthRow(one.name, "too few answers", "", "")
    per_head = f"{amount(one.per_head)} ({amount(one.per_head_low)} to {amount(one.per_head_high)})"
    total = ""
    if one.total is not None and one.total_low is not None and one.total_high is not None:
        total = f"{amount(one.total)} ({amount(one.total_low)} to {amount(one.total_high)})"
    part = "" if one.share_of_total is None else percent(one.share_of_total)
    return WorthRow(one.name, per_head, total, part)


def ideal_shown(report: ValueReport, run: str, name: str, segments: int) -> IdealShown:
    """The ideal customer as it is read. `segments`: how many there are to choose from."""
    choosable = segments > 1
    ideal = report.ideal
    if ideal is None:
        if not choosable:
            sentence = FEW_SEGMENTS
        elif report.worth_by is None:
            sentence = f"{NO_WORTH} {UNRATED}"
        else:
            sentence = f"{NOBODY_BEST} {UNRATED}"
        return IdealShown(run, name, (), "", sentence, choosable=choosable)
    by = "" if report.worth_by is None else report.worth_by.text
    return IdealShown(
        run=run,
        name=name,
        segments=ideal.segments,
        why=WHY[report.best_by].format(by=by),
        sentence=ideal.words,
        rules=tuple(_rule_row(rule) for rule in ideal.rules),
        from_formed=report.from_formed,
        choosable=choosable,
    )


def _rule_row(rule: TraitRule) -> RuleRow:
    shares = f"{percent(rule.share)} of the {rule.people:,} who show this are ideal customers"
    words = f"{shares} ({interval_words(rule.low, rule.high)}); it reaches {percent(rule.reach)} of them"
    return RuleRow(tuple(trait_words(trait) for trait in rule.traits), words)


def trait_words(trait: Trait) -> str:
    """ "Company size: 51 to 200"."""
    return asked_and_answered(trait.text, trait.condition)


def amount(number: float) -> str:
    """A worth in three digits: "1.23 million", "45,600", "312", "4.56"."""
    if number < 0:
        return "−" + amount(-number)
    if number >= 1000:
        return count_words(number)
    if number == 0 or not math.isfinite(number):
        return "0"
    digits = max(0, 2 - math.floor(math.log10(number)))
    words = f"{number:.{min(digits, 6)}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
