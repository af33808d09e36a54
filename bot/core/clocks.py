"""Working days, due dates, and the hours in which people may be disturbed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

LEGAL_DAYS: Final = 10
_DAY: Final = timedelta(days=1)
"""In so many working days a resident hears where the report is (Luật Tiếp công dân 42/2013, Điều 28.1)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of working time within a day."""

    start: time
    end: time


class DayKind(StrEnum):
    """Why a day counts or does not."""

    WORKING = "working"
    MAKE_UP = "make-up"
    WEEKLY_REST = "weekly-rest"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a count: the how-manieth working day it is (None: not counted), and why."""

    day: date
    number: int | None
    kind: DayKind
    name: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A last day; provisional while a day on the way to it is not officially settled."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked.

    `hours` has seven entries from Monday on, each with the shifts of that weekday; a weekday without
    shifts is a day of rest. `uncertain` days may yet turn out otherwise, and so may every day of a
    year that is not in `confirmed`: what is counted over them is provisional.
    """

    hours: tuple[tuple[Shift, ...], ...]
    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up: frozenset[date] = frozenset()
    confirmed: frozenset[int] = frozenset()
    uncertain: frozenset[date] = frozenset()

    def kind(self, day: date) -> DayKind:
        """What sort of day it is."""
        if day in self.make_up:
            return DayKind.MAKE_UP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WORKING if self.hours[day.weekday()] else DayKind.WEEKLY_REST

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on it."""
        return self.kind(day) in {DayKind.WORKING, DayKind.MAKE_UP}

    def is_provisional(self, day: date) -> bool:
        """Whether it is not settled if this day is worked."""
        return day in self.uncertain or day.year not in self.confirmed

    def add_working_days(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`; the start itself is not counted."""
        last = start
        for line in self.explain(start, days):
            last = line.day
        return last

    def due(self, start: date, days: int = LEGAL_DAYS) -> Due:
        """The last day of a limit of so many working days."""
        day, counted, provisional = start, 0, False
        while counted < days:
            day += _DAY
            counted += self.is_working_day(day)
            provisional = provisional or self.is_provisional(day)
        return Due(day, provisional)

    def explain(self, start: date, days: int) -> Iterator[DayLine]:
        """Every day from the one after `start` to the last one counted, with its reason."""
        day, counted = start, 0
        while counted < days:
            day += _DAY
            works = self.is_working_day(day)
            counted += works
            number = counted if works else None
            name = self.holidays.get(day, "") if not works else ""
            yield DayLine(day, number, self.kind(day), name, self.is_provisional(day))


def due_date(calendar: WorkingCalendar, received: datetime, zone: tzinfo, days: int = LEGAL_DAYS) -> Due:
    """Until when the resident must hear where the report is, from the local date of receipt."""
    return calendar.due(received.astimezone(zone).date(), days)


def in_daytime(moment: datetime, start: time = time(7), end: time = time(21)) -> bool:
    """Whether people may be disturbed: `moment` is local time, `end` is already too late."""
    return start <= moment.timetz().replace(tzinfo=None) < end


def next_daytime(moment: datetime, start: time = time(7), end: time = time(21)) -> datetime:
    """The moment itself in the daytime, else the next morning's start, in the same zone."""
    if in_daytime(moment, start, end):
        return moment
    local = moment.time()
    day = moment.date() if local < start else moment.date() + timedelta(days=1)
    return datetime.combine(day, start, tzinfo=moment.tzinfo)
