# ruff: noqa: E501  (sentences, patterns and word lists read better as lines)
"""Dates as survey tools write them: year first, day first or month first, with or without a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

_TIME = r"(?:[ T,]+(?:at |um |à )?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{3,4})?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?" + _TIME, re.IGNORECASE
)
_YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])\s?(?P<two>\d{1,2})[-/.]\s?(?P<year>(?:19|20)\d\d|\d\d)\.?" + _TIME,
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)")
_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio gen janeiro januari styczeń stycznia januari "
            "leden ledna ocak января январь tammikuu",
            "feb february februar février fevrier febrero fevereiro febbraio februari luty lutego únor "
            "února şubat февраля февраль helmikuu",
            "mar march märz mars marzo março maart marzec marca březen března mart марта март maaliskuu mrz",
            "apr april avril abril abr aprile kwiecień kwietnia duben dubna nisan апреля апрель huhtikuu",
            "may mai mayo maggio maio mei maj květen května mayıs мая май toukokuu",
            "jun june juni juin junio giugno junho czerwiec czerwca červen června haziran июня июнь kesäkuu",
            "jul july juli juillet julio luglio julho lipiec lipca červenec července temmuz июля июль heinäkuu",
            "aug august août aout agosto ago augustus sierpień sierpnia srpen srpna ağustos августа "
            "август elokuu augusti",
            "sep sept september septembre septiembre settembre setembro wrzesień września září eylül "
            "сентября сентябрь syyskuu",
            "oct okt october oktober octobre octubre ottobre outubro październik października říjen "
            "října ekim октября октябрь lokakuu",
            "nov november novembre noviembre novembro listopad listopada listopadu kasım ноября ноябрь marraskuu",
            "dec dez december dezember décembre diciembre dic dicembre dezembro grudzień grudnia "
            "prosinec prosince aralık декабря декабрь joulukuu",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+|of\s+)?)?(?P<name>[^\W\d]{3,12})\.?\s+(?:de\s+)?(?:(?P<late>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)"
    + _TIME,
    re.IGNORECASE,
)


def _clock(match: re.Match[str]) -> tuple[int, int, int]:
    hour = int(match["hour"] or 0)
    half = (match["half"] or "").lower().replace(" ", "")
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return hour, int(match["minute"] or 0), int(match["second"] or 0)


def day_first(texts: Iterable[str]) -> bool:
    """Whether a column writes the day before the month; dots say so, numbers above 12 prove it either way."""
    first = second = dots = 0
    for text in texts:
        match = _YEAR_LAST.fullmatch(text)
        if match:
            first += int(match["one"]) > 12
            second += int(match["two"]) > 12
            dots += match["mark"] in ".-"
    return first > second if first or second else dots > 0


def parse_date(text: str, day_before_month: bool) -> datetime | None:
    """The point in time a cell holds; None where it holds no date."""
    if not 6 <= len(text) <= 40 or not any(character.isdigit() for character in text):
        return None
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            return datetime(int(match["year"]), int(match["month"]), int(match["day"] or 1), *_clock(match))
        if match := _YEAR_LAST.fullmatch(text):
            one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
            year += 0 if year > 99 else (2000 if year < 70 else 1900)
            day, month = (one, two) if day_before_month else (two, one)
            if month > 12:
                day, month = month, day
            return datetime(year, month, day, *_clock(match))
        if match := _MONTH_YEAR.fullmatch(text):
            return datetime(int(match["year"]), int(match["month"]), 1)
        if (match := _WORDS.fullmatch(text)) and (month_of := _NAMES.get(match["name"].casefold())):
            return datetime(
                int(match["year"]), month_of, int(match["day"] or match["late"] or 1), *_clock(match)
            )
    except ValueError:
        return None
    return None
