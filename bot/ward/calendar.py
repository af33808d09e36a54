"""The working calendar of a ward: computed public holidays, corrected by what was announced."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Final

import holidays

from bot.core.errors import WardError
from bot.core.working import Season, Shift, Week, WorkingCalendar
from bot.ward.schema import Calendar, Closure, Hours, SeasonHours

YEARS_AHEAD: Final = 10
"""How far holidays are computed past the last confirmed year; until then they are a rule of thumb."""
_COMMON_YEAR: Final = 2026
_LONGEST_CLOSURE: Final = timedelta(days=366)


def build_calendar(plan: Calendar) -> WorkingCalendar:
    """The calendar as plain dates. Raises `WardError`."""
    if not plan.confirmed_years:
        raise WardError("calendar.confirmed_years: name at least one year")
    years = range(min(plan.confirmed_years), max(plan.confirmed_years) + YEARS_AHEAD + 1)
    computed = holidays.country_holidays("VN", years=years, language="vi")
    off = dict(sorted(computed.items()))
    off |= {day.date: day.name for day in plan.days_off}
    make_up = dict.fromkeys(computed.weekend_workdays, "") | {d.date: d.name for d in plan.make_up_days}
    for day in plan.uncertain:
        off.pop(day.date, None)
        if day.off:
            off[day.date] = day.name
    both = make_up.keys() & {day.date for day in plan.days_off}
    if both:
        raise WardError(f"calendar: {min(both)} is both a day off and a make-up day")
    return WorkingCalendar(
        hours=_week(plan.hours, "calendar.hours"),
        holidays={day: name for day, name in off.items() if day not in make_up},
        make_up=make_up,
        confirmed=frozenset(plan.confirmed_years),
        uncertain=frozenset(day.date for day in plan.uncertain),
        seasons=_seasons(plan.seasons),
        closures=dict(_closures(plan.closures)),
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


def month_day(text: str, place: str) -> tuple[int, int]:
    """A day of every year such as "04-16": month and day."""
    try:
        found = date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError as problem:
        raise WardError(f'{place}: {text!r} is not a day of every year such as "04-16"') from problem
    return found.month, found.day


def _week(hours: Hours, place: str) -> Week:
    days = {name: getattr(hours, name) for name in Hours.__struct_fields__}
    week = tuple(tuple(shift(text, f"{place}.{name}") for text in texts) for name, texts in days.items())
    if not any(week):
        raise WardError(f"{place}: no weekday has working hours")
    for name, shifts in zip(days, week, strict=True):
        if any(later.start < earlier.end for earlier, later in pairwise(shifts)):
            raise WardError(f"{place}.{name}: the stretches are not in order")
    return week


def _seasons(plans: Sequence[SeasonHours]) -> tuple[Season, ...]:
    """Refused are two that share a day: nobody could tell whose hours hold."""
    seasons: list[Season] = []
    for index, plan in enumerate(plans):
        place = f"calendar.seasons[{index}]"
        first, last = month_day(plan.first, f"{place}.first"), month_day(plan.last, f"{place}.last")
        season = Season(first, last, _week(plan.hours, f"{place}.hours"))
        if any(_overlap(season, other) for other in seasons):
            raise WardError(f"{place}: begins or ends within another season")
        seasons.append(season)
    return tuple(seasons)


def _overlap(one: Season, other: Season) -> bool:
    return one.holds(date(_COMMON_YEAR, *other.first)) or other.holds(date(_COMMON_YEAR, *one.first))


def _closures(plans: Sequence[Closure]) -> Iterator[tuple[date, str]]:
    for index, plan in enumerate(plans):
        if not timedelta() <= plan.last - plan.first <= _LONGEST_CLOSURE:
            raise WardError(f"calendar.closures[{index}]: must end after it begins, within a year")
        for day in range((plan.last - plan.first).days + 1):
            yield plan.first + timedelta(days=day), plan.name
