"""The duty of an office: which watches it keeps, and when somebody hears of one.

A watch begins at a time of day and ends where the next one begins, perhaps on the next day. Who has it is
written down elsewhere; here is only what follows from the hours that the ward file promises. All moments are
local.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import Final

import msgspec

from bot.core.errors import WardError
from bot.core.working import DAY, WorkingCalendar, next_working_moment

ALWAYS: Final = "24/7"
MOST: Final = 4
"""So many watches a day at most: each has a button."""
_EVE: Final = timedelta(hours=1)
"""So long before the offices close people hear of tomorrow's watch."""
_WHOLE: Final = 24 * 60
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


class DutyHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an office promises: `hours` of every day, such as "17:00-07:30" or "24/7", in watches that begin
    at `starts`; without these the hours are one watch."""

    hours: str = ALWAYS
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """A turn of duty, from a moment until just before another."""

    begin: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether whoever has it is on duty then."""
        return self.begin <= moment < self.end

    @property
    def days(self) -> tuple[date, ...]:
        """The days that it touches: one, or two where it goes over midnight."""
        last = (self.end - timedelta(microseconds=1)).date()
        return tuple(dict.fromkeys((self.begin.date(), last)))


@dataclass(frozen=True, slots=True)
class Roster:
    """When the watches of every day begin, the first one first, and when the last of them is over."""

    starts: tuple[time, ...]
    end: time


class Word(StrEnum):
    """What somebody hears of their watch: that it comes, that it begins."""

    COMES = "comes"
    BEGINS = "begins"


def roster_of(plan: DutyHours) -> Roster:
    """The watches of a promise. Raises `WardError` where it cannot be kept."""
    starts = tuple(map(_time, plan.starts))
    if plan.hours == ALWAYS:
        if not starts:
            raise WardError('name when the watches begin, such as starts = ["07:30"]')
        begin = end = starts[0]
    else:
        begin, end = _stretch(plan.hours)
        starts = starts or (begin,)
    offsets = [*(_offset(start, begin) for start in starts), _offset(end, begin) or _WHOLE]
    if offsets[0] or not all(earlier < later for earlier, later in pairwise(offsets)):
        raise WardError("the watches must begin with the hours, and follow each other within them")
    if len(starts) > MOST:
        raise WardError(f"there are more than {MOST} watches a day")
    return Roster(starts, end)


def _stretch(hours: str) -> tuple[time, time]:
    first, _, last = hours.partition("-")
    if not (_TIME.fullmatch(first) and _TIME.fullmatch(last)) or first == last:
        raise WardError(f'{hours!r} is neither "24/7" nor hours such as "17:00-07:30"')
    return time.fromisoformat(first), time.fromisoformat(last)


def _time(text: str) -> time:
    if not _TIME.fullmatch(text):
        raise WardError(f'{text!r} is not a time such as "07:30"')
    return time.fromisoformat(text)


def _offset(at: time, first: time) -> int:
    """So many minutes it comes after the first hour, perhaps past midnight."""
    return (60 * (at.hour - first.hour) + at.minute - first.minute) % _WHOLE


def within(roster: Roster, since: datetime, until: datetime) -> list[Watch]:
    """The watches of a time, those that have begun before it and go on among them."""
    found = _from(roster, since.date() - DAY, since.tzinfo)
    return [watch for watch in takewhile(lambda watch: watch.begin < until, found) if watch.end > since]


def watch_at(roster: Roster, moment: datetime) -> Watch | None:
    """The watch of a moment; None: outside of the hours."""
    watch = next(each for each in _from(roster, moment.date() - DAY, moment.tzinfo) if each.end > moment)
    return watch if watch.holds(moment) else None


def coming(roster: Roster, now: datetime, days: int) -> list[Watch]:
    """The watch that goes on, and all that begin today or on the `days` days after."""
    return within(roster, now, datetime.combine(now.date() + (days + 1) * DAY, time(), now.tzinfo))


def next_word(watch: Watch, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """When whoever has it next hears of it; None: they heard all."""
    return next((at for at in (_eve(watch, calendar), watch.begin) if at > now), None)


def word(watch: Watch, now: datetime, calendar: WorkingCalendar) -> Word | None:
    """What is to be said at a moment at which they hear of it. A watch of later is spoken of in working time;
    None: nothing, it is over or the hour is late."""
    if now < watch.begin:
        return Word.COMES if next_working_moment(calendar, now) == now else None
    return Word.BEGINS if now < watch.end else None


def next_check(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """When it is next looked whether all watches have somebody: on the afternoon of a working day. Until the
    one after it the offices can still do something about it."""
    day = calendar.working_day_from(moment.date())
    at = _afternoon(calendar, day, moment.tzinfo)
    return at if at > moment else _afternoon(calendar, calendar.add_working_days(day, 1), moment.tzinfo)


def _from(roster: Roster, first: date, zone: tzinfo | None) -> Iterator[Watch]:
    """All watches from those of this day on; there is no last one."""
    day = first
    while True:
        begins = [_on(day, start, roster.starts[0], zone) for start in roster.starts]
        over = datetime.combine(day, roster.end, tzinfo=zone)
        ends = [*begins[1:], over if roster.end > roster.starts[0] else over + DAY]
        yield from map(Watch, begins, ends)
        day += DAY


def _on(day: date, at: time, first: time, zone: tzinfo | None) -> datetime:
    """What comes before the first hour belongs to the night that follows."""
    moment = datetime.combine(day, at, tzinfo=zone)
    return moment if at >= first else moment + DAY


def _eve(watch: Watch, calendar: WorkingCalendar) -> datetime:
    """Shortly before the offices close for the last time before its day."""
    day = calendar.working_day_until(watch.begin.date() - DAY)
    closes = calendar.closing(day, watch.begin.tzinfo)
    opens = datetime.combine(day, calendar.shifts_on(day)[-1].start, tzinfo=watch.begin.tzinfo)
    return max(closes - _EVE, opens)


def _afternoon(calendar: WorkingCalendar, day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, calendar.shifts_on(day)[-1].start, tzinfo=zone)
