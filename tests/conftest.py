"""What all tests share: no example has a deadline; one Chromium a process (skipped with a word where it is absent), since
two cannot be driven at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from tests.browser.chromium import launched, missing, required

# how long an example takes says something about the machine; what is measured is measured in tests/bench
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


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
