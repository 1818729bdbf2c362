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
TRUE_OF_YOU = "Which of these are true of you? (select all that apply)"
TRUTHS = (
    ("I am between 28 and 40", (0.7, 0.4, 0.3)),
    ("I live in a city", (0.75, 0.4, 0.5)),
    ("I have small children", (0.45, 0.5, 0.4)),
    ("I distrust subscriptions", (0.6, 0.4, 0.5)),
    ("I love subscriptions", (0.05, 0.1, 0.1)),
    ("I use Lightroom on a MacBook", (0.7, 0.4, 0.3)),
    ("I edit photos on trains without wifi", (0.7, 0.15, 0.2)),
    ("I lose half a day each month chasing unpaid invoices", (0.4, 0.6, 0.2)),
    ("My laptop has died in the middle of a wedding", (0.04, 0.05, 0.03)),
    ("I back up every photo twice", (0.07, 0.1, 0.08)),
    ("I decide alone what I buy", (0.8, 0.6, 0.7)),
    ("I ask other photographers before I buy", (0.55, 0.5, 0.4)),
)
"""What the team's lines claim, and how many of each kind say so: some of it is not so."""

SPENT = "How much did you spend on editing last year, in euros?"
SPENDING = (620, 260, 70)
"""What each kind spends in the middle."""
EMPLOYEES = "How many employees does your studio have?"
SIZES = ("None", "1 to 4", "5 or more")
SIZED = ((0.2, 0.6, 0.2), (0.5, 0.4, 0.1), (0.9, 0.1, 0.0))
COMPUTER = "Which computer do you edit on?"
COMPUTERS = ("Laptop", "Desktop computer", "Tablet")
EDITED_ON = ((0.8, 0.15, 0.05), (0.3, 0.65, 0.05), (0.3, 0.3, 0.4))
"""How large each kind's studios are and what they edit on: it can be seen before anybody buys."""
ANNOYS = "What annoys you most about your work?"
SAID = (
    (
        "The train to {} has no signal, so I wait until evening to show anything",
        "Couples ask for a preview of {} the same night, and I cannot send one from the road",
    ),
    (
        "I write the invoice for {} by hand and then forget to send it",
        "The prints of {} never look like they do on my screen",
    ),
    (
        "My family never finds the pictures of {} I put online",
        "I watch lesson after lesson on {} and forget half",
    ),
)
"""What some of each kind write, and about what."""
ABOUT = ("weddings", "portraits", "landscapes", "newborns", "concerts", "old houses", "sports", "markets")
WRITES = 0.3


def survey_export() -> bytes:
    """A CSV file: a row of questions, then a row for each respondent."""
    chance, writing = random.Random(SEED), random.Random(SEED + 1)
    out = io.StringIO()
    table = csv.writer(out)
    asked = [f"How important is this to you? [{question}]" for question in QUESTIONS]
    table.writerow(["Timestamp", *asked, TRUE_OF_YOU, SPENT, EMPLOYEES, COMPUTER, ANNOYS])
    for number in range(RESPONDENTS):
        (kind,) = chance.choices(range(len(KINDS)), SHARES)
        row = [SCALE[min(4, max(0, round(chance.gauss(at, 0.8))))] for at in KINDS[kind]]
        true = [words for words, shares in TRUTHS if chance.random() < shares[kind]]
        said = writing.choice(SAID[kind]).format(writing.choice(ABOUT)) if writing.random() < WRITES else ""
        spent = f"{chance.gammavariate(4, SPENDING[kind] / 4):.0f}"
        (size,) = chance.choices(SIZES, SIZED[kind])
        (computer,) = chance.choices(COMPUTERS, EDITED_ON[kind])
        when = f"2026/03/{1 + number % 28:02d} {9 + number % 9}:{number % 60:02d}:00"
        table.writerow([when, *row, ";".join(true), spent, size, computer, said])
    return out.getvalue().encode()
