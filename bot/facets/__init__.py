"""Facets: what a statement can be about. One entry each holds what is particular to a facet.

`facet.py` says what an entry holds; the entries stand by the base they belong to: `who.py`, `needs.py`, `value.py`,
and `quote.py`, which belongs to none. The script, the cards, the lenses, splitting, asking and questionnaires read
them from here. docs/ADDING.md says how to add one.
"""

from __future__ import annotations

from bot.facets.facet import Base, Facet, Lens
from bot.facets.needs import NEEDS, SUPPORT
from bot.facets.quote import QUOTE
from bot.facets.value import VALUE
from bot.facets.who import WHO

_ENTRIES = (*WHO, *NEEDS, *VALUE, *SUPPORT, *QUOTE)

FACETS: dict[str, Facet] = {entry.key: entry for entry in _ENTRIES}
"""Every facet by its key, in the order in which people see them."""

_BY_NAME = {
    name.casefold(): entry.key for entry in _ENTRIES for name in (entry.key, entry.label, *entry.aliases)
}


def facet_of(name: str) -> str | None:
    """The key of the facet with this key, label or alias (in any case); None where it is unknown."""
    return _BY_NAME.get(name.strip().casefold())


def near_to(key: str) -> frozenset[str]:
    """The facet and its kin: what a line may be about that answers a question about this facet."""
    return frozenset({key, *(FACETS[key].kin if key in FACETS else ())})


__all__ = ["FACETS", "Base", "Facet", "Lens", "facet_of", "near_to"]
