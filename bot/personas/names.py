"""Names to choose from that are no stereotypes: short, from many languages, used by any gender; none fits a trade."""

from __future__ import annotations

import hashlib

_NAMES = (
    "Alex Moreau", "Ariel Katz", "Bao Tran", "Casey Brandt", "Charlie Okoye", "Dana Novak", "Eden Haddad",
    "Francis Lindqvist", "Gael Ferreira", "Imani Walker", "Jamie Olsen", "Jo Martinez", "Kai Nakamura",
    "Kim Andersson", "Lee Ramos", "Lou Bernard", "Maxi Weber", "Mika Virtanen", "Noa Levi", "Noor Rahman",
    "Pat Kowalski", "Quinn Murphy", "Remy Dubois", "Robin Jansen", "Sam Papadakis", "Sasha Ivanova",
    "Sky Thompson", "Toni Ricci", "Val Horvat", "Yuki Tanaka",
)  # fmt: skip


def suggest(seed: str) -> tuple[str, ...]:
    """Three names, always the same for one seed."""
    ranked = sorted(_NAMES, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    return tuple(ranked[:3])
