"""Working time: when are so many working hours over, and when does a working day end?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.core.clocks import Shift, WorkingCalendar


def shifts_on(calendar: WorkingCalendar, day: date) -> tuple[Shift, ...]:
    """The working hours of this day. A day that is worked instead of another has those of a usual day."""
    if not calendar.is_working_day(day):
        return ()
    return calendar.hours[day.weekday()] or next(hours for hours in calendar.hours if hours)


def after_working_time(calendar: WorkingCalendar, start: datetime, amount: timedelta) -> datetime:
    """The moment at which so much working time has passed; `start` and the result are local time."""
    stretches = _stretches(calendar, start)
    begin, end = next(stretches)
    while begin + amount > end:
        amount -= end - begin
        begin, end = next(stretches)
    return begin + amount


def end_of_working_day(calendar: WorkingCalendar, start: datetime, days: int) -> datetime:
    """When the offices close on the `days`-th working day after that of `start`."""
    day = calendar.add_working_days(start.date(), days)
    return datetime.combine(day, shifts_on(calendar, day)[-1].end, tzinfo=start.tzinfo)


def _stretches(calendar: WorkingCalendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The working time from `start` on, shift by shift."""
    day = start.date()
    while True:
        for shift in shifts_on(calendar, day):
            begin, end = (datetime.combine(day, at, tzinfo=start.tzinfo) for at in (shift.start, shift.end))
            if end > start:
                yield max(begin, start), end
        day += timedelta(days=1)
