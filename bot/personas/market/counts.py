"""Counts and shares as people write them, as numbers: "1.2 million", "3,5 Mio", "40k", "30 %"."""

from __future__ import annotations

import re

from bot.errors import BadInput
from bot.personas.market.market import LARGEST, Exclusion, Reason
from bot.phrases import shortened

_SCALES = {
    "": 1.0,
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "tsd": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "t": 1e3,
    "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "mill": 1e6,
    "millón": 1e6, "millones": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9,
    "milliard": 1e9, "milliards": 1e9,
    "hundred": 1e2, "hundreds": 1e2, "dozen": 12.0,
}  # fmt: skip
_NUMBER = re.compile(
    r"^(?P<sign>[-−–+]?)\s*(?P<digits>\d[\d.,'’\s\u00a0\u2009\u202f_]*|[.,]\d+)\s*(?P<scale>[^\W\d_]*)\.?(?P<rest>.*)$",
    re.S,
)
_ABOUT = re.compile(
    r"^(?:about|around|approx(?:\.|imately)?|roughly|some|circa|ca\.?|c\.|nearly|almost|over|more than|ungefähr|etwa|rund"
    r"|environ|unos|~|≈|>|<)\s*(?=\S)",
    re.I,
)


def parse_count(text: str, field: str = "tam") -> float:
    """A count in plain words as a number: "1.2 million", "3,5 Mio", "40k", "1 200 000", "about 12.000 companies".

    BadInput with one sentence for what is no number ("lots"), not above zero, a percentage, a range or beyond reason.
    """
    plain = _ABOUT.sub("", text.strip())
    if not plain:
        raise BadInput("Write a number, such as 40,000 or 1.2 million; leave it out if nobody knows.", field)
    found = _NUMBER.match(plain)
    if found is None:
        raise BadInput(
            f"“{shortened(text, 40)}” is not a number; write one such as 40,000 or 1.2 million.", field
        )
    if "%" in plain:
        raise BadInput("Write a number here, not a percentage.", field)
    rest = found["rest"].strip()
    if re.match(r"(?:[-–−]|to\b|bis\b|and\b|/)\s*\d", rest) or re.search(r"\d", rest):
        raise BadInput(
            f"“{shortened(text, 40)}” holds more than one number; write the one you want to count with.",
            field,
        )
    scale = _SCALES.get(found["scale"].casefold())
    value = _decimal(found["digits"], scaled=scale not in (None, 1.0), field=field) * (scale or 1.0)
    if found["sign"] and found["sign"] != "+":
        raise BadInput("This can't be smaller than nothing; write a number above zero.", field)
    if value <= 0:
        raise BadInput("Zero would mean that there is nobody; leave it out if nobody knows.", field)
    if value > LARGEST:
        raise BadInput(f"“{shortened(text, 40)}” is more than there are people or companies on earth.", field)
    return value


def parse_exclusion(name: str, amount: str, reason: Reason = Reason.OTHER) -> Exclusion:
    """An exclusion from plain words: "30 %" is a share of the TAM, "200k" a number. BadInput as of `parse_count`."""
    plain = _ABOUT.sub("", amount.strip())
    percentage = re.fullmatch(
        r"([-−–]?)\s*(\d+(?:[.,]\d+)?)\s*(?:%|percent|per cent|prozent|pct)", plain, re.I
    )
    if percentage:
        share = float(percentage[2].replace(",", ".")) / 100
        if percentage[1] and share:
            raise BadInput("An exclusion can take away between 0 and 100 %.", "amount")
        return Exclusion(name, reason, share=share)
    return Exclusion(name, reason, count=parse_count(amount, "amount"))


def _decimal(digits: str, scaled: bool, field: str) -> float:
    """Digits with any thousands mark and decimal mark. "1.200" is 1200, but "1.200 million" is 1.2 million."""
    text = re.sub(r"[\s\u00a0\u2009\u202f'’_]", "", digits).rstrip(".,")
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return float(text)
    last = marks[-1]
    head, _, tail = text.rpartition(last)
    groups_of_three = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) is not None
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        if last in head:
            raise BadInput(f"“{digits.strip()}” can be read in two ways; write it without marks.", field)
        return float(head.replace(other, "") + "." + tail)
    if len(marks) > 1:
        if not groups_of_three:
            raise BadInput(f"“{digits.strip()}” can be read in two ways; write it without marks.", field)
        return float(text.replace(last, ""))
    if groups_of_three and not scaled and not head.startswith("0"):
        return float(head + tail)
    return float(f"{head or '0'}.{tail}")
