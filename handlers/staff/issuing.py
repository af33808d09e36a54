"""A one-time link is made: only the tag of its token is kept, and the token is told once."""

import secrets
from datetime import datetime, timedelta
from typing import Final

import msgspec

from bot.core.people import Role
from storage import staff
from storage.sealing import Keyring
from storage.staff import Invitation, InvitationKind, Invited
from storage.touch import Connection

VALID: Final = timedelta(hours=48)


class Order(msgspec.Struct, frozen=True):
    """What a link is for. A group's has the role of those who listen there. `made_by` is None where no member
    of the staff made it."""

    role: Role
    office: str = ""
    name: str = ""
    made_by: int | None = None
    kind: InvitationKind = InvitationKind.PERSON


class Issued(msgspec.Struct, frozen=True):
    """A new link: its number, its token, and until when it works (product time)."""

    number: int
    token: str
    expires_at: datetime


def issue(conn: Connection, keyring: Keyring, order: Order, *, now: datetime) -> Issued:
    """Make a link."""
    token, until = secrets.token_urlsafe(24), now + VALID
    tag = keyring.tag("invitation", token.encode())
    invited = Invited(tag, order.kind, order.role, order.office, order.name, order.made_by, now, until)
    return Issued(staff.invite(conn, invited), token, until)


def first_link(conn: Connection, keyring: Keyring, *, now: datetime) -> str | None:
    """The token that makes the first administrator, None where there is one. Earlier ones work no more."""
    if staff.has_administrator(conn):
        return None
    staff.revoke_first(conn, at=now)
    return issue(conn, keyring, Order(Role.ADMIN), now=now).token


def over(invitation: Invitation, now: datetime) -> str | None:
    """Why a link works no more, as a locale key."""
    if invitation.used_at is not None:
        return "invited-used"
    if invitation.revoked_at is not None:
        return "invited-revoked"
    return "invited-expired" if invitation.expires_at <= now else None


def is_first(invitation: Invitation) -> bool:
    """Whether this is such a link: nobody made it, and it is for nobody by name."""
    return invitation.role is Role.ADMIN and invitation.made_by is None and not invitation.name
