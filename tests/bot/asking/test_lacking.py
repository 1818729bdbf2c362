"""Which word of a question a line lacks."""

from __future__ import annotations

import numpy as np

from bot.asking.index import build
from bot.asking.lacking import LACKING_FEATURES, MOST, lacking_features, left_out
from bot.asking.nouns import AskLine
from bot.asking.question import read_question


def _index(*texts: str):  # type: ignore[no-untyped-def]
    return build([AskLine(f"s{n}", "p", "Ann", "", "", text) for n, text in enumerate(texts)], None)


def test_each_content_word_of_the_topic_is_left_out_once() -> None:
    index = _index("Needs translations into Turkish")
    asked = read_question("Who needs Polish translations?", index.book)
    assert dict(left_out(index, asked)) == {"polish": "translations", "translations": "polish"}


def test_a_topic_of_one_word_has_nothing_to_leave_out() -> None:
    index = _index("Needs translations into Turkish")
    assert left_out(index, read_question("Who needs translations?", index.book)) == []


def test_of_a_long_question_only_the_rarest_words_are_left_out() -> None:
    index = _index("report costs", "report costs", "report costs", "report trains")
    asked = read_question("who wants report costs trains gears wheels bolts?", index.book)
    words = [word for word, _ in left_out(index, asked)]
    assert len(words) == MOST
    assert "report" not in words


def test_a_line_that_comes_nearer_without_a_word_lacks_it_unless_it_has_it() -> None:
    line = np.array([[1.0, 0.0]], np.float32)
    topic = np.array([0.6, 0.8], np.float32)
    without = np.array([[0.8, 0.6], [0.0, 1.0]], np.float32)
    weights = np.array([1.0, 0.5])
    row = lacking_features(line, topic, without, np.array([[False, False]]), weights)[0]
    found = dict(zip(LACKING_FEATURES, row, strict=True))
    assert np.isclose(found["lacks_most"], 0.2)
    assert np.isclose(found["drawn_least"], -0.6)
    assert np.isclose(found["lacks_rare"], 0.2)
    has = lacking_features(line, topic, without, np.array([[True, False]]), weights)[0]
    assert dict(zip(LACKING_FEATURES, has, strict=True))["lacks_most"] <= 0


def test_no_words_left_out_tell_nothing() -> None:
    none = lacking_features(
        np.ones((3, 2), np.float32),
        np.ones(2, np.float32),
        np.zeros((0, 2), np.float32),
        np.zeros((3, 0), bool),
        np.zeros(0),
    )
    assert none.shape == (3, len(LACKING_FEATURES))
    assert not none.any()
