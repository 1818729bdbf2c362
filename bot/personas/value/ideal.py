"""The ideal customer profile: the worthiest segments, and what can be seen of them before they buy.

A shallow tree looks for traits that tell them apart. Every respondent is judged by a tree that never saw them
(cross-validation); if those judgements are not surely better than chance, the answer is "cannot be told apart".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.facets import Base
from bot.survey.segmenting.naming import one_end
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing import shares

# What a stranger shows before buying; needs, attitudes and worth have to be asked first.
VISIBLE = frozenset({Base.DEMOGRAPHIC, Base.FIRMOGRAPHIC, Base.TECHNOGRAPHIC})
LEAST_CUSTOMERS = 20  # of either kind; fewer can't be cross-validated
DEPTH = 3
FOLDS = 5
ERROR = 0.025
MOST_OPTIONS = 40


@dataclass(frozen=True)
class Trait:
    """One condition on one question: "Company size: 51 to 200" or "How many seats?: more than 12.5"."""

    question: str
    text: str
    condition: str


@dataclass(frozen=True)
class TraitRule:
    """Traits that hold together. `share`: of the `people` who show them, how many are ideal; `reach`: how many of the
    ideal show them.

    A description of this survey: the tree was grown on the same people. The number to trust is the profile's lift,
    which is cross-validated.
    """

    traits: tuple[Trait, ...]
    people: int
    share: float
    low: float
    high: float
    reach: float


@dataclass(frozen=True)
class IdealCustomer:
    """The ideal customer profile. `rules` are empty where the traits don't tell them apart; `words` says which it is.

    `lift`: how many times as often as anybody those are ideal whom the cross-validated trees picked, with interval.
    """

    segments: tuple[str, ...]
    share: float
    told_apart: bool
    words: str
    rules: tuple[TraitRule, ...] = ()
    lift: float | None = None
    lift_low: float | None = None
    lift_high: float | None = None
    p_value: float | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> IdealCustomer:
        """From what `to_json` gave."""
        rules = tuple(
            TraitRule(**{**rule, "traits": tuple(Trait(**trait) for trait in rule["traits"])})
            for rule in data["rules"]
        )
        return cls(**{**data, "segments": tuple(data["segments"]), "rules": rules})


def visible_questions(survey: Survey, leave_out: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions whose answers can be seen before somebody buys (their base is in VISIBLE)."""
    kinds = {
        QuestionType.SINGLE_CHOICE,
        QuestionType.MULTI_CHOICE,
        QuestionType.ORDINAL,
        QuestionType.NUMERIC,
    }
    return tuple(
        question
        for question in survey.questions
        if question.base in VISIBLE
        and question.type in kinds
        and question.id not in leave_out
        and (question.type is not QuestionType.SINGLE_CHOICE or len(question.options) <= MOST_OPTIONS)
    )


def ideal_customer(
    survey: Survey,
    assignments: Sequence[Any],
    best: Mapping[Any, str],
    *,
    leave_out: Collection[str] = (),
    seed: int = 0,
) -> IdealCustomer:
    """Who the ideal customers are (the segments `best`, by name) and which visible traits tell them from the rest.

    Respondents without a segment are left out. Looked at are the `visible_questions` without
    `leave_out`, such as the questions that formed the segments. A tree of depth 3 (Breiman et al. 1984) on
    five folds; "told apart" needs the picked to be ideal surely more often than the others (Fisher's exact test,
    one-sided, at ERROR). Weighted respondents count by Kish's effective number.
    """
    given = list(assignments)
    known = np.array([not _unsure(item) for item in given], dtype=bool)
    ideal = np.array([item in best for item in given], dtype=bool)[known]
    names = tuple(best.values())
    weights = np.ones(len(given)) if survey.weights is None else survey.weights.to_numpy(dtype=float)
    people = Counted(ideal, weights[known])
    share = people.share(np.ones(len(ideal), dtype=bool)) if len(ideal) else 0.0
    chosen = visible_questions(survey, leave_out)

    def cannot(why: str, p_value: float | None = None) -> IdealCustomer:
        return IdealCustomer(
            names, share, False, f"They cannot be told apart before they buy: {why}.", p_value=p_value
        )

    if not chosen:
        return cannot("the survey did not ask for anything one could see")
    if min(ideal.sum(), (~ideal).sum()) < LEAST_CUSTOMERS:
        return cannot(f"there are fewer than {LEAST_CUSTOMERS} of them, or of the others, to learn from")
    table, columns = _features(survey, chosen, known)
    if table.shape[1] == 0:
        return cannot("nobody answered the questions one could see")

    from sklearn.model_selection import StratifiedKFold
    from sklearn.tree import DecisionTreeClassifier

    leaf = max(5, int(0.02 * len(ideal)))

    def tree() -> Any:
        return DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=leaf, random_state=seed)

    picked = np.zeros(len(ideal), dtype=bool)
    for learn, judge in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(table, ideal):
        fitted = tree().fit(table[learn], ideal[learn], sample_weight=people.weights[learn])
        usual = np.average(ideal[learn], weights=people.weights[learn])
        picked[judge] = fitted.predict_proba(table[judge])[:, 1] > usual
    if not picked.any() or picked.all():
        return cannot("no trait makes a difference")
    p_value = float(shares.p_more_than_others(*people.counts(picked), *people.counts(~picked)))
    # The folds share respondents, so the test is a little too sure of itself (Bengio & Grandvalet 2004, JMLR 5): noise
    # passed at 6 % where 5 % was wanted. Half the error keeps it under (tests/bench/evidence).
    if not p_value < ERROR:
        return cannot("the traits we can see are as frequent among the others", p_value)
    rules = _rules(tree().fit(table, ideal, sample_weight=people.weights), table, people, columns)
    if not rules:
        return cannot("no trait makes a difference", p_value)
    ratio, low, high = people.lift(picked)
    words = (
        f"Who shows the tell-tale traits is {ratio:.1f} times as likely to be one of them as anybody "
        f"({low:.1f} to {high:.1f})."
    )
    return IdealCustomer(names, share, True, words, rules, ratio, low, high, p_value)


@dataclass(frozen=True)
class Counted:
    """Who is ideal, shape (respondents with a segment,), and how much each counts."""

    ideal: npt.NDArray[np.bool_]
    weights: npt.NDArray[np.float64]

    def share(self, some: npt.NDArray[np.bool_]) -> float:
        """How many of some are ideal."""
        return float(np.average(self.ideal[some], weights=self.weights[some]))

    def counts(self, some: npt.NDArray[np.bool_]) -> tuple[float, float]:
        """(ideal, all) of some, as effective numbers."""
        of = float(shares.kish(self.weights[some]))
        return self.share(some) * of, of

    def interval(self, some: npt.NDArray[np.bool_]) -> tuple[float, float]:
        """Wilson's interval of the share of some."""
        low, high = shares.wilson(*self.counts(some))
        return float(low), float(high)

    def reach(self, some: npt.NDArray[np.bool_]) -> float:
        """How many of the ideal are among some."""
        return float(self.weights[some & self.ideal].sum() / self.weights[self.ideal].sum())

    def lift(self, picked: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
        """Share of the ideal among the picked over their share among all, with interval.

        The picked are part of all; so the interval is that of the picked share (Wilson) over the known overall share.
        """
        base = self.share(np.ones(len(self.ideal), dtype=bool))
        low, high = self.interval(picked)
        return self.share(picked) / base, low / base, high / base


def _unsure(item: Any) -> bool:
    return item is None or (isinstance(item, float) and np.isnan(item))


@dataclass(frozen=True)
class _Column:
    """A column of the tree's table: a question, and the option it stands for (None for numbers and scales)."""

    question: Question
    option: str | None


def _features(
    survey: Survey, questions: Sequence[Question], known: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float64], list[_Column]]:
    """The table the tree learns from, shape (respondents with a segment, columns); missing = 0 or the median."""
    parts: list[npt.NDArray[np.float64]] = []
    columns: list[_Column] = []
    answers = survey.answers[known]

    def add(values: npt.NDArray[np.float64], question: Question, option: str | None) -> None:
        if np.isnan(values).all():
            return
        middle = 0.0 if option is not None else float(np.nanmedian(values))
        if question.type is QuestionType.ORDINAL:
            middle = float(np.floor(middle))  # between two labels there is no answer
        filled = np.where(np.isnan(values), middle, values)
        if np.ptp(filled) > 0:
            parts.append(filled)
            columns.append(_Column(question, option))

    for question in questions:
        if question.type is QuestionType.MULTI_CHOICE:
            for place, option in enumerate(question.options):
                name = f"{question.id}::{place}"
                if name in answers.columns:
                    add(answers[name].to_numpy(dtype=float, na_value=np.nan), question, option)
        elif question.id not in answers.columns:
            continue
        elif question.type is QuestionType.SINGLE_CHOICE:
            column: Any = answers[question.id]
            for option in column.cat.categories:
                add((column == option).to_numpy(dtype=float, na_value=0.0), question, str(option))
        else:
            add(answers[question.id].to_numpy(dtype=float, na_value=np.nan), question, None)
    table = np.column_stack(parts) if parts else np.zeros((int(known.sum()), 0))
    return table, columns


def _rules(
    fitted: Any, table: npt.NDArray[np.float64], people: Counted, columns: list[_Column]
) -> tuple[TraitRule, ...]:
    """The branches in all of whose leaves the ideal are surely more frequent than overall, as joint traits."""
    tree = fitted.tree_
    base = people.share(np.ones(len(table), dtype=bool))
    inside = fitted.decision_path(table).toarray().astype(bool)

    def good(node: int) -> bool:
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left != right:
            return good(left) and good(right)
        here = inside[:, node]
        return bool(here.any() and people.interval(here)[0] > base)

    found: list[TraitRule] = []

    def walk(node: int, bounds: dict[int, tuple[float, float]]) -> None:
        if good(node):
            here = inside[:, node]
            low, high = people.interval(here)
            traits = tuple(_trait(columns[place], *ends) for place, ends in bounds.items())
            found.append(
                TraitRule(traits, int(here.sum()), people.share(here), low, high, people.reach(here))
            )
            return
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left == right:
            return
        place, cut = int(tree.feature[node]), float(tree.threshold[node])
        low_end, high_end = bounds.get(place, (-np.inf, np.inf))
        walk(left, {**bounds, place: (low_end, min(high_end, cut))})
        walk(right, {**bounds, place: (max(low_end, cut), high_end)})

    walk(0, {})
    return tuple(sorted(found, key=lambda rule: -rule.share * rule.reach))


def _trait(column: _Column, low: float, high: float) -> Trait:
    question = column.question
    if column.option is not None:
        others = [option for option in question.options if option != column.option]
        two = question.type is QuestionType.SINGLE_CHOICE and len(others) == 1 and not question.missing
        condition = column.option if low > 0 else others[0] if two else f"not {column.option}"
    elif question.type is QuestionType.ORDINAL:
        first = 0 if low == -np.inf else int(np.floor(low)) + 1
        last = len(question.options) - 1 if high == np.inf else int(np.floor(high))
        inside = question.options[first : last + 1]
        if len(inside) == 1:
            condition = inside[0]
        elif high == np.inf:
            condition = one_end(f"{inside[0]} or more")
        elif low == -np.inf:
            condition = one_end(f"{inside[-1]} or less")
        else:
            condition = f"{inside[0]} up to {inside[-1]}"
    elif low == -np.inf:
        condition = f"at most {high:g}"
    elif high == np.inf:
        condition = f"more than {low:g}"
    else:
        condition = f"more than {low:g}, at most {high:g}"
    return Trait(question.id, question.text, condition)
