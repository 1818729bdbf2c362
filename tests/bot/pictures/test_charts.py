"""Every chart is a picture with words for it, in both looks, whatever texts come in."""

from __future__ import annotations

import io
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.nouns import Level, Verdict
from bot.personas.market.chart import chart_of
from bot.personas.market.market import Market
from bot.pictures.charts.card import CardLine, persona_card
from bot.pictures.charts.evidence import (
    NeedSpread,
    Rung,
    ThemeCourse,
    evidence_ladder,
    needs_by_segment,
    themes_over_time,
)
from bot.pictures.charts.segments import ProfileRow, SizedSegment, continuum, profile_heat_map, segment_sizes
from bot.pictures.charts.style import COLOURS, DPI, WIDTH, Look, between, ink_on, text_width, wrap
from tests.bot.pictures.gallery import everything

NAMES = ("sizes", "heat", "continuum", "ladder", "needs", "funnel", "themes", "card")


@pytest.fixture(scope="module")
def drawn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {look: everything(look) for look in Look}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("look", Look)
def test_a_chart_is_a_picture_as_wide_as_a_phone_with_words_for_it(drawn, look, name):
    chart = drawn[look][name]
    picture = Image.open(io.BytesIO(chart.png)).convert("RGB")
    assert picture.size == (chart.width, pytest.approx(chart.height, abs=1))
    assert chart.width == WIDTH * DPI
    assert len(chart.png) < 400_000
    assert 40 < len(chart.alt) < 2_000
    assert chart.alt.endswith(".")
    paper = tuple(int(COLOURS[look].paper[i : i + 2], 16) for i in (1, 3, 5))
    edge = {picture.getpixel((x, y)) for x in (2, chart.width - 3) for y in range(0, picture.size[1], 7)}
    assert edge == {paper}  # nothing is drawn over the margin
    assert len(set(picture.resize((100, 100)).get_flattened_data())) > 20


def test_the_same_values_give_the_same_bytes(drawn):
    assert everything(Look.LIGHT) == drawn[Look.LIGHT]


@pytest.mark.parametrize("look", Look)
def test_texts_are_legible_on_their_paper(look):
    colours = COLOURS[look]

    def light(colour: str) -> float:
        values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(a: str, b: str) -> float:
        dark, bright = sorted((light(a), light(b)))
        return (bright + 0.05) / (dark + 0.05)

    for ink in (colours.ink, colours.faint, colours.main, colours.good, colours.bad, colours.mixed):
        assert contrast(ink, colours.paper) >= 4.4, ink  # WCAG AA asks 4.5 for small texts
    for colour in colours.sequence:
        assert contrast(colour, colours.track) >= 2.8, colour
    for part in range(11):
        cell = between(colours.low, colours.high, part / 10)
        assert contrast(ink_on(cell), cell) >= 4.4, cell


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.floats(0.3, 4), st.integers(1, 3))
def test_a_wrapped_text_fits_whatever_it_is(text, width, most):
    lines = wrap(text, width, 11, most=most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, 11) <= width + 0.12 or len(line) <= 2 for line in lines)


def test_long_words_keep_all_their_letters_where_there_is_room():
    word = "Donaudampfschifffahrtsgesellschaftskapitänspatent"
    assert "".join(wrap(word, 2.0, 11, most=4)) == word


ODD = ("", "$x$ $", "😀 مرحبا 你好", "a" * 300, "<!channel> `x` \\frac{", "line\nbreak\x00")


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_and_missing_values_do_no_harm(text):
    charts = [
        segment_sizes([SizedSegment(text, 0.0, 0.0, 0.01)], text),
        segment_sizes([], text),
        profile_heat_map([ProfileRow(text, text, (None, 1.0))], (text, text), text),
        profile_heat_map([], (), text),
        continuum([], text, text, (), text),
        continuum([1.0] * 9, text, text, (text,), text),
        evidence_ladder(text, Level.PROTO, [Rung(text, Verdict.UNTESTED)], text),
        evidence_ladder(text, Level.STATISTICAL, []),
        needs_by_segment([NeedSpread(text, (None,))], (text,), text),
        needs_by_segment([], (), text),
        chart_of(Market(), text),
        chart_of(Market(1), text),
        themes_over_time([ThemeCourse(text, ())], text),
        themes_over_time([], text),
        persona_card(text, text, Level.PROTO, [CardLine(text, text)] * 40),
        persona_card("", text, Level.PROTO, []),
    ]
    assert all(chart.png.startswith(b"\x89PNG") for chart in charts)
