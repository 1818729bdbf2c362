"""The survey export of the demo: drawn at random from three kinds of photographers, so the finding is a real one."""

from __future__ import annotations

import csv
import io
import random

RESPONDENTS = 300
SEED = 7
QUESTIONS = (
    "Editing offline",
    "Previews the same evening",
    "Automatic invoices",
    "Printing at home",
    "Sharing with family",
    "Learning from tutorials",
)
SCALE = (
    "Not important",
    "Slightly important",
    "Moderately important",
    "Very important",
    "Extremely important",
)
KINDS = ((3.4, 3.2, 0.9, 0.8, 0.7, 0.9), (0.9, 0.8, 3.3, 3.4, 0.8, 0.7), (0.7, 0.9, 0.8, 0.9, 3.4, 3.1))
"""The middle of each kind's answers, question by question, on the scale from 0."""
SHARES = (0.45, 0.35, 0.2)


def survey_export() -> bytes:
    """A CSV file: a row of questions, then a row for each respondent."""
    chance = random.Random(SEED)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["Timestamp", *QUESTIONS])
    for number in range(RESPONDENTS):
        (centre,) = chance.choices(KINDS, SHARES)
        row = [SCALE[min(4, max(0, round(chance.gauss(at, 0.8))))] for at in centre]
        table.writerow([f"2026/03/{1 + number % 28:02d} {9 + number % 9}:{number % 60:02d}:00", *row])
    return out.getvalue().encode()
