"""What axe-core finds on the page in each of its states: nothing serious, in light and dark, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import hands
from tests.browser.chromium import page_of
from tests.scenarios.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

BAD = {"serious", "critical"}
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 400, "height": 800}},
    "narrow and dark": {"viewport": {"width": 400, "height": 800}, "color_scheme": "dark"},
}


def findings(page: Any) -> list[str]:
    """What axe-core holds to be serious or worse: the rule, and the first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    assert found["passes"], "axe-core looked at something"
    return [
        f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:200]}"
        for each in found["violations"]
        if each["impact"] in BAD
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_a_channel_with_a_card_and_a_thread(browser: Any, stage: Stage, look: str) -> None:
    amina = stage.person("amina")
    amina.command("#general", "/persona example")
    amina.wait_for_message("#general", "Robin Jansen", button="Everything", timeout=30)
    with page_of(browser, stage.playground.url, **LOOKS[look]) as page:
        card = hands.newest(page, "Robin Jansen", "Everything")
        assert findings(page) == []
        hands.press(card, "Everything")
        page.get_by_text("Only visible to you").first.wait_for()
        assert findings(page) == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_window_a_conversation_and_the_home_tab(browser: Any, stage: Stage, look: str) -> None:
    with page_of(browser, stage.playground.url, **LOOKS[look]) as page:
        hands.write(page, "/persona new freelance photographers")
        window = page.get_by_role("dialog", name="New workshop")
        window.wait_for()
        assert findings(page) == []
        window.get_by_label("For which product?").fill("Lumen")
        window.get_by_label("Short: three questions only").check()
        window.get_by_role("button", name="Invite").click()
        window.wait_for(state="detached")
        hands.join(page, "priya")
        assert findings(page) == []
        page.get_by_role("tab", name="Home").click()
        page.get_by_text("open").first.wait_for()
        assert findings(page) == []


def test_a_finding_would_be_found(browser: Any, stage: Stage) -> None:
    with page_of(browser, stage.playground.url) as page:
        page.evaluate("document.querySelector('h1').before(document.createElement('button'))")
        assert any(each.startswith("button-name") for each in findings(page))
