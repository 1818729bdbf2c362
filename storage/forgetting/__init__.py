"""A person's words are forgotten: `rules.py` says what becomes of each table, `finding.py` where their words stand,
`dropping.py` takes them away. docs/PRIVACY.md says the same to people."""

from __future__ import annotations

from storage.forgetting.dropping import (
    drop_lines,
    drop_seats,
    forget_person,
    forget_tests,
    forget_texts,
    forget_undelivered,
    uninvite,
)
from storage.forgetting.finding import places_of, posts_about, rewordings, rounds_of, seats_of, texts_of
from storage.forgetting.rules import IDS, RULES, Does, Rule

__all__ = [
    "IDS",
    "RULES",
    "Does",
    "Rule",
    "drop_lines",
    "drop_seats",
    "forget_person",
    "forget_tests",
    "forget_texts",
    "forget_undelivered",
    "places_of",
    "posts_about",
    "rewordings",
    "rounds_of",
    "seats_of",
    "texts_of",
    "uninvite",
]
