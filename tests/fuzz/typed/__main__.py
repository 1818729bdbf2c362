"""`python -m tests.fuzz.typed --count 5000`: everything that reads what a person types takes any text, soon, and makes up
no word. Only BadInput may come out, and only of what refuses by it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from contextlib import suppress

from bot.asking.ask import ask
from bot.asking.index import Index, build
from bot.digest.words import understand
from bot.errors import BadInput
from bot.evidence.interviews.speakers import mask_personal
from bot.facets import FACETS
from bot.meaning.encoder import load_encoder
from bot.meaning.numbers import quantities
from bot.personas.market.counts import parse_count, parse_exclusion
from bot.survey.reading.words.amounts import number
from bot.survey.reading.words.personal import mask
from bot.workshop.customers import check_kinds
from bot.workshop.merging import Mergeable, merge
from bot.workshop.splitting import AnswerKind, split
from tests.bot.asking.conftest import cast
from tests.fuzz.budget import Findings, budget, parser
from tests.fuzz.typed.typing import sentences, typed

_ENCODER = load_encoder()


def said(text: str, facet: str) -> None:
    """An answer splits into verbatim pieces, in their order."""
    found = split(text, facet)
    at = 0
    for piece in found.pieces:
        at = text.find(piece.text, at)
        assert at >= 0, "a statement is not verbatim, or out of order"
        at += len(piece.text)
    assert bool(found.pieces) == (found.kind is AnswerKind.ANSWER)


def asked(index: Index, text: str) -> None:
    """A question has an answer in words, with lines that are there."""
    answer = ask(index, text, _ENCODER if index.matrix is not None else None)
    assert answer.sentence


def merged(texts: list[str]) -> None:
    """Every statement is in one group, and only there."""
    found = merge([Mergeable(str(place), text, "needs") for place, text in enumerate(texts)], _ENCODER)
    assert sorted(key for group in found.groups for key in group) == sorted(map(str, range(len(texts))))


def refused(read: Callable[[], object]) -> None:
    """What a form or a command takes, or refuses with a sentence."""
    with suppress(BadInput):
        read()


def main() -> int:
    """Types one text after the other."""
    limits = budget(parser(__doc__, 5_000).parse_args())
    findings = Findings("typed")
    whole = sentences()
    indexes = [build(cast(), None)] + ([build(cast(), _ENCODER)] if _ENCODER else [])
    facets = sorted(FACETS)
    tried = 0
    for index in limits.rounds():
        random_ = random.Random(f"{limits.seed}-{index}")
        text = typed(whole, random_)
        more = [text, *(typed(whole, random_)[:300] for _ in range(random_.choice((1, 3, 8))))]
        facet, product = random_.choice(facets), random_.choice(("Lumen", "a b", ""))
        kept = "\n---\n".join(more).encode("utf-8", "surrogatepass")
        for what, act in {
            "split": lambda: said(text, facet),  # noqa: B023  (called before the next round)
            "ask": lambda: [asked(each, text) for each in indexes],  # noqa: B023
            "merge": lambda: merged(more),  # noqa: B023
            "mask": lambda: (mask(text), mask_personal(text)),  # noqa: B023
            "numbers": lambda: (number(text), quantities(text)),  # noqa: B023
            "digest": lambda: refused(lambda: understand(text, "C1", [product])),  # noqa: B023
            "count": lambda: refused(lambda: parse_count(text)),  # noqa: B023
            "exclusion": lambda: refused(lambda: parse_exclusion("x", text)),  # noqa: B023
            "customers": lambda: refused(lambda: check_kinds(more)),  # noqa: B023
        }.items():
            findings.attempt(what, kept, act)
        tried += 1
        if findings.enough:
            break
    return findings.told(f"{tried} texts")


if __name__ == "__main__":
    sys.exit(main())
