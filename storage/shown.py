"""Who was shown what: the cards that lie in chats and must change when their subject does."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import LaneKey
from storage.columns import Moment


class ShownRow(SQLModel, table=True):
    """`subject` is `case:<id>` or `request:<id>`."""

    __tablename__ = "shown"

    subject: str = Field(primary_key=True, max_length=40)
    lane: str = Field(primary_key=True, max_length=32)
    at: datetime = Field(sa_type=Moment)


SHOWN: Final = SQLModel.metadata.tables["shown"]
_NOTE = {
    dialect: insert(SHOWN).on_conflict_do_nothing(index_elements=["subject", "lane"])
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def note(conn: Connection, subject: str, lane: LaneKey, *, at: datetime) -> None:
    """This lane has a card of this subject from now on."""
    conn.execute(_NOTE[conn.dialect.name], {"subject": subject, "lane": lane, "at": at})


def lanes(conn: Connection, subject: str) -> list[LaneKey]:
    """Who has a card of this subject, in the order of their first one."""
    shown = select(SHOWN.c.lane).where(SHOWN.c.subject == subject).order_by(SHOWN.c.at, SHOWN.c.lane)
    return [LaneKey(lane) for lane in conn.execute(shown).scalars()]


def move(conn: Connection, lane: LaneKey, new: LaneKey) -> None:
    """The chat of this lane is on another one from now on, and its cards with it."""
    there = select(SHOWN.c.subject).where(SHOWN.c.lane == new).scalar_subquery()
    conn.execute(SHOWN.delete().where(SHOWN.c.lane == lane, SHOWN.c.subject.in_(there)))
    conn.execute(update(SHOWN).where(SHOWN.c.lane == lane).values(lane=new))


def forget(conn: Connection, subject: str, lane: LaneKey) -> None:
    """This lane is told of it no more."""
    conn.execute(SHOWN.delete().where(SHOWN.c.subject == subject, SHOWN.c.lane == lane))
