"""A digest is asked for in plain words; what is not understood is said in one sentence with an example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.rhythm import EVERY_DAY, WEEKDAYS
from bot.digest.words import VERBS, Deed, Wish, understand
from bot.errors import BadInput
from bot.facets import Lens

NINE = 540


@pytest.mark.parametrize(
    ("text", "days", "minute"),
    [
        ("here mondays 9:00", (0,), NINE),
        ("here Mondays 9:00", (0,), NINE),
        ("mondays at 9", (0,), NINE),
        ("every monday at 9am", (0,), NINE),
        ("every monday at 9 a.m.", (0,), NINE),
        ("monday 09:00", (0,), NINE),
        ("on monday's at 9 o'clock, please", (0,), NINE),
        ("here, every weekday at 8.30", WEEKDAYS, 510),
        ("every working day 8:30", WEEKDAYS, 510),
        ("fridays at 16", (4,), 960),
        ("fri 4pm", (4,), 960),
        ("fri 4 p.m.", (4,), 960),
        ("Fridays 16h", (4,), 960),
        ("fridays 16h30", (4,), 990),
        ("fridays 1630", (4,), 990),
        ("4 in the afternoon on fridays", (4,), 960),
        ("daily at noon", EVERY_DAY, 720),
        ("every day 12am", EVERY_DAY, 0),
        ("every day at midnight", EVERY_DAY, 0),
        ("tuesdays and thursdays 17:45", (1, 3), 1065),
        ("tue, thu & fri at 7:05", (1, 3, 4), 425),
        ("mon-fri 9", WEEKDAYS, NINE),
        ("Monday to Thursday at nine", (0, 1, 2, 3), NINE),
        ("fri – mon 9:00", (0, 4, 5, 6), NINE),
        ("every weekday except fridays at 9", (0, 1, 2, 3), NINE),
        ("weekends 10am", (5, 6), 600),
        ("wendesdays 9:00", (2,), NINE),
        ("half past nine on tuesdays", (1,), 570),
        ("tuesdays quarter to 10", (1,), 585),
        ("mondays", (0,), NINE),
        ("here weekly on monday morning at 9", (0,), NINE),
        ("post the digest here each Sunday evening at 8", (6,), 1200),
        ("monday 13pm", (0,), 780),
    ],
)
def test_days_and_hours(text: str, days: tuple[int, ...], minute: int) -> None:
    wish = understand(text)
    assert isinstance(wish, Wish)
    assert (wish.days, wish.minute) == (days, minute)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("pause", "pause"),
        ("Pause the digest", "pause"),
        ("resume", "resume"),
        ("go on", "resume"),
        ("stop", "stop"),
        ("stop it please", "stop"),
        ("preview", "preview"),
        ("now", "now"),
        ("send it now", "now"),
        ("list", "list"),
    ],
)
def test_what_can_be_done_with_one(text: str, verb: str) -> None:
    assert understand(text) == Deed(verb)


def test_nothing_typed_means_nothing_said() -> None:
    assert understand("  ") is None


def test_zone_lens_and_product() -> None:
    products = ("Lumen", "Lumen Pro, the suite")
    assert understand("mondays 9:00 Europe/Berlin").zone == "Europe/Berlin"  # type: ignore[union-attr]
    assert understand("mondays 9:00 berlin time").zone == "Europe/Berlin"  # type: ignore[union-attr]
    assert understand("mondays 9:00 in New York").zone == "America/New_York"  # type: ignore[union-attr]
    assert understand("mondays 9:00 UTC").zone == "UTC"  # type: ignore[union-attr]
    wish = understand("mondays 9:00 as sales for lumen", products=products)
    assert isinstance(wish, Wish)
    assert (wish.lens, wish.product) == (Lens.SALES, "Lumen")
    assert understand("for Lumen Pro, the suite mondays 9", products=products) == Wish(
        (0,), NINE, product="Lumen Pro, the suite"
    )
    assert understand("mondays 9:00 for the sales team", products=products) == Wish(
        (0,), NINE, lens=Lens.SALES
    )
    assert understand("mondays 9:00 for all products", products=products) == Wish((0,), NINE, product="")
    assert understand("pause for Lumen", products=products) == Deed("pause", "Lumen")
    assert understand("stop lumen", products=products) == Deed("stop", "Lumen")


def test_this_channel_may_be_named_another_may_not() -> None:
    assert understand("<#C1|general> mondays 9:00", "C1") == Wish((0,), NINE)
    with pytest.raises(BadInput, match="in the channel"):
        understand("<#C2|design> mondays 9:00", "C1")
    with pytest.raises(BadInput, match="in the channel"):
        understand("#design mondays 9:00", "C1")


@pytest.mark.parametrize(
    "text",
    [
        "here 9:00",
        "here",
        "hourly",
        "blue mondays 9:00",
        "mondays 25:00",
        "mondays 9:75",
        "mondays 13am",
        "mondays 0pm",
        "mondays 9:00 and 17:00",
        "every other monday",
        "monthly",
        "biweekly mondays",
        "every two weeks on monday",
        "mondays 9:00 Mars/Olympus",
        "mondays 9:00 for Nothing",
        "montags 9 uhr",
        "9",
        "mondays 9:00:30",
        "mondays <script>",
        "mondays 9:00 @here",
    ],
)
def test_what_is_not_understood_gets_one_sentence_with_an_example(text: str) -> None:
    with pytest.raises(BadInput) as told:
        understand(text, products=("Lumen",))
    sentence = told.value.sentence
    assert "mondays 9:00" in sentence or "Europe/Berlin" in sentence or "Lumen" in sentence
    assert "<script" not in sentence
    assert len(sentence) < 200


def wish_or_refusal(text: str) -> Wish | Deed | BadInput | None:
    try:
        return understand(text, "C1", ("Lumen", "A & B"))
    except BadInput as error:
        return error


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["mondays", "9", "at", "/", "-", "for", "<", "pm", "é"])).map(" ".join)
)
def test_any_text_is_a_wish_or_a_sentence(text: str) -> None:
    meant = wish_or_refusal(text)
    if isinstance(meant, BadInput):
        assert meant.sentence.endswith((".", "”"))
        assert len(meant.sentence) < 300
    elif isinstance(meant, Wish):
        assert set(meant.days) <= set(EVERY_DAY)
        assert meant.days
        assert 0 <= meant.minute < 24 * 60
    else:
        assert meant is None or meant.verb in VERBS
