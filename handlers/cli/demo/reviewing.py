"""The act of the feedback file: reviews are read, their themes counted, and one becomes evidence for a line."""

from __future__ import annotations

import csv
import io
import random

from handlers.cli.demo.pressing import COUNTING, PATIENCE, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person

REVIEWS = 120
SEED = 11
SAID = {
    "offline": (
        "Editing on the train without wifi works at last.",
        "I edit on trains, and without wifi nothing opens.",
        "Offline editing on the train is why I bought it.",
        "Without wifi I cannot edit on trains.",
    ),
    "invoices": (
        "Chasing unpaid invoices is still my evening.",
        "I wish it reminded clients of unpaid invoices.",
        "Unpaid invoices are hard to find.",
        "The list of unpaid invoices is confusing.",
    ),
    "": ("Fine.", "Nice colours.", "My cousin told me about it.", "Will see how it goes."),
}
STARS = {"offline": (4, 5), "invoices": (1, 2), "": (3, 4)}


def export() -> bytes:
    """A CSV file as shops give it: a review a row over a year, more of them about invoices from month to month."""
    chance = random.Random(SEED)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["Created at", "Stars", "Review text"])
    for number in range(REVIEWS):
        month = number * 12 // REVIEWS
        (theme,) = chance.choices(list(SAID), (3, 1 + month / 2, 3))
        text = f"{chance.choice(SAID[theme])} {chance.choice(SAID[''])} No. {number + 1}"
        table.writerow([f"2025-{month + 1:02d}-{1 + number % 28:02d}", chance.choice(STARS[theme]), text])
    return out.getvalue().encode()


def play(told: Teller, who: Person, channel: str) -> None:
    """Somebody drops an export of reviews, sees its themes and keeps one as evidence."""
    who.drop_file(channel, export(), "reviews.csv")
    told.did(who, f"drops an export of {REVIEWS} reviews into #general")
    themes = who.wait_for_message(channel, "Read as feedback", button="Read as survey", timeout=COUNTING)
    told.saw(who, "in #general", themes)
    who.press(themes, "feedback.prove")
    window = who.wait_for_modal("Evidence for a line", PATIENCE)
    likely = window.inputs["line"]["option_groups"][0]["options"][0]
    told.did(who, f"keeps the first theme as evidence for “{likely['text']['text']}”")
    submit(who, line=likely["value"], side="for")
    kept = who.wait_for_message(channel, "Kept as evidence", timeout=PATIENCE)
    told.saw(who, "(only she)", kept)
