"""Who of the staff is away, from when until when, and who stands in for them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, Date, Index, bindparam, insert, select, text, update
from sqlmodel import Field, SQLModel

from storage.columns import BIG_ID, Moment
from storage.swift import Swift

STANDS: Final = text("ended_at IS NULL")


class AbsenceRow(SQLModel, table=True):
    """One absence; both days are included. `deputy` is empty where nobody stands in. `ended_at`: they came
    back sooner, or it was a mistake."""

    __tablename__ = "absences"
    __table_args__ = (Index("absences_standing", "last_on", sqlite_where=STANDS, postgresql_where=STANDS),)

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    staff: int = Field(sa_type=BIG_ID)
    first_on: date = Field(sa_type=Date)
    last_on: date = Field(sa_type=Date)
    deputy: int | None = Field(default=None, sa_type=BIG_ID)
    made_by: int | None = Field(default=None, sa_type=BIG_ID)
    made_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


ABSENCES: Final = SQLModel.metadata.tables["absences"]


class Away(msgspec.Struct, frozen=True):
    """What is written down of an absence. `made_by` is empty where the command line made it."""

    staff: int
    first_on: date
    last_on: date
    deputy: int | None
    made_by: int | None
    made_at: datetime


class Absence(Away, frozen=True):
    """One as read."""

    id: int = 0


_ROWS: Final = select(*(ABSENCES.c[name] for name in Absence.__struct_fields__))


def add(conn: Connection, away: Away) -> int:
    """Somebody will be away. Gives the number of the absence."""
    statement = insert(ABSENCES).values(msgspec.structs.asdict(away)).returning(ABSENCES.c.id)
    return int(conn.execute(statement).scalar_one())


def end(conn: Connection, id_: int, *, at: datetime) -> bool:
    """They are back; False where that was so before."""
    stands = update(ABSENCES).where(ABSENCES.c.id == id_, ABSENCES.c.ended_at.is_(None))
    return conn.execute(stands.values(ended_at=at)).rowcount == 1


def find(conn: Connection, id_: int) -> Absence | None:
    """The absence of this number, if it was not ended."""
    row = conn.execute(_ROWS.where(ABSENCES.c.id == id_, STANDS)).first()
    return Absence(*row) if row else None


def coming(conn: Connection, today: date) -> list[Absence]:
    """Those of today and of later days, the first to begin first."""
    rows = conn.execute(
        _ROWS.where(STANDS, ABSENCES.c.last_on >= today).order_by(ABSENCES.c.first_on, ABSENCES.c.id)
    )
    return [Absence(*row) for row in rows]


def away_on(conn: Connection, day: date) -> dict[int, int | None]:
    """Who is away on a day, and who then stands in for them; of two absences the one made last counts."""
    rows = sorted(_AWAY_ON.rows(conn, {"day": day}))  # asked to sort, SQLite reads all there ever were
    return {staff: deputy for _, staff, deputy in rows}


_AWAY_ON: Final = Swift(
    select(ABSENCES.c.id, ABSENCES.c.staff, ABSENCES.c.deputy).where(
        STANDS, ABSENCES.c.last_on >= bindparam("day"), ABSENCES.c.first_on <= bindparam("day")
    )
)


def in_place_of(staff: int, away: Mapping[int, int | None]) -> int | None:
    """Who acts: they themselves, else their deputy, or the deputy's. None: nobody, also where the deputies
    go round in a circle."""
    met: set[int] = set()
    acting: int | None = staff
    while acting is not None and acting in away:
        if acting in met:
            return None
        met.add(acting)
        acting = away[acting]
    return acting


def stands_in(conn: Connection, staff: int, day: date) -> int | None:
    """Who acts for them on a day; they themselves where they are there."""
    return in_place_of(staff, away_on(conn, day))


def covered_by(staff: int, away: Mapping[int, int | None]) -> set[int]:
    """For whom of those who are away this person acts."""
    return {absent for absent in away if in_place_of(absent, away) == staff}
