"""Abuse limits: how often something may happen in a window. In the database, so a restart forgets none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Index, bindparam, delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from storage.columns import Moment
from storage.swift import Swift


class Counter(SQLModel, table=True):
    """How much of a limit was used in one window (wall time). `who` is an HMAC, never an address."""

    __tablename__ = "limits"
    __table_args__ = (Index("limits_ended", "ends_at"),)

    name: str = Field(primary_key=True, max_length=40)
    who: str = Field(primary_key=True, max_length=64)
    ends_at: datetime = Field(sa_type=Moment, primary_key=True)
    used: int


LIMITS: Final = SQLModel.metadata.tables["limits"]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in a window of `seconds`."""

    name: str
    most: int
    seconds: int


def _window(limit: Limit, wall: datetime) -> datetime:
    stamp = int(wall.timestamp())
    return wall.replace(microsecond=0) + timedelta(seconds=limit.seconds - stamp % limit.seconds)


_TAKE = {
    dialect: Swift(
        insert(LIMITS)
        .on_conflict_do_update(
            index_elements=["name", "who", "ends_at"],
            set_={"used": LIMITS.c.used + bindparam("amount")},
            where=LIMITS.c.used + bindparam("amount") <= bindparam("most"),
        )
        .returning(LIMITS.c.used),
        "name", "who", "ends_at", "used",
    )
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}  # fmt: skip


def take(conn: Connection, limit: Limit, who: str, *, wall: datetime, amount: int = 1) -> bool:
    """Use up some of a limit; False when that would be more than it allows (then nothing is used).

    One statement, so that two at once cannot both take the last one.
    """
    if amount > limit.most:
        return False
    row = {"name": limit.name, "who": who, "ends_at": _window(limit, wall), "used": amount}
    taken = _TAKE[conn.dialect.name].rows(conn, row | {"amount": amount, "most": limit.most})
    return bool(taken)


def used(conn: Connection, limit: Limit, who: str, *, wall: datetime) -> int:
    """How much is used up in the current window."""
    found = conn.execute(
        select(LIMITS.c.used).where(
            LIMITS.c.name == limit.name, LIMITS.c.who == who, LIMITS.c.ends_at == _window(limit, wall)
        )
    ).scalar()
    return found or 0


def sweep(conn: Connection, *, wall: datetime, most: int = 1000) -> bool:
    """Forget windows that are over, up to `most` at once; gives whether more remain."""
    key = (LIMITS.c.name, LIMITS.c.who, LIMITS.c.ends_at)
    over = select(*key).where(LIMITS.c.ends_at <= wall).order_by(LIMITS.c.ends_at).limit(most)
    return conn.execute(delete(LIMITS).where(tuple_(*key).in_(over))).rowcount == most
