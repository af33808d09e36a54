"""Somebody may act no more: told to them, and to whoever must see to what they leave behind."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from bot.core.case import Action, Side, decide
from bot.core.messages import Address, Notice, Prompt
from bot.core.people import Role
from handlers import progress
from handlers.staff import people
from handlers.turn import Recipient
from locales import Catalog
from storage import cases, inbox, staff
from storage.cases import Case, Change, Event
from storage.staff import Member
from storage.touch import Connection

FREED: Final = "cases-freed"
"""The notice that these cases can be taken again (`codes`)."""


class Said(NamedTuple):
    """Something for somebody."""

    to: Recipient
    prompt: Prompt


def is_last_admin(conn: Connection, member: Member) -> bool:
    """Whether nobody could let others in without them."""
    return [admin.id for admin in staff.working(conn, Role.ADMIN)] == [member.id]


def suspend(
    conn: Connection, catalog: Catalog, member: Member, *, at: datetime, wall: datetime
) -> list[Said] | None:
    """End their work, at once and everywhere; their open links end with it. Gives what is to be told, None
    where they had no work here before."""
    if not staff.suspend(conn, member.id, at=at):
        return None
    for link in staff.open_invitations(conn, at):
        if link.made_by == member.id:
            staff.revoke(conn, link.id, at=at)
    to = people.recipient(member)
    own = [Said(to, Prompt(catalog.say(to.language, "staff-suspended")))] if to is not None else []
    return own + orphaned(conn, catalog, member, at=at, wall=wall)


def orphaned(
    conn: Connection, catalog: Catalog, member: Member, *, at: datetime, wall: datetime
) -> list[Said]:
    """Their open cases have nobody and can be taken again: those above hear how many. The history says as
    before who took them."""
    held, said = cases.held_by(conn, member.id), []
    for office, count in Counter(case.lead for case in held).items():
        for one in people.above(conn, office, but=member.id):
            to = people.recipient(one)
            if to is not None:
                named = people.office_name(catalog, to.language, office)
                text = catalog.say(to.language, "staff-orphaned", name=member.name, office=named, count=count)
                said.append(Said(to, Prompt(text)))
    _free(conn, member, held, at=at, wall=wall)
    return said


def _free(conn: Connection, member: Member, held: Sequence[Case], *, at: datetime, wall: datetime) -> None:
    """Give the cases back; a notice changes their cards, wherever the suspension came from."""
    for case in held:
        after = decide(case.status, Action.GIVE_BACK, Side.MACHINE)
        line = Event(at, Side.MACHINE, "", Action.GIVE_BACK, after, staff=member.id)
        progress.move(conn, case, Change(after, holder=0), line)
    if held:
        address = member.address or Address("", "", "")
        told = Notice(FREED, {"codes": " ".join(case.code for case in held)})
        row = inbox.notice(member.lane, address, f"freed:{member.id}:{at.isoformat()}", told)
        inbox.put(conn, [row], now=at, wall=wall)
