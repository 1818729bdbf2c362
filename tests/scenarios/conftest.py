"""Stages for stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.inside import children_inside as children_inside
from tests.scenarios.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The bot on the playground, by Socket Mode."""
    made = Stage(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["socket", "http"])
def either_stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """The bot on the playground, by Socket Mode and by signed HTTP."""
    made = Stage(tmp_path, http=request.param == "http")
    yield made
    made.close()
