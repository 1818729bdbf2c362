"""The facet of no base: a sentence as it was heard."""

from __future__ import annotations

from bot.facets.facet import ALL, Facet

QUOTE = (
    Facet(
        "quote",
        "Quote",
        None,
        ALL,
        "Which sentence have you heard from {subject}, word for word?",
        "One real sentence makes a persona easier to remember than ten facts.",
        "“If I have to type it twice, I won't type it at all.”",
        stakes=0.1,
        lead="Somebody like you said:",
        aliases=("quotes", "voice"),
    ),
)
