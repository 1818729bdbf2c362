"""Survey exports made for the stories: with kinds of people in them, with none, locked."""

from __future__ import annotations

import csv
import io

import numpy as np

NAMES = ("Wilhelmina", "Bartholomew", "Anneliese", "Thaddeus", "Guinevere")
SURNAMES = ("Quackenbush", "Featherstone", "Oberhuber", "Zwiebelmann")
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
QUESTIONS = (
    ("How important is working offline?", ("Not at all", "A little", "Very")),
    ("How important is sharing with clients?", ("Not at all", "A little", "Very")),
    ("How often do you travel for work?", ("Never", "Monthly", "Weekly")),
    ("Which device do you use most?", ("Phone", "Laptop", "Desktop")),
    ("Who decides what you buy?", ("I do", "My boss", "Purchasing")),
    ("How do you mostly edit?", ("Alone", "In pairs", "In a team")),
    ("What matters most?", ("Price", "Speed", "Quality")),
)


def _text(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["Timestamp", "Full name", "Email address", *(question for question, _ in QUESTIONS)])
    writer.writerows(rows)
    return buffer.getvalue().encode()


def person(number: int) -> tuple[str, str]:
    """(name, e-mail) of a made-up respondent, found nowhere else."""
    name = f"{NAMES[number % len(NAMES)]} {SURNAMES[number % len(SURNAMES)]}"
    return name, f"{NAMES[number % len(NAMES)].lower()}.{number}@zwiebel-example.org"


def with_segments(people: int = 300, seed: int = 1) -> bytes:
    """Three kinds of people, each with favourite answers that lie on no common line."""
    chance = np.random.default_rng(seed)
    favourites = ((0, 2, 1, 0, 2, 1, 0), (2, 0, 0, 1, 1, 2, 2), (1, 1, 2, 2, 0, 0, 1))
    rows = []
    for number in range(people):
        kind = int(chance.choice(3, p=[0.45, 0.35, 0.2]))
        name, mail = person(number)
        picks = [
            options[favourites[kind][at] if chance.random() < 0.8 else int(chance.integers(3))]
            for at, (_, options) in enumerate(QUESTIONS)
        ]
        rows.append([f"2026-03-{1 + number % 28:02d} 10:00:00", name, mail, *picks])
    return _text(rows)


WORDS = (
    ("I lose half a day each month because of {}", ("the trains", "bad wifi", "slow uploads", "cold halls")),
    ("We always wait for someone to look at {}", ("the album", "the invoice", "the contract", "the proofs")),
    ("It takes far too long until {}", ("everything is backed up", "colours look right", "a print is here")),
)


def with_texts(people: int = 300, seed: int = 1) -> bytes:
    """The same three kinds of people, who also wrote what annoys them; some of them named somebody."""
    chance = np.random.default_rng(seed + 100)
    table = list(csv.reader(io.StringIO(with_segments(people, seed).decode())))
    table[0].append("What annoys you most at work?")
    for number, row in enumerate(table[1:]):
        sentence, ends = WORDS[("Price", "Quality", "Speed").index(row[-1])]
        text = f"{sentence.format(ends[int(chance.integers(len(ends)))])}, {number % 97} times so far"
        if number % 10 == 0:
            text += f", and {NAMES[number % len(NAMES)]} {SURNAMES[number % len(SURNAMES)]} does not care"
        row.append(text)
    buffer = io.StringIO()
    csv.writer(buffer).writerows(table)
    return buffer.getvalue().encode()


def noise(people: int = 300, seed: int = 2) -> bytes:
    """Everybody answers by the dice."""
    chance = np.random.default_rng(seed)
    rows = []
    for number in range(people):
        name, mail = person(number)
        picks = [options[int(chance.integers(3))] for _, options in QUESTIONS]
        rows.append([f"2026-03-{1 + number % 28:02d} 10:00:00", name, mail, *picks])
    return _text(rows)


def locked() -> bytes:
    """A workbook with a password, as Excel writes it: an OLE container around an encrypted package."""
    import msoffcrypto.format.ooxml as ooxml

    plain = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        archive.writestr("xl/workbook.xml", "<workbook/>")
    plain.seek(0)
    out = io.BytesIO()
    ooxml.OOXMLFile(plain).encrypt("secret", out)
    return out.getvalue()
