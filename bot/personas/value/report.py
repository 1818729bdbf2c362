"""Worth and the ideal customer of one segmentation, counted together and kept with it. No respondent's answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.errors import BadInput
from bot.personas.value.ideal import IdealCustomer, ideal_customer, visible_questions
from bot.personas.value.worth import (
    SegmentWorth,
    ValueColumn,
    counted_as,
    rank_by_worth,
    surely_worth_more,
    value_columns,
    worth_values,
)
from bot.survey.survey import Survey

BY_WORTH, BY_RATING, BY_CHOICE = "worth", "rating", "choice"


@dataclass(frozen=True)
class ValueReport:
    """What was counted. How many people that is follows from the market as it is known when it is shown.

    `columns`: what could speak of worth, `worth_by` what was taken; `best`: the ids of the ideal segments and `best_by`
    how they were found (empty: there are none); `from_formed`: the traits helped to form the segments.
    """

    columns: tuple[ValueColumn, ...]
    worth_by: ValueColumn | None
    counted_as: str
    worth: tuple[SegmentWorth, ...]
    best: tuple[int, ...]
    best_by: str
    ideal: IdealCustomer | None
    from_formed: bool

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "columns": [asdict(column) for column in self.columns],
            "worth_by": None if self.worth_by is None else asdict(self.worth_by),
            "counted_as": self.counted_as,
            "worth": [one.to_json() for one in self.worth],
            "best": list(self.best),
            "best_by": self.best_by,
            "ideal": None if self.ideal is None else self.ideal.to_json(),
            "from_formed": self.from_formed,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ValueReport:
        """From what `to_json` gave."""
        return cls(
            columns=tuple(ValueColumn(**column) for column in data["columns"]),
            worth_by=None if data["worth_by"] is None else ValueColumn(**data["worth_by"]),
            counted_as=data["counted_as"],
            worth=tuple(SegmentWorth.from_json(one) for one in data["worth"]),
            best=tuple(data["best"]),
            best_by=data["best_by"],
            ideal=None if data["ideal"] is None else IdealCustomer.from_json(data["ideal"]),
            from_formed=data["from_formed"],
        )


def value_report(
    survey: Survey,
    assignments: Sequence[int | None],
    segments: Mapping[int, str],
    formed: Collection[str] = (),
    *,
    worth_by: str = "",
    best: Sequence[int] = (),
    ratings: Mapping[int, int] | None = None,
    seed: int = 0,
) -> ValueReport:
    """Counts worth and the ideal customer.

    `assignments`: a segment id for each respondent, None or 0 for nobody's; `segments`: id → name of those that are
    large enough to be shown; `formed`: ids of the questions that formed them; `worth_by`: the question worth is counted
    by (default: the first that speaks of it); `best`: the ideal segments as a person chose them; `ratings`: the team's
    own, taken where the file does not say what anybody is worth. BadInput where a choice does not fit.
    """
    placed = [item or None for item in assignments]
    columns = value_columns(survey)
    column = _column(columns, survey, worth_by)
    worth: tuple[SegmentWorth, ...] = ()
    chosen, how = _chosen(best, segments)
    if column is not None and segments:
        values = worth_values(survey, column.question)
        weights = None if survey.weights is None else survey.weights.to_numpy(dtype=float)
        worth = rank_by_worth(values, placed, segments, weights=weights, seed=seed)
        if not chosen:
            chosen = surely_worth_more(values, placed, list(segments), weights=weights, seed=seed)
            how = BY_WORTH if chosen else ""
    elif not chosen and ratings:
        rated_ids = {key: ratings[key] for key in segments if key in ratings}
        top = max(rated_ids.values(), default=0)
        chosen = tuple(key for key, mark in rated_ids.items() if mark == top)
        how = BY_RATING if chosen else ""
        if len(chosen) == len(segments):
            chosen, how = (), ""
    ideal, from_formed = None, False
    if chosen:
        names = {key: segments[key] for key in chosen}
        ideal, from_formed = _ideal(survey, placed, names, formed, columns, column, seed)
    words = "" if column is None else counted_as(survey, column.question)
    return ValueReport(columns, column, words, worth, chosen, how, ideal, from_formed)


def _column(columns: Sequence[ValueColumn], survey: Survey, wanted: str) -> ValueColumn | None:
    if not wanted:
        return columns[0] if columns else None
    known = next((column for column in columns if column.question == wanted), None)
    if known is not None:
        return known
    worth_values(survey, wanted)  # refuses what has no numbers
    return ValueColumn(wanted, survey.question(wanted).text, "worth")


def _chosen(best: Sequence[int], segments: Mapping[int, str]) -> tuple[tuple[int, ...], str]:
    if not best:
        return (), ""
    wanted = tuple(dict.fromkeys(best))
    if any(key not in segments for key in wanted):
        raise BadInput("One of these segments is not there, or is too small to be looked at.", "best")
    if len(wanted) == len(segments):
        raise BadInput(
            "Choose some of the segments, not all: the profile says what tells them from the rest.", "best"
        )
    return wanted, BY_CHOICE


def _ideal(
    survey: Survey,
    placed: Sequence[int | None],
    best: Mapping[int, str],
    formed: Collection[str],
    columns: Sequence[ValueColumn],
    worth: ValueColumn | None,
    seed: int,
) -> tuple[IdealCustomer, bool]:
    """The profile from traits that did not form the segments, if those tell them apart; else from all visible traits,
    which then only say how to recognise them. What somebody spends, or how often, is no trait one sees before."""
    spent = {column.question for column in columns if column.kind != "size"}
    money = spent if worth is None else spent | {worth.question}
    fresh = ideal_customer(survey, placed, best, leave_out={*formed, *money}, seed=seed)
    if fresh.told_apart or not any(q.id in formed for q in visible_questions(survey, money)):
        return fresh, False
    known = ideal_customer(survey, placed, best, leave_out=money, seed=seed)
    return (known, True) if known.told_apart else (fresh, False)
