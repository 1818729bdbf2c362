"""A stage with Robin, a published persona, and surveys dropped beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.stage import Stage
from tests.slack.personas.conftest import cast, make, stage

__all__ = ["cast", "make", "stage"]


@pytest.fixture(autouse=True)
def closed(stage: Stage) -> Iterator[None]:
    """Windows that a story leaves open are closed after it."""
    yield
    for name in ("amina", "tomas", "priya", "jonas"):
        person = stage.person(name)
        if person.modal() is not None:
            person.close(all_of_them=True)
