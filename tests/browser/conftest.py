"""Chromium (skipped with a word where it is absent), and the real bot on a playground."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import launched, missing, page_of, required
from tests.scenarios.stage import Stage


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    why = missing()
    if why is not None:
        if required():
            pytest.fail(f"{why}, and DRAMATIS_REQUIRE_BROWSER asks for it")
        pytest.skip(why)
    with launched() as running:
        yield running


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A fresh playground with the real bot; what Slack would have refused fails the test."""
    made = Stage(tmp_path)
    made.admin.settings(ack_seconds=20)
    yield made
    problems = made.admin.problems()
    made.close()
    assert not problems


@pytest.fixture
def page(browser: Any, stage: Stage) -> Iterator[Any]:
    """The page; a complaint in its console fails the test."""
    with page_of(browser, stage.playground.url) as shown:
        yield shown
        assert shown.complaints == []
