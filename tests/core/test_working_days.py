"""Working days: what is due when, across nights, weekends and holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.working import (
    DayKind,
    DayLine,
    Due,
    Shift,
    WorkingCalendar,
    due_date,
    in_daytime,
    next_daytime,
)

OFFICE = (Shift(time(7, 30), time(11, 30)), Shift(time(13, 30), time(17)))
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkingCalendar(
    hours=(OFFICE,) * 5 + ((), ()),
    holidays={date(2026, 4, 27): "Giỗ Tổ", date(2026, 4, 30): "Chiến thắng", date(2026, 5, 1): "Lao động"},
    make_up={date(2026, 8, 22): "Làm bù 31/08"},
    confirmed=frozenset({2026}),
    uncertain=frozenset({date(2026, 11, 24)}),
)


def test_weekdays_work_weekends_and_holidays_do_not() -> None:
    assert CALENDAR.is_working_day(date(2026, 4, 28))
    assert not CALENDAR.is_working_day(date(2026, 4, 26))
    assert not CALENDAR.is_working_day(date(2026, 4, 27))


def test_a_make_up_saturday_works() -> None:
    assert CALENDAR.is_working_day(date(2026, 8, 22))
    assert CALENDAR.kind(date(2026, 8, 22)) is DayKind.MAKE_UP


def test_the_start_is_not_counted() -> None:
    assert CALENDAR.add_working_days(date(2026, 4, 24), 0) == date(2026, 4, 24)
    assert CALENDAR.add_working_days(date(2026, 4, 24), 5) == date(2026, 5, 6)
    assert CALENDAR.due(date(2026, 4, 24), 0) == Due(date(2026, 4, 24), provisional=False)


def test_every_day_of_a_count_says_why_it_counts() -> None:
    lines = list(CALENDAR.explain(date(2026, 4, 24), 2))
    assert lines == [
        DayLine(date(2026, 4, 25), None, DayKind.WEEKLY_REST),
        DayLine(date(2026, 4, 26), None, DayKind.WEEKLY_REST),
        DayLine(date(2026, 4, 27), None, DayKind.HOLIDAY, "Giỗ Tổ"),
        DayLine(date(2026, 4, 28), 1, DayKind.WORKING),
        DayLine(date(2026, 4, 29), 2, DayKind.WORKING),
    ]


def test_a_count_over_an_unsettled_day_is_provisional() -> None:
    assert not CALENDAR.due(date(2026, 11, 20), 1).provisional
    assert CALENDAR.due(date(2026, 11, 23), 2).provisional
    assert CALENDAR.due(date(2026, 12, 30), 2).provisional


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 40))
def test_a_due_day_is_a_working_day_with_so_many_between(start: date, days: int) -> None:
    last = CALENDAR.add_working_days(start, days)
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert CALENDAR.is_working_day(last)
    assert sum(map(CALENDAR.is_working_day, between)) == days


def test_the_day_of_receipt_is_the_local_one() -> None:
    late_evening_utc = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)  # already Monday, 2 November, in the ward
    assert due_date(CALENDAR, late_evening_utc, HANOI, 1).day == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("hour", "minute", "by_day"),
    [(6, 59, False), (7, 0, True), (20, 59, True), (21, 0, False), (0, 0, False)],
)
def test_the_daytime_is_from_seven_to_nine_in_the_evening(hour: int, minute: int, by_day: bool) -> None:
    assert in_daytime(datetime(2026, 11, 2, hour, minute, tzinfo=HANOI)) is by_day


def test_at_night_the_next_morning_is_meant() -> None:
    early, late = datetime(2026, 11, 2, 3, tzinfo=HANOI), datetime(2026, 11, 2, 22, tzinfo=HANOI)
    assert next_daytime(early) == datetime(2026, 11, 2, 7, tzinfo=HANOI)
    assert next_daytime(late) == datetime(2026, 11, 3, 7, tzinfo=HANOI)
    assert next_daytime(late.replace(hour=9)) == late.replace(hour=9)


@given(
    st.integers(0, 366 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=HANOI) + timedelta(minutes=minutes)
    )
)
def test_the_next_daytime_is_by_day_and_at_most_ten_hours_off(moment: datetime) -> None:
    then = next_daytime(moment)
    assert in_daytime(then)
    assert timedelta(0) <= then - moment <= timedelta(hours=10)
