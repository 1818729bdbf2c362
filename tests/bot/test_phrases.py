"""How counts, shares and words are put into sentences."""

from __future__ import annotations

from bot.counts import count_words, many
from bot.phrases import asked_and_answered, interval_words, listed, percent, shortened


def test_shares_never_say_nobody_or_everybody_where_that_is_wrong() -> None:
    assert [percent(x) for x in (0, 0.001, 0.125, 0.999, 1)] == ["0 %", "<1 %", "13 %", ">99 %", "100 %"]
    assert interval_words(0.374, 0.582) == "37–58 %"


def test_counts_are_told_in_three_digits() -> None:
    assert [count_words(n) for n in (1_234_567, 45_649, 312.4, 999_999, 0.4, 2.5e9)] == [
        "1.23 million",
        "45,600",
        "312",
        "1 million",
        "fewer than 1",
        "2.5 billion",
    ]


def test_lists_and_plurals_read_as_people_write_them() -> None:
    assert [listed(parts) for parts in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert [many(n, "line") for n in (0, 1, 1_200)] == ["0 lines", "1 line", "1,200 lines"]
    assert [many(n, "person", "people") for n in (1, 2)] == ["1 person", "2 people"]


def test_a_question_stands_before_its_answer_and_long_words_are_cut_between_words() -> None:
    assert asked_and_answered("Which computer? ", "Mac") == "Which computer? Mac"
    assert asked_and_answered("Company\nsize :", "51 to 200") == "Company size: 51 to 200"
    assert shortened("  one two,  three", 40) == "one two, three"
    assert shortened("one two, three", 10) == "one two…"
    assert len(shortened("x" * 100, 40)) == 40
