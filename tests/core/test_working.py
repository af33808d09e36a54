"""Working time is counted over noon, nights, weekends and days that were swapped."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.working import Shift, WorkingCalendar, after_working_time, end_of_working_day

MORNING, AFTERNOON = Shift(time(7, 30), time(11, 30)), Shift(time(13, 30), time(17))
WEEK = ((MORNING, AFTERNOON),) * 5 + ((), ())
CALENDAR = WorkingCalendar(
    WEEK, {date(2026, 1, 2): "Nghỉ bù"}, make_up={date(2026, 1, 10): ""}, confirmed=frozenset({2026})
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-19 08:00", 2, "2026-11-19 10:00"),
        ("2026-11-19 10:30", 4, "2026-11-19 16:30"),
        ("2026-11-19 16:00", 4, "2026-11-20 10:30"),
        ("2026-11-19 12:15", 1, "2026-11-19 14:30"),
        ("2026-11-19 22:00", 4, "2026-11-20 11:30"),
        ("2026-11-20 16:00", 1, "2026-11-20 17:00"),
        ("2026-11-20 16:30", 1, "2026-11-23 08:00"),
        ("2026-01-01 16:30", 1, "2026-01-05 08:00"),
        ("2026-01-09 16:30", 1, "2026-01-10 08:00"),
    ],
)
def test_so_many_working_hours_later(start: str, hours: int, end: str) -> None:
    assert after_working_time(CALENDAR, at(start), timedelta(hours=hours)) == at(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-19 09:00", 1, "2026-11-20 17:00"),
        ("2026-11-20 23:00", 2, "2026-11-24 17:00"),
        ("2026-01-09 08:00", 1, "2026-01-10 17:00"),
    ],
)
def test_a_limit_in_working_days_ends_when_the_offices_close(start: str, days: int, end: str) -> None:
    assert end_of_working_day(CALENDAR, at(start), days) == at(end)


def test_a_saturday_that_is_worked_has_the_hours_of_a_usual_day() -> None:
    assert CALENDAR.shifts_on(date(2026, 1, 10)) == (MORNING, AFTERNOON)
    assert CALENDAR.shifts_on(date(2026, 1, 11)) == ()
