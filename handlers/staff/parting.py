"""Somebody may act no more: told to them, and to whoever must see to what they leave behind."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from bot.core.messages import Prompt
from bot.core.people import Role
from handlers.staff import people
from handlers.turn import Recipient
from locales import Catalog
from storage import cases, staff
from storage.staff import Member
from storage.touch import Connection


class Said(NamedTuple):
    """Something for somebody."""

    to: Recipient
    prompt: Prompt


def is_last_admin(conn: Connection, member: Member) -> bool:
    """Whether nobody could let others in without them."""
    return [admin.id for admin in staff.working(conn, Role.ADMIN)] == [member.id]


def suspend(conn: Connection, catalog: Catalog, member: Member, *, at: datetime) -> list[Said] | None:
    """End their work, at once and everywhere; their open links end with it. Gives what is to be told, None
    where they had no work here before."""
    if not staff.suspend(conn, member.id, at=at):
        return None
    for link in staff.open_invitations(conn, at):
        if link.made_by == member.id:
            staff.revoke(conn, link.id, at=at)
    to = people.recipient(member)
    own = [Said(to, Prompt(catalog.say(to.language, "staff-suspended")))] if to is not None else []
    return own + orphaned(conn, catalog, member)


def orphaned(conn: Connection, catalog: Catalog, member: Member) -> list[Said]:
    """Their open cases have nobody: those above hear how many. The record says as before who took them."""
    said = []
    for office, count in Counter(case.lead for case in cases.held_by(conn, member.id)).items():
        for one in people.above(conn, office, but=member.id):
            to = people.recipient(one)
            if to is not None:
                named = people.office_name(catalog, to.language, office)
                text = catalog.say(to.language, "staff-orphaned", name=member.name, office=named, count=count)
                said.append(Said(to, Prompt(text)))
    return said
