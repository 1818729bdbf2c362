"""Two segmentations of one survey set against each other: honest words, and no small group shown split."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from bot.errors import BadInput
from bot.survey.segments.crossing import adjusted_rand, crossed
from tests.bot.survey.segments.made import segmentation


def test_the_same_split_twice_is_called_the_same() -> None:
    one = segmentation([1] * 40 + [2] * 30 + [3] * 30)
    table = crossed(one, segmentation([2] * 40 + [3] * 30 + [1] * 30))
    assert table.rand == 1
    assert table.agreement.startswith("The two are practically the same")
    assert "rightly for 100 % of people, and without knowing it for 40 %" in table.agreement
    assert table.rows[0] == ("1. Kind 1", ((0, 0.0), (40, 1.0), (0, 0.0)))


def test_splits_that_have_nothing_to_do_with_each_other_are_called_so() -> None:
    one = segmentation([1, 2] * 50)
    table = crossed(one, segmentation([1] * 50 + [2] * 50))
    assert "hardly anything" in table.agreement
    assert table.rows[0][1] == ((25, 0.5), (25, 0.5))


def test_a_segment_under_five_is_not_split_and_does_not_follow_by_subtraction() -> None:
    first = segmentation([1] * 50 + [2] * 40 + [3] * 7 + [4] * 3)
    table = crossed(first, segmentation([1, 2] * 50))
    shown = {name for name, cells in table.rows if cells is not None}
    assert shown == {"1. Kind 1", "2. Kind 2"}, "the next smallest is kept whole with it"


def test_one_to_four_people_are_never_given_as_a_number() -> None:
    table = crossed(segmentation([1] * 50 + [2] * 50), segmentation([1] * 47 + [2] * 3 + [2] * 50))
    assert table.rows[0][1] == ((47, 0.94), (None, None))


def test_segmentations_of_different_surveys_are_refused() -> None:
    with pytest.raises(BadInput):
        crossed(segmentation([1] * 10 + [2] * 10), segmentation([1] * 10 + [2] * 11))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=60))
def test_agreement_is_the_adjusted_rand_index(pairs: list[tuple[int, int]]) -> None:
    table = np.zeros((4, 4), dtype=np.int64)
    for a, b in pairs:
        table[a, b] += 1
    expected = adjusted_rand_score([a for a, _ in pairs], [b for _, b in pairs])
    assert adjusted_rand(table) == pytest.approx(expected, abs=1e-9)
