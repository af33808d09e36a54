"""Working days and working hours: which are worked, what lies between two moments, when so much is over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final, TypeAlias

LEGAL_DAYS: Final = 10
"""In so many working days a resident hears where the report is (Luật Tiếp công dân 42/2013, Điều 28.1)."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of working time within a day."""

    start: time
    end: time


Week: TypeAlias = tuple[tuple[Shift, ...], ...]
"""Seven entries from Monday on, each with the shifts of that weekday; none: a day of rest."""
Stretch: TypeAlias = tuple[datetime, datetime]
"""From a moment until just before another."""


@dataclass(frozen=True, slots=True)
class Season:
    """Other hours on the same days of every year, e.g. in summer. A season may run over New Year."""

    first: tuple[int, int]
    """Month and day."""
    last: tuple[int, int]
    hours: Week

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


class DayKind(StrEnum):
    """Why a day counts or does not."""

    WORKING = "working"
    MAKE_UP = "make-up"
    WEEKLY_REST = "weekly-rest"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


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

    `make_up` days are worked instead of others; on `closures` this ward alone is closed (a storm, an
    election). `uncertain` days may yet turn out otherwise, and so may every day of a year that is not
    in `confirmed`: what is counted over them is provisional.
    """

    hours: Week
    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up: Mapping[date, str] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()
    uncertain: frozenset[date] = frozenset()
    seasons: tuple[Season, ...] = ()
    closures: Mapping[date, str] = field(default_factory=dict)

    def kind(self, day: date) -> DayKind:
        """What sort of day it is. A holiday on a day of rest is a day of rest."""
        if day in self.closures:
            return DayKind.CLOSURE
        if day in self.make_up:
            return DayKind.MAKE_UP
        if not self.week(day)[day.weekday()]:
            return DayKind.WEEKLY_REST
        return DayKind.HOLIDAY if day in self.holidays else DayKind.WORKING

    def name(self, day: date) -> str:
        """What makes the day another than a usual one, in words; empty where there is nothing to say."""
        names = {
            DayKind.CLOSURE: self.closures, DayKind.MAKE_UP: self.make_up, DayKind.HOLIDAY: self.holidays,
        }  # fmt: skip
        return names.get(self.kind(day), {}).get(day, "")

    def week(self, day: date) -> Week:
        """The hours by weekday at that time of the year."""
        for season in self.seasons:
            if season.holds(day):
                return season.hours
        return self.hours

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """The hours of this day. A day that is worked instead of another has those of a usual day."""
        if not self.is_working_day(day):
            return ()
        week = self.week(day)
        return week[day.weekday()] or next(hours for hours in week if hours)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on it. Asked for every day of every count, so it looks no name up."""
        if day in self.closures or (day in self.holidays and day not in self.make_up):
            return False
        return day in self.make_up or bool(self.week(day)[day.weekday()])

    def is_provisional(self, day: date) -> bool:
        """Whether it is not settled if this day is worked."""
        return day in self.uncertain or day.year not in self.confirmed

    def add_working_days(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, before it where `days` is negative; the start itself is
        not counted."""
        day, step = start, DAY if days > 0 else -DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def due(self, start: date, days: int = LEGAL_DAYS) -> Due:
        """The last day of a limit of so many working days."""
        day, left, provisional = start, days, False
        while left > 0:
            day += DAY
            left -= self.is_working_day(day)
            provisional = provisional or self.is_provisional(day)
        return Due(day, provisional)

    def explain(self, start: date, days: int) -> Iterator[DayLine]:
        """Every day from the one after `start` to the last one counted, with its reason."""
        day, counted = start, 0
        while counted < days:
            day += DAY
            works = self.is_working_day(day)
            counted += works
            number = counted if works else None
            yield DayLine(day, number, self.kind(day), self.name(day), self.is_provisional(day))

    def opening(self, day: date, zone: tzinfo | None) -> datetime:
        """When the offices open on this working day."""
        return datetime.combine(day, self.shifts_on(day)[0].start, tzinfo=zone)

    def closing(self, day: date, zone: tzinfo | None) -> datetime:
        """When the offices close on this working day."""
        return datetime.combine(day, self.shifts_on(day)[-1].end, tzinfo=zone)

    def working_day_from(self, day: date) -> date:
        """The day itself if it is worked, else the next one that is."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def working_day_until(self, day: date) -> date:
        """The day itself if it is worked, else the last one before it that is."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)


def working_time(calendar: WorkingCalendar, start: datetime) -> Iterator[Stretch]:
    """The working time from `start` on, shift by shift; local time."""
    day = start.date()
    while True:
        for shift in calendar.shifts_on(day):
            begin, end = (datetime.combine(day, at, tzinfo=start.tzinfo) for at in (shift.start, shift.end))
            if end > start:
                yield max(begin, start), end
        day += DAY


def without(stretches: Iterable[Stretch], stops: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches without what lies in `stops`, which are in order and apart."""
    for begin, end in stretches:
        at = begin
        for first, last in stops:
            if at < first < end:
                yield at, first
            if first < end:
                at = max(at, last)
        if at < end:
            yield at, end


def passed(stretches: Iterable[Stretch], until: datetime) -> timedelta:
    """How much of the stretches is over at a moment."""
    total = timedelta()
    for begin, end in stretches:
        if begin >= until:
            break
        total += min(end, until) - begin
    return total


def after(stretches: Iterable[Stretch], amount: timedelta) -> datetime:
    """The moment at which so much of the stretches is over; what is over with a stretch is so at its end."""
    left = amount
    for begin, end in stretches:
        if begin + left <= end:
            return begin + left
        left -= end - begin
    raise ValueError("the stretches are over before that")


def within(stretches: Iterable[Stretch], amount: timedelta) -> datetime:
    """The first moment inside a stretch at which so much is over: after an end that is the next begin."""
    left = amount
    for begin, end in stretches:
        if begin + left < end:
            return begin + left
        left -= end - begin
    raise ValueError("the stretches are over before that")


def next_working_moment(
    calendar: WorkingCalendar, moment: datetime, stops: Sequence[Stretch] = ()
) -> datetime:
    """The moment itself in working time and outside of `stops`, else the next one that is; local time."""
    begin, _ = next(without(working_time(calendar, moment), stops))
    return begin


def after_working_time(calendar: WorkingCalendar, start: datetime, amount: timedelta) -> datetime:
    """The moment at which so much working time has passed; `start` and the result are local time."""
    return after(working_time(calendar, start), amount)


def end_of_working_day(calendar: WorkingCalendar, start: datetime, days: int) -> datetime:
    """When the offices close on the `days`-th working day after that of `start`."""
    return calendar.closing(calendar.add_working_days(start.date(), days), start.tzinfo)


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
    day = moment.date() if local < start else moment.date() + DAY
    return datetime.combine(day, start, tzinfo=moment.tzinfo)
