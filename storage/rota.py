"""Who of an office is on duty from when until when, and what is still to be said of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Index, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from storage.columns import BIG_ID, Moment

LONGEST: Final = timedelta(days=1)
"""No watch is longer: what began earlier than that is over."""
SPOKEN: Final = text("remind_at IS NOT NULL")


class RotaRow(SQLModel, table=True):
    """One watch of an office and who has it. `offered_to`: whoever was asked to take it, in return for their
    own watch of `offered_for`, or for none. `remind_at`: when its person next hears of it."""

    __tablename__ = "rota"
    __table_args__ = (Index("rota_due", "remind_at", sqlite_where=SPOKEN, postgresql_where=SPOKEN),)

    begins_at: datetime = Field(sa_type=Moment, primary_key=True)
    office: str = Field(primary_key=True, max_length=40)
    ends_at: datetime = Field(sa_type=Moment)
    staff: int = Field(sa_type=BIG_ID)
    made_by: int = Field(sa_type=BIG_ID)
    made_at: datetime = Field(sa_type=Moment)
    offered_to: int | None = Field(default=None, sa_type=BIG_ID)
    offered_for: datetime | None = Field(default=None, sa_type=Moment)
    remind_at: datetime | None = Field(default=None, sa_type=Moment)


ROTA: Final = SQLModel.metadata.tables["rota"]


class OnWatch(msgspec.Struct, frozen=True):
    """A watch that somebody has, as it is written down."""

    begins_at: datetime
    office: str
    ends_at: datetime
    staff: int
    made_by: int
    made_at: datetime
    offered_to: int | None = None
    offered_for: datetime | None = None
    remind_at: datetime | None = None


_ROWS: Final = select(*(ROTA.c[name] for name in OnWatch.__struct_fields__))


def put(conn: Connection, watch: OnWatch) -> None:
    """Somebody has this watch from now on; whoever had it before has it no more."""
    values = msgspec.structs.asdict(watch)
    make = sqlite_insert if conn.dialect.name == "sqlite" else postgres_insert
    conn.execute(
        make(ROTA).values(values).on_conflict_do_update(index_elements=["begins_at", "office"], set_=values)
    )


def clear(conn: Connection, office: str, since: datetime, until: datetime) -> list[OnWatch]:
    """Nobody has the watches that begin in this time any more; gives who had them."""
    gone = delete(ROTA).where(ROTA.c.office == office, ROTA.c.begins_at >= since, ROTA.c.begins_at < until)
    return _read(conn.execute(gone.returning(*_ROWS.selected_columns)).all())


def between(conn: Connection, office: str, since: datetime, until: datetime) -> list[OnWatch]:
    """Who has the watches of an office in this time, the first to begin first."""
    asked = _ROWS.where(*_goes_on(since), ROTA.c.begins_at < until, ROTA.c.office == office)
    return _read(conn.execute(asked.order_by(ROTA.c.begins_at)).all())


def on_duty(conn: Connection, at: datetime) -> dict[str, OnWatch]:
    """Who has the watch of each office at a moment; of two that overlap the one that began last."""
    asked = _ROWS.where(*_goes_on(at), ROTA.c.begins_at <= at).order_by(ROTA.c.begins_at)
    return {watch.office: watch for watch in _read(conn.execute(asked).all())}


def held(conn: Connection, office: str, begins: Iterable[datetime]) -> dict[datetime, OnWatch]:
    """The watches that begin at these moments, which nobody else changes until the commit."""
    asked = _ROWS.where(ROTA.c.office == office, ROTA.c.begins_at.in_(list(begins)))
    rows = _read(conn.execute(asked.order_by(ROTA.c.begins_at).with_for_update()).all())
    return {watch.begins_at: watch for watch in rows}


def _goes_on(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """It is not over at this moment, or begins later."""
    return ROTA.c.begins_at > at - LONGEST, ROTA.c.ends_at > at


def due(conn: Connection, now: datetime) -> list[OnWatch]:
    """Those of which somebody is to hear now."""
    found = _ROWS.where(SPOKEN, ROTA.c.remind_at <= now).order_by(ROTA.c.remind_at, ROTA.c.office)
    return _read(conn.execute(found).all())


def remind_next(conn: Connection, watch: OnWatch, at: datetime | None) -> None:
    """When its person next hears of it; None: never again."""
    conn.execute(update(ROTA).where(*_is(watch)).values(remind_at=at))


def offer(conn: Connection, watch: OnWatch, to: int, in_return: datetime | None) -> bool:
    """Somebody is asked to take this watch; False where it is another's by now."""
    asked = update(ROTA).where(*_is(watch), ROTA.c.staff == watch.staff)
    return conn.execute(asked.values(offered_to=to, offered_for=in_return)).rowcount == 1


def withdraw(conn: Connection, watch: OnWatch) -> bool:
    """Nobody is asked any more; False where another offer stands, or none."""
    same = (ROTA.c.staff == watch.staff, ROTA.c.offered_to == watch.offered_to)
    gone = update(ROTA).where(*_is(watch), *same)
    return conn.execute(gone.values(offered_to=None, offered_for=None)).rowcount == 1


def _is(watch: OnWatch) -> tuple[ColumnElement[bool], ...]:
    return ROTA.c.begins_at == watch.begins_at, ROTA.c.office == watch.office


def _read(rows: Sequence[Any]) -> list[OnWatch]:
    return [OnWatch(*row) for row in rows]
