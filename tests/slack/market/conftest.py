"""A stage for stories of markets, needs and value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The bot on the playground, by Socket Mode; what Slack would have refused fails the story."""
    made = Stage(tmp_path)
    yield made
    problems = made.admin.problems()
    refused = [call for call in made.admin.calls() if call.get("error") == "invalid_blocks"]
    made.close()
    assert not problems
    assert not refused
