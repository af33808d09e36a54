"""How much of what was deleted on which day. It names no case and nobody."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, Date, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.retention import Goes


class Cleaning(SQLModel, table=True):
    """So many of one kind went on one day in the ward (product time)."""

    __tablename__ = "cleanings"

    day: date = Field(primary_key=True, sa_type=Date)
    what: str = Field(primary_key=True, max_length=40)
    number: int


CLEANINGS: Final = SQLModel.metadata.tables["cleanings"]
_ADD: Final = {
    dialect: new.on_conflict_do_update(
        index_elements=["day", "what"], set_={"number": CLEANINGS.c.number + new.excluded.number}
    )
    for dialect, new in (("sqlite", sqlite_insert(CLEANINGS)), ("postgresql", postgres_insert(CLEANINGS)))
}


def note(conn: Connection, day: date, counts: Mapping[Goes, int]) -> None:
    """These went, with this very commit."""
    rows = [{"day": day, "what": what.value, "number": n} for what, n in sorted(counts.items()) if n]
    if rows:
        conn.execute(_ADD[conn.dialect.name], rows)


def noted(conn: Connection, since: date) -> list[tuple[date, str, int]]:
    """What went since this day, by day and kind."""
    found = select(CLEANINGS.c.day, CLEANINGS.c.what, CLEANINGS.c.number).where(CLEANINGS.c.day >= since)
    return [
        (day, what, n) for day, what, n in conn.execute(found.order_by(CLEANINGS.c.day, CLEANINGS.c.what))
    ]
