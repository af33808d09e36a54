"""Who works here: members of staff, and the one-time invitations that make them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, LaneKey
from bot.core.people import Role
from storage.columns import BIG_ID, Moment, Sealed, legible, reads, shut, words
from storage.conversations import CONVERSATIONS
from storage.locks import Guard, lock
from storage.swift import Swift, SwiftAmong, names_for

PORTION: Final = 200


class StaffState(StrEnum):
    """waiting: accepted an invitation, and the one who made it has not confirmed yet."""

    WAITING = "waiting"
    ACTIVE = "active"
    SUSPENDED = "suspended"


WORKS = text("state <> 'suspended'")


class StaffRow(SQLModel, table=True):
    """A member of staff on one account of theirs. Whoever works on two channels has two rows.

    `office` is empty for who belongs to the ward as a whole. `account_name` is how the platform named the
    account that accepted.
    """

    __tablename__ = "staff"
    __table_args__ = (
        Index("staff_lane", "lane", unique=True, sqlite_where=WORKS, postgresql_where=WORKS),
        Index("staff_office", "office", "role"),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    name: bytes = Field(sa_type=Sealed("staff.name"))
    account_name: bytes = Field(sa_type=Sealed("staff.account_name"))
    role: Role = Field(sa_type=words(Role))
    office: str = Field(default="", max_length=40)
    lane: str = Field(max_length=32)
    state: StaffState = Field(sa_type=words(StaffState))
    invited_by: int | None = Field(default=None, sa_type=BIG_ID)
    joined_at: datetime = Field(sa_type=Moment)
    suspended_at: datetime | None = Field(default=None, sa_type=Moment)


class InvitationKind(StrEnum):
    """What the link does."""

    PERSON = "person"
    GROUP = "group"


class InvitationRow(SQLModel, table=True):
    """A link that works once. `token` is the tag of its token, which is kept nowhere. Moments are product
    time. `made_by` is empty where the command line or the first start made it. Numbers are never given
    again: an old button must not mean a new link."""

    __tablename__ = "invitations"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    token: str = Field(max_length=64, unique=True)
    kind: InvitationKind = Field(sa_type=words(InvitationKind))
    role: Role = Field(sa_type=words(Role))
    office: str = Field(default="", max_length=40)
    name: bytes = Field(sa_type=Sealed("invitations.name"))
    made_by: int | None = Field(default=None, sa_type=BIG_ID)
    made_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    used_by: str | None = Field(default=None, max_length=32)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


STAFF: Final = SQLModel.metadata.tables["staff"]
INVITATIONS: Final = SQLModel.metadata.tables["invitations"]


class Member(msgspec.Struct, frozen=True):
    """A member of staff as read. `address` is None, and `language` the first one, where that conversation is
    gone; a name that cannot be opened any more is empty.

    `reached`: they did not block us on that account. `covers`: those who are away today and for whom they
    act, where that was looked up.
    """

    id: int
    name: str
    account_name: str
    role: Role
    office: str
    lane: LaneKey
    state: StaffState
    invited_by: int | None
    joined_at: datetime
    address: Address | None = None
    language: str = "vi"
    reached: bool = False
    covers: frozenset[int] = frozenset()

    @property
    def works(self) -> bool:
        """Whether they may act now."""
        return self.state is StaffState.ACTIVE


class Invitation(msgspec.Struct, frozen=True):
    """A link as read; a name that cannot be opened any more is empty."""

    id: int
    kind: InvitationKind
    role: Role
    office: str
    name: str
    made_by: int | None
    expires_at: datetime
    used_at: datetime | None = None
    used_by: LaneKey | None = None
    revoked_at: datetime | None = None


class Invited(msgspec.Struct, frozen=True):
    """What a new link is for."""

    token: str
    kind: InvitationKind
    role: Role
    office: str
    name: str
    made_by: int | None
    made_at: datetime
    expires_at: datetime


def invite(conn: Connection, invited: Invited) -> int:
    """Write a link down; `token` is the tag of its token. Gives its number."""
    values = {name: getattr(invited, name) for name in invited.__struct_fields__}
    statement = insert(INVITATIONS).values({**values, "name": invited.name.encode()})
    return int(conn.execute(statement.returning(INVITATIONS.c.id)).scalar_one())


def _with_shut(columns: Iterable[Column[Any]]) -> list[Any]:
    """A list must not fail because of one name in it: what is sealed is opened row by row."""
    return [shut(each, each.name) if isinstance(each.type, Sealed) else each for each in columns]


_INVITATIONS = select(*_with_shut(INVITATIONS.columns))


def find_invitation(conn: Connection, token: str) -> Invitation | None:
    """The link of this tag, whether it still works or not."""
    row = conn.execute(_INVITATIONS.where(INVITATIONS.c.token == token)).first()
    return _invitation(conn, row) if row else None


def invitation(conn: Connection, id_: int) -> Invitation | None:
    """The link of this number."""
    row = conn.execute(_INVITATIONS.where(INVITATIONS.c.id == id_)).first()
    return _invitation(conn, row) if row else None


def _invitation(conn: Connection, row: Any) -> Invitation:
    name = legible(conn, INVITATIONS.c.name, row.name) or ""
    return Invitation(
        row.id, row.kind, row.role, row.office, name, row.made_by, row.expires_at, row.used_at, row.used_by,
        row.revoked_at,
    )  # fmt: skip


def open_invitations(conn: Connection, now: datetime) -> list[Invitation]:
    """Links that still work, oldest first."""
    rows = conn.execute(_INVITATIONS.where(*_works(now)).order_by(INVITATIONS.c.id))
    return [_invitation(conn, row) for row in rows]


def _works(now: datetime) -> tuple[Any, ...]:
    return (
        INVITATIONS.c.used_at.is_(None),
        INVITATIONS.c.revoked_at.is_(None),
        INVITATIONS.c.expires_at > now,
    )


def use(conn: Connection, id_: int, lane: LaneKey, *, at: datetime) -> bool:
    """Use a link up; False where somebody was faster, or it is over."""
    taken = update(INVITATIONS).where(INVITATIONS.c.id == id_, *_works(at))
    return conn.execute(taken.values(used_at=at, used_by=lane)).rowcount == 1


def revoke(conn: Connection, id_: int, *, at: datetime) -> bool:
    """Take a link back; False where it was used or taken back before."""
    unused = (INVITATIONS.c.used_at.is_(None), INVITATIONS.c.revoked_at.is_(None))
    taken = update(INVITATIONS).where(INVITATIONS.c.id == id_, *unused)
    return conn.execute(taken.values(revoked_at=at)).rowcount == 1


def revoke_first(conn: Connection, *, at: datetime) -> None:
    """Take back the unused links that would make an administrator and that no person made."""
    conn.execute(
        update(INVITATIONS)
        .where(
            INVITATIONS.c.made_by.is_(None), INVITATIONS.c.role == Role.ADMIN,
            INVITATIONS.c.used_at.is_(None), INVITATIONS.c.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )  # fmt: skip


def forget_invitations(conn: Connection, *, over_before: datetime, most: int = PORTION) -> bool:
    """Delete up to `most` links that were used, taken back or over before this moment, with the names in
    them; gives whether more remain."""
    over_at = func.coalesce(INVITATIONS.c.used_at, INVITATIONS.c.revoked_at, INVITATIONS.c.expires_at)
    over = select(INVITATIONS.c.id).where(over_at < over_before).order_by(INVITATIONS.c.id).limit(most)
    gone = delete(INVITATIONS).where(INVITATIONS.c.id.in_(over.scalar_subquery()))
    return conn.execute(gone).rowcount == most


class Joining(msgspec.Struct, frozen=True):
    """Somebody who accepted."""

    name: str
    account_name: str
    role: Role
    office: str
    lane: LaneKey
    state: StaffState
    invited_by: int | None
    joined_at: datetime


_WORKING = STAFF.c.state != literal_column(f"'{StaffState.SUSPENDED.value}'")
"""As the partial index says it, see `reads`."""


def join(conn: Connection, joining: Joining) -> int:
    """Write a member down; whoever was one on this account before is one no more. Gives their number."""
    lock(conn, Guard.STAFF_LANE, [joining.lane])
    conn.execute(
        update(STAFF)
        .where(STAFF.c.lane == joining.lane, _WORKING)
        .values(state=StaffState.SUSPENDED, suspended_at=joining.joined_at)
    )
    values = {name: getattr(joining, name) for name in joining.__struct_fields__}
    sealed = {"name": joining.name.encode(), "account_name": joining.account_name.encode()}
    return int(conn.execute(insert(STAFF).values({**values, **sealed}).returning(STAFF.c.id)).scalar_one())


def confirm(conn: Connection, id_: int) -> bool:
    """They may act from now on; False where they were not waiting for it."""
    waiting = update(STAFF).where(STAFF.c.id == id_, STAFF.c.state == StaffState.WAITING)
    return conn.execute(waiting.values(state=StaffState.ACTIVE)).rowcount == 1


def suspend(conn: Connection, id_: int, *, at: datetime) -> bool:
    """They may not act any more, from the next turn on; False where that was so before."""
    working = update(STAFF).where(STAFF.c.id == id_, _WORKING)
    return conn.execute(working.values(state=StaffState.SUSPENDED, suspended_at=at)).rowcount == 1


_MEMBERS = select(
    *_with_shut(STAFF.columns),
    CONVERSATIONS.c.channel,
    CONVERSATIONS.c.account,
    shut(CONVERSATIONS.c.person, "person"),
    CONVERSATIONS.c.language,
    CONVERSATIONS.c.blocked_at,
).select_from(STAFF.outerjoin(CONVERSATIONS, CONVERSATIONS.c.lane == STAFF.c.lane))


def _member(conn: Connection, row: Any) -> Member:
    person = legible(conn, CONVERSATIONS.c.person, row.person)
    return Member(
        row.id, legible(conn, STAFF.c.name, row.name) or "",
        legible(conn, STAFF.c.account_name, row.account_name) or "",
        row.role, row.office, row.lane, row.state, row.invited_by, row.joined_at,
        None if person is None else Address(row.channel, row.account, person),
        row.language or "vi",
        person is not None and row.blocked_at is None,
    )  # fmt: skip


def member(conn: Connection, id_: int) -> Member | None:
    """The member of this number."""
    row = conn.execute(_MEMBERS.where(STAFF.c.id == id_)).first()
    return _member(conn, row) if row else None


def members(conn: Connection, ids: Iterable[int]) -> dict[int, Member]:
    """The members of these numbers, whether they still work or not."""
    found = [_member(conn, row) for row in conn.execute(_MEMBERS.where(STAFF.c.id.in_(set(ids))))]
    return {one.id: one for one in found}


def member_on(conn: Connection, lane: LaneKey) -> Member | None:
    """Who works on this lane, waiting or active; None for everybody else."""
    row = conn.execute(_MEMBERS.where(STAFF.c.lane == lane, _WORKING)).first()
    return _member(conn, row) if row else None


_ON_LANES: Final = SwiftAmong(lambda lanes: select(STAFF.c.lane).where(STAFF.c.lane.in_(lanes), _WORKING))


def on_lanes(conn: Connection, lanes: Sequence[LaneKey]) -> set[LaneKey]:
    """Those of these lanes on which somebody works, or waits to."""
    return {lane for (lane,) in _ON_LANES.rows(conn, lanes)} if lanes else set()


def everyone(conn: Connection) -> list[Member]:
    """All who ever joined, oldest first."""
    return [_member(conn, row) for row in conn.execute(_MEMBERS.order_by(STAFF.c.id))]


_ACTIVE = Swift(_MEMBERS.where(reads(STAFF.c.state, StaffState.ACTIVE)).order_by(STAFF.c.id))
_NAMED = names_for(_MEMBERS)


def working(conn: Connection, *roles: Role, office: str | None = None) -> list[Member]:
    """Active members with one of these roles (all without), of one office or of all, oldest first.

    The whole ward is some dozens, and every case that comes in asks for it: one statement, the roles here.
    """
    if office is None:
        rows = [_NAMED(row) for row in _ACTIVE.rows(conn, {})]
        return [_member(conn, row) for row in rows if not roles or row.role in roles]
    return [_member(conn, row) for row in conn.execute(_of_office(roles), {"of": office})]


@cache
def _of_office(roles: tuple[Role, ...]) -> Select[Any]:
    found = _MEMBERS.where(reads(STAFF.c.state, StaffState.ACTIVE), STAFF.c.office == bindparam("of"))
    return (found.where(reads(STAFF.c.role, *roles)) if roles else found).order_by(STAFF.c.id)


def has_administrator(conn: Connection) -> bool:
    """Whether somebody may let others in."""
    admins = select(STAFF.c.id).where(STAFF.c.role == Role.ADMIN, STAFF.c.state == StaffState.ACTIVE)
    return conn.execute(admins.limit(1)).first() is not None
