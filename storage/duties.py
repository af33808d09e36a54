"""Duties of the ward that come again every year, and that somebody has done."""

from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from storage.columns import BIG_ID, Moment


class DutyDone(SQLModel, table=True):
    """A duty was done for a period, a year such as `2026` or a part of one. `by` is empty where the command
    line said so."""

    __tablename__ = "duties_done"

    duty: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=20)
    done_at: datetime = Field(sa_type=Moment)
    by: int | None = Field(default=None, sa_type=BIG_ID)


DUTIES_DONE: Final = SQLModel.metadata.tables["duties_done"]


class Done(msgspec.Struct, frozen=True):
    """Who did it when."""

    duty: str
    period: str
    done_at: datetime
    by: int | None


_DONE: Final = {
    dialect: insert(DUTIES_DONE)
    .on_conflict_do_nothing(index_elements=["duty", "period"])
    .returning(DUTIES_DONE.c.duty)
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def finish(conn: Connection, done: Done) -> bool:
    """Write down that it is done; False where somebody did before, who stays the one."""
    return conn.execute(_DONE[conn.dialect.name], msgspec.structs.asdict(done)).first() is not None


def reopen(conn: Connection, duty: str, period: str) -> bool:
    """It was not done after all; False where nobody had said so."""
    gone = delete(DUTIES_DONE).where(DUTIES_DONE.c.duty == duty, DUTIES_DONE.c.period == period)
    return conn.execute(gone).rowcount == 1


def done_in(conn: Connection, *periods: str) -> dict[tuple[str, str], Done]:
    """What was done for these periods, by duty and period."""
    rows = conn.execute(
        select(*(DUTIES_DONE.c[name] for name in Done.__struct_fields__)).where(
            DUTIES_DONE.c.period.in_(periods)
        )
    )
    return {(row.duty, row.period): Done(*row) for row in rows}
