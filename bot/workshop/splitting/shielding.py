"""Places where nothing may be cut: quotations, brackets, dates, "Town, COUNTRY", fixed pairs, between … and.

Works on characters and gives a set of token indexes; every pattern is bounded, so the whole stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.workshop.splitting import words as w
from bot.workshop.splitting.tokens import Mark, Token

_MONTH = "|".join(sorted(w.MONTHS, key=len, reverse=True))
_SPANS = (
    re.compile(
        r'"[^"\n]{1,1500}"|“[^”\n]{1,1500}”|„[^“”\n]{1,1500}[“”]|«[^»\n]{1,1500}»|'
        r"(?<![\w])[‘\'](?=\w)[^\'’\n]{2,300}[\'’](?!\w)"
    ),
    re.compile(r"\([^()\n]{0,600}\)|\[[^\[\]\n]{0,600}\]"),
    re.compile(rf"\b(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}", re.I),
    re.compile(
        r"\b(?:in|at|from|near|around|to) [A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?, (?:[A-Z]{2,3}\b|"
        r"[A-ZÀ-Þ]\w+(?=[,.;:]|$| [a-z]))"
    ),
    # a list of months or of bare numbers or years is one thing
    re.compile(rf"\b(?:{_MONTH})(?:, (?:{_MONTH})){{0,12}},? (?:and|or|&) (?:{_MONTH})\b", re.I),
    re.compile(r"\b\d+(?:, \d+){0,40},? (?:and|or|&|sometimes|maybe|or even|und) \d+\b"),
    re.compile(r"\b(?:19|20)\d\d(?:, (?:19|20)\d\d){1,40}"),
)


def shielded(text: str, tokens: Sequence[Token]) -> set[int]:
    """Indexes of the tokens of `text` at which, and before which, no border may be set."""
    inside = bytearray(len(text) + 1)
    for pattern in _SPANS:
        for match in pattern.finditer(text):
            start, end = match.start() + 1, match.end()
            inside[start:end] = b"\x01" * (end - start)
    out = {i for i, token in enumerate(tokens) if inside[token.start]}
    out |= _pairs(tokens)
    return out


def _pairs(tokens: Sequence[Token]) -> set[int]:
    """The "and" of fixed pairs, between … and, both … and, and of "24 and 30"."""
    out: set[int] = set()
    waiting = -1
    for i, token in enumerate(tokens):
        if token.lower in {"between", "both"} and token.mark is Mark.WORD:
            waiting = i + 12
        elif token.mark is Mark.BREAK or (token.mark is Mark.SIGN and token.lower in ";!?"):
            waiting = -1
        if token.lower not in w.AND:
            continue
        if i <= waiting:
            out.add(i)
            waiting = -1
        before = tokens[i - 1].lower if i else ""
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if (before, after) in w.PAIRS or (after, before) in w.PAIRS or (before == after and before):
            out.add(i)
    return out
