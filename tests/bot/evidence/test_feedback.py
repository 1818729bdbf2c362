"""Reviews and tickets become counted themes, in people's own words and without their names."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from bot.errors import BadInput
from bot.evidence.feedback.reading import Feedback, read_feedback
from bot.evidence.feedback.themes import Theme, find_themes, match_themes, require_themes
from bot.evidence.feedback.trend import Trend, months_of, trend_test
from bot.nouns import Verdict
from tests.bot.evidence.reviews import THEMES, reviews
from tests.bot.survey.testing.surveys import line


@pytest.fixture(scope="module")
def read() -> tuple[Feedback, dict[str, int]]:
    table, counts = reviews(400)
    return read_feedback(table), counts


@pytest.fixture(scope="module")
def themes(read) -> tuple[Theme, ...]:
    return find_themes(read[0])


def test_columns_are_recognised(read):
    feedback, _ = read
    assert (feedback.text_column, feedback.date_column, feedback.rating_column) == (
        "Review text",
        "Created at",
        "Stars",
    )
    assert feedback.rating_range == (1.0, 5.0)
    assert len(feedback.items) == 400
    assert {item.on.month for item in feedback.items} == set(
        range(1, 13)
    )  # day first, though many fit both ways


@pytest.mark.parametrize("odd", ["-0003-04-05", "0001-01-01", "9999-12-31", "1066-10-14"])
def test_a_date_that_no_review_can_have_is_none(odd: str) -> None:
    table, _ = reviews(40)
    table.loc[7, "Created at"] = odd
    found = read_feedback(table)
    assert found.date_column == "Created at"
    assert sum(item.on is None for item in found.items) == 1
    assert len(months_of([item.on for item in found.items], [True] * len(found.items))) == 12


def test_known_themes_are_counted(read, themes):
    _, counts = read
    found = {key: theme for key in THEMES for theme in themes if key in theme.name}
    assert set(found) == set(THEMES)
    for key, theme in found.items():
        assert abs(theme.count - counts[key]) <= 0.1 * counts[key]
        assert (theme.low, theme.high) == pytest.approx(proportion_confint(theme.count, 400, method="wilson"))
        assert theme.of == 400
    assert found["sync"].facet == "pains"
    assert found["support"].facet == "needs"


def test_names_and_quotes_are_peoples_own_words(read, themes):
    said = {word.strip(".,'?").casefold() for item in read[0].items for word in item.text.split()}
    texts = " ".join(item.text for item in read[0].items)
    assert len(themes) >= len(THEMES)
    for theme in themes:
        assert all(word in said for word in theme.name.split(", "))
        assert theme.quotes
        assert all(quote in texts for quote in theme.quotes)


def test_a_theme_that_grows_is_rising_and_others_are_not(themes):
    direction = {theme.name.split(",")[0]: theme.trend.direction for theme in themes}
    assert direction["sync"] == "rising"
    assert direction["invoices"] == "steady"


def test_ratings_are_told_by_theme(themes):
    sync = next(theme for theme in themes if "sync" in theme.name)
    assert sync.rating_low < sync.rating < sync.rating_high < 2
    assert sync.others_rating > 3


def test_meaning_groups_where_it_is_handed_in(read):
    keys = list(THEMES)

    def encode(texts: list[str]) -> np.ndarray:
        vectors = np.full((len(texts), 4), 0.01)
        for row, text in enumerate(texts):
            hits = [place for place, key in enumerate(keys) if any(text in said for said in THEMES[key])]
            vectors[row, hits[0] if hits else 3] = 1
        return vectors

    found = find_themes(read[0], encode)
    assert set(read[1].values()) <= {theme.count for theme in found}


def test_the_same_file_gives_the_same_themes(read, themes):
    assert find_themes(read[0]) == themes


def test_personal_data_is_masked_before_anything_is_kept():
    table = pd.DataFrame(
        {
            "requester": ["Zoltan Petrescu", "Zoltan Petrescu"],
            "body": [
                "Please call me, Zoltan Petrescu, at +49 170 1234567, my sync is broken.",
                "My mail is z.p@firm.com and the invoice is missing again.",
            ],
        }
    )
    told = json.dumps(read_feedback(table).to_json())
    for word in ("Zoltan", "Petrescu", "1234567", "@"):
        assert word not in told


def test_titles_join_their_text_and_repeated_rows_are_left_out():
    row = ["Too slow", "It takes ages to open the list", "4/5"]
    table = pd.DataFrame([row, row, ["", "", ""]], columns=["Title", "Review", "Rating"])
    feedback = read_feedback(table)
    assert feedback.items[0].text == "Too slow. It takes ages to open the list"
    assert feedback.items[0].rating == 4
    assert feedback.left_out == 2
    assert Feedback.from_json(json.loads(json.dumps(feedback.to_json()))) == feedback


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        pd.DataFrame({"a": [1, 2, 3], "b": [2.0, 3.0, 4.0]}),
        pd.DataFrame({"text": [None, "", float("nan")]}),
        pd.DataFrame({"text": ["<br>", " ", "."]}),
    ],
)
def test_a_table_without_texts_is_one_sentence(table):
    with pytest.raises(BadInput):
        read_feedback(table)


def test_odd_tables_are_read():
    table = pd.DataFrame([[f"it is slow today {i}", "x", "y"] for i in range(3)], columns=["text", 1, 1])
    assert len(read_feedback(table).items) == 3
    stars = pd.DataFrame({"comment": ["good one, really", "bad one, really"], "stars": ["★★★★☆", "★"]})
    assert read_feedback(stars).rating_column == "stars"


def test_few_texts_have_no_themes():
    table = pd.DataFrame({"text": [f"the sync is slow in case {i}" for i in range(4)]})
    assert find_themes(read_feedback(table)) == ()
    with pytest.raises(BadInput):
        require_themes(())
    apart = [
        "apples grow here",
        "cars rust quickly",
        "music plays loudly",
        "dogs bark",
        "rain falls",
        "ink dries",
    ]
    assert find_themes(read_feedback(pd.DataFrame({"text": apart}))) == ()


def test_the_trend_test_is_that_of_armitage():
    from scipy.stats import pearsonr

    months = [
        (date(2024, m, 1), count, of) for m, count, of in ((1, 2, 30), (2, 5, 40), (3, 9, 35), (4, 12, 33))
    ]
    slope, p_value = trend_test(months)
    t = np.repeat([0, 1, 2, 3], [30, 40, 35, 33])
    y = np.concatenate([[1] * count + [0] * (of - count) for _, count, of in months])
    from scipy.stats import chi2

    assert p_value == pytest.approx(chi2.sf(len(t) * pearsonr(t, y).statistic ** 2, 1))
    assert slope == pytest.approx(np.polyfit(t, y, 1)[0])
    assert trend_test(months[:2]) == (None, None)
    assert trend_test([(d, 0, of) for d, _, of in months]) == (0.0, 1.0)


def test_more_items_in_all_are_no_trend():
    months = [(date(2024, m, 1), 2 * m, 10 * m) for m in range(1, 13)]
    assert trend_test(months)[1] == pytest.approx(1)


def test_months_without_items_are_there():
    days = [date(2023, 11, 4), None, date(2024, 2, 9)]
    assert months_of(days, [True, True, False]) == (
        (date(2023, 11, 1), 1, 1),
        (date(2023, 12, 1), 0, 0),
        (date(2024, 1, 1), 0, 0),
        (date(2024, 2, 1), 0, 1),
    )
    assert months_of([None], [True]) == ()


def test_themes_are_evidence_for_lines(themes):
    lines = [line("a", "syncing photos takes forever", "pains"), line("b", "loves cheese")]
    matches = match_themes(themes, lines)
    assert [match.line for match in matches] == ["a"]
    theme = next(theme for theme in themes if theme.name == matches[0].theme)
    evidence = theme.evidence("Store reviews")
    assert evidence.verdict is Verdict.UNTESTED
    assert evidence.words.startswith(f"{theme.count} of 400 mention it (")
    assert evidence.words.endswith("rising")
    assert Theme.from_json(json.loads(json.dumps(theme.to_json()))) == theme
    assert Trend.from_json(json.loads(json.dumps(theme.trend.to_json()))) == theme.trend
