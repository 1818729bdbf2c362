"""Which kinds of customers have we? Everybody names up to five, blind; what means the same is counted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.errors import BadInput
from bot.messages import register_message
from bot.nouns import Polarity, Statement
from bot.workshop.forms import tidy
from bot.workshop.lines import Grouper
from bot.workshop.script import SUBJECT_LIMIT

MOST = 5
SHOWN = 20


@dataclass(frozen=True)
class Round:
    """One time of naming kinds of customers. `kinds` holds what each person named; blind until `shown`."""

    id: str
    channel: str
    opener: str
    shown: bool
    kinds: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Kind:
    """A kind of customer and how many people named it; `words` are all the ways it was put, its name first; writing it
    large or small is no other way."""

    name: str
    people: int
    words: tuple[str, ...]


@register_message
@dataclass(frozen=True)
class RoundPost:
    """The post in the channel: while it is blind only a count, afterwards the counted kinds."""

    kind: ClassVar[str] = "customers"
    version: ClassVar[int] = 1
    round: str
    opener: str
    people: int
    shown: bool
    kinds: tuple[Kind, ...] = ()


def check_kinds(typed: Sequence[str]) -> tuple[str, ...]:
    """What one person named: tidied, without repetitions. Raises BadInput."""
    named = [tidy(text) for text in typed if tidy(text)]
    if not named:
        raise BadInput("Name at least one kind of customer, in a few words.", "kind0")
    for place, text in enumerate(typed):
        if len(tidy(text)) > SUBJECT_LIMIT:
            raise BadInput(f"Please keep it under {SUBJECT_LIMIT} characters.", f"kind{place}")
    seen: dict[str, str] = {}
    for text in named:
        seen.setdefault(text.casefold(), text)
    return tuple(seen.values())[:MOST]


def count_kinds(round_: Round, group: Grouper) -> tuple[Kind, ...]:
    """The kinds with how many people named each, most first; shown in the wording most used, else the shortest."""
    said = [(person, text) for person, texts in round_.kinds for text in texts]
    statements = [Statement(str(i), "traits", text, Polarity.POS) for i, (_, text) in enumerate(said)]
    kinds = []
    for places in group(statements, frozenset()).groups:
        words = [said[place][1] for place in places]
        people = {said[place][0] for place in places}
        folded = [word.casefold() for word in words]
        name = min(words, key=lambda w: (-folded.count(w.casefold()), len(w), -words.count(w), w.swapcase()))
        others = {word.casefold(): word for word in reversed(words) if word.casefold() != name.casefold()}
        kinds.append(Kind(name, len(people), (name, *reversed(others.values()))))
    return tuple(sorted(kinds, key=lambda kind: (-kind.people, kind.name.casefold())))
