"""What was typed after `/persona digest`, understood: a wish for a digest in plain words, or something to do with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.digest.rhythm import EVERY_DAY, WEEK, WEEKDAYS
from bot.errors import BadInput
from bot.facets import Lens
from bot.meaning.numbers import NUMBER_WORDS
from bot.workshop.messages import literal

EXAMPLE = "`/persona digest here mondays 9:00`"
USUAL_MINUTE = 9 * 60
VERBS = {
    "pause": ("pause", "hold", "off", "mute", "snooze"),
    "resume": ("resume", "continue", "unpause", "on", "go on"),
    "stop": ("stop", "end", "cancel", "delete", "remove", "unsubscribe"),
    "preview": ("preview", "show", "try", "test"),
    "now": ("now", "send now", "send", "post now"),
    "list": ("list", "all"),
}
_DAYS = {
    **{word: day for day, name in enumerate(WEEK) for word in (name.casefold(), f"{name.casefold()}s")},
    "mon": 0,
    "mo": 0,
    "tue": 1,
    "tues": 1,
    "tu": 1,
    "wed": 2,
    "weds": 2,
    "we": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "th": 3,
    "fri": 4,
    "fr": 4,
    "sat": 5,
    "sa": 5,
    "sun": 6,
    "su": 6,
}
_GROUPS = {
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays", "workingday", "workingdays"), WEEKDAYS),
    **dict.fromkeys(("daily", "day", "days", "everyday"), EVERY_DAY),
    **dict.fromkeys(("weekend", "weekends"), (5, 6)),
}
_FILLER_WORDS = """
    here in this channel every each on at a an the of week weekly weeks please digest me us send post to and
    plus also from by it time clock o'clock oclock morning mornings o set up start add new with my our zone
    per"""
_FILLER = frozenset(_FILLER_WORDS.split())
_LATER = frozenset({"evening", "evenings", "afternoon", "afternoons", "night", "nights"})
_NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS[1:13], start=1)}
_RARER = re.compile(
    r"\b(?:bi-?weekly|fortnightly|fortnight|monthly|months?|quarterly|yearly"
    r"|(?:every )?(?:other|second|third|two|three|2|3) (?:weeks?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?))\b"
)
_AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@dataclass(frozen=True)
class Wish:
    """A wished digest. What is None was not said. `product`: its name, "" for all of them."""

    days: tuple[int, ...]
    minute: int
    zone: str | None = None
    lens: Lens | None = None
    product: str | None = None


@dataclass(frozen=True)
class Deed:
    """Something to do with a digest: one of VERBS, for a product's where one is named."""

    verb: str
    product: str | None = None


def understand(text: str, channel: str = "", products: Sequence[str] = ()) -> Wish | Deed | None:
    """What was meant; None for no words at all. `channel`: the id of where it was typed. Raises BadInput."""
    words = _plain(text)
    words, product = _product(words, products)
    words = _place(words, channel)
    bare = " ".join(word for word in words.split() if word not in ("here", "please", "the", "digest", "it"))
    for verb, names in VERBS.items():
        if bare in names:
            return Deed(verb, product)
    if not words.strip():
        return None if product is None else Wish((0,), USUAL_MINUTE, product=product)
    return _wish(words, product)


def _plain(text: str) -> str:
    words = text.replace("’", "'").replace("“", " ").replace("”", " ").replace('"', " ").casefold()
    words = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", words)  # 9 p.m.
    return " ".join(re.sub(r"[,;!?]|\.(?=\s|$)|&(?:amp;)?|(?<=\D)\+", " ", words).split())


def _product(words: str, products: Sequence[str]) -> tuple[str, str | None]:
    """What is left without "for NAME", and the name as it is known."""
    if re.search(r"\b(?:for|about) (?:all|every) ?products?\b|\b(?:for|about) everything\b", words):
        left = re.sub(r"\b(?:for|about) (?:(?:all|every) ?products?|everything)\b", " ", words)
        return " ".join(left.split()), ""
    for name in sorted(products, key=len, reverse=True):
        found = re.search(
            rf"\b(?:for|about|of) (?:the )?{re.escape(_plain(name))}(?!\w)", words
        ) or re.fullmatch(rf"(?:.* )?{re.escape(_plain(name))}", words)
        if found and _plain(name):
            start = found.start() if not words.endswith(_plain(name)) else words.rfind(_plain(name))
            before = re.sub(r"\b(?:for|about|of)(?: the)?\s*$", "", words[:start])
            after = words[found.end() :]
            return " ".join(f"{before} {after}".split()), name
    asked = re.search(r"\b(?:for|about) (?:the )?(?P<name>.+)$", words)
    lenses = {lens.value for lens in Lens}
    if asked and asked["name"].split()[0] not in (*lenses, "us", "me", "this", "here"):
        known = ", ".join(literal(name) for name in products)
        there = f"There are: {known}." if known else "There is none yet, so leave that out."
        raise BadInput(f"I do not know a product called “{literal(asked['name'][:60])}”. {there}")
    return words, None


def _place(words: str, channel: str) -> str:
    for mention in re.findall(r"<#(\w+)(?:\|[^>]*)?>", words):
        if mention != channel.casefold():
            raise BadInput(f"Type it in the channel that is to get the digest, such as {EXAMPLE}.")
    words = re.sub(r"<#\w+(?:\|[^>]*)?>", " ", words)
    if "<" in words or re.search(r"(?:^|\s)#\w", words):
        raise BadInput(f"Type it in the channel that is to get the digest, such as {EXAMPLE}.")
    return " ".join(words.split())


def _wish(words: str, product: str | None) -> Wish:
    if _RARER.search(words):
        raise BadInput(f"A digest comes on days of the week, so name the days and an hour: {EXAMPLE}.")
    words, lens = _lens(words)
    words, zone = _zone(words)
    words, minute = _time(words)
    days = _days(words)
    if not days:
        raise BadInput(f"On which days? Name them with an hour, such as {EXAMPLE}.")
    return Wish(tuple(sorted(days)), USUAL_MINUTE if minute is None else minute, zone, lens, product)


def _lens(words: str) -> tuple[str, Lens | None]:
    names = "|".join(lens.value for lens in Lens)
    found = re.search(rf"\b(?:as|for|seen by|through)(?: the)? ({names})(?: team)?\b", words)
    if not found:
        return words, None
    return f"{words[: found.start()]} {words[found.end() :]}", Lens(found[1])


# Zones


@cache
def _zones() -> dict[str, str]:
    """Names of zones and of their cities, in small letters."""
    known: dict[str, str] = {}
    for name in sorted(available_timezones()):
        area, _, rest = name.partition("/")
        if area in _AREAS and rest:
            known[name.casefold()] = name
            known.setdefault(rest.rpartition("/")[2].replace("_", " ").casefold(), name)
    return known | {"utc": "UTC", "gmt": "UTC"}


def _zone(words: str) -> tuple[str, str | None]:
    """The zone that is named: "europe/berlin", "berlin time", "new york", "utc"."""
    known = _zones()
    tokens = words.split()
    for length in (3, 2, 1):
        for start in range(len(tokens) - length + 1):
            name = " ".join(tokens[start : start + length]).replace("_", " ")
            found = known.get(name) or known.get(name.replace(" ", "_"))
            if found is not None and name not in _DAYS:
                return " ".join([*tokens[:start], *tokens[start + length :]]), found
    odd = next((token for token in tokens if "/" in token and not token[0].isdigit()), None)
    if odd is not None:
        raise BadInput(f"I do not know the time zone “{literal(odd[:40])}”. Write it as Europe/Berlin.")
    return words, None


# The hour

_CLOCK = re.compile(
    r"(?<![\w:.])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?P<h>\s?h(?:rs|ours?)?)?(?P<half>\s?[ap]m)?(?![\w:.])"
)
_RUN_TOGETHER = re.compile(r"(?<![\w:.])([01]\d|2[0-3])([0-5]\d)(?:\s?h(?:rs)?)?(?![\w:.])")
_PAST = re.compile(
    r"\b(half past|quarter past|a quarter past|quarter to|a quarter to) (\d{1,2})(\s?[ap]m)?\b"
)
_SHIFT = {"half past": 30, "quarter past": 15, "quarter to": -15}


def _time(words: str) -> tuple[str, int | None]:
    """Minutes after midnight, where an hour was named. Raises BadInput for two of them, and for one that is none."""
    for word, number in _NUMBERS.items():
        words = re.sub(rf"\b{word}\b", str(number), words)
    words = re.sub(r"\b(?:noon|midday)\b", "12:00", words)
    words = re.sub(r"\bmidnight\b", "0:00", words)
    shift = 0
    past = _PAST.search(words)
    if past:
        shift = _SHIFT[past[1].removeprefix("a ")]
        words = f"{words[: past.start()]} {past[2]}{past[3] or ''} {words[past.end() :]}"
    words = _RUN_TOGETHER.sub(r"\1:\2", words)
    found = list(_CLOCK.finditer(words))
    if not found:
        return words, None
    if len(found) > 1:
        raise BadInput(f"A digest comes once a day: name one hour, such as {EXAMPLE}.")
    match = found[0]
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").strip()
    left = f"{words[: match.start()]} {words[match.end() :]}"
    if not half and hour < 12 and _LATER & set(left.split()):
        half = "pm"
    left = " ".join(word for word in left.split() if word not in _LATER)
    typed = match[0].strip()
    if half and hour in range(1, 13):
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half == "am" or (half and hour == 0):
        raise BadInput(f"I do not know the hour {typed}. Write it as 9:00 or 4pm: {EXAMPLE}.")
    if hour > 23 or minute > 59:
        raise BadInput(f"There is no {typed} on a clock. Write the hour as 9:00 or 16:30: {EXAMPLE}.")
    return left, (hour * 60 + minute + shift) % 1440


# The days


def _days(words: str) -> set[int]:
    """The days that are named, one by one, as a range or as a group, without those after "except"."""
    words = re.sub(r"\bworking days?\b", "weekdays", words)
    words = re.sub(r"\bbut not\b", "except", words)
    words = re.sub(r"(?<=[a-z])\s*[-–—/]\s*(?=[a-z])", " to ", words)
    words = re.sub(r"\b(?:through|until|till|thru)\b", "to", words)
    days: set[int] = set()
    without = False
    tokens = words.split()
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token in ("except", "without", "not"):
            without = True
        elif (found := _day(token)) is not None:
            named = {found}
            if place + 2 < len(tokens) and tokens[place + 1] == "to":
                last = _day(tokens[place + 2])
                if last is not None:
                    named = {(found + n) % 7 for n in range((last - found) % 7 + 1)}
                    place += 2
            days = days - named if without else days | named
        elif token in _GROUPS:
            days = days - set(_GROUPS[token]) if without else days | set(_GROUPS[token])
        elif token not in _FILLER:
            raise BadInput(
                f"I do not understand “{literal(token[:40])}”. Type days and an hour, such as {EXAMPLE}."
            )
        place += 1
    return days


def _day(token: str) -> int | None:
    """The day of a word, also of one that is nearly right: "wendesday"."""
    token = token.removesuffix("'s")
    if token in _DAYS:
        return _DAYS[token]
    if len(token) >= 6 and token not in _GROUPS and re.search(r"da?ys?$|dya?s?$", token):
        near = get_close_matches(token, [word for word in _DAYS if len(word) >= 6], 1, 0.8)
        return _DAYS[near[0]] if near else None
    return None
