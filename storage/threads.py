"""What a resident and the ward wrote to each other about a request. Append-only."""

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, Index, insert, select
from sqlmodel import Field, SQLModel

from storage.columns import BIG_ID, Moment, Sealed, words


class ThreadSide(StrEnum):
    """Who wrote."""

    RESIDENT = "resident"
    STAFF = "staff"


class ThreadLine(SQLModel, table=True):
    """One message. `staff` is empty where the resident wrote."""

    __tablename__ = "thread_lines"
    __table_args__ = (Index("thread_lines_request", "request_id", "id"),)

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    request_id: int = Field(sa_type=BIG_ID, foreign_key="requests.id")
    side: ThreadSide = Field(sa_type=words(ThreadSide))
    staff: int | None = Field(default=None, sa_type=BIG_ID)
    words: bytes | None = Field(sa_type=Sealed("thread_lines.words"))
    at: datetime = Field(sa_type=Moment)


LINES: Final = SQLModel.metadata.tables["thread_lines"]


class Line(msgspec.Struct, frozen=True):
    """One message as read; its words are None once they were blanked."""

    side: ThreadSide
    staff: int | None
    words: str | None
    at: datetime


def write(conn: Connection, request: int, line: Line) -> None:
    """Add a message."""
    words_ = None if line.words is None else line.words.encode()
    values = {"request_id": request, "side": line.side, "staff": line.staff, "words": words_, "at": line.at}
    conn.execute(insert(LINES).values(values))


def read(conn: Connection, request: int, *, most: int = 20) -> list[Line]:
    """The newest messages, oldest first."""
    newest = select(LINES).where(LINES.c.request_id == request).order_by(LINES.c.id.desc()).limit(most)
    rows = conn.execute(newest).all()
    return [
        Line(row.side, row.staff, None if row.words is None else row.words.decode(), row.at)
        for row in reversed(rows)
    ]


def blank(conn: Connection, request: int) -> None:
    """Erase the words; that somebody wrote, and when, stays."""
    conn.execute(LINES.update().where(LINES.c.request_id == request).values(words=None))
