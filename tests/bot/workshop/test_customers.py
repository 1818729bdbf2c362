"""Kinds of customers, counted together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.workshop.customers import Round, count_kinds


def all_together(statements: Any, _apart: Any) -> Any:
    """Everything means the same."""
    return SimpleNamespace(groups=(tuple(range(len(statements))),))


def named(*words: str) -> tuple[str, tuple[str, ...]]:
    kinds = tuple((f"U{number}", (word,)) for number, word in enumerate(words))
    (kind,) = count_kinds(Round("r", "C1", "U0", True, kinds), all_together)
    return kind.name, kind.words


def test_a_kind_is_shown_as_most_people_write_it_and_size_of_letters_is_no_other_way() -> None:
    name, words = named("night nurses", "Night nurses", "Night nurses", "nurses on nights")
    assert name == "Night nurses"
    assert words == ("Night nurses", "nurses on nights")


def test_where_as_many_write_it_small_it_can_stand_in_a_sentence() -> None:
    assert named("Night nurses", "night nurses") == ("night nurses", ("night nurses",))
