"""Installing in a real browser, whose rules for cookies are its own: our page, Slack's page (a stand-in), and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.test_installing import HOME, OpenStage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_browser_installs_it_on_one_machine_without_https(browser: Any, tmp_path: Path) -> None:
    stage = OpenStage(tmp_path)
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{stage.url}/slack/install")
        (cookie,) = context.cookies()
        assert cookie["secure"]
        assert cookie["httpOnly"]
        page.get_by_role("link", name="Add to Slack").click()
        page.get_by_role("button", name="Allow").click()
        page.get_by_role("heading", name="Dramatis is installed in Playground").wait_for()
        assert stage.workspace(HOME) is not None
        assert context.cookies() == []
        page.reload()  # the same address again: it was for once
        page.get_by_role("heading", name="Not installed").wait_for()
        page.get_by_role("link", name="Begin again").click()
        page.get_by_role("heading", name="Add Dramatis to Slack").wait_for()
    finally:
        context.close()
        stage.close()
