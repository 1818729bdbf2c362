"""One Chromium for all tests of a process (skipped with a word where it is absent): two cannot be driven at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.chromium import launched, missing, required


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
