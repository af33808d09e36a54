"""What the ward itself owes every year: papers and checks with a date, and who is reminded of them when.

Which dates there are stands in the ward file. A duty is reminded of some days ahead, on its last day, and
on every working day after it until somebody notes that it is done, or its next date draws near.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain, count, takewhile

import msgspec

from bot.core.people import Role
from bot.core.words import Wording
from bot.core.working import WorkingCalendar


class DutyDay(StrEnum):
    """Which day a date means: the last working day before it, the last one up to it, the first one from it
    on."""

    BEFORE = "before"
    BY = "by"
    FROM = "from"


class Duty(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to be done every year on each of `dates` ("MM-DD"). `remind`: so many days ahead, the most
    first. `office`: whose staff with one of the roles in `to` are meant; empty: the whole ward's."""

    id: str
    name: Wording
    what: Wording
    dates: tuple[str, ...]
    day: DutyDay
    remind: tuple[int, ...] = ()
    to: tuple[Role, ...]
    office: str = ""
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A duty on one of its dates. `last` is its last day."""

    duty: Duty
    dated: date
    last: date
    provisional: bool

    @property
    def id(self) -> str:
        """What is noted when it is done: the date of the ward file, whatever the calendar makes of it."""
        return f"{self.duty.id}:{self.dated.isoformat()}"


@dataclass(frozen=True, slots=True)
class DutyStage:
    """One reminder of a duty: so many days before its last day (0: on it), or so many working days late."""

    id: str
    occurrence: Occurrence
    at: datetime
    days_before: int | None = None
    days_late: int | None = None


def last_day(duty: Duty, dated: date, calendar: WorkingCalendar) -> date:
    """The last day on which a duty of this date is done in time."""
    match duty.day:
        case DutyDay.BEFORE:
            return calendar.add_working_days(dated, -1)
        case DutyDay.BY:
            return calendar.working_day_until(dated)
        case _:
            return calendar.working_day_from(dated)


def stages(occurrence: Occurrence, calendar: WorkingCalendar, now: datetime) -> Iterator[DutyStage]:
    """Its reminders, when the offices open; there is no last one. `now` gives the time zone."""
    ahead = (*(days for days in occurrence.duty.remind if days > 0), 0)
    before = (_ahead(occurrence, calendar, now, days) for days in ahead)
    return chain(before, (_late(occurrence, calendar, now, days) for days in count(1)))


def due(
    duties: Sequence[Duty],
    calendar: WorkingCalendar,
    now: datetime,
    done: Collection[str] = (),
    sent: Collection[str] = (),
) -> tuple[DutyStage, ...]:
    """The newest reminder of each duty that nobody heard yet, oldest first. `now` is local; `done` holds ids
    of occurrences, `sent` those of stages."""
    found: list[DutyStage] = []
    for duty in duties:
        occurrence = _current(duty, calendar, now)
        if occurrence is not None and occurrence.id not in done:
            newest = _newest(occurrence, calendar, now)
            found += [newest] if newest.id not in sent else []
    return tuple(sorted(found, key=lambda stage: stage.at))


def next_duty(
    duties: Sequence[Duty], calendar: WorkingCalendar, now: datetime, done: Collection[str] = ()
) -> datetime | None:
    """When the next reminder after `now` comes; None: there are no duties."""
    moments = []
    for duty in duties:
        current = _current(duty, calendar, now)
        if current is not None and current.id not in done:
            following = (stage.at for stage in stages(current, calendar, now) if stage.at > now)
            moments.append(next(following))
        later = (_first(occurrence, calendar, now) for occurrence in _around(duty, calendar, now))
        moments.append(min(at for at in later if at > now))
    return min(moments, default=None)


def _newest(occurrence: Occurrence, calendar: WorkingCalendar, now: datetime) -> DutyStage:
    """The last stage whose time has come; that of the first one has."""
    *_, newest = takewhile(lambda stage: stage.at <= now, stages(occurrence, calendar, now))
    return newest


def _ahead(occurrence: Occurrence, calendar: WorkingCalendar, now: datetime, days: int) -> DutyStage:
    day = calendar.working_day_until(occurrence.last - timedelta(days=days))
    at = calendar.opening(day, now.tzinfo)
    return DutyStage(f"{occurrence.id}:T-{days}", occurrence, at, days_before=days)


def _late(occurrence: Occurrence, calendar: WorkingCalendar, now: datetime, days: int) -> DutyStage:
    at = calendar.opening(calendar.add_working_days(occurrence.last, days), now.tzinfo)
    return DutyStage(f"{occurrence.id}:late:{days}", occurrence, at, days_late=days)


def _current(duty: Duty, calendar: WorkingCalendar, now: datetime) -> Occurrence | None:
    """The last date of the duty whose reminders have begun; the ones before it are over with that."""
    begun = [one for one in _around(duty, calendar, now) if _first(one, calendar, now) <= now]
    return begun[-1] if begun else None


def _first(occurrence: Occurrence, calendar: WorkingCalendar, now: datetime) -> datetime:
    return next(stages(occurrence, calendar, now)).at


def _around(duty: Duty, calendar: WorkingCalendar, now: datetime) -> list[Occurrence]:
    """Its dates from last year to the year after next, in order."""
    years = range(now.year - 1, now.year + 3)
    return [
        _occurrence(duty, date.fromisoformat(f"{year}-{dated}"), calendar)
        for year in years
        for dated in sorted(duty.dates)
    ]


def _occurrence(duty: Duty, dated: date, calendar: WorkingCalendar) -> Occurrence:
    last = last_day(duty, dated, calendar)
    return Occurrence(duty, dated, last, calendar.is_provisional(last))
