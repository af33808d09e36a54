"""Working time is counted over noon, nights, weekends and days that were swapped."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.working import (
    DayKind,
    Season,
    Shift,
    WorkingCalendar,
    after,
    after_working_time,
    end_of_working_day,
    passed,
    within,
    without,
    working_time,
)

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


SUMMER = ((Shift(time(7), time(11)), Shift(time(14), time(17))),) * 5 + ((), ())
SEASONS = WorkingCalendar(
    WEEK,
    seasons=(Season((4, 16), (10, 15), SUMMER), Season((12, 20), (1, 5), ((MORNING,),) * 6 + ((),))),
    confirmed=frozenset({2026}),
    closures={date(2026, 9, 10): "Bão"},
)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 4, 15), time(7, 30)),
        (date(2026, 4, 16), time(7)),
        (date(2026, 10, 15), time(7)),
        (date(2026, 10, 16), time(7, 30)),
    ],
)
def test_in_its_season_a_day_has_other_hours(day: date, first: time) -> None:
    assert SEASONS.shifts_on(day)[0].start == first


def test_a_season_may_run_over_new_year_and_have_another_week() -> None:
    assert SEASONS.shifts_on(date(2026, 12, 26)) == (MORNING,)
    assert SEASONS.shifts_on(date(2026, 1, 3)) == (MORNING,)
    assert not SEASONS.is_working_day(date(2026, 1, 10))


def test_a_day_on_which_the_ward_is_closed_is_no_working_day() -> None:
    assert SEASONS.kind(date(2026, 9, 10)) is DayKind.CLOSURE
    assert SEASONS.name(date(2026, 9, 10)) == "Bão"
    assert SEASONS.add_working_days(date(2026, 9, 9), 1) == date(2026, 9, 11)


def test_a_holiday_on_a_day_of_rest_is_a_day_of_rest() -> None:
    calendar = WorkingCalendar(WEEK, {date(2026, 4, 26): "Giỗ Tổ"})
    assert calendar.kind(date(2026, 4, 26)) is DayKind.WEEKLY_REST
    assert calendar.name(date(2026, 4, 26)) == ""


def test_working_days_are_counted_backwards_too() -> None:
    assert CALENDAR.add_working_days(date(2026, 11, 15), -1) == date(2026, 11, 13)
    assert CALENDAR.working_day_until(date(2026, 11, 15)) == date(2026, 11, 13)
    assert CALENDAR.working_day_until(date(2026, 11, 13)) == date(2026, 11, 13)
    assert CALENDAR.working_day_from(date(2026, 11, 15)) == date(2026, 11, 16)
    assert CALENDAR.opening(date(2026, 11, 16), UTC) == at("2026-11-16 07:30")


@pytest.mark.parametrize(
    ("start", "until", "hours"),
    [
        ("2026-11-19 08:00", "2026-11-19 07:00", 0),
        ("2026-11-19 08:00", "2026-11-19 08:00", 0),
        ("2026-11-19 08:00", "2026-11-19 12:30", 3.5),
        ("2026-11-19 16:00", "2026-11-23 08:30", 1 + 7.5 + 1),
    ],
)
def test_so_much_working_time_lies_between_two_moments(start: str, until: str, hours: float) -> None:
    assert passed(working_time(CALENDAR, at(start)), at(until)) == timedelta(hours=hours)


def test_what_lies_in_a_stop_is_cut_out() -> None:
    stretches = [
        (at("2026-11-19 08:00"), at("2026-11-19 12:00")),
        (at("2026-11-19 13:00"), at("2026-11-19 17:00")),
    ]
    stops = [
        (at("2026-11-19 07:00"), at("2026-11-19 08:30")),
        (at("2026-11-19 09:00"), at("2026-11-19 10:00")),
        (at("2026-11-19 11:00"), at("2026-11-19 14:00")),
        (at("2026-11-19 16:00"), at("2026-11-19 20:00")),
    ]
    hours = [(begin.strftime("%H:%M"), end.strftime("%H:%M")) for begin, end in without(stretches, stops)]
    assert hours == [("08:30", "09:00"), ("10:00", "11:00"), ("14:00", "16:00")]


def test_an_amount_is_over_at_an_end_and_within_the_next_begin() -> None:
    start = at("2026-11-19 08:00")
    amount = timedelta(hours=7)
    assert after(working_time(CALENDAR, start), amount) == at("2026-11-19 17:00")
    assert within(working_time(CALENDAR, start), amount) == at("2026-11-20 07:30")


def test_time_that_ends_cannot_hold_more() -> None:
    hour = [(at("2026-11-19 08:00"), at("2026-11-19 09:00"))]
    for found in (after, within):
        with pytest.raises(ValueError, match="over before that"):
            found(hour, timedelta(hours=2))
