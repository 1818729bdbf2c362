"""Counts as people say them."""

from __future__ import annotations


def many(count: int, what: str) -> str:
    """1 line; 1,200 lines."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def people(count: int) -> str:
    """1 person; 1,200 people."""
    return "1 person" if count == 1 else f"{count:,} people"
