"""Columns about the response itself, as every tool has some: times, ids, mail addresses."""

from __future__ import annotations

import random

from tests.bench.reading.exports.sheet import Sheet


def stamps(sheet: Sheet, form: str = "2025-03-{day:02d} {hour:02d}:{minute:02d}:07") -> list[str]:
    random_ = random.Random(7)
    return [
        form.format(day=1 + index % 28, hour=random_.randint(7, 22), minute=random_.randint(0, 59))
        for index in range(len(sheet.answers))
    ]


def numbered(sheet: Sheet, prefix: str = "", step: int = 1, start: int = 1) -> list[str]:
    return [f"{prefix}{start + step * index}" for index in range(len(sheet.answers))]


def mails(sheet: Sheet) -> list[str]:
    return [f"someone{index}@example.org" for index in range(len(sheet.answers))]


def ips(sheet: Sheet) -> list[str]:
    return [f"192.0.2.{index % 250 + 1}" for index in range(len(sheet.answers))]
