"""What belongs to a persona after it is published: doubts, captures, where its lines come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Doubt:
    """One person's challenge of one line. `person` is shown only where names were agreed to."""

    line: str
    person: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Origin:
    """Where a line of a persona comes from: `was` is its id in the workshop."""

    line: str
    was: str
    workshop: str


@dataclass(frozen=True)
class Capture:
    """Something `author` said, kept as a voice by `captor`; `statement` is the voice's."""

    id: str
    persona: str
    statement: str
    captor: str
    author: str
    at: datetime
    withdrawn: bool = False
