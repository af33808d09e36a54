"""The table of what arrived, and what a row looks like to those who bring and handle it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.core.messages import InboxId, LaneKey
from bot.core.ports import StoredRow
from storage.columns import BIG_ID, Moment, Sealed, words

ATTEMPTS: Final = 5
"""A message whose turn failed so often is parked."""
PORTION: Final = 1000
"""How many rows one sweep handles: a writer must not wait long for it."""


class InboxState(StrEnum):
    """Where a row stands."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"


class InboxKind(StrEnum):
    """A person's message, or a notice of ours on their lane."""

    MESSAGE = "message"
    NOTICE = "notice"


WAITING = text("state = 'waiting'")
PARKED = text("state = 'parked'")
DONE = text("done_at IS NOT NULL")
TEXT_LEFT = text("state = 'done' AND raw IS NOT NULL")
"""Done rows whose text was not blanked yet."""


class Inbox(SQLModel, table=True):
    """One update. `received_at` is product time, the other moments are wall time.

    Ids are never given again, even when all rows are swept: others remember up to which one they read.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "account", "external_id", name="inbox_once"),
        Index("inbox_heads", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("inbox_lanes", "lane", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("inbox_story", "lane", "id"),
        Index("inbox_parked", "id", sqlite_where=PARKED, postgresql_where=PARKED),
        Index("inbox_blank", "done_at", sqlite_where=TEXT_LEFT, postgresql_where=TEXT_LEFT),
        Index("inbox_swept", "done_at", sqlite_where=DONE, postgresql_where=DONE),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    channel: str = Field(max_length=20)
    account: str = Field(max_length=100)
    external_id: str = Field(max_length=200)
    lane: str = Field(max_length=32)
    kind: InboxKind = Field(sa_type=words(InboxKind))
    raw: bytes | None = Field(sa_type=Sealed("inbox.raw"))
    state: InboxState = Field(sa_type=words(InboxState))
    attempts: int = 0
    received_at: datetime = Field(sa_type=Moment)
    retry_at: datetime = Field(sa_type=Moment)
    done_at: datetime | None = Field(default=None, sa_type=Moment)
    problem: str = ""


INBOX: Final = SQLModel.metadata.tables["inbox"]


class Arrival(msgspec.Struct, frozen=True):
    """What intake hands over."""

    channel: str
    account: str
    external_id: str
    lane: LaneKey
    raw: bytes
    kind: InboxKind = InboxKind.MESSAGE


class Head(msgspec.Struct, frozen=True):
    """The oldest waiting row of a lane, claimed for this transaction."""

    id: InboxId
    lane: LaneKey
    kind: InboxKind
    attempts: int
    row: StoredRow
