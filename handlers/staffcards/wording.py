"""Offices, colleagues, categories, statuses and limits in words, for the cards of staff."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from handlers.cards import spell_out
from handlers.deadlines import accept_by
from handlers.staffcards.sheet import Sheet
from handlers.turn import Desk
from handlers.wardtexts import label_key
from handlers.watch import OnDuty
from locales import Speaker
from storage.cases import Case
from storage.staff import Member

PRIORITIES: Final = {
    "P1": "card-priority-now",
    "P2": "card-priority-high",
    "P3": "card-priority-usual",
    "P4": "card-priority-low",
}


def office_name(say: Speaker, office: str) -> str:
    """The office in words."""
    return say(f"ward-office-{office}")


def who(say: Speaker, member: Member) -> str:
    """A colleague by name, and where they belong."""
    place = office_name(say, member.office) if member.office else say(f"staff-role-{member.role}")
    return say("card-who", name=member.name, office=place)


def label(desk: Desk, code: str, say: Speaker) -> str:
    """What it is about; a category that the ward file no longer has keeps its code."""
    return say(label_key(code)) if desk.catalog.has(label_key(code)) else code


def status(desk: Desk, case: Case, say: Speaker) -> str:
    """Where it stands; a word of a later release says nothing to us."""
    key = f"status-{case.status}"
    return say(key) if desk.catalog.has(key) else say("status-unknown")


def priority(case: Case, say: Speaker) -> str:
    """How urgent it is."""
    return say(PRIORITIES[case.priority]) if case.priority in PRIORITIES else case.priority


def on_duty(duty: OnDuty | None, say: Speaker) -> Iterator[str]:
    """Who hears of it before all others, and until when they do."""
    if duty is not None:
        until = say("date-moment", time=duty.until.strftime("%H:%M"), day=duty.until.strftime("%d/%m/%Y"))
        name = duty.member.name
        who = say("rota-instead", who=name, of=duty.instead.name) if duty.instead is not None else name
        yield say("card-duty", who=who, until=until)


def line(desk: Desk, language: str, case: Case, now: datetime, late_at: datetime | None = None) -> str:
    """A case on one line of a list; `late_at`: when its next limit is over."""
    say = desk.catalog.speaker(language)
    days = _days(desk, case.filed_at, now)
    age = say("card-age-days", days=str(days)) if days > 0 else say("card-age-today")
    age = lateness(desk, say, now, late_at) or age
    topic = label(desk, case.subcategory or case.category, say)
    return say("card-line", code=case.code, topic=topic, status=status(desk, case, say), age=age)


def lateness(desk: Desk, say: Speaker, now: datetime, late_at: datetime | None) -> str:
    """How long a limit has been over; empty while none is."""
    if late_at is None or late_at > now:
        return ""
    days = _days(desk, late_at, now)
    return say("card-late-days", days=str(days)) if days > 0 else say("card-late-today")


def _days(desk: Desk, since: datetime, now: datetime) -> int:
    return (desk.ward.local(now).date() - desk.ward.local(since).date()).days


def clock(desk: Desk, sheet: Sheet, say: Speaker) -> Iterator[str]:
    """Until when it must be taken, and until when its reporter hears from us."""
    case = sheet.case
    limit = accept_by(desk.ward, case.priority, sheet.since) if sheet.holder is None else None
    if limit is not None and case.status.is_open:
        yield say("card-accept-by", time=limit.strftime("%H:%M"), day=spell_out(say, limit.date()))
    yield say("card-due", day=spell_out(say, case.due_on))
