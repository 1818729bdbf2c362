"""Which columns belong to a person, and which are about the response rather than of it."""

from __future__ import annotations

import re

from bot.survey.reading.drafts import Draft
from bot.survey.reading.kinds import Kind
from bot.survey.reading.layout import Field, Role
from bot.survey.reading.table import Column
from bot.survey.reading.words import personal
from bot.survey.reading.words.amounts import number
from bot.survey.reading.words.headers import WEIGHT
from bot.survey.reading.words.plain import plain
from bot.survey.survey import QuestionType


def about_the_response(entry: Field, column: Column) -> Draft:
    """A column about the response: personal where its header or its values say so."""
    role = entry.role
    kind = personal.value_kind(list(column.tally)[:500])
    asked = personal.asks(entry.text)
    if (
        role is not Role.PERSONAL
        and (kind in ("email", "ip", "gps") or asked in ("email", "name", "place", "account", "phone"))
        and (
            kind
            or asked != "place"
            or role is Role.IDENTIFIER
            or "lat" in plain(entry.text)
            or "ip" in plain(entry.text).split()
        )
    ):
        role = Role.PERSONAL
    types = {Role.PERSONAL: QuestionType.PERSONAL, Role.IDENTIFIER: QuestionType.IDENTIFIER}
    return Draft(entry.name, entry.text, types.get(role, QuestionType.METADATA), [entry.position])


def is_weight(entry: Field, column: Column) -> bool:
    if plain(entry.name) not in WEIGHT and plain(entry.text) not in WEIGHT:
        return False
    values = [(number(text), times) for text, times in column.tally.items()]
    known = [(value, times) for value, times in values if value is not None]
    if not known or len(known) < 0.95 * len(values) or any(value < 0 for value, _ in known):
        return False
    mean = sum(value * times for value, times in known) / sum(times for _, times in known)
    return 0.2 <= mean <= 5 and any(not float(value).is_integer() for value, _ in known)


def is_personal(header: str, column: Column, kind: Kind) -> bool:
    """Whether a column of answers is a person's name, address, number or the like: by what its cells are, then by
    what was asked.
    """
    tally = column.tally
    sample = list(tally)[:500]
    found = personal.value_kind(sample)
    if found in ("email", "ip", "gps"):
        return True
    asked = personal.asks(header)
    if (
        found == "phone"
        and kind.type is not QuestionType.DATE
        and (asked == "phone" or kind.type is QuestionType.OPEN_TEXT)
    ):
        return True
    if asked is None:
        return False
    if not tally:
        return True
    scale = kind.type in (QuestionType.ORDINAL, QuestionType.RANKING, QuestionType.NPS)
    if asked == "email":
        return (
            not scale
            and kind.type not in (QuestionType.NUMERIC, QuestionType.DATE)
            and not (
                kind.type is QuestionType.SINGLE_CHOICE
                and len(tally) <= 8
                and not any("@" in text for text in sample)
            )
        )
    if asked == "phone":
        digits = sum(sum(letter.isdigit() for letter in text) >= 6 for text in sample)
        return digits >= 0.5 * len(sample)
    if asked in ("place", "account"):
        if scale or (kind.type is QuestionType.SINGLE_CHOICE and len(tally) <= 6):
            return False
        return not (
            kind.type is QuestionType.NUMERIC
            and max((abs(value) for value in kind.numbers.values()), default=0) < 20
            and asked == "account"
        )
    if kind.type in (QuestionType.NUMERIC, QuestionType.DATE, QuestionType.NPS) or scale:
        return False
    if personal.is_soft(header) or kind.type is QuestionType.SINGLE_CHOICE:
        named = sum(
            bool(re.match(r"^[^\W\d_][^\d@#/]{0,40}$", text)) and len(text.split()) <= 4 for text in sample
        )
        return named >= 0.7 * len(sample) and (len(tally) > 6 or len(tally) >= 0.5 * column.filled)
    return True
