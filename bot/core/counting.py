"""A due date line by line: where it starts, what counts, what is passed over and why, where it ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, takewhile

from bot.core.clocks import END_OF_DAY, Clock, LimitUnit, over, stands
from bot.core.working import DAY, DayKind, passed


class StepKind(StrEnum):
    """What a line of the count says. `waiting`: the case waited for its reporter; it does not count."""

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    WAITING = "waiting"
    EXTENDED = "extended"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """One line: from `first` to `last`, which are whole days where `whole`.

    `day` says what sort of days were counted or passed over, `name` which holiday or closure it was.
    `days` is how many were counted, `used` how much of the limit was used; of an extension, by how many
    working days.
    """

    kind: StepKind
    first: datetime
    last: datetime
    day: DayKind | None = None
    name: str = ""
    days: int = 0
    used: timedelta = timedelta()
    whole: bool = False
    provisional: bool = False


def explain(clock: Clock) -> tuple[Step, ...]:
    """How its due date came about."""
    base = over(clock.limit, clock.calendar, clock.started, clock.stops) if clock.extra_days else clock.due
    begin, end = _moment(StepKind.START, clock.started), _moment(StepKind.DUE, clock.due)
    steps = [begin, *_joined(_between(clock, base))]
    if clock.extra_days:
        steps.append(replace(_moment(StepKind.EXTENDED, base), days=clock.extra_days))
        steps += _joined(_working_days(clock, base, clock.due))
    return (*steps, replace(end, provisional=clock.provisional))


def _moment(kind: StepKind, at: datetime) -> Step:
    return Step(kind, at, at)


def _between(clock: Clock, due: datetime) -> Iterator[Step]:
    """What lies between its start and its due date before it was extended."""
    match clock.limit.unit:
        case LimitUnit.WORKING_DAYS:
            yield from _working_days(clock, clock.started, due)
        case LimitUnit.DAYS:
            yield from _days(clock, due)
        case _:
            yield from sorted((*_waits(clock, due), *_hours(clock, due)), key=lambda step: step.first)


def _working_days(clock: Clock, start: datetime, due: datetime) -> Iterator[Step]:
    """Each as a whole; one that closes while the reporter is waited for does not count."""
    for day in _days_between(start, due):
        if not clock.calendar.is_working_day(day):
            yield _day(clock, StepKind.SKIPPED, day)
        elif stands(clock.stops, clock.calendar.closing(day, due.tzinfo)):
            yield _day(clock, StepKind.WAITING, day)
        elif clock.limit.amount:
            yield _day(clock, StepKind.COUNTED, day)


def _days(clock: Clock, due: datetime) -> Iterator[Step]:
    """Days of the calendar; behind the last one those of rest are passed over."""
    counted = 0
    for day in _days_between(clock.started, due):
        if counted < clock.limit.amount:
            waits = stands(clock.stops, datetime.combine(day, END_OF_DAY, due.tzinfo))
            counted += not waits
            yield _day(clock, StepKind.WAITING if waits else StepKind.COUNTED, day)
        elif not clock.calendar.is_working_day(day):
            yield _day(clock, StepKind.SKIPPED, day)


def _hours(clock: Clock, due: datetime) -> Iterator[Step]:
    """Stretches of running time, those of one day as one; in working time the days between them too."""
    used = takewhile(lambda stretch: stretch[0] < due, clock.running())
    if not clock.limit.unit.worked:
        yield Step(StepKind.COUNTED, clock.started, due, used=passed(used, due))
        return
    for _, group in groupby(used, key=lambda stretch: stretch[0].date()):
        shifts = list(group)
        begin, end = shifts[0][0], min(shifts[-1][1], due)
        kind = clock.calendar.kind(begin.date())
        yield Step(StepKind.COUNTED, begin, end, kind, used=passed(shifts, due))
    for day in _days_between(clock.started, due):
        if not clock.calendar.is_working_day(day):
            yield _day(clock, StepKind.SKIPPED, day)


def _waits(clock: Clock, due: datetime) -> Iterator[Step]:
    """When the case waited for its reporter."""
    for begin, end in clock.stops:
        if begin < due and end > clock.started:
            yield Step(StepKind.WAITING, max(begin, clock.started), end)


def _days_between(start: datetime, due: datetime) -> Iterator[date]:
    """The days after that of the start, up to that of the due date."""
    first, last = start.date(), due.date()
    return (first + n * DAY for n in range(1, (last - first).days + 1))


def _day(clock: Clock, kind: StepKind, day: date) -> Step:
    at = datetime.combine(day, time(), clock.due.tzinfo)
    unsure = clock.limit.unit.worked and clock.calendar.is_provisional(day)
    plain = kind is StepKind.COUNTED and not clock.limit.unit.worked
    sort, name = (None, "") if plain else (clock.calendar.kind(day), clock.calendar.name(day))
    counted = int(kind is StepKind.COUNTED)
    return Step(kind, at, at, sort, name, days=counted, whole=True, provisional=unsure)


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """Whole days of one sort that follow each other become one line."""
    held: Step | None = None
    for step in steps:
        if held is not None and _continues(held, step):
            held = replace(held, last=step.last, days=held.days + step.days)
            continue
        if held is not None:
            yield held
        held = step
    if held is not None:
        yield held


def _continues(held: Step, step: Step) -> bool:
    if not (held.whole and step.whole) or step.first - held.last != DAY:
        return False
    alike = replace(step, first=held.first, last=held.last, days=held.days)
    return alike == held or held.kind is step.kind is StepKind.WAITING
