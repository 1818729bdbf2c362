"""Each digest comes once on its local day and at its local hour, through every change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.rhythm import EVERY_DAY, WEEKDAYS, Rhythm, Slot, is_zone, latest_slot, moment_words, next_slot

START = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("minute", [9 * 60, 0, 30, 2 * 60 + 30, 23 * 60 + 59])
@pytest.mark.parametrize("days", [(0,), (0, 3), WEEKDAYS, EVERY_DAY, (6,)])
def test_two_years_bring_each_local_day_once_at_its_hour(
    zone: str, minute: int, days: tuple[int, ...]
) -> None:
    rhythm = Rhythm(days, minute, zone)
    there = ZoneInfo(zone)
    now, used, slots = START, None, []
    while now < START + timedelta(days=731):
        slot = next_slot(rhythm, now, used)
        slots.append(slot)
        now, used = slot.at, slot.day
    expected = [
        day
        for n in range(745)
        if (day := START.astimezone(there).date() + timedelta(days=n)).weekday() in days
    ]
    got = [slot.day for slot in slots]
    assert got[0] in expected[:2]
    assert got == expected[expected.index(got[0]) :][: len(got)]
    shifted = 0
    for slot in slots:
        local = slot.at.astimezone(there)
        assert local.date() == slot.day
        if local.hour * 60 + local.minute != minute:
            shifted += 1
            wanted = datetime(slot.day.year, slot.day.month, slot.day.day, minute // 60, minute % 60)
            assert wanted not in [  # that hour does not exist on that day
                moment.astimezone(there).replace(tzinfo=None)
                for moment in (slot.at + timedelta(minutes=m) for m in range(-180, 181))
            ]
    assert shifted <= 4


def test_an_hour_that_happens_twice_is_its_first() -> None:
    rhythm = Rhythm((6,), 150, "Europe/Berlin")
    slot = next_slot(rhythm, datetime(2026, 10, 24, tzinfo=UTC))
    assert slot == Slot(date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert next_slot(rhythm, slot.at, slot.day).day == date(2026, 11, 1)


def test_an_hour_that_is_skipped_comes_right_after() -> None:
    slot = next_slot(Rhythm((6,), 150, "Europe/Berlin"), datetime(2026, 3, 28, tzinfo=UTC))
    assert slot.at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") == "03:30"


def test_after_downtime_only_the_latest_is_due_and_the_rest_are_counted() -> None:
    rhythm = Rhythm((0,), 540, "Europe/Berlin")
    due = next_slot(rhythm, datetime(2026, 11, 1, tzinfo=UTC))
    slot, missed = latest_slot(rhythm, due.at, due.at + timedelta(days=16))
    assert (slot.day, missed) == (date(2026, 11, 16), 2)
    assert latest_slot(rhythm, due.at, due.at) == (due, 0)


def test_a_changed_hour_does_not_bring_a_second_one_on_the_same_day() -> None:
    now = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    later = Rhythm((0,), 15 * 60, "Europe/Berlin")
    assert next_slot(later, now).day == date(2026, 11, 2)
    assert next_slot(later, now, used=date(2026, 11, 2)).day == date(2026, 11, 9)


@given(
    st.lists(st.sampled_from(EVERY_DAY), min_size=1, unique=True).map(lambda d: tuple(sorted(d))),
    st.integers(0, 1439),
    st.sampled_from([*ZONES, "America/Nuuk", "Pacific/Apia", "Atlantic/Azores", "Asia/Beirut", "gone/zone"]),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
)
def test_the_next_one_is_always_later_and_never_more_than_a_week_away(
    days: tuple[int, ...], minute: int, zone: str, moment: datetime
) -> None:
    now = moment.replace(tzinfo=UTC)
    slot = next_slot(Rhythm(days, minute, zone), now)
    assert now < slot.at <= now + timedelta(days=8)
    assert slot.day.weekday() in days


def test_words_and_zones() -> None:
    assert Rhythm((0,), 540, "UTC").words == "Mondays at 9:00"
    assert Rhythm((0, 2, 4), 970, "UTC").words == "Mondays, Wednesdays and Fridays at 16:10"
    assert Rhythm(WEEKDAYS, 0, "UTC").words == "every weekday at 0:00"
    assert (
        moment_words(datetime(2026, 11, 30, 8, tzinfo=UTC), "Europe/Berlin") == "Monday 30 November at 9:00"
    )
    assert is_zone("Asia/Calcutta")
    assert not any(is_zone(name) for name in ("", None, "Nowhere/Land", "../etc/passwd", 7))
    with pytest.raises(ValueError):
        Rhythm((), 0, "UTC")
