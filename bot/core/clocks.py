"""The clocks of a case: by when it must be taken, its reporter told, its result there.

A clock is a value, built from dedicated timestamps alone: no comment, edit or reassignment can move it.
While the case waits for its reporter the ward's own clocks stand still, up to a limit. The legal one is a
promised date and never stands still (Luật Tiếp công dân 42/2013, Điều 28.1).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import count
from typing import Final

import msgspec

from bot.core.routing import Urgency
from bot.core.working import (
    DAY,
    Stretch,
    WorkingCalendar,
    after,
    next_working_moment,
    passed,
    within,
    without,
    working_time,
)

END_OF_DAY: Final = time(23, 59)
_FAR: Final = timedelta(days=36_500)
_PERCENT: Final = 100


class LimitUnit(StrEnum):
    """What a limit is counted in. `days` 0 is the end of the same day."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"

    @property
    def worked(self) -> bool:
        """Whether it is used up in working time only."""
        return self in {LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS}


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How long something may take."""

    amount: int
    unit: LimitUnit


class ServiceLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the ward promises itself for one priority; None: no limit."""

    accept: Limit
    first_word: Limit
    result: Limit | None = None
    escalation: Limit | None = None


class Promises(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The legal ceiling, the ward's own limits, how long a case may wait for its reporter, and for how many
    days after its result it may be begun again."""

    legal_days: int
    waiting: Limit = Limit(amount=5, unit=LimitUnit.WORKING_DAYS)
    reopen_days: int = 14
    levels: dict[Urgency, ServiceLevel]


class ClockKind(StrEnum):
    """What is awaited, in the order in which it presses."""

    ACCEPT = "accept"
    FIRST_WORD = "first-word"
    RESULT = "result"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Pause:
    """The case waits for its reporter since `begin`; `end` is None while it still does."""

    begin: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stamps:
    """What decides over a case's clocks, and nothing else does.

    `came_at`: when it last came to lie untaken with the office that leads it. `coming` and `round` count
    how often it came so, and how often it was begun (1 + reopenings), so that a clock that starts anew is
    another one. `ended_at`: withdrawn or referred, nothing is awaited any more. `promised_on`: the legal
    date as it was told.
    """

    filed_at: datetime
    came_at: datetime
    taken_at: datetime | None = None
    first_word_at: datetime | None = None
    concluded_at: datetime | None = None
    ended_at: datetime | None = None
    reopened_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    extra_days: int = 0
    """By so many working days the result was extended, once."""
    coming: int = 1
    round: int = 1
    promised_on: date | None = None


class ClockState(StrEnum):
    """What a clock does at a moment."""

    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit of one case; all moments are local. `stops` are in order and apart, already cut off where
    waiting had lasted too long. `run` counts the times that this kind was started. `taken`: somebody has
    the case."""

    kind: ClockKind
    limit: Limit
    started: datetime
    due: datetime
    calendar: WorkingCalendar = field(repr=False)
    priority: str = ""
    done: datetime | None = None
    stops: tuple[Stretch, ...] = ()
    extra_days: int = 0
    run: int = 1
    taken: bool = False

    @property
    def provisional(self) -> bool:
        """Whether the due date hangs on days that are not officially settled."""
        if not self.limit.unit.worked:
            return False
        days = range(1, (self.due.date() - self.started.date()).days + 1)
        return any(self.calendar.is_provisional(self.started.date() + n * DAY) for n in days)

    def state(self, now: datetime) -> ClockState:
        """What it does at `now`."""
        if self.done is not None and self.done <= now:
            return ClockState.DONE
        stands = any(begin <= now < end for begin, end in self.stops)
        return ClockState.WAITING if stands else ClockState.RUNNING

    def is_late(self, now: datetime) -> bool:
        """Whether the limit was over before it was done, or is over now."""
        return (now if self.done is None else min(self.done, now)) > self.due

    def running(self) -> Iterator[Stretch]:
        """The time that uses it up."""
        return _running(self.limit.unit, self.calendar, self.started, self.stops)

    def used(self, now: datetime) -> timedelta:
        """How much was used up at `now`, or when it was done."""
        return passed(self.running(), now if self.done is None else min(self.done, now))

    @property
    def whole(self) -> timedelta:
        """How much there is to use up."""
        return passed(self.running(), self.due)

    def left(self, now: datetime) -> timedelta:
        """How much is left; nothing once the limit is over."""
        return max(self.whole - self.used(now), timedelta())

    def mark(self, percent: int) -> datetime:
        """The first moment of its running time at which so much of the limit is used up."""
        return within(self.running(), self.whole * percent / _PERCENT)

    @property
    def over_at(self) -> datetime:
        """The first moment at work after the limit: from here on it is counted how late it is."""
        return next_working_moment(self.calendar, self.due, self.stops)

    def late_on(self, days: int) -> datetime:
        """When it is so many working days late; days on which the case waits for its reporter are none."""
        begin = self.over_at
        return datetime.combine(_count(self.calendar, begin, days, self.stops), begin.timetz())

    def days_late(self, now: datetime) -> int:
        """How many whole working days late it is."""
        begin, found, today = self.over_at, 0, now.astimezone(self.due.tzinfo).date()
        day = begin.date()
        while (day := day + DAY) <= today:
            moment = datetime.combine(day, begin.timetz())
            found += moment <= now and _counts(self.calendar, day, self.stops)
        return found


def clocks_of(
    stamps: Stamps, priority: str, promises: Promises, calendar: WorkingCalendar, zone: tzinfo
) -> tuple[Clock, ...]:
    """The clocks of a case in the order of `ClockKind`; a priority of a later release has the legal one
    alone. `zone` is the ward's."""
    stamps = _localized(stamps, zone)
    stops = _stops(stamps.pauses, promises.waiting, calendar)
    level = promises.levels.get(Urgency(priority)) if priority in set(Urgency) else None
    clocks = _own(stamps, level, calendar, stops) if level is not None else ()
    taken = stamps.taken_at is not None
    return tuple(
        replace(clock, priority=priority, taken=taken)
        for clock in (*clocks, _legal(stamps, promises, calendar))
    )


def over(limit: Limit, calendar: WorkingCalendar, start: datetime, stops: Sequence[Stretch] = ()) -> datetime:
    """When a limit is over that began at `start` (local); what lies in `stops` does not count.

    A limit in days that ends on a day of rest ends on the next working day (Bộ luật Dân sự 2015, Điều 148).
    """
    match limit.unit:
        case LimitUnit.MINUTES | LimitUnit.HOURS | LimitUnit.WORKING_HOURS:
            minutes = limit.amount if limit.unit is LimitUnit.MINUTES else limit.amount * 60
            return after(_running(limit.unit, calendar, start, stops), timedelta(minutes=minutes))
        case LimitUnit.WORKING_DAYS:
            first = start if limit.amount else _at_work(calendar, start)
            return calendar.closing(_count(calendar, first, limit.amount, stops), start.tzinfo)
        case _:
            ends = (start.date() + n * DAY for n in count(1))
            counted = (day for day in ends if not stands(stops, _end(day, start)))
            days = [next(counted) for _ in range(limit.amount)]
            return _end(calendar.working_day_from(days[-1]) if days else start.date(), start)


def _own(
    stamps: Stamps, level: ServiceLevel, calendar: WorkingCalendar, stops: tuple[Stretch, ...]
) -> Iterator[Clock]:
    """The clocks that the ward set for itself."""
    begun = stamps.reopened_at or stamps.filed_at
    starts = (
        (ClockKind.ACCEPT, level.accept, stamps.came_at, stamps.taken_at or stamps.concluded_at),
        (ClockKind.FIRST_WORD, level.first_word, stamps.filed_at, stamps.first_word_at),
        (ClockKind.RESULT, level.result, begun, stamps.concluded_at),
    )
    for kind, limit, started, done in starts:
        if limit is not None:
            due = over(limit, calendar, started, stops)
            clock = Clock(
                kind, limit, started, due, calendar, done=_first(done, stamps.ended_at), stops=stops
            )
            yield _numbered(clock, stamps)


def _numbered(clock: Clock, stamps: Stamps) -> Clock:
    """With the times that it was started, and extended if it is the result that was."""
    if clock.kind is ClockKind.ACCEPT:
        return replace(clock, run=stamps.coming)
    if clock.kind is not ClockKind.RESULT:
        return clock
    run = 2 * stamps.round - (not stamps.extra_days)
    if not stamps.extra_days:
        return replace(clock, run=run)
    last = _count(clock.calendar, clock.due, stamps.extra_days, clock.stops)
    due = datetime.combine(last, clock.due.timetz())
    return replace(clock, due=due, run=run, extra_days=stamps.extra_days)


def _legal(stamps: Stamps, promises: Promises, calendar: WorkingCalendar) -> Clock:
    limit = Limit(amount=promises.legal_days, unit=LimitUnit.WORKING_DAYS)
    if stamps.promised_on is None:
        due = over(limit, calendar, stamps.filed_at)
    else:
        day = calendar.working_day_until(stamps.promised_on)
        due = calendar.closing(day, stamps.filed_at.tzinfo)
    done = _first(stamps.first_word_at, stamps.ended_at)
    return Clock(ClockKind.LEGAL, limit, stamps.filed_at, due, calendar, done=done)


def _localized(stamps: Stamps, zone: tzinfo) -> Stamps:
    """All moments in the ward's time."""

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment is not None else None

    return replace(
        stamps,
        filed_at=stamps.filed_at.astimezone(zone),
        came_at=stamps.came_at.astimezone(zone),
        taken_at=local(stamps.taken_at),
        first_word_at=local(stamps.first_word_at),
        concluded_at=local(stamps.concluded_at),
        ended_at=local(stamps.ended_at),
        reopened_at=local(stamps.reopened_at),
        pauses=tuple(Pause(pause.begin.astimezone(zone), local(pause.end)) for pause in stamps.pauses),
    )


def _stops(pauses: Sequence[Pause], waiting: Limit, calendar: WorkingCalendar) -> tuple[Stretch, ...]:
    """In order and apart; who is waited for too long is waited for no more."""
    stops: list[Stretch] = []
    for pause in sorted(pauses, key=lambda pause: pause.begin):
        latest = over(waiting, calendar, pause.begin)
        end = latest if pause.end is None else min(pause.end, latest)
        if stops and pause.begin <= stops[-1][1]:
            begin, before = stops.pop()
            stops.append((begin, max(before, end)))
        elif pause.begin < end:
            stops.append((pause.begin, end))
    return tuple(stops)


def _running(
    unit: LimitUnit, calendar: WorkingCalendar, start: datetime, stops: Sequence[Stretch]
) -> Iterator[Stretch]:
    time_of = working_time(calendar, start) if unit.worked else iter([(start, start + _FAR)])
    return without(time_of, stops)


def _count(calendar: WorkingCalendar, start: datetime, days: int, stops: Sequence[Stretch]) -> date:
    """The `days`-th day after `start` that counts."""
    day = start.date()
    while days:
        day += DAY
        days -= _counts(calendar, day, stops)
    return day


def _counts(calendar: WorkingCalendar, day: date, stops: Sequence[Stretch]) -> bool:
    """Whether a day uses up a working day: offices work, and when they close nobody is waited for."""
    if not calendar.is_working_day(day):
        return False
    if not stops or day > stops[-1][1].date():
        return True
    return not stands(stops, calendar.closing(day, stops[0][0].tzinfo))


def stands(stops: Sequence[Stretch], closing: datetime) -> bool:
    """Whether a day that ends so does not count, because its reporter was waited for until then."""
    return any(begin < closing <= end for begin, end in stops)


def _at_work(calendar: WorkingCalendar, start: datetime) -> datetime:
    return datetime.combine(calendar.working_day_from(start.date()), start.timetz())


def _end(day: date, start: datetime) -> datetime:
    return datetime.combine(day, END_OF_DAY, start.tzinfo)


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
