"""What a resident and the ward wrote to each other about a request, and what became of it. Append-only."""

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, Index, func, insert, select, text, update
from sqlmodel import Field, SQLModel

from bot.core.messages import LaneKey
from storage.columns import BIG_ID, Moment, Sealed, legible, shut, words
from storage.people import REQUESTS

PORTION: Final = 200
WORDED: Final = text("words IS NOT NULL")
SIGNED: Final = text("staff IS NOT NULL")


class ThreadSide(StrEnum):
    """Who wrote."""

    RESIDENT = "resident"
    STAFF = "staff"


class ThreadAction(StrEnum):
    """What a line tells: words that were written, or what became of the request."""

    WRITE = "write"
    MOVE = "move"
    DONE = "done"


class ThreadLine(SQLModel, table=True):
    """One line: who (`staff` is empty where the resident wrote), in which role, on which channel, did what,
    when. `office` is the one that answers, after a move the new one."""

    __tablename__ = "thread_lines"
    __table_args__ = (
        Index("thread_lines_request", "request_id", "id"),
        Index("thread_lines_worded", "request_id", sqlite_where=WORDED, postgresql_where=WORDED),
        Index("thread_lines_signed", "at", sqlite_where=SIGNED, postgresql_where=SIGNED),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    request_id: int = Field(sa_type=BIG_ID, foreign_key="requests.id")
    side: ThreadSide = Field(sa_type=words(ThreadSide))
    staff: int | None = Field(default=None, sa_type=BIG_ID)
    action: ThreadAction = Field(sa_type=words(ThreadAction))
    role: str = Field(default="", max_length=40)
    office: str = Field(default="", max_length=40)
    channel: str = Field(default="", max_length=20)
    words: bytes | None = Field(sa_type=Sealed("thread_lines.words"))
    at: datetime = Field(sa_type=Moment)


LINES: Final = SQLModel.metadata.tables["thread_lines"]


class Line(msgspec.Struct, frozen=True):
    """One message as read; its words are None once they were blanked, or cannot be opened any more."""

    side: ThreadSide
    staff: int | None
    words: str | None
    at: datetime
    action: ThreadAction = ThreadAction.WRITE
    role: str = ""
    office: str = ""
    channel: str = ""


def write(conn: Connection, request: int, line: Line) -> None:
    """Add a line."""
    values = {name: getattr(line, name) for name in line.__struct_fields__}
    sealed = None if line.words is None else line.words.encode()
    conn.execute(insert(LINES).values({**values, "request_id": request, "words": sealed}))


_LINES = select(
    LINES.c.side, LINES.c.staff, shut(LINES.c.words, "words"), LINES.c.at, LINES.c.action, LINES.c.role,
    LINES.c.office, LINES.c.channel,
)  # fmt: skip


def read(conn: Connection, request: int, *, most: int = 20, after: int = 0) -> list[Line]:
    """The newest lines, oldest first; only those after line `after`."""
    found = _LINES.where(LINES.c.request_id == request, LINES.c.id > after)
    rows = conn.execute(found.order_by(LINES.c.id.desc()).limit(most)).all()
    return [
        Line(
            row.side, row.staff, legible(conn, LINES.c.words, row.words), row.at, row.action, row.role,
            row.office, row.channel,
        )
        for row in reversed(rows)
    ]  # fmt: skip


def last(conn: Connection, request: int) -> int:
    """The number of the newest line; 0 where nothing was written yet."""
    return conn.execute(select(func.max(LINES.c.id)).where(LINES.c.request_id == request)).scalar() or 0


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase the words of all that this person and the ward wrote to each other."""
    theirs = select(REQUESTS.c.id).where(REQUESTS.c.lane == lane)
    conn.execute(LINES.update().where(LINES.c.request_id.in_(theirs)).values(words=None))


def blank(conn: Connection, request: int) -> None:
    """Erase the words; that somebody wrote, and when, stays."""
    conn.execute(LINES.update().where(LINES.c.request_id == request).values(words=None))


def sweep(conn: Connection, *, settled_before: datetime, most: int = PORTION) -> bool:
    """Erase the words of what was settled before this moment (product time), up to `most` messages; gives
    whether more remain."""
    settled = (
        select(LINES.c.id)
        .join(REQUESTS, REQUESTS.c.id == LINES.c.request_id)
        .where(LINES.c.words.is_not(None), REQUESTS.c.done_at < settled_before)
        .order_by(LINES.c.request_id)
        .limit(most)
    )
    erased = update(LINES).where(LINES.c.id.in_(settled.scalar_subquery())).values(words=None)
    return conn.execute(erased).rowcount == most
