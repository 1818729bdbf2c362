"""The needs a survey asks about, and how widespread and important each is; weighted numbers against statsmodels."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from bot.facets import Base
from bot.survey.parts.answers import survey_of
from bot.survey.reading import read_survey
from bot.survey.segmenting import segment
from bot.survey.segmenting.needs import AskedNeed, asked_needs, rank_needs
from bot.survey.segmenting.result import Segmentation
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing.matches import Match
from tests.bot.personas.test_value import IMPORTANT, customers

CLOSE = 1e-9
OFFLINE = AskedNeed("Offline", Match("", "need", ("Offline",)))


def asked(*questions: Question) -> Survey:
    """A survey of these questions, without answers that matter here."""
    answers = pd.DataFrame({q.id: pd.Series([0], dtype="Int16") for q in questions})
    return Survey("plain", None, ",", 1, questions, (), (), answers)


def question(
    key: str, text: str, kind: QuestionType, *options: str, base: Base | None = Base.NEEDS
) -> Question:
    """A question."""
    return Question(key, text, kind, (0,), options, base=base)


def test_needs_are_options_of_choices_and_the_upper_ends_of_scales() -> None:
    many, scale, one = QuestionType.MULTI_CHOICE, QuestionType.ORDINAL, QuestionType.SINGLE_CHOICE
    survey = asked(
        question("Q1", "Which of these do you need?", many, "Offline", "Fax", "None of these"),
        question("Q2", "How important are these? [Offline]", scale, *IMPORTANT),
        question("Q3", "How important are these? [Calendar]", scale, *reversed(IMPORTANT)),
        question("Q4", "How satisfied are you with support?", scale, "Bad", "Good"),
        question("Q5", "Do you need a scanner?", one, "Yes", "No"),
        question("Q6", "Sharing albums", scale, *IMPORTANT, base=None),
        question("Q7", "Favourite colour", one, "Red", "Blue", base=None),
    )
    found = {need.name: need for need in asked_needs(survey)}
    assert list(found) == ["Offline", "Fax", "Calendar", "Do you need a scanner?", "Sharing albums"]
    assert found["Offline"].importance == "Q2", "the row of the matrix is that option's importance"
    assert found["Fax"].importance is None
    assert set(found["Calendar"].match.options) == {"Very", "Essential"}, "whichever way the scale runs"
    assert found["Do you need a scanner?"].match.options == ("Yes",)


def test_needs_of_one_name_are_told_apart_by_their_question() -> None:
    many = QuestionType.MULTI_CHOICE
    survey = asked(
        question("Q1", "What do you need at home?", many, "Printer"),
        question("Q2", "What do you need at work?", many, "Printer"),
    )
    assert [need.name for need in asked_needs(survey)] == [
        "Printer (What do you need at home?)",
        "Printer (What do you need at work?)",
    ]


def test_needs_are_ranked_by_spread() -> None:
    survey, segments = customers()
    needs = [AskedNeed("Fax", Match("", "need", ("Fax",))), OFFLINE]
    ranked = rank_needs(needs, survey, np.array(segments), 2)
    assert [need.need for need in ranked] == ["Offline", "Fax"]
    studios, hobby = ranked[0].segments
    assert studios.share > 0.6 > 0.3 > hobby.share
    assert ranked[0].importance is None


def test_importance_weighs_where_every_need_has_it() -> None:
    survey, _ = customers()
    reverse = Question("low", "Fax important?", QuestionType.ORDINAL, (9,), IMPORTANT)
    answers = survey.answers.assign(low=pd.Series([0] * 400, dtype="Int16"))
    survey = Survey("plain", None, ",", 400, (*survey.questions, reverse), (), (), answers)
    ranked = rank_needs(
        [
            AskedNeed("Fax", Match("", "need", ("Fax",), reversed=True), "low"),
            replace(OFFLINE, importance="offline"),
        ],
        survey,
    )
    assert [need.need for need in ranked] == ["Offline", "Fax"]
    assert ranked[1].importance.mean == 0
    assert ranked[0].importance.low < ranked[0].importance.mean < ranked[0].importance.high


def test_few_answers_are_not_shown_in_numbers() -> None:
    survey, _ = customers(30)
    (need,) = rank_needs([OFFLINE], survey, np.array([1] * 4 + [2] * 26), 2)
    assert need.segments[0] is None
    assert need.segments[1] is not None
    answers = survey.answers.assign(
        **{f"need::{i}": pd.Series([True] * 4 + [pd.NA] * 26, dtype="boolean") for i in (0, 1)}
    )
    assert rank_needs([OFFLINE], replace(survey, answers=answers)) == ()


def test_a_segmentation_has_its_needs_with_their_importance_where_asked() -> None:
    survey, _ = customers()
    result = segment(survey, k=2)
    shares = [need.overall.share for need in result.needs]
    assert shares == sorted(shares, reverse=True), (
        "not every need has an importance, so spread alone ranks them"
    )
    needs = {need.need: need for need in result.needs}
    scale = needs["How important is offline? (Very or Essential)"]
    assert scale.importance.low < scale.importance.mean < scale.importance.high
    assert needs["Offline"].importance is None
    assert max(share.share for share in needs["Offline"].segments) > needs["Offline"].overall.share
    assert needs["Fax"].overall.share < 0.2
    again = Segmentation.from_json(json.loads(json.dumps(result.to_json(model=False))))
    assert again.needs == result.needs


def test_who_gives_no_need_has_none_and_ranks_are_told() -> None:
    """A "No", a "None of these" and what was pooled as "other" are no needs; rare ones are."""
    rng = np.random.default_rng(3)
    n = 300
    rank = np.argsort(rng.random((n, 6)), axis=1) + 1
    answers = pd.DataFrame(
        {
            "scan": pd.Categorical(np.where(rng.random(n) < 0.7, "Yes", "No"), categories=["Yes", "No"]),
            "one": pd.Categorical(
                rng.choice(["Speed", "Fax", "None of these"], n, p=[0.6, 0.004, 0.396]),
                categories=["Speed", "Fax", "None of these"],
            ),
            **{f"rank::{i}": pd.array(rank[:, i], dtype="Int16") for i in range(6)},
        }
    )
    items = tuple("abcdef")
    survey = Survey("plain", None, ",", n, (
        question("scan", "Do you need a scanner?", QuestionType.SINGLE_CHOICE, "Yes", "No"),
        question("one", "What do you need most?", QuestionType.SINGLE_CHOICE, "Speed", "Fax", "None of these"),
        question("rank", "Which matter most?", QuestionType.RANKING, *items),
    ), (), (), answers)  # fmt: skip
    needs = {need.need: need.overall.share for need in segment(survey, k=2).needs}
    assert set(needs) == {
        "Do you need a scanner?", "Speed", "Fax", *(f"{item} (among the first 2)" for item in items)
    }  # fmt: skip
    assert needs["Do you need a scanner?"] > 0.6
    assert needs["b (among the first 2)"] == round(float((rank[:, 1] <= 2).mean()), 4)


def test_a_file_in_parts_has_the_needs_of_the_whole(tmp_path: Path) -> None:
    rows = ["Which one of these do you need most?,How old are you?"]
    needs = [
        f"something of my own {i}" if i in (3, 5, 7, 9) else ("Speed", "Quiet")[i % 3 > 0] for i in range(120)
    ]
    rows += [f"{need},{20 + i % 40}" for i, need in enumerate(needs)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(rows) + "\n")
    whole, parts = read_survey(path.read_bytes(), "a.csv"), survey_of(path, size=600)
    assert whole.answers.filter(like="::written").notna().any(axis=None), "some wrote what is no option"
    told = rank_needs(asked_needs(whole), whole)
    assert [need.need for need in told] == ["Quiet", "Speed"]
    assert rank_needs(asked_needs(parts), parts) == told


def test_a_thousand_needs_are_counted_as_statsmodels_does() -> None:
    rng = np.random.default_rng(8)
    wrong = 0
    for number in range(25):  # 40 needs each: a thousand in all, every other survey weighted
        n, m, weighted = int(rng.integers(30, 200)), 40, number % 2 == 1
        says = rng.random((n, m)) < rng.uniform(0.05, 0.95, m)
        rated = rng.integers(0, len(IMPORTANT), (n, m))
        segments = rng.integers(1, 3, n)
        weights = rng.gamma(2.0, 0.5, n) if weighted else np.ones(n)
        names = tuple(f"need {i}" for i in range(m))
        columns = {f"many::{i}": pd.Series(says[:, i], dtype="boolean") for i in range(m)}
        columns |= {f"scale{i}": pd.Series(rated[:, i], dtype="Int16") for i in range(m)}
        scales = [
            question(f"scale{i}", f"How important? [{names[i]}]", QuestionType.ORDINAL, *IMPORTANT)
            for i in range(m)
        ]
        many = question("many", "What do you need?", QuestionType.MULTI_CHOICE, *names)
        series = pd.Series(weights) if weighted else None
        survey = Survey("plain", None, ",", n, (many, *scales), (), (), pd.DataFrame(columns), series)
        ranked = {need.need: need for need in rank_needs(asked_needs(survey), survey, segments, 2)}
        assert set(ranked) == set(names)
        for i, name in enumerate(names):
            need = ranked[name]
            told, want = [], []
            for spread, here in (
                (need.overall, segments > 0),
                *((need.segments[k - 1], segments == k) for k in (1, 2)),
            ):
                of = weights[here].sum() ** 2 / (weights[here] ** 2).sum()
                share = np.average(says[here, i], weights=weights[here])
                told += [spread.share, spread.low, spread.high]
                want += [share, *proportion_confint(share * of, of, method="wilson")]
            of = weights.sum() ** 2 / (weights**2).sum()
            stats = DescrStatsW(rated[:, i] / 4, weights=weights * of / weights.sum())
            told += [need.importance.mean, need.importance.low, need.importance.high]
            want += [stats.mean, *np.clip(stats.tconfint_mean(), 0, 1)]
            wrong += not np.allclose(told, want, rtol=0, atol=CLOSE)
    assert wrong == 0
