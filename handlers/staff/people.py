"""Members of the staff as others see and reach them, and who stands above whom."""

from collections.abc import Mapping
from typing import Final

from bot.core.authority import WARD_WIDE, Hand, may_invite
from bot.core.messages import Kind, Prompt, Value
from bot.core.people import Role
from bot.flow.fields import clean
from handlers.turn import Recipient, Turn
from locales import Catalog, Speaker
from storage import staff
from storage.staff import Member
from storage.touch import Connection

ROLES: Final[Mapping[Role, str]] = {
    Role.OFFICER: "staff-role-officer",
    Role.HEAD: "staff-role-head",
    Role.COORDINATOR: "staff-role-coordinator",
    Role.LEADER: "staff-role-leader",
    Role.MEDIA: "staff-role-media",
    Role.ADMIN: "staff-role-admin",
}
LONGEST: Final = 64
CHANNELS: Final = {"web": "staff-channel-web", "telegram": "staff-channel-telegram"}


def hand(member: Member) -> Hand:
    """As the rules see them."""
    return Hand(member.role, member.office)


def may_let_go(member: Member, role: Role, office: str) -> bool:
    """Whether they may suspend such a colleague, or take such a link back: as far as they may invite."""
    return may_invite(hand(member), role, office)


def may_bind(member: Member, office: str) -> bool:
    """Whether they may decide which group listens for this office."""
    return member.role in WARD_WIDE or (member.role is Role.HEAD and member.office == office)


def title(catalog: Catalog, language: str, role: Role, office: str) -> str:
    """What somebody is: "Cán bộ xử lý, Công an phường"."""
    say = catalog.speaker(language)
    known = ROLES.get(role)
    worded = say(known) if known is not None else str(role)
    return f"{worded}, {office_name(catalog, language, office)}" if office else worded


def office_name(catalog: Catalog, language: str, office: str) -> str:
    """The name of an office; one that the ward file no longer has goes by its id."""
    key = f"ward-office-{office}"
    return catalog.say(language, key) if catalog.has(key) else office


def channel_name(say: Speaker, channel: str) -> str:
    """A channel as people call it."""
    return say(CHANNELS[channel]) if channel in CHANNELS else channel


def account(turn: Turn) -> str:
    """What the account that speaks calls itself: anything, so no more of it is told than a line. Empty where
    the channel knows no names."""
    return " ".join(clean(turn.message.sender).split())[:LONGEST]


def recipient(member: Member) -> Recipient | None:
    """Where they are told something; None where nothing reaches them."""
    if member.address is None or not member.reached:
        return None
    return Recipient(member.lane, member.address, member.language)


def tell(turn: Turn, member: Member, key: str, **args: Value) -> None:
    """Say something to a colleague, in their language."""
    to = recipient(member)
    if to is not None:
        turn.post(to, Prompt(turn.worded(to.language)(key, **args)), Kind.REPLY)


def above(conn: Connection, office: str, *, but: int) -> list[Member]:
    """Who is told where something goes wrong in an office: its heads who can be reached, else those who
    lead the ward, else the administrators. `but`: whom it is about."""
    groups = (
        staff.working(conn, Role.HEAD, office=office) if office else [],
        staff.working(conn, Role.LEADER),
        staff.working(conn, Role.ADMIN),
    )
    for group in groups:
        reached = [one for one in group if one.reached and one.id != but]
        if reached:
            return reached
    return []
