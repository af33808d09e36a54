"""A clock in words: what it awaits, how its date came about, in one sentence or line by line."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.core.clocks import Clock, ClockState, Limit, LimitUnit
from bot.core.counting import Step, StepKind, explain
from bot.core.working import DayKind
from handlers.cards import spell_out
from locales import Speaker

_KINDS: Final = {
    "accept": "clock-accept",
    "first-word": "clock-first-word",
    "result": "clock-result",
    "legal": "clock-legal",
}
_UNITS: Final = {
    LimitUnit.MINUTES: "clock-minutes",
    LimitUnit.HOURS: "clock-hours",
    LimitUnit.WORKING_HOURS: "clock-working-hours",
    LimitUnit.DAYS: "clock-days",
    LimitUnit.WORKING_DAYS: "clock-working-days",
}
_DAY: Final = timedelta(days=1)
_IN_DAYS: Final = 2
"""From so many days on, days are counted."""
_PASSED_OVER: Final = frozenset({StepKind.SKIPPED, StepKind.WAITING})


def head(clock: Clock, now: datetime, say: Speaker) -> str:
    """What is awaited, how long it may take, and how it stands."""
    what = say(_KINDS[clock.kind])
    return say("clock-head", what=what, limit=_whole_limit(clock, say), state=standing(clock, now, say))


def standing(clock: Clock, now: datetime, say: Speaker) -> str:
    """How a clock stands at `now`: running, standing still, done, or how late."""
    state = clock.state(now)
    if state is ClockState.DONE and clock.done is not None:
        at = moment(clock.done, say)
        return say("clock-was-late" if clock.is_late(now) else "clock-is-done", moment=at)
    if state is ClockState.WAITING:
        return say("clock-is-waiting")
    if not clock.is_late(now):
        return say("clock-is-running")
    days = clock.days_late(now)
    return say("clock-is-late", count=days) if days else say("clock-is-over")


def told(clock: Clock, now: datetime, say: Speaker) -> list[str]:
    """The whole clock: what is awaited, and below it a line a step."""
    return [head(clock, now, say), *(say("clock-step", step=line) for line in lines(clock, say))]


def lines(clock: Clock, say: Speaker) -> list[str]:
    """How its date came about, a line a step."""
    return [_line(step, clock, say) for step in explain(clock)]


def sentence(clock: Clock, say: Speaker) -> str:
    """The same in one sentence: from when, how long, what was passed over, until when."""
    start, limit = moment(clock.started, say), _whole_limit(clock, say)
    due = moment(clock.due, say)
    skips = "; ".join(_skips(clock, say))
    if not skips:
        return say("clock-sentence", start=start, limit=limit, due=due)
    return say("clock-sentence-skips", start=start, limit=limit, skips=skips, due=due)


def limit_words(limit: Limit, say: Speaker) -> str:
    """How long something may take."""
    if limit == Limit(amount=0, unit=LimitUnit.DAYS):
        return say("clock-same-day")
    return say(_UNITS[limit.unit], count=limit.amount)


def moment(at: datetime, say: Speaker) -> str:
    """A local moment: "17:00, thứ Tư, ngày 06/05/2026"."""
    return say("clock-moment", time=at.strftime("%H:%M"), day=spell_out(say, at.date()))


def _whole_limit(clock: Clock, say: Speaker) -> str:
    limit = limit_words(clock.limit, say)
    return say("clock-and-extra", limit=limit, count=clock.extra_days) if clock.extra_days else limit


def _skips(clock: Clock, say: Speaker) -> Iterator[str]:
    for step in explain(clock):
        if step.kind in _PASSED_OVER:
            yield say("clock-short", span=_span(step, clock, say), why=_why(step, say))


def _line(step: Step, clock: Clock, say: Speaker) -> str:
    match step.kind:
        case StepKind.START:
            return say("clock-step-start", moment=moment(step.first, say))
        case StepKind.DUE:
            key = "clock-step-due-provisional" if step.provisional else "clock-step-due"
            return say(key, moment=moment(step.first, say))
        case StepKind.EXTENDED:
            return say("clock-step-extended", count=step.days)
        case StepKind.COUNTED:
            return _counted(step, clock, say)
        case StepKind.SKIPPED | StepKind.WAITING:
            return say("clock-step-skipped", span=_span(step, clock, say), why=_why(step, say))


def _counted(step: Step, clock: Clock, say: Speaker) -> str:
    span = _span(step, clock, say)
    if not step.whole:
        return say("clock-step-hours", span=span, used=_amount(step.used, say))
    if step.day is None:
        return say("clock-step-plain-days", span=span, count=step.days)
    key = "clock-step-made-up" if step.day is DayKind.MAKE_UP else "clock-step-days"
    return say(key, span=span, count=step.days)


def lasted(passed: timedelta, say: Speaker) -> str:
    """How long something goes on already: hours with minutes, from two days on days with hours."""
    whole = timedelta(minutes=passed // timedelta(minutes=1))
    days, rest = divmod(whole, _DAY)
    if days < _IN_DAYS:
        return _amount(whole, say)
    hours = rest // timedelta(hours=1)
    counted = say("clock-days", count=days)
    return f"{counted} {say('clock-hours', count=hours)}" if hours else counted


def _amount(used: timedelta, say: Speaker) -> str:
    hours, minutes = divmod(round(used.total_seconds() / 60), 60)
    if not minutes:
        return say("clock-hours", count=hours)
    if not hours:
        return say("clock-minutes", count=minutes)
    return say("clock-hours-minutes", hours=str(hours), minutes=str(minutes))


def _why(step: Step, say: Speaker) -> str:
    if step.kind is StepKind.WAITING:
        return say("clock-why-waiting")
    if step.day is DayKind.WEEKLY_REST:
        return say("clock-why-rest")
    key = "clock-why-closure" if step.day is DayKind.CLOSURE else "clock-why-holiday"
    return say(key, name=step.name)


def _span(step: Step, clock: Clock, say: Speaker) -> str:
    """Whole days as "25–26/04", hours of one day as "07:30–10:30 20/11"."""
    first, last = step.first, step.last
    year = "" if last.year == clock.started.year else f"/{last.year}"
    day = f"{last:%d/%m}{year}"
    if not step.whole:
        if first.date() == last.date():
            return f"{first:%H:%M}–{last:%H:%M} {day}"
        return say("clock-stretch", first=f"{first:%H:%M %d/%m}", last=f"{last:%H:%M} {day}")
    if first == last:
        return day
    alike = (first.year, first.month) == (last.year, last.month)
    return f"{first:%d}–{day}" if alike else f"{first:%d/%m}–{day}"
