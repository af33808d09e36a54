"""What the installation itself remembers: key fingerprint, clocks, serial numbers, leases, unclean stops."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from storage.columns import BIG_ID, Moment
from storage.swift import Swift


class Fact(SQLModel, table=True):
    """A named fact, e.g. the fingerprint of the key that sealed this database."""

    __tablename__ = "facts"

    name: str = Field(primary_key=True, max_length=60)
    value: str


class Serial(SQLModel, table=True):
    """The last case number of a year."""

    __tablename__ = "serials"

    year: int = Field(primary_key=True)
    last: int


class Lease(SQLModel, table=True):
    """What only one process may do, until when (wall time)."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True, max_length=60)
    holder: str = Field(max_length=60)
    until: datetime = Field(sa_type=Moment)


class Run(SQLModel, table=True):
    """One life of a process that handles messages. A row that is left over tells of an unclean stop."""

    __tablename__ = "runs"

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    started_at: datetime = Field(sa_type=Moment)
    beat_at: datetime = Field(sa_type=Moment)


FACTS: Final = SQLModel.metadata.tables["facts"]
SERIALS: Final = SQLModel.metadata.tables["serials"]
LEASES: Final = SQLModel.metadata.tables["leases"]
RUNS: Final = SQLModel.metadata.tables["runs"]


def recall(conn: Connection, name: str) -> str | None:
    """A fact, or None."""
    return conn.execute(select(FACTS.c.value).where(FACTS.c.name == name)).scalar()


def remember(conn: Connection, name: str, value: str) -> str:
    """Write a fact down unless it is there; gives what stands."""
    make = sqlite_insert if conn.dialect.name == "sqlite" else postgres_insert
    conn.execute(make(FACTS).values(name=name, value=value).on_conflict_do_nothing(index_elements=["name"]))
    return str(conn.execute(select(FACTS.c.value).where(FACTS.c.name == name)).scalar_one())


def replace_fact(conn: Connection, name: str, value: str) -> None:
    """Write a fact down, whatever stood there."""
    make = sqlite_insert if conn.dialect.name == "sqlite" else postgres_insert
    conn.execute(
        make(FACTS)
        .values(name=name, value=value)
        .on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )


_NEXT = {
    dialect: Swift(
        make(SERIALS)
        .values(year=bindparam("year"), last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": SERIALS.c.last + 1})
        .returning(SERIALS.c.last)
    )
    for dialect, make in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def next_serial(conn: Connection, year: int) -> int:
    """The next case number of the year; the row is locked until the commit, so none is given twice."""
    return int(_NEXT[conn.dialect.name].value(conn, {"year": year}))


def hold(conn: Connection, name: str, holder: str, *, wall: datetime, term: timedelta) -> bool:
    """Take or prolong a lease; False while somebody else holds it."""
    make = sqlite_insert if conn.dialect.name == "sqlite" else postgres_insert
    statement = (
        make(LEASES)
        .values(name=name, holder=holder, until=wall + term)
        .on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": holder, "until": wall + term},
            where=or_(
                LEASES.c.holder == holder,
                LEASES.c.until <= wall,
                LEASES.c.until > wall + 10 * term,  # nobody holds so long: the clock was set back
            ),
        )
        .returning(LEASES.c.holder)
    )
    return conn.execute(statement).scalar() == holder


def let_go(conn: Connection, name: str, holder: str) -> None:
    """Give a lease back."""
    conn.execute(delete(LEASES).where(LEASES.c.name == name, LEASES.c.holder == holder))


STILL: Final = timedelta(seconds=30)
"""A run whose heart has not beaten for so long is dead."""


def begin_run(conn: Connection, *, wall: datetime, alone: bool) -> tuple[int, bool]:
    """Note that a process starts. Gives its id and whether an earlier one stopped uncleanly.

    `alone`: no other process can be running (SQLite), so every left-over row is of a dead one; its leases
    need not run out either.
    """
    if alone:
        conn.execute(delete(LEASES))
    dead = delete(RUNS) if alone else delete(RUNS).where(RUNS.c.beat_at < wall - STILL)
    unclean = conn.execute(dead).rowcount > 0
    run = conn.execute(insert(RUNS).values(started_at=wall, beat_at=wall).returning(RUNS.c.id)).scalar_one()
    return run, unclean


def beat(conn: Connection, run: int, *, wall: datetime) -> None:
    """Still alive. A run that was thought dead (the machine slept) is noted again."""
    if conn.execute(update(RUNS).where(RUNS.c.id == run).values(beat_at=wall)).rowcount == 0:
        conn.execute(insert(RUNS).values(id=run, started_at=wall, beat_at=wall))


def end_run(conn: Connection, run: int) -> None:
    """Stopped in good order."""
    conn.execute(delete(RUNS).where(RUNS.c.id == run))
