"""Reports of places outside the ward: kept, but no case."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Index, func, insert, select, text
from sqlmodel import Field, SQLModel

from bot.core.messages import LaneKey
from storage.columns import BIG_ID, Moment, SealedJson

TOLD: Final = text("cleaned_at IS NULL")


class Referral(SQLModel, table=True):
    """A report of a place outside the ward: kept as referred, with its pointer; it opens no case.
    `cleaned_at`: since when it tells of no person any more."""

    __tablename__ = "referrals"
    __table_args__ = (
        Index("referrals_lane", "lane"),
        Index("referrals_told", "at", sqlite_where=TOLD, postgresql_where=TOLD),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    lane: str | None = Field(default=None, max_length=32)
    category: str = Field(max_length=10)
    pointer: str
    report: Any = Field(sa_type=SealedJson("referrals.report"))
    at: datetime = Field(sa_type=Moment)
    cleaned_at: datetime | None = Field(default=None, sa_type=Moment)


REFERRALS: Final = SQLModel.metadata.tables["referrals"]


def refer(
    conn: Connection, lane: LaneKey | None, category: str, pointer: str, report: Any, at: datetime
) -> int:
    """Keep a report of a place outside the ward."""
    statement = insert(REFERRALS).values(lane=lane, category=category, pointer=pointer, report=report, at=at)
    return int(conn.execute(statement.returning(REFERRALS.c.id)).scalar_one())


def referred_of(conn: Connection, lane: LaneKey) -> int:
    """How many referred reports of this person are kept."""
    return int(conn.execute(select(func.count()).where(REFERRALS.c.lane == lane)).scalar_one())
