"""Survey exports made for testing the lines of Robin: some of what the team believes is so, some is not."""

from __future__ import annotations

import csv
import io

import numpy as np

OFFLINE = "Do you edit photos on trains or planes without wifi?"
LAPTOP = "Has your laptop died at a wedding?"
CHILDREN = "Do you have children under ten?"
INVOICES = "How much time do you lose each month chasing invoices?"
AGE = "How old are you?"
CITY = "Where do you live?"
TIMES = ("None", "About an hour", "Half a day", "Several days")


def export(people: int = 200, seed: int = 7, offline: float = 0.8, laptop: float = 0.05) -> bytes:
    """A plain CSV: most edit offline, hardly any laptop died, few have small children, time on invoices is mixed."""
    chance = np.random.default_rng(seed)

    def yes(share: float) -> str:
        return "Yes" if chance.random() < share else "No"

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([OFFLINE, LAPTOP, CHILDREN, INVOICES, AGE, CITY, "What else should we know?"])
    for number in range(people):
        writer.writerow(
            [
                yes(offline),
                yes(laptop),
                yes(0.08),
                TIMES[int(chance.choice(4, p=[0.3, 0.3, 0.25, 0.15]))],
                int(chance.integers(21, 64)),
                ("Berlin", "Hamburg", "Elsewhere")[int(chance.choice(3, p=[0.4, 0.3, 0.3]))],
                f"Nothing else, number {number} said" if number % 9 == 0 else "",
            ]
        )
    return out.getvalue().encode()
