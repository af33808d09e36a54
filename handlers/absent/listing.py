"""Who is away, or will be; with what may be done about it."""

from collections.abc import Iterator
from datetime import date

from bot.core.authority import WARD_WIDE
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from handlers import talk
from handlers.absent import telling
from handlers.absent.asking import may_tell
from handlers.absent.telling import Span
from handlers.turn import Turn
from storage import absences, staff
from storage.absences import Absence
from storage.staff import Member

MOST = 12
"""Absences and colleagues shown at once: each has a button."""


def show(turn: Turn, me: Member) -> None:
    """Those of one's office, or of the whole ward; each is ended, and a new one begun, with a button."""
    conn = turn.connection()
    every = {one.id: one for one in staff.working(conn)}
    coming = absences.coming(conn, date.fromisoformat(turn.today))
    seen = [one for one in coming if one.staff in every and _sees(me, every[one.staff])]
    lines = [turn.words("away-head" if seen else "away-none")]
    lines += [_line(turn, one, every) for one in seen[:MOST]]
    if len(seen) > MOST:
        lines.append(turn.words("away-rest", count=len(seen) - MOST))
    buttons = [Button(turn.words("away-mine"), f"away:new:{me.id}")]
    if _leads(me):
        buttons.append(Button(turn.words("away-for"), "away:for"))
    buttons += [
        Button(turn.words("away-end", who=every[one.staff].name), f"away:end:{one.id}")
        for one in seen[:MOST]
        if may_tell(me, every[one.staff])
    ]
    _offer(turn, Prompt("\n".join(lines), tuple(buttons)))


def choose(turn: Turn, me: Member) -> None:
    """Of which colleague. Raises `Refused`."""
    if not _leads(me):
        raise Refused("staff-not-allowed")
    named = tuple(Button(one.name, f"away:new:{one.id}") for one in _those(turn, me))
    _offer(turn, Prompt(turn.words("away-whose"), named))


def end(turn: Turn, me: Member, number: int) -> None:
    """They are back, or never went. Raises `Refused`."""
    conn = turn.connection()
    found = absences.find(conn, number)
    of = staff.member(conn, found.staff) if found is not None else None
    if found is None or of is None:
        raise Refused("away-over")
    if not may_tell(me, of):
        raise Refused("staff-not-allowed")
    absences.end(conn, number, at=turn.now)
    telling.ended(turn, me, found)


def _those(turn: Turn, me: Member) -> Iterator[Member]:
    return (one for one in staff.working(turn.connection()) if one.id != me.id and may_tell(me, one))


def _leads(me: Member) -> bool:
    return me.role is Role.HEAD or me.role in WARD_WIDE


def _sees(me: Member, of: Member) -> bool:
    return me.role in WARD_WIDE or me.role is Role.COORDINATOR or me.office == of.office


def _line(turn: Turn, absence: Absence, every: dict[int, Member]) -> str:
    days = telling.worded(Span(absence.first_on, absence.last_on))
    who = every[absence.staff].name
    deputy = every.get(absence.deputy or 0)
    if deputy is None:
        return turn.words("away-line-alone", who=who, **days)
    return turn.words("away-line", who=who, deputy=deputy.name, **days)


def _offer(turn: Turn, prompt: Prompt) -> None:
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)
