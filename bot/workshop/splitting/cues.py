"""Which facet a statement is about: the one asked, unless the words clearly belong to another.

The cues themselves stand with their facets in bot/facets.py; here is when they are believed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.facets import FACETS

_BARE_QUOTE = re.compile(r"[\"“„«](?:[^\"“”„«»\n])+[\"“”»][.!?]?")
LONGEST = 600  # characters looked at
# Asked about these, people answer in any words: a customer's sentence, a reason, a step of buying.
_STAY = frozenset({"quote", "objections"})
# Facets so near to each other that a cue of the second proves nothing when the first was asked.
_NEAR: dict[str, frozenset[str]] = {
    "needs": frozenset({"features", "goals", "response"}),
    "goals": frozenset({"needs", "features", "value", "finances", "company", "touchpoints"}),
    "features": frozenset({"needs", "goals", "tools", "support_channels", "response", "touchpoints"}),
    "pains": frozenset(
        {
            "needs",
            "objections",
            "value",
            "goals",
            "features",
            "response",
            "support_channels",
            "finances",
            "tools",
            "touchpoints",
        }
    ),
    "attitudes": frozenset({"pains", "objections", "goals", "needs"}),
    "value": frozenset({"finances", "touchpoints", "tools", "support_channels", "response", "company"}),
    "finances": frozenset({"value", "traits", "company", "tools"}),
    "decisions": frozenset(
        {
            "touchpoints",
            "finances",
            "value",
            "tools",
            "traits",
            "company",
            "needs",
            "goals",
            "features",
            "pains",
            "support_channels",
            "response",
            "quote",
        }
    ),
    "response": frozenset({"support_channels", "needs", "value", "pains", "tools", "quote"}),
    "support_channels": frozenset({"response", "touchpoints", "tools"}),
    "touchpoints": frozenset({"value", "tools", "decisions"}),
    "company": frozenset({"value"}),
    "traits": frozenset({"company"}),
    "tools": frozenset({"support_channels"}),
}


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile("|".join(entry.cues))) for key, entry in FACETS.items() if entry.cues)


def facet_for(text: str, asked: str) -> str:
    """The facet of a statement given the facet asked; `asked` where nothing speaks strongly for another."""
    said = text.strip()[:LONGEST].replace("’", "'")
    if asked in _STAY:
        return asked
    near = _NEAR.get(asked, frozenset())
    if "quote" not in near and _BARE_QUOTE.fullmatch(said) and " " in said:
        return "quote"
    lower = said.lower()
    own = FACETS.get(asked)
    if own is not None and own.cues and re.search("|".join(own.cues), lower):
        return asked
    for key, pattern in _cues():
        if key != asked and key not in near and pattern.search(lower):
            return key
    return asked
