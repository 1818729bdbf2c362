"""The real bot on a playground, and its page in the one Chromium of tests/conftest.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import page_of
from tests.scenarios.stage import Stage


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
