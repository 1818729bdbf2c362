"""A form that was filled in: the first thing that is wrong with it is said beside its field."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import BadInput


def check(problems: Mapping[str, str]) -> None:
    """Raises BadInput with the first of these problems (field → sentence), if there are any."""
    for field, sentence in problems.items():
        raise BadInput(sentence, field)
