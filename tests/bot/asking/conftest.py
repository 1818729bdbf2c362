"""A small cast for the stories, with the encoder where it is installed."""

from __future__ import annotations

import pytest

from bot.asking.index import Index, build
from bot.asking.nouns import AskLine
from bot.meaning.encoder import Encoder, load_encoder

CAST = {
    "Ada Brandt": (
        ("a1", "needs", "Edits photos on trains without wifi", "pos"),
        ("a2", "finances", "Up to 500 euros a year on the company card", "pos"),
        ("a3", "features", "Has no use for shared albums", "neg"),
        ("a4", "support_channels", "Writes in chat first, never phones", "pos"),
        ("a5", "traits", "34, two children, lives in Bremen", "pos"),
        ("a6", "tools", "Lightroom on a MacBook", "pos"),
    ),
    "Boris Klein": (
        ("b1", "features", "Asks for shared albums in every call", "pos"),
        ("b2", "finances", "Has 40,000 euros for software this year", "pos"),
        ("b3", "decisions", "The studio owner signs after a two-week trial", "pos"),
        ("b4", "response", "Needs a reply within the hour on a wedding day", "pos"),
        ("b5", "traits", "61 years old, speaks Polish", "pos"),
        ("b6", "attitudes", "Distrusts subscriptions", "neg"),
    ),
    "Cleo Marsh": (
        ("c1", "needs", "Sends previews to clients the same evening", "pos"),
        ("c2", "pains", "Loses half a day each month chasing unpaid invoices", "pos"),
        ("c3", "touchpoints", "Hears of us in a Facebook group", "pos"),
        ("c4", "traits", "Late twenties, lives in Lyon", "pos"),
    ),
}


def cast(**changes: dict[str, object]) -> list[AskLine]:
    """The lines of the cast; `changes` give fields of a line by its id."""
    return [
        AskLine(id=key, persona=name, name=name, role="photographer", facet=facet, text=text, polarity=side)
        if key not in changes
        else AskLine(
            **{  # type: ignore[arg-type]
                "id": key,
                "persona": name,
                "name": name,
                "role": "photographer",
                "facet": facet,
                "text": text,
                "polarity": side,
                **changes[key],
            }
        )
        for name, lines in CAST.items()
        for key, facet, text, side in lines
    ]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder, or the test is skipped."""
    found = load_encoder()
    if found is None:
        pytest.skip("the encoder's files are not installed")
    return found


@pytest.fixture(scope="session")
def index(encoder: Encoder) -> Index:
    """The cast, indexed by meaning."""
    return build(cast(), encoder)


@pytest.fixture(scope="session")
def words_index() -> Index:
    """The cast, indexed by words alone."""
    return build(cast(), None)
