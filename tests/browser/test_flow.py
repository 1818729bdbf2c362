"""The whole flow on the page: two people, clicking and typing only, from `/persona new` to a card in #general."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser import hands
from tests.browser.test_accessible import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400)]

AMINA = ("28 to 40, live in Berlin", "Edit photos on trains without wifi", "Lose half a day chasing invoices")
TOMAS = (
    "Most are over 40, live in Hamburg",
    "edit photos on trains without wifi",
    "Their laptop dies at weddings",
)


def test_two_people_make_a_persona_by_clicking_and_typing(page: Any) -> None:
    hands.start_workshop(page, asked=("Amina Diallo", "Tomás Herrera"))
    hands.answer_three(page, "tomas", TOMAS)
    hands.answer_three(page, "amina", AMINA)
    panel = hands.newest(page, "2 of 2 joined, 2 done", "Start the vote")
    hands.press(panel, "Start the vote")
    for name in ("tomas", "amina"):
        hands.play_as(page, name)
        hands.go_to(page, "Dramatis")
        hands.press(hands.newest(page, "mark each with agree", "Vote"), "Vote")
        window = page.get_by_role("dialog", name="Vote")
        window.wait_for()
        assert "optional" not in window.inner_text()
        line = window.get_by_role("group", name=re.compile("^edit photos on trains without wifi$", re.I))
        assert line.get_by_role("radio").count() == 3, "a line's words are read out with its choices"
        assert findings(page) == []
        for choice in window.get_by_label("Agree", exact=True).all():
            choice.check()
        window.get_by_role("button", name="Done").click()
        window.wait_for(state="detached")
        hands.newest(page, "You marked")
    hands.press(hands.newest(page, "2 voted", "Reveal"), "Reveal")
    hands.go_to(page, "general")
    reveal = hands.newest(page, "The reveal: freelance photographers")
    assert "edit photos on trains without wifi" in reveal.inner_text().casefold()
    hands.press(reveal, "Make the persona")
    window = page.get_by_role("dialog", name="Make the persona")
    window.get_by_label(re.compile("^Role")).fill("Wedding photographer on the road")
    window.get_by_label(re.compile("^Name")).fill("Robin")
    window.get_by_role("button", name="Publish").click()
    window.wait_for(state="detached")
    hands.play_as(page, "tomas")
    card = hands.newest(page, "Wedding photographer on the road", "Everything")
    assert "2 of 2 asked agree" in card.inner_text()
    assert "not yet tested" in card.inner_text()


def test_a_question_is_answered_with_the_keyboard_only(page: Any) -> None:
    hands.start_workshop(page)
    hands.join(page, "priya")
    keyboard = page.keyboard
    box = page.get_by_role("complementary", name="Thread").get_by_role("combobox")
    box.focus()
    keyboard.type("28 to 40, live in Berlin")
    keyboard.press("Enter")
    hands.in_thread(page, "2 of 3")
    _tab_to(page, "Seen it myself", back=True)
    keyboard.press("Enter")
    hands.in_thread(page, "How you know: Seen it myself")
    box.focus()
    _tab_to(page, "Skip", back=True)
    keyboard.press("Space")
    hands.in_thread(page, "3 of 3")


def test_the_example_is_loaded_with_one_press(page: Any) -> None:
    page.get_by_role("button", name="Load the example").click()
    card = hands.newest(page, "Robin Jansen", "Everything")
    assert "Proto persona" in card.inner_text()
    hands.press(card, "History")
    hands.newest(page, "History of Robin Jansen")


def _tab_to(page: Any, label: str, back: bool = False) -> None:
    """Tab until the focus is on the button with this label."""
    for _ in range(60):
        if page.evaluate("document.activeElement.textContent.trim()") == label:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the keyboard does not reach {label!r}")
