"""When a digest is due: weekdays and an hour in an IANA zone; each local day at most once, whatever the clocks do.

An hour that a change of clocks skips is read with the offset from before it, one that happens twice is its first
(RFC 5545, section 3.3.5): so every day has exactly one moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.phrases import listed

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
LATE_AFTER = timedelta(minutes=10)
LONGEST_LOOK = 16  # days: a week, and one more where a day has been used already
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # no locale


@dataclass(frozen=True)
class Rhythm:
    """`days`: 0 is Monday; `minute`: minutes after local midnight, 0 to 1439; `zone`: an IANA name."""

    days: tuple[int, ...]
    minute: int
    zone: str

    def __post_init__(self) -> None:
        if not self.days or list(self.days) != sorted(set(self.days) & set(EVERY_DAY)):
            raise ValueError("days are numbers from 0 to 6, each once, in order")
        if not 0 <= self.minute < 1440:
            raise ValueError("minute is between 0 and 1439")

    @property
    def words(self) -> str:
        """As "Mondays and Thursdays at 9:00"."""
        return f"{_days(self.days)} at {clock(self.minute)}"


@dataclass(frozen=True)
class Slot:
    """One time a digest is due: its local day, and the moment in UTC."""

    day: date
    at: datetime


def next_slot(rhythm: Rhythm, after: datetime, used: date | None = None) -> Slot:
    """The first slot later than `after` (aware) on a local day later than `used`."""
    first = after.astimezone(zone_of(rhythm.zone)).date() - timedelta(days=1)
    if used is not None:
        first = max(first, used + timedelta(days=1))
    for ahead in range(LONGEST_LOOK):
        day = first + timedelta(days=ahead)
        if day.weekday() in rhythm.days and (at := _moment(rhythm, day)) > after:
            return Slot(day, at)
    raise AssertionError("every rhythm has a day in each week")


def latest_slot(rhythm: Rhythm, due: datetime, now: datetime) -> tuple[Slot, int]:
    """(the last slot from `due` up to `now`, how many slots before it were missed). `due` is itself a slot."""
    zone = zone_of(rhythm.zone)
    slots = []
    day, last = due.astimezone(zone).date(), now.astimezone(zone).date()
    # Only what is near matters: after years of downtime the number of what was missed says nothing more.
    day = max(day, last - timedelta(days=400))
    while day <= last:
        if day.weekday() in rhythm.days and due <= (at := _moment(rhythm, day)) <= now:
            slots.append(Slot(day, at))
        day += timedelta(days=1)
    if not slots:
        return Slot(due.astimezone(zone).date(), due), 0
    return slots[-1], len(slots) - 1


def zone_of(name: str) -> tzinfo:
    """The zone of this name; UTC where there is none (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def is_zone(name: object) -> bool:
    """Whether this is the name of a zone."""
    return isinstance(name, str) and bool(name) and (name == "UTC" or zone_of(name) is not UTC)


def clock(minute: int) -> str:
    """As "9:00" or "16:30"."""
    return f"{minute // 60}:{minute % 60:02d}"


def date_words(day: date) -> str:
    """As "Monday 30 November"."""
    return f"{WEEK[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def moment_words(moment: datetime, zone: str) -> str:
    """A moment in a zone, as "Monday 30 November at 9:00"."""
    there = moment.astimezone(zone_of(zone))
    return f"{date_words(there.date())} at {clock(there.hour * 60 + there.minute)}"


def _moment(rhythm: Rhythm, day: date) -> datetime:
    hour = time(rhythm.minute // 60, rhythm.minute % 60, tzinfo=zone_of(rhythm.zone))
    return datetime.combine(day, hour).astimezone(UTC)


def _days(days: tuple[int, ...]) -> str:
    if days == EVERY_DAY:
        return "every day"
    if days == WEEKDAYS:
        return "every weekday"
    return listed([f"{WEEK[day]}s" for day in days])
