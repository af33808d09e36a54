"""What a group is shown of a case: code, category, street and clock. Everything else is for private."""

from collections.abc import Iterator
from datetime import datetime

from bot.core.case import Action, possible
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from handlers.staffcards.sheet import Sheet
from handlers.staffcards.told import street
from handlers.staffcards.wording import clock, label, lateness, office_name, on_duty, status
from handlers.turn import Desk
from locales import Speaker
from storage.cases import Case


def group_card(desk: Desk, language: str, sheet: Sheet) -> Prompt:
    """The card in a group. Who holds the case is no secret among colleagues."""
    say, case = desk.catalog.speaker(language), sheet.case
    lines = [
        say("card-group-head", code=case.code, category=label(desk, case.category, say)),
        say("card-group-place", place=street(desk.ward, case.report, say)),
        say("card-group-status", status=status(desk, case, say), office=office_name(say, case.lead)),
        *clock(desk, sheet, say),
    ]
    if sheet.holder is not None:
        lines.append(say("card-holder", who=sheet.holder.name))
    lines += on_duty(sheet.duty, say)
    return Prompt("\n".join(lines), tuple(_buttons(case, say)))


def group_line(desk: Desk, language: str, case: Case, now: datetime, late_at: datetime | None = None) -> str:
    """A case on one line of a group's list; `late_at`: when its next limit is over."""
    say = desk.catalog.speaker(language)
    category, stands = label(desk, case.category, say), status(desk, case, say)
    line = say("card-group-line", code=case.code, category=category, status=stands)
    late = lateness(desk, say, now, late_at)
    return f"{line} · {late}" if late else line


def _buttons(case: Case, say: Speaker) -> Iterator[Button]:
    """The same for everybody: who presses is looked at when they do."""
    if Action.TAKE in possible(case.status, Role.OFFICER):
        yield Button(say("card-take"), f"case:take:{case.code}")
    if case.status.is_open:
        yield Button(say("card-open"), f"case:open:{case.code}")
