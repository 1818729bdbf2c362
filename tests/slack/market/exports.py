"""A survey of customers in kinds that need different things, are worth different sums and show it beforehand, or not."""

from __future__ import annotations

import csv
import io

import numpy as np

SCALE = ("Not important", "A little important", "Very important")
NEEDS = ("Working offline", "Sharing albums", "Sending invoices", "Printing at home", "Calendar", "Tutorials")
SIZES = ("1 to 10", "11 to 50", "51 to 200")
_FAVOURITES = ((2, 0, 2, 0, 1, 0), (0, 2, 0, 0, 2, 1), (0, 1, 0, 2, 0, 2))
_SPEND = (900, 200, 150)
HEADER = (
    "Timestamp",
    "Email address",
    *(f"How important is this to you? [{need}]" for need in NEEDS),
    "How much did you spend with us last year?",
    "How many employees does your company have?",
    "Which computer do you work on?",
)


def customers(people: int = 360, telling: bool = True, spend: bool = True, seed: int = 3) -> bytes:
    """Three kinds by needs. `telling`: the first kind, which spends most, mostly has larger companies and Macs."""
    chance = np.random.default_rng(seed)
    rows = []
    for number in range(people):
        kind = int(chance.choice(3, p=[0.4, 0.35, 0.25]))
        needs = [
            SCALE[mid if chance.random() < 0.85 else int(chance.integers(3))] for mid in _FAVOURITES[kind]
        ]
        first = kind == 0 and telling
        size = SIZES[int(chance.choice(3, p=[0.1, 0.2, 0.7] if first else [0.6, 0.3, 0.1]))]
        computer = "Mac" if chance.random() < (0.8 if first else 0.3) else "Windows"
        paid = f"{chance.gamma(4, _SPEND[kind] / 4):.0f}"
        row = [f"2026-03-{1 + number % 28:02d} 10:00:00", f"mail.{number}@zwiebel-example.org", *needs]
        rows.append([*row, *([paid] if spend else []), size, computer])
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([head for head in HEADER if spend or "spend" not in head])
    writer.writerows(rows)
    return buffer.getvalue().encode()
