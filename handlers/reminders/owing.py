"""What the ward owes and one person is to do: a list of what is due, until when, and why that day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from bot.core.duties import DutyDay, DutyStage, Occurrence
from bot.core.messages import Button, Prompt
from bot.core.working import DayKind, WorkingCalendar
from handlers import talk
from handlers.cards import spell_out
from handlers.reminders.crew import at_work
from handlers.reminders.owed import open_now
from handlers.turn import Turn
from locales import Speaker
from storage.staff import Member

PREFIX: Final = "duty:"
DUTIES: Final = f"{PREFIX}list:"
"""The button that shows them."""
_DAY: Final = timedelta(days=1)
_MEANT: Final = {
    DutyDay.BEFORE: "duty-why-before",
    DutyDay.BY: "duty-why-by",
    DutyDay.FROM: "duty-why-from",
}


def duties_of(turn: Turn, member: Member) -> tuple[DutyStage, ...]:
    """What is to be done now and is theirs to do, the earliest first."""
    found = open_now(turn.connection(), turn.desk.ward, turn.now)
    if not found:
        return ()
    crew = at_work(turn.connection(), turn.desk.ward, turn.now)
    theirs = (
        stage
        for stage in found
        if member.id in crew.with_roles(stage.occurrence.duty.to, stage.occurrence.duty.office)
    )
    return tuple(sorted(theirs, key=lambda stage: stage.occurrence.last))


def show(turn: Turn, member: Member) -> None:
    """All of it in one message, each with a button that notes it as done."""
    found = duties_of(turn, member)
    say, language = turn.worded(turn.talk.language), turn.talk.language
    today = turn.desk.ward.local(turn.now).date()
    parts = [say("duty-list", count=len(found)) if found else say("duty-list-none")]
    buttons = []
    for number, stage in enumerate(found, 1):
        duty = stage.occurrence.duty
        name = duty.name.to(language)
        head = say("duty-list-item", number=str(number), name=name)
        why = because(stage.occurrence, turn.desk.ward.working, say)
        parts.append("\n".join((head, duty.what.to(language), until(stage, today, say), why)))
        buttons.append(Button(say("duty-mark-one", name=name), f"{PREFIX}done:{stage.occurrence.id}"))
    prompt = Prompt("\n\n".join(parts), tuple(buttons))
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def until(stage: DutyStage, today: date, say: Speaker) -> str:
    """Its last day, and how that stands today."""
    last = stage.occurrence.last
    day = spell_out(say, last)
    if stage.days_late is not None:
        return say("duty-late", day=day, count=stage.days_late)
    if today == last:
        return say("duty-today")
    if today > last:
        return say("duty-past", day=day)
    return say("duty-until-provisional" if stage.occurrence.provisional else "duty-until", day=day)


def because(occurrence: Occurrence, calendar: WorkingCalendar, say: Speaker) -> str:
    """Why its last day is that day: which date is meant, and which days are passed over."""
    means = say(_MEANT[occurrence.duty.day], day=f"{occurrence.dated:%d/%m/%Y}")
    skips = "; ".join(_skips(occurrence, calendar, say))
    return say("duty-why-skips", means=means, skips=skips) if skips else say("duty-why", means=means)


def _skips(occurrence: Occurrence, calendar: WorkingCalendar, say: Speaker) -> Iterator[str]:
    """The days between the date and the last day that nobody works, those alike together."""
    free = (day for day in _between(occurrence) if not calendar.is_working_day(day))
    for (kind, name), alike in groupby(free, key=lambda day: (calendar.kind(day), calendar.name(day))):
        days = list(alike)
        span = f"{days[0]:%d/%m}" if len(days) == 1 else f"{days[0]:%d/%m}–{days[-1]:%d/%m}"
        yield say("clock-short", span=span, why=_why(kind, name, say))


def _between(occurrence: Occurrence) -> Iterator[date]:
    first, last = sorted((occurrence.dated, occurrence.last))
    return (first + count * _DAY for count in range((last - first).days + 1))


def _why(kind: DayKind, name: str, say: Speaker) -> str:
    if kind is DayKind.WEEKLY_REST:
        return say("clock-why-rest")
    return say("clock-why-closure" if kind is DayKind.CLOSURE else "clock-why-holiday", name=name)
