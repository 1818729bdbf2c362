"""Exports with bare codes and blanks: what a number or an empty cell means is found out from the other answers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bot.survey.segmenting import LatentSegments, Verdict, segment
from bot.survey.segmenting.encoding import encode, learn_kinds, with_orders_checked
from tests.bot.survey.segmenting.made import one_degree, survey_of, three_kinds


def ordered(frame: pd.DataFrame) -> dict[str, bool]:
    survey = survey_of(frame)
    encoded = encode(learn_kinds(survey), survey.answers)
    checked = with_orders_checked(encoded, encoded.codes)
    return {kind.question_id: kind.parts[0].ordered for kind in checked.kinds}


def test_numbered_options_lose_an_order_that_means_nothing_and_ratings_keep_theirs() -> None:
    frame, kind = three_kinds(400)
    rng = np.random.default_rng(3)
    # codes 1 to 4 of tools: the second and the fourth go with the same people
    frame["Code"] = np.where(
        rng.random(400) < 0.8, np.array([2, 1, 3])[kind], rng.choice([2, 4], 400)
    ).astype(float)
    frame["Code"] = frame["Code"].mask((kind == 0) & (rng.random(400) < 0.4), 4.0)
    found = ordered(frame)
    assert not found["Code"]
    assert all(found[f"R{q}"] for q in range(7))
    assert all(ordered(one_degree()).values())


def test_a_rating_along_which_kinds_lie_in_a_curve_keeps_its_order() -> None:
    rng = np.random.default_rng(6)
    kind = rng.integers(0, 5, 700)
    columns = {}
    for q in range(8):
        feeling = rng.permutation([-2.4, -1.2, 0, 1.2, 2.4])[kind] + rng.normal(0, 0.8, 700)
        columns[f"R{q}"] = np.searchsorted([-2, -1, 0, 1, 2], feeling) + 1.0
    assert all(ordered(pd.DataFrame(columns)).values())


def test_blank_cells_of_those_who_chose_nothing_make_no_segments() -> None:
    rng = np.random.default_rng(8)
    chosen = [[o for o in "abcde" if rng.random() < 0.3] for _ in range(500)]
    frame = pd.DataFrame(
        {"Likes": [c or None for c in chosen], "Uses": rng.integers(1, 6, 500).astype(float)}
    )
    result = segment(survey_of(frame))
    assert result.verdict is Verdict.NONE
    likes = next(p for p in result.questions if p.question == "Likes")
    assert likes.answered[0] == 500


def test_blank_cells_are_missing_where_none_of_these_can_be_ticked() -> None:
    rng = np.random.default_rng(8)
    chosen = [[o for o in "abcde" if rng.random() < 0.3] or ["none of these"] for _ in range(500)]
    blank = rng.random(500) < 0.15
    frame = pd.DataFrame({"Likes": [None if b else c for b, c in zip(blank, chosen, strict=True)]})
    (likes,) = learn_kinds(survey_of(frame))
    assert [part.label for part in likes.parts] == list("abcde")
    assert (likes.encode(survey_of(frame).answers)[blank] == -1).all()


def test_people_who_tick_one_box_all_the_way_down_are_found_beside_numbered_options() -> None:
    frame, kind = three_kinds(400)
    frame.loc[:19, [f"R{q}" for q in range(7)]] = 4.0
    rng = np.random.default_rng(3)
    for q in range(2):
        second = np.where(rng.random(400) < 0.5, 2.0, 4.0)
        frame[f"C{q}"] = np.where(kind == 0, second, np.where(kind == 1, 1.0, 3.0))
    fitted = LatentSegments(resamples=2).fit(survey_of(frame))
    assert any(note.startswith("5.0 % of the respondents gave one answer") for note in fitted.notes_)
