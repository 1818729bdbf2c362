"""A stage for stories about surveys, and the surveys that are dropped on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The bot on the playground, by Socket Mode."""
    made = Stage(tmp_path)
    yield made
    made.close()
