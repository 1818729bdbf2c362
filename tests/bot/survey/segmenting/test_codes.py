"""Exports with bare codes and blanks: what a number or an empty cell means is found out from the other answers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bot.survey.segmenting import Verdict, segment
from bot.survey.segmenting.encoding import encode, learn_kinds, with_orders_checked
from tests.bot.survey.segmenting.made import one_degree, survey_of, three_kinds


def ordered(frame: pd.DataFrame) -> dict[str, bool]:
    survey = survey_of(frame)
    checked = with_orders_checked(encode(learn_kinds(survey), survey.answers))
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
