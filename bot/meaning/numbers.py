"""Numbers with units in a sentence, and whether what a line says fits what a question or another line says.

Kinds: "money" (with its period where told), "time" (in minutes), "age" (in years), "share" (percent), "count" (of a
thing, whose word is kept). A number is a range: "up to 50 euros" is 0 to 50, "in her late twenties" 27 to 29.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.meaning.words import STOP, normalise, stem

INFINITE = float("inf")

NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
"""The word of each number from 0 to 20, by its place."""

_SMALL = {name: value for value, name in enumerate(NUMBER_WORDS)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
}
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "hundred": 1e2, "bn": 1e9, "billion": 1e9}
_MINUTES = {
    "second": 1 / 60,
    "minute": 1,
    "min": 1,
    "hour": 60,
    "day": 1440,
    "week": 10080,
    "month": 43800,
    "year": 525600,
}
_MONEY = (
    r"euros?|eur|dollars?|usd|bucks?|pounds?|gbp|quid|francs?|chf|yen|kron(?:or|er|a|e)|rupees?|zloty"
    r"|cents?|pence|€|\$|£|¥"
)
_NUMBER_WORD = "|".join(sorted(_SMALL, key=len, reverse=True))
_NUMBER = (
    rf"(?:\d+(?:\.\d+)?|an? (?=million\b|thousand\b|hundred\b|dozen\b)"
    rf"|(?:{_NUMBER_WORD})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?\b)"
)
_QUANTITY = re.compile(
    rf"(?P<before>[€$£¥]\s?)?(?<![\w.])(?P<number>{_NUMBER})\s?(?P<scale>(?:k|m|bn|thousand|million|billion"
    rf"|hundred)\b)?"
    rf"(?:\s?(?:to|-|or)\s?(?P<second>{_NUMBER})(?P<scale2>\s?(?:k|m|thousand|million)\b)?)?"
    rf"\s?(?P<unit>%|percent\b|(?:{_MONEY})(?![a-z])|(?:working |business |more )?(?:seconds?|minutes?"
    rf"|mins?|hours?|h|days?|weeks?|months?|years?)\b)?"
    r"(?P<old>\s(?:old|of age)\b)?(?:\s?(?P<thing>(?<![a-z])[a-z]{3,}))?"
)
_FIXED_TIMES: tuple[tuple[re.Pattern[str], float, float], ...] = tuple(
    (re.compile(pattern), low, high)
    for pattern, low, high in (
        (r"\bhalf an hour\b|\bhalf hour\b", 30, 30),
        (r"\bquarter (?:of an )?hour\b", 15, 15),
        (r"\bwithin minutes\b|\b(?:a few|in|some) minutes\b", 0, 20),
        (r"\b(?:an|the|one|each|every) hour\b(?! (?:of|from|away))|\bhourly\b", 60, 60),
        (r"\bimmediately\b|\bat once\b|\bright away\b|\binstant(?:ly)?\b|\bstraight away\b", 0, 10),
        (
            r"\bsame[ -](?:working |business )?(?:day|afternoon|evening)\b|\b(?:within|in) (?:the|a"
            r"|one) (?:working )?day\b",
            240,
            1440,
        ),
        (
            r"\bnext[ -](?:working |business )?(?:day|morning)\b|\btomorrow\b|\b(?:following|one (?:working"
            r"|business)) day\b",
            900,
            2160,
        ),
        (r"\ba day or two\b|\ba couple of days\b|\bcouple of days\b", 1440, 2880),
        (r"\ba few days\b|\bseveral days\b|\bsome days\b", 2880, 7200),
        (
            r"\b(?:within|in|after|for|in the course of) (?:a|the) week\b|\ba week (?:is|will|later)\b"
            r"|\bwithin a week\b",
            2880,
            10080,
        ),
        (r"\bno (?:rush|hurry)\b", 1440, 20160),
    )
)
_DECADE = re.compile(
    r"\b(early|mid|middle|late)?[ -]*(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b|\b(early|mid"
    r"|late)?[ -]*([2-9])0s\b"
)
_PERIOD = re.compile(
    r"^[^,.;]{0,40}?\b(?:(?:a|an|per|each|every|one|the) (day|week|month|year|night)|(daily|weekly|monthly"
    r"|yearly|annually)|(annual))\b"
)
_AGE = re.compile(r"\b(?:age|aged|old|older|young|younger|years|birthday|generation)\b")
_YEARLY = {
    "day": 365.0,
    "daily": 365.0,
    "night": 365.0,
    "week": 52.0,
    "weekly": 52.0,
    "month": 12.0,
    "monthly": 12.0,
}

_ABOVE = re.compile(
    r"\b(?:above|over|more than|at least|older than|larger than|bigger than|exceeds?|exceeding|beyond"
    r"|minimum(?: of)?|from|longer than|upwards of)\s*(?:the age of |a |an )?[€$£]?\s*$"
)
_BELOW = re.compile(
    r"\b(?:below|under|less than|fewer than|at most|up to|younger than|no more than|not more than|within|in"
    r"|inside|maximum(?: of)?|max|until|not above"
    r"|nothing above|nothing over|quicker than|faster than|shorter than|smaller than|limit of|go beyond"
    r"|not go beyond|as little as|ceiling of)\s*(?:the next |about |a |an |the )?[€$£]?\s*$"
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|some|circa|nearly|almost)\s*[€$£]?\s*$")
_MONEY_TALK = re.compile(
    r"\b(?:budget|pays?|paid|spends?|costs?|price|earns?|contracts?|signs?|afford|approve|money|decides?"
    r"|order|revenue|turnover)\b"
)
_HEADS = frozenset(
    stem(word)
    for word in [
        "employee",
        "staff",
        "person",
        "people",
        "worker",
        "colleague",
        "member",
        "headcount",
        "employed",
    ]
)
_NOT_A_NUMBER = frozenset({"one"})  # "one place", "the one who": too often no number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as a range [low, high]; `point` is the number named, `asked` how it was bounded.

    `thing` is the stem of what is counted or, for money and times, of the word that follows ("" if none).
    `yearly` is the factor to a year for money told with a period, None without one.
    """

    kind: str
    low: float
    high: float
    point: float
    asked: str = "exact"
    thing: str = ""
    yearly: float | None = None


def quantities(text: str) -> list[Quantity]:
    """The numbers with units of a sentence, in order of kind of reading."""
    plain = normalise(text)
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    for pattern, low, high in _FIXED_TIMES:
        for match in pattern.finditer(plain):
            if not _overlaps(match.span(), taken):
                taken.append(match.span())
                asked = _bound(plain[: match.start()])[0] if low == high else "exact"
                found.append(Quantity("time", 0 if asked == "below" else low, high, high, asked))
    for match in _DECADE.finditer(plain):
        if _overlaps(match.span(), taken):
            continue
        taken.append(match.span())
        part = match.group(1) or match.group(3)
        base = _TENS[match.group(2)] if match.group(2) else int(match.group(4)) * 10
        low, high = {"early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}.get(part or "", (0, 9))
        found.append(Quantity("age", base + low, base + high, base + (low + high) / 2))
    for match in _QUANTITY.finditer(plain):
        if not _overlaps((match.start("number"), match.end("number")), taken):
            quantity = _read(plain, match)
            if quantity:
                found.append(quantity)
    return found


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _value(word: str, scale: str | None) -> float:
    """The value of a number in digits or words: "42", "twelve", "thirty-five", with "k" or "million" after it."""
    try:
        value = float(word)
    except ValueError:
        if word in ("a ", "an "):
            return _SCALES.get((scale or "").strip(), 12.0)
        value = float(sum(_SMALL.get(part, 0) for part in re.split(r"[ -]", word)))
    return value * _SCALES.get((scale or "").strip(), 1.0)


def _bound(before: str) -> tuple[str, bool]:
    """How the words before a number bound it: "above", "below", "about" or "exact"."""
    for name, pattern in (("below", _BELOW), ("above", _ABOVE), ("about", _ABOUT)):
        if pattern.search(before):
            return name, True
    return "exact", False


def _read(plain: str, match: re.Match[str]) -> Quantity | None:
    """One number with what surrounds it; None where it counts nothing that could be compared."""
    number, unit = match.group("number"), (match.group("unit") or "").strip()
    scale = match.group("scale")
    if number in _NOT_A_NUMBER and not unit:
        return None
    value = _value(number, scale)
    second = match.group("second")
    top = _value(second, match.group("scale2") or scale) if second else value
    before, after = plain[: match.start()], plain[match.end("unit") if unit else match.end("number") :]
    asked, _ = _bound(before)
    thing = stem(match.group("thing") or "")
    thing = "person" if thing in _HEADS else thing
    factor = 1.0
    yearly: float | None = None
    if match.group("before") or re.fullmatch(_MONEY, unit):
        kind = "money"
        yearly = _period(after)
        if unit in ("cent", "cents", "pence"):
            factor = 0.01
    elif unit in ("%", "percent"):
        kind = "share"
    elif unit:
        name = re.sub(r"^(?:working|business|more) ", "", unit).rstrip("s")
        name = {"h": "hour", "min": "minute"}.get(name, name)
        if name == "year" and (
            match.group("old") or (_AGE.search(before[-25:] + " " + after[:8]) and value >= 12)
        ):
            kind = "age"
        else:
            kind, factor = "time", _MINUTES[name]
    elif match.group("old") or _is_age(plain, match, value):
        kind = "age"
    else:
        kind = "count"
        if thing in STOP or match.group("thing") in STOP:
            thing = ""
        if value >= 5 and not thing and _MONEY_TALK.search(plain):
            kind, yearly = "money", _period(plain[match.end("number") :])
        elif not thing and asked == "exact":
            return None
    value, top = value * factor, top * factor
    low, high = min(value, top), max(value, top)
    if asked == "below":
        low = 0.0
    elif asked == "above":
        high = INFINITE
    return Quantity(kind, low, high, top, asked, thing if kind == "count" else "", yearly)


def _is_age(plain: str, match: re.Match[str], value: float) -> bool:
    """Whether a bare number is an age: a line that opens with it, "aged 52", or "who is over 60"."""
    if not 12 <= value <= 110 or match.group("scale"):
        return False
    before, after = plain[: match.start()], plain[match.end("number") :].lstrip()
    if re.search(
        r"\b(?:aged?|turned|younger than|older than|people over|people under|members? over)\s*$", before
    ):
        return True
    if re.search(
        r"^(?:who|anyone|which \w+)?\s*(?:is|are|was)?\s*(?:over|under|above|below|past|beyond)\s*$", before
    ):
        return after == "" or after.startswith("?")
    return not before.strip() and after.startswith((",", ";"))


def _period(after: str) -> float | None:
    """The factor from the period told after an amount to a year."""
    found = _PERIOD.search(after)
    if not found:
        return None
    return _YEARLY.get(next(group for group in found.groups() if group), 1.0)


def compare(asked: Quantity, told: Quantity) -> float | None:
    """Whether what is told fits what is asked: 1 fits, 0 unclear, -1 does not fit; None where not comparable.

    An exact question allows a quarter more or less; "within an hour" is met by whatever is quicker.
    """
    if asked.kind != told.kind:
        return None
    if asked.kind == "count" and asked.thing and told.thing and asked.thing != told.thing:
        return None
    scale_a, scale_b = (
        (asked.yearly or 1.0, told.yearly or 1.0) if asked.yearly and told.yearly else (1.0, 1.0)
    )
    a, b = asked.point * scale_a, told.point * scale_b
    if asked.asked == "above":
        return 1.0 if (b >= a and told.asked != "below") or b > a else -1.0
    if asked.asked == "below":
        return 1.0 if b <= a * 1.001 else -1.0
    low, high = told.low * scale_b, told.high * scale_b
    if (told.asked == "exact" and low <= a <= high) or (
        asked.low < asked.high and asked.low * scale_a <= b <= asked.high * scale_a
    ):
        return 1.0
    ratio = max(a, b) / max(min(a, b), 1e-9)
    if ratio <= 1.25:
        return 1.0
    if asked.kind == "time" and b < a <= _MINUTES["week"]:
        return 0.0  # who can wait a day would not mind an hour
    return 0.0 if ratio <= 1.4 or (told.asked == "below" and a < b) else -1.0


def agree(one: Quantity, other: Quantity) -> float | None:
    """Whether two lines tell the same number: 1 the same, -1 another, 0 near; None where not comparable."""
    if one.kind != other.kind:
        return None
    if one.kind == "count" and one.thing and other.thing and one.thing != other.thing:
        return None
    factors = (one.yearly, other.yearly) if one.yearly and other.yearly else (1.0, 1.0)
    a, b = one.point * factors[0], other.point * factors[1]
    ratio = max(a, b) / max(min(a, b), 1e-9)
    if ratio <= 1.12 or (
        one.low <= b <= one.high < INFINITE
        and other.low <= a <= other.high
        and one.asked == other.asked == "exact"
    ):
        return 1.0
    return 0.0 if ratio < 1.5 else -1.0
