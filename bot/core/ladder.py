"""The ladder: who is reminded of a case when, and who hears of it next.

Every clock has stages in a fixed order, each with an id such as `accept:50` or `result:late:3`. Who sent
one has sent all before it: after an outage only the newest is heard. A case that nobody took climbs sooner
than one that somebody has, and an urgent one at any hour.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Final

import msgspec

from bot.core.clocks import Clock, ClockKind, ClockState
from bot.core.routing import Urgency
from bot.core.working import next_working_moment

_OVER: Final = 100
_LATE: Final = "late"
_MINUTES: Final = "min"
_MINUTE: Final = timedelta(minutes=1)


OFTEN: Final = 24
"""So often an urgent case that nobody takes is repeated at the full pace ..."""
SELDOM: Final = 4
"""... and then at one pace of so many."""


class Hearer(StrEnum):
    """Who is reminded, from the nearest to the farthest. `office`: everybody of it, while nobody has the
    case. `duty`: who of it is on duty now; everybody, where nobody is. `group`: those who sit in a group of
    it, as one. `next`: who comes after the head."""

    HOLDER = "holder"
    OFFICE = "office"
    DUTY = "duty"
    GROUP = "group"
    HEAD = "head"
    NEXT = "next"
    LEADERSHIP = "leadership"


class Climb(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """From how many working days late on who hears of it; 0 is the end of the limit. `group`: the groups of
    the office, of what nobody took in time; None: never."""

    head: int
    leadership: int
    group: int | None = None


class UrgentStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who hears of an urgent case that nobody took, after how many minutes."""

    minutes: int
    to: Hearer


class Urgent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Each step reaches those before it too, after `duty` the whole office; after the last all of them hear
    again and again. `group`: after
    how many minutes the steps are for the groups of the office as well; None: never."""

    steps: tuple[UrgentStep, ...]
    every_minutes: int
    group: int | None = None


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When people are reminded. `marks`: percent of a limit used up, the last is 100; after that daily."""

    marks: tuple[int, ...]
    taken: Climb
    untaken: Climb
    urgent: Urgent


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder about one clock. `percent` is what was used up, `days_late` and `minutes` what has
    passed; the other two are None."""

    id: str
    clock: ClockKind
    at: datetime
    to: frozenset[Hearer]
    percent: int | None = None
    days_late: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is said about one case at one time. `stages`: the newest of each clock, the most pressing first.
    `missed`: the turns before them that nobody heard of, oldest first. All of them count as sent."""

    stages: tuple[Stage, ...]
    missed: tuple[Stage, ...]

    @property
    def to(self) -> frozenset[Hearer]:
        """Who hears of it: everybody whom one of its stages is for."""
        return frozenset[Hearer]().union(*(stage.to for stage in (*self.missed, *self.stages)))

    @property
    def ids(self) -> tuple[str, ...]:
        """What is sent with it."""
        return tuple(stage.id for stage in (*self.missed, *self.stages))


def stages(clock: Clock, ladder: Ladder, first: int = 0) -> Iterator[Stage]:
    """The stages of a clock from the `first` on; there is no last one."""
    return (_stage(clock, ladder, rank) for rank in count(first))


def reminder(
    clocks: Sequence[Clock], ladder: Ladder, sent: Collection[str], now: datetime
) -> Reminder | None:
    """What is to be said about a case now; None: nothing, or not at this hour."""
    newest: list[Stage] = []
    missed: list[Stage] = []
    for clock in clocks:
        now = now.astimezone(clock.started.tzinfo)
        last = _last_sent(clock, ladder, sent)
        reached = _reached(clock, ladder, now) if _may_speak(clock, now) else -1
        if reached > last:
            newest.append(_stage(clock, ladder, reached))
            turns = (rank for rank in _turns(clock, ladder) if last < rank < reached)
            missed += (_stage(clock, ladder, rank) for rank in turns)
    return Reminder(tuple(newest), tuple(sorted(missed, key=lambda stage: stage.at))) if newest else None


def next_at(clock: Clock, ladder: Ladder, sent: Collection[str], now: datetime) -> datetime | None:
    """When this clock next has something to say, at the earliest `now`; None: it is done."""
    if clock.done is not None:
        return None
    now = now.astimezone(clock.started.tzinfo)
    stage = _stage(clock, ladder, _last_sent(clock, ladder, sent) + 1)
    if stage.at > now or _may_speak(clock, now):
        return max(stage.at, now)
    return _heard(clock, now)


def next_of(clocks: Sequence[Clock], ladder: Ladder, sent: Collection[str], now: datetime) -> datetime | None:
    """When the next reminder about a case may be due: the one moment that is stored with it."""
    moments = (next_at(clock, ladder, sent, now) for clock in clocks)
    return min((moment for moment in moments if moment is not None), default=None)


def _stage(clock: Clock, ladder: Ladder, rank: int) -> Stage:
    if _is_urgent(clock):
        return _urgent_stage(clock, ladder.urgent, rank)
    climb = _climb(clock, ladder)
    nearest = Hearer.HOLDER if clock.taken else Hearer.OFFICE
    if rank < len(ladder.marks):
        percent = ladder.marks[rank]
        to = {nearest} | (_climbed(climb, 0) if percent >= _OVER else set())
        at = _heard(clock, clock.mark(percent))
        return Stage(_id(clock, str(percent)), clock.kind, at, frozenset(to), percent=percent)
    days = rank - len(ladder.marks) + 1
    at = next_working_moment(clock.calendar, clock.late_on(days), clock.stops)
    to = {nearest} | _climbed(climb, days)
    return Stage(_id(clock, _LATE, days), clock.kind, at, frozenset(to), days_late=days)


def _urgent_stage(clock: Clock, urgent: Urgent, rank: int) -> Stage:
    steps, before = urgent.steps[: rank + 1], urgent.steps[:rank]
    minutes = steps[-1].minutes + _paces(max(rank - len(urgent.steps) + 1, 0)) * urgent.every_minutes
    groups = {Hearer.GROUP} if urgent.group is not None and minutes >= urgent.group else set()
    others = {Hearer.OFFICE} if any(step.to is Hearer.DUTY for step in before) else set()
    to = frozenset(step.to for step in steps) | others | groups
    at = clock.started + minutes * _MINUTE
    return Stage(_id(clock, _MINUTES, minutes), clock.kind, at, to, minutes=minutes)


def _climb(clock: Clock, ladder: Ladder) -> Climb:
    """How this clock climbs. A group hears only that nobody takes a case, once."""
    if clock.taken:
        return ladder.taken
    untaken = ladder.untaken
    return untaken if clock.kind is ClockKind.ACCEPT else msgspec.structs.replace(untaken, group=None)


def _climbed(climb: Climb, days: int) -> set[Hearer]:
    """Who else hears of what is so many working days late."""
    whole = (
        (Hearer.HEAD, climb.head),
        (Hearer.LEADERSHIP, climb.leadership),
        (Hearer.GROUP, climb.group),
    )
    return {hearer for hearer, from_ in whole if from_ is not None and days >= from_}


def _reached(clock: Clock, ladder: Ladder, now: datetime) -> int:
    """The newest stage whose time has come; -1: none."""
    if _is_urgent(clock):
        return _minutes_rank(ladder.urgent, int((now - clock.started) // _MINUTE))
    if now > clock.due:
        rank = len(ladder.marks) - 1 + clock.days_late(now)
        return rank if _stage(clock, ladder, rank).at <= now else rank - 1
    whole, used = clock.whole, clock.used(now)
    return sum(whole * percent / _OVER <= used for percent in ladder.marks) - 1


def _turns(clock: Clock, ladder: Ladder) -> Iterator[int]:
    """The stages at which something new is said, or somebody new hears it; the others repeat them."""
    if _is_urgent(clock):
        yield from range(len(ladder.urgent.steps))
        return
    marks, climb = len(ladder.marks), _climb(clock, ladder)
    yield from range(marks)
    turns = {1, climb.head, climb.leadership, climb.group}
    yield from sorted(marks - 1 + days for days in turns if days)


def _last_sent(clock: Clock, ladder: Ladder, sent: Collection[str]) -> int:
    """How far this clock was heard; -1: not at all. What another run or ladder sent is not its own."""
    begin = _id(clock, "")
    own = (id_.removeprefix(begin) for id_ in sent if id_.startswith(begin))
    return max((_rank(clock, ladder, mark) for mark in own), default=-1)


def _rank(clock: Clock, ladder: Ladder, mark: str) -> int:
    """The place of a stage by the end of its id, by the ladder as it is now."""
    kind, _, number = mark.rpartition(":")
    if _is_urgent(clock):
        return _minutes_rank(ladder.urgent, int(number)) if kind == _MINUTES else -1
    if kind == _LATE:
        return len(ladder.marks) - 1 + int(number)
    return -1 if kind else sum(percent <= int(number) for percent in ladder.marks) - 1


def _minutes_rank(urgent: Urgent, minutes: int) -> int:
    beyond = _repeats((minutes - urgent.steps[-1].minutes) // urgent.every_minutes)
    return sum(step.minutes <= minutes for step in urgent.steps) - 1 + max(beyond, 0)


def _paces(repeats: int) -> int:
    """After so many paces comes this repetition: whoever did not act on many hears of it more seldom."""
    return repeats + max(repeats - OFTEN, 0) * (SELDOM - 1)


def _repeats(paces: int) -> int:
    """How many repetitions came in so many paces."""
    return paces if paces <= OFTEN else OFTEN + (paces - OFTEN) // SELDOM


def _id(clock: Clock, *parts: object) -> str:
    run = f".{clock.run}" if clock.run > 1 else ""
    return ":".join((f"{clock.kind}{run}", *map(str, parts)))


def _is_urgent(clock: Clock) -> bool:
    return clock.kind is ClockKind.ACCEPT and clock.priority == Urgency.P1


def _any_hour(clock: Clock) -> bool:
    """Whether it may speak at night: what is urgent and does not run in working time."""
    return clock.priority == Urgency.P1 and not clock.limit.unit.worked


def _may_speak(clock: Clock, now: datetime) -> bool:
    """Whether this is an hour for it, and it neither is done nor waits for the reporter."""
    return clock.done is None and clock.state(now) is ClockState.RUNNING and _heard(clock, now) == now


def _heard(clock: Clock, moment: datetime) -> datetime:
    """The moment itself if people may be reminded then, else the next one at which they may."""
    if _any_hour(clock):
        return next((end for begin, end in clock.stops if begin <= moment < end), moment)
    return next_working_moment(clock.calendar, moment, clock.stops)
