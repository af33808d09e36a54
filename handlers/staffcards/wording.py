"""Offices, colleagues, categories, statuses and limits in words, for the cards of staff."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from handlers.cards import spell_out
from handlers.deadlines import accept_by
from handlers.staffcards.sheet import Sheet
from handlers.turn import Desk
from handlers.wardtexts import label_key
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


def line(desk: Desk, language: str, case: Case, now: datetime) -> str:
    """A case on one line of a list."""
    say = desk.catalog.speaker(language)
    days = (desk.ward.local(now).date() - desk.ward.local(case.filed_at).date()).days
    age = say("card-age-days", days=str(days)) if days > 0 else say("card-age-today")
    topic = label(desk, case.subcategory or case.category, say)
    return say("card-line", code=case.code, topic=topic, status=status(desk, case, say), age=age)


def clock(desk: Desk, sheet: Sheet, say: Speaker) -> Iterator[str]:
    """Until when it must be taken, and until when its reporter hears from us."""
    case = sheet.case
    limit = accept_by(desk.ward, case.priority, sheet.since) if sheet.holder is None else None
    if limit is not None and case.status.is_open:
        yield say("card-accept-by", time=limit.strftime("%H:%M"), day=spell_out(say, limit.date()))
    yield say("card-due", day=spell_out(say, case.due_on))
