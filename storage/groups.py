"""Which office listens in which group of a platform?"""

from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Index, delete, insert, select, update
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, LaneKey
from storage.columns import BIG_ID, Moment, Sealed


class GroupRow(SQLModel, table=True):
    """One bound group. Its id on the platform may change; its number here does not."""

    __tablename__ = "groups"
    __table_args__ = (Index("groups_office", "office"),)

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    office: str = Field(max_length=40)
    lane: str = Field(max_length=32, unique=True)
    channel: str = Field(max_length=20)
    account: str = Field(max_length=100)
    chat: bytes = Field(sa_type=Sealed("groups.chat"))
    language: str = Field(max_length=5)
    bound_by: int | None = Field(default=None, sa_type=BIG_ID)
    bound_at: datetime = Field(sa_type=Moment)


GROUPS: Final = SQLModel.metadata.tables["groups"]


class Group(msgspec.Struct, frozen=True):
    """A group and the office that listens in it."""

    office: str
    lane: LaneKey
    address: Address
    language: str


def bind(conn: Connection, group: Group, *, by: int | None, at: datetime) -> None:
    """From now on this group hears of the cases of its office, and of no other."""
    unbind(conn, group.lane)
    conn.execute(
        insert(GROUPS).values(
            office=group.office, lane=group.lane, channel=group.address.channel,
            account=group.address.account, chat=group.address.person.encode(), language=group.language,
            bound_by=by, bound_at=at,
        )
    )  # fmt: skip


def unbind(conn: Connection, lane: LaneKey) -> bool:
    """The group hears of nothing any more; False where it did not before."""
    return conn.execute(delete(GROUPS).where(GROUPS.c.lane == lane)).rowcount == 1


def move(conn: Connection, lane: LaneKey, new: LaneKey, chat: str) -> bool:
    """The platform gave the group another id; False where it is not bound."""
    moved = update(GROUPS).where(GROUPS.c.lane == lane).values(lane=new, chat=chat.encode())
    return conn.execute(moved).rowcount == 1


def of_office(conn: Connection, office: str) -> list[Group]:
    """The groups of an office."""
    return [_group(row) for row in conn.execute(select(GROUPS).where(GROUPS.c.office == office))]


def find(conn: Connection, lane: LaneKey) -> Group | None:
    """The group on this lane."""
    row = conn.execute(select(GROUPS).where(GROUPS.c.lane == lane)).first()
    return _group(row) if row else None


def every(conn: Connection) -> list[Group]:
    """All bound groups."""
    return [_group(row) for row in conn.execute(select(GROUPS).order_by(GROUPS.c.id))]


def _group(row: Any) -> Group:
    address = Address(row.channel, row.account, row.chat.decode())
    return Group(row.office, row.lane, address, row.language)
