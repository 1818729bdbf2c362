"""Stages for stories of interviews and feedback: a published persona, and people who give files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.scenarios.stage import Stage
from tests.slack.personas.conftest import Cast, publish


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The bot on the playground; what Slack would have refused fails the story."""
    made = Stage(tmp_path)
    yield made
    problems = made.admin.problems()
    made.close()
    assert not problems


@pytest.fixture
def cast(stage: Stage) -> Cast:
    """Robin, made by Amina and Tomas in #general, counts only."""
    return publish(stage)


@pytest.fixture
def make(stage: Stage) -> Callable[..., Cast]:
    """Makes further personas on the stage."""
    return lambda **how: publish(stage, **how)
