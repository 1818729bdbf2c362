"""Made-up reviews with known themes, for the tests."""

from __future__ import annotations

import random

import pandas as pd

THEMES = {
    "sync": [
        "Syncing photos takes forever.",
        "The sync is so slow on my phone.",
        "Photo sync never finishes for me.",
        "Sync between laptop and phone is slow and breaks.",
        "It took two days to sync my photos.",
    ],
    "invoice": [
        "I can't find my invoices anywhere.",
        "Where are the invoices hidden?",
        "Please send the invoice by mail every month.",
        "The invoice shows the wrong tax number.",
        "Invoices arrive weeks too late.",
    ],
    "support": [
        "Support answered within an hour, great.",
        "The support team is friendly and quick.",
        "Support solved my case the same day.",
        "Very helpful support in the chat.",
        "Great support people.",
    ],
}
NOISE = [
    "Fine.",
    "I bought it last autumn.",
    "My cousin told me about it.",
    "Will see how it goes.",
    "Nice colours.",
]
STARS = {"sync": (1, 2), "invoice": (2, 3), "support": (5, 5)}


def reviews(n: int = 300, seed: int = 0, rising: str | None = "sync") -> tuple[pd.DataFrame, dict[str, int]]:
    """A table as stores export it, sorted by date, and how many items have each theme."""
    dice = random.Random(seed)
    rows, counts = [], dict.fromkeys(THEMES, 0)
    for i in range(n):
        month = i * 12 // n
        weights = {"sync": 1 + (month if rising == "sync" else 3), "invoice": 3, "support": 4, "": 4}
        theme = dice.choices(list(weights), list(weights.values()))[0]
        text = dice.choice(THEMES[theme]) if theme else ""
        if theme:
            counts[theme] += 1
        text = f"{text} {dice.choice(NOISE)} No. {i}".strip()
        rows.append(
            {
                "Author": dice.choice(["Anna Smith", "Bob Miller"]),
                "Created at": f"{dice.randint(1, 28):02}/{month + 1:02}/2024",
                "Stars": dice.choice(STARS.get(theme, (3, 4))),
                "Review text": text,
                "Version": "1.2",
            }
        )
    return pd.DataFrame(rows), counts
