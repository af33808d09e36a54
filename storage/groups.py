"""Which office listens in which group of a platform?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Index, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, LaneKey
from storage.columns import BIG_ID, Moment, Sealed, legible, shut
from storage.swift import Swift, names_for


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


PART: Final = "/"
"""Stands in a platform's id between a chat and a part of it that is bound by itself."""
GROUPS: Final = SQLModel.metadata.tables["groups"]


class Group(msgspec.Struct, frozen=True):
    """A group and the office that listens in it."""

    office: str
    lane: LaneKey
    address: Address
    language: str


def bind(conn: Connection, group: Group, *, by: int | None, at: datetime) -> None:
    """From now on this group hears of the cases of its office, and of no other."""
    make = sqlite_insert if conn.dialect.name == "sqlite" else postgres_insert
    values = {
        "office": group.office, "channel": group.address.channel, "account": group.address.account,
        "chat": group.address.person.encode(), "language": group.language, "bound_by": by, "bound_at": at,
    }  # fmt: skip
    new = make(GROUPS).values(lane=group.lane, **values)
    conn.execute(new.on_conflict_do_update(index_elements=["lane"], set_=values))


def unbind(conn: Connection, lane: LaneKey) -> bool:
    """The group hears of nothing any more; False where it did not before."""
    return conn.execute(delete(GROUPS).where(GROUPS.c.lane == lane)).rowcount == 1


def move(conn: Connection, lane: LaneKey, new: LaneKey, chat: str) -> bool:
    """The platform gave the group another id; False where it is not bound. Who bound it anew under that id
    before we heard of it is right."""
    if lane != new and conn.execute(select(GROUPS.c.id).where(GROUPS.c.lane == new)).first():
        return unbind(conn, lane)
    moved = update(GROUPS).where(GROUPS.c.lane == lane).values(lane=new, chat=chat.encode())
    return conn.execute(moved).rowcount == 1


_GROUPS = select(
    GROUPS.c.office, GROUPS.c.lane, GROUPS.c.channel, GROUPS.c.account, shut(GROUPS.c.chat, "chat"),
    GROUPS.c.language,
).order_by(GROUPS.c.id)  # fmt: skip


_OF_OFFICE = Swift(_GROUPS.where(GROUPS.c.office == bindparam("of")))
_NAMED = names_for(_GROUPS)


def of_office(conn: Connection, office: str) -> list[Group]:
    """The groups of an office, oldest first."""
    return _read(conn, [_NAMED(row) for row in _OF_OFFICE.rows(conn, {"of": office})])


def find(conn: Connection, lane: LaneKey) -> Group | None:
    """The group on this lane."""
    return next(iter(_read(conn, conn.execute(_GROUPS.where(GROUPS.c.lane == lane)))), None)


def every(conn: Connection) -> list[Group]:
    """All bound groups."""
    return _read(conn, conn.execute(_GROUPS))


def in_chat(conn: Connection, address: Address) -> list[Group]:
    """Those that are this chat, or a part of it (a topic: its id begins with that of the chat)."""
    chat, _, _ = address.person.partition(PART)
    return [group for group in every(conn) if _is_in(group.address, address, chat)]


def _is_in(place: Address, address: Address, chat: str) -> bool:
    same = (place.channel, place.account) == (address.channel, address.account)
    return same and place.person.partition(PART)[0] == chat


def _read(conn: Connection, rows: Iterable[Any]) -> list[Group]:
    """One whose chat cannot be opened any more cannot be spoken to, and is left out."""
    return [
        Group(row.office, row.lane, Address(row.channel, row.account, chat), row.language)
        for row in rows
        if (chat := legible(conn, GROUPS.c.chat, row.chat)) is not None
    ]
