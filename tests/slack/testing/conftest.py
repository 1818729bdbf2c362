"""A stage with Robin, a published persona, and surveys dropped beside it."""

from __future__ import annotations

from tests.slack.personas.conftest import cast, make, stage

__all__ = ["cast", "make", "stage"]
