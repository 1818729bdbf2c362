"""The exported page in a real browser: nothing is loaded, nothing overflows, light and dark, A4 and Letter."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.export.page import page as exported
from tests.bot.export.test_exports import cast

SHEETS = {"A4": (595, 842), "Letter": (612, 792)}


@pytest.fixture
def shown(browser: Any) -> Any:
    """Opens the page of a rich, a small and an empty persona."""
    opened = []

    def show(**look: Any) -> Any:
        page = browser.new_page(**look)
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.set_content(exported(cast("rich", "small", "empty")))
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.close()


@pytest.mark.parametrize("width", [320, 420, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_screen_and_loads_nothing(shown: Any, width: int, scheme: str) -> None:
    page = shown(viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in page.requests if not url.startswith("data:")] == []
    assert not page.complaints
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(26, 29, 33)"}[scheme]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_texts_stand_out_from_the_paper(shown: Any, scheme: str) -> None:
    """WCAG 2 AA: 4.5 to 1."""
    page = shown(color_scheme=scheme)
    lowest = page.evaluate(
        """() => {
            const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
                .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
                return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
            const paper = light(getComputedStyle(document.body).backgroundColor);
            return Math.min(...[...document.querySelectorAll("h1,h2,h3,p,li,a,span,strong")]
                .filter(e => e.innerText)
                .map(e => light(getComputedStyle(e).color))
                .map(ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)));
        }"""
    )
    assert lowest >= 4.5


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_it_prints_each_persona_on_sheets_of_its_own_on_light_paper(shown: Any, sheet: str) -> None:
    page = shown(color_scheme="dark")
    data = page.pdf(format=sheet, print_background=True)
    width, height = SHEETS[sheet]
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert boxes
    for wide, high in boxes:
        assert abs(float(wide) - width) <= 1
        assert abs(float(high) - height) <= 1
    assert 3 <= len(re.findall(rb"/Type ?/Page\b(?!s)", data)) <= 5
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
