"""A persona's lines meet a survey."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from bot.errors import BadInput
from bot.nouns import Verdict
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing.findings import Finding, check_lines, evidence_words
from bot.survey.testing.matches import Match, check_match, match_words, says_so
from bot.survey.testing.rules import THRESHOLDS, Known, Thresholds, judge
from tests.bot.survey.testing.surveys import line, mixed_survey, survey, ticked


def _one(rows, assignments=None, segment=True, **more) -> Finding:
    found = check_lines(
        [line("a")], [Match("a", "Q1", ("Offline",))], ticked(rows), assignments, segment, **more
    )
    return found[0]


def test_the_words_on_the_card_are_those_of_the_design():
    rows = [(True, 41), (False, 46), (True, 36), (False, 264)]
    finding = _one(rows, [1] * 87 + [2] * 300, 1)
    assert finding.words == "41 of 87 say so (37–58 %); 12 % of the others"
    assert finding.verdict is Verdict.SUPPORTED  # not half, but clearly more than of the others, and not rare
    assert finding.difference.low > 0.2
    assert finding.lift.value == pytest.approx((41 / 87) / (36 / 300))


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([(True, 70), (False, 30)], Verdict.SUPPORTED),
        ([(True, 10), (False, 90)], Verdict.CONTRADICTED),
        ([(True, 40), (False, 60)], Verdict.MIXED),
        ([(True, 6), (False, 8)], Verdict.TOO_FEW),
        ([(True, 9)], Verdict.TOO_FEW),
        ([(None, 50)], Verdict.TOO_FEW),
    ],
)
def test_everybody_decides_where_there_is_no_segment(rows, verdict):
    assert _one(rows).verdict is verdict


def test_more_than_the_others_does_not_support_what_is_rare():
    rows = [(True, 25), (False, 175), (True, 5), (False, 495)]
    assert _one(rows, [1] * 200 + [2] * 500, 1).verdict is Verdict.CONTRADICTED


def test_clearly_fewer_than_the_others_contradicts():
    rows = [(True, 70), (False, 130), (True, 300), (False, 200)]
    finding = _one(rows, [1] * 200 + [2] * 500, 1)
    assert finding.verdict is Verdict.CONTRADICTED
    assert "fewer" in finding.reason


def test_a_majority_that_is_yet_smaller_than_elsewhere_is_mixed():
    rows = [(True, 140), (False, 60), (True, 475), (False, 25)]
    assert _one(rows, [1] * 200 + [2] * 500, 1).verdict is Verdict.MIXED


def test_a_question_that_formed_the_segment_is_told_but_not_compared():
    rows = [(True, 80), (False, 120), (True, 10), (False, 490)]
    free = _one(rows, [1] * 200 + [2] * 500, 1)
    bound = _one(rows, [1] * 200 + [2] * 500, 1, formed_by={"Q1"})
    assert free.verdict is Verdict.SUPPORTED
    assert bound.verdict is Verdict.MIXED
    assert not bound.compared
    assert "helped to form" in bound.reason
    assert bound.words == free.words


def test_groups_under_five_are_never_shown_in_numbers():
    finding = _one([(True, 4), (False, 100)], [1] * 4 + [2] * 100, 1)
    assert finding.verdict is Verdict.TOO_FEW
    assert finding.group is None
    assert not any(character.isdigit() for character in finding.words)
    others = _one([(True, 100), (False, 4)], [1] * 100 + [2] * 4, 1)
    assert others.others is None
    assert "others" not in others.words


def test_who_is_unsure_is_in_neither_group():
    segment = [1] * 50 + [None] * 30 + [2] * 60
    finding = _one([(True, 50), (True, 30), (False, 60)], segment, 1)
    assert (finding.group.of, finding.others.of, finding.others.count) == (50, 60, 0)
    assert finding.lift.value == float("inf")


def test_many_lines_at_once_need_more_evidence_than_one():
    rows = ticked([(True, 62), (False, 38)])
    ids = [f"l{i}" for i in range(20)]
    alone = check_lines([line("l0")], [Match("l0", "Q1", ("Offline",))], rows)
    together = check_lines([line(i) for i in ids], [Match(i, "Q1", ("Offline",)) for i in ids], rows)
    assert alone[0].verdict is Verdict.SUPPORTED
    assert {finding.verdict for finding in together} == {Verdict.MIXED}
    assert "tested at once" in together[0].reason


def test_a_line_the_survey_did_not_ask_for_stays_untested():
    found = check_lines([line("a"), line("b")], [Match("b", "Q1", ("Offline",))], ticked([(True, 60)]))
    assert [finding.verdict for finding in found] == [Verdict.UNTESTED, Verdict.SUPPORTED]
    assert found[0].words == "not asked in this survey"
    assert check_lines([line("a")], [], ticked([(True, 60)]))[0].verdict is Verdict.UNTESTED
    assert check_lines([], [], ticked([(True, 60)])) == ()


def test_weights_enter_with_kishs_n():
    rng = np.random.default_rng(0)
    weights = pd.Series(rng.gamma(2, 1, 200))
    says = pd.Series(rng.random(200) < 0.5, dtype="boolean")
    made = survey(
        {"Q1::0": says}, [Question("Q1", "What?", QuestionType.MULTI_CHOICE, (0,), ("Offline",))], weights
    )
    finding = check_lines([line("a")], [Match("a", "Q1", ("Offline",))], made)[0]
    w = weights.to_numpy()
    assert finding.group.effective == pytest.approx(w.sum() ** 2 / (w**2).sum())
    assert finding.group.share == pytest.approx(w[says.to_numpy(bool)].sum() / w.sum())
    assert "weighted" in finding.words


@pytest.mark.parametrize(
    ("match", "says", "asked"),
    [
        (Match("a", "Q1", ("A",)), 3, 5),
        (Match("a", "Q1", ("A",), reversed=True), 2, 5),
        (Match("a", "Q2", ("Agree", "Strongly agree")), 3, 5),
        (Match("a", "Q3", low=28, high=40), 3, 5),
        (Match("a", "Q3", low=40), 2, 5),
        (Match("a", "Q4", ("Laptop", "Phone")), 3, 5),
        (Match("a", "Q5", ("Price",)), 2, 4),
        (Match("a", "Q5", ("Price", "Speed"), high=2), 4, 4),
        (Match("a", "Q7", low=9, high=10), 2, 5),
    ],
)
def test_each_kind_of_question_can_speak_for_a_line(match, says, asked):
    counted = says_so(match, mixed_survey())
    assert (int(counted[0].sum()), int(counted[1].sum())) == (says, asked)
    assert not (counted[0] & ~counted[1]).any()


@pytest.mark.parametrize(
    "match",
    [
        Match("a", "Q99", ("A",)),
        Match("a", "Q9", low=1),
        Match("a", "Q8", ("A",)),
        Match("a", "Q6", ("A",)),
        Match("a", "Q1", ("Z",)),
        Match("a", "Q1"),
        Match("a", "Q3"),
        Match("a", "Q3", low=4, high=1),
        Match("a", "Q3", low=float("nan")),
    ],
)
def test_a_match_that_cannot_be_counted_is_one_sentence(match):
    with pytest.raises(BadInput) as caught:
        check_match(match, mixed_survey())
    assert caught.value.sentence.endswith(".")
    with pytest.raises(BadInput):
        check_lines([line("a")], [match], mixed_survey())


def test_a_match_is_told_to_the_person_who_confirms():
    made = mixed_survey()
    assert (
        match_words(Match("a", "Q4", ("Laptop", "Phone")), made)
        == "“Which devices do you use?”: Laptop or Phone"
    )
    assert match_words(Match("a", "Q3", high=30), made).endswith("at most 30")
    assert match_words(Match("a", "Q5", ("Price",)), made).endswith("Price ranked first")
    assert match_words(Match("a", "Q1", ("A",), reversed=True), made).endswith("anything but A")


def test_findings_keep_through_json():
    rows = [(True, 50), (False, 10), (False, 60)]
    for finding in (_one(rows, [1] * 60 + [2] * 60, 1), _one([(None, 5)]), _one(rows)):
        assert Finding.from_json(json.loads(json.dumps(finding.to_json(), allow_nan=False))) == finding
    match = Match("a", "Q3", low=1, reason="why")
    assert Match.from_json(json.loads(json.dumps(match.to_json()))) == match
    assert Thresholds.from_json({**THRESHOLDS.to_json(), "new": 1}) == THRESHOLDS


def test_a_finding_becomes_evidence_of_the_line():
    evidence = _one([(True, 70), (False, 30)]).evidence("Spring survey")
    assert (evidence.source, evidence.count, evidence.of) == ("Spring survey", 70, 100)
    assert evidence.words == "70 of 100 say so (60–78 %)"
    assert evidence.low < evidence.share < evidence.high


def test_the_others_are_everybody_else_with_a_boolean_mask_too():
    rows = [(True, 41), (False, 46), (True, 36), (False, 264)]
    mask = np.array([True] * 87 + [False] * 300)
    assert _one(rows, mask) == _one(rows, [1] * 87 + [2] * 300, 1)
    with pytest.raises(ValueError, match="assignments"):
        _one(rows, [True, False])


def test_percentages_are_never_rounded_to_nobody_or_everybody():
    assert evidence_words(_one([(True, 1), (False, 19)])).startswith("1 of 20 says so")


def test_thresholds_are_settable_and_checked():
    known = Known(answers=40, share=0.6, low=0.45, high=0.73, p_most=0.01, p_few=1)
    assert judge(known)[0] is Verdict.MIXED
    assert judge(known, Thresholds(most=0.4, few=0.2))[0] is Verdict.SUPPORTED
    for wrong in ({"few": 0.9}, {"error": 0}, {"smallest_group": 0}):
        with pytest.raises(ValueError):
            Thresholds(**wrong)


def test_a_survey_without_answers_to_a_question_says_so():
    empty: Survey = ticked([(None, 8)])
    finding = check_lines([line("a")], [Match("a", "Q1", ("Offline",))], empty)[0]
    assert finding.words == "nobody was asked"


@pytest.mark.parametrize("weighted", [False, True], ids=["plain", "weighted"])
def test_what_is_told_of_lines_is_what_statsmodels_says(weighted):
    rng = np.random.default_rng(11)
    wrong = 0
    for _ in range(25):  # 40 lines each: a thousand lines in all
        n, m = int(rng.integers(60, 400)), 40
        says = rng.random((n, m)) < rng.uniform(0.02, 0.98, m)
        inside = rng.random(n) < 0.4
        weights = pd.Series(rng.gamma(2.0, 0.5, n)) if weighted else None
        options = tuple(f"o{i}" for i in range(m))
        question = Question("Q1", "Which?", QuestionType.MULTI_CHOICE, tuple(range(m)), options)
        columns = {f"Q1::{i}": pd.Series(says[:, i], dtype="boolean") for i in range(m)}
        matches = [Match(f"l{i}", "Q1", (f"o{i}",)) for i in range(m)]
        found = check_lines(
            [line(f"l{i}") for i in range(m)], matches, survey(columns, [question], weights), list(inside)
        )
        for i, one in enumerate(found):
            (k1, n1), (k2, n2) = (_by_hand(says[here, i], weights, here) for here in (inside, ~inside))
            if k1 == k2 == 0:
                assert one.lift is None
                continue
            want = [
                *proportion_confint(k1, n1, method="wilson"),
                *proportion_confint(k2, n2, method="wilson"),
                *confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff"),
                *confint_proportions_2indep(k1, n1, k2, n2, method="log-adjusted", compare="ratio"),
            ]
            told = [
                (one.group.low, one.group.high),
                (one.others.low, one.others.high),
                (one.difference.low, one.difference.high),
                (one.lift.low, one.lift.high),
            ]
            wrong += not np.allclose(np.ravel(told), want, rtol=1e-9, atol=1e-9)
    assert wrong == 0


def _by_hand(says, weights, here):
    """Count and effective number of a group, written out anew."""
    w = np.ones(len(says)) if weights is None else weights.to_numpy()[here]
    effective = sum(w) ** 2 / sum(w**2)
    return effective * sum(w[says]) / sum(w), effective


def test_a_rank_that_no_answer_can_have_is_refused():
    with pytest.raises(BadInput, match="1 or more"):
        check_match(Match("a", "Q5", ("Price",), high=0), mixed_survey())
