"""The working calendar of a ward: computed public holidays, corrected by what was announced."""

import re
from datetime import time
from typing import Final

import holidays

from bot.core.clocks import Shift, WorkingCalendar
from bot.core.errors import WardError
from bot.ward.schema import Calendar, Hours

YEARS_AHEAD: Final = 10
"""How far holidays are computed past the last confirmed year; until then they are a rule of thumb."""


def build_calendar(plan: Calendar) -> WorkingCalendar:
    """The calendar as plain dates."""
    if not plan.confirmed_years:
        raise WardError("calendar.confirmed_years: name at least one year")
    years = range(min(plan.confirmed_years), max(plan.confirmed_years) + YEARS_AHEAD + 1)
    computed = holidays.country_holidays("VN", years=years, language="vi")
    off = dict(sorted(computed.items()))
    off |= {day.date: day.name for day in plan.days_off}
    make_up = set(computed.weekend_workdays) | {day.date for day in plan.make_up_days}
    for day in plan.uncertain:
        off.pop(day.date, None)
        if day.off:
            off[day.date] = day.name
    both = make_up & {day.date for day in plan.days_off}
    if both:
        raise WardError(f"calendar: {min(both)} is both a day off and a make-up day")
    return WorkingCalendar(
        hours=_week(plan.hours),
        holidays={day: name for day, name in off.items() if day not in make_up},
        make_up=frozenset(make_up),
        confirmed=frozenset(plan.confirmed_years),
        uncertain=frozenset(day.date for day in plan.uncertain),
    )


def daytime(start: str, end: str) -> Shift:
    """Two local times."""
    return shift(f"{start}-{end}", "daytime")


def shift(text: str, place: str) -> Shift:
    """A stretch such as "07:30-11:30"."""
    parts = re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", text)
    try:
        numbers = [int(part) for part in parts.groups()] if parts else []
        found = Shift(time(numbers[0], numbers[1]), time(numbers[2], numbers[3]))
    except (ValueError, IndexError) as problem:
        raise WardError(f'{place}: {text!r} is not a stretch of time such as "07:30-11:30"') from problem
    if found.start >= found.end:
        raise WardError(f"{place}: {text!r} ends before it begins")
    return found


def _week(hours: Hours) -> tuple[tuple[Shift, ...], ...]:
    days = {name: getattr(hours, name) for name in Hours.__struct_fields__}
    week = tuple(
        tuple(shift(text, f"calendar.hours.{name}") for text in texts) for name, texts in days.items()
    )
    if not any(week):
        raise WardError("calendar.hours: no weekday has working hours")
    return week
