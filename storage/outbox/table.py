"""The table of what is to be said, and what a row looks like to those who queue and send."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, Kind, LaneKey, Outbound, Prompt
from bot.core.ports import Parcel
from storage.columns import BIG_ID, Moment, Sealed, SealedJson, words

LEASE: Final = timedelta(seconds=60)
"""A row that is being sent for longer belonged to a courier that died."""
ATTEMPTS: Final = 12
REPEAT_AFTER: Final = timedelta(seconds=60)
GATHER_FOR: Final = timedelta(seconds=2)
"""So long what gathers waits for a newer version."""
GATHER_AT_MOST: Final = timedelta(seconds=10)
"""So long after the first of them it is said, whatever still comes."""


class OutboxState(StrEnum):
    """Where a row stands. Uncertain without `settled_at`: it is said once more at `retry_at`."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    REPLACED = "replaced"


QUEUED: Final = text("state = 'queued'")
SENDING: Final = text("state = 'sending'")
LIVE: Final = text("(state = 'queued' OR state = 'sending')")
UNSURE: Final = text("state = 'uncertain'")
TO_REPEAT: Final = text("state = 'uncertain' AND settled_at IS NULL")
DEAD: Final = text("state = 'dead'")
REPLACING: Final = text("replaces IS NOT NULL")
SETTLED: Final = text("settled_at IS NOT NULL")
WORDS_LEFT: Final = text("settled_at IS NOT NULL AND prompt IS NOT NULL")
BRIEF_LEFT: Final = text("brief AND settled_at IS NOT NULL AND prompt IS NOT NULL")


def _index(name: str, *columns: str, where: Any) -> Index:
    return Index(f"outbox_{name}", *columns, sqlite_where=where, postgresql_where=where)


class Outbox(SQLModel, table=True):
    """One message to one person. `queued_at` is product time, the other moments are wall time.

    `repeats` counts how often it was said again after an uncertain delivery; `edits` is the row whose
    place it takes; `gathers_until` ends the waiting of one that gathers; `landed` holds the parts of it that
    arrived before an attempt failed. Ids are never given again: a
    listener remembers up to which one it heard.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        _index("heads", "priority", "id", "retry_at", where=QUEUED),
        _index("lanes", "lane", "priority", "id", where=LIVE),
        _index("leases", "retry_at", where=SENDING),
        _index("unsure", "lane", where=UNSURE),
        _index("repeats", "retry_at", where=TO_REPEAT),
        _index("dead", "id", where=DEAD),
        _index("replaces", "lane", "replaces", "id", where=REPLACING),
        _index("blank", "settled_at", where=WORDS_LEFT),
        _index("brief", "settled_at", where=BRIEF_LEFT),
        _index("swept", "settled_at", where=SETTLED),
        Index("outbox_story", "lane", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    lane: str = Field(max_length=32)
    channel: str = Field(max_length=20)
    account: str = Field(max_length=100)
    person: bytes = Field(sa_type=Sealed("outbox.person"))
    language: str = Field(max_length=5)
    prompt: Any = Field(sa_type=SealedJson("outbox.prompt", Prompt), nullable=True)
    kind: Kind = Field(sa_type=words(Kind))
    priority: int
    state: OutboxState = Field(sa_type=words(OutboxState))
    replaces: str | None = Field(default=None, max_length=100)
    edits: int | None = Field(default=None, sa_type=BIG_ID)
    repeats: int = 0
    brief: bool = False
    attempts: int = 0
    external_id: str = Field(default="", max_length=200)
    queued_at: datetime = Field(sa_type=Moment)
    retry_at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    problem: str = ""
    gathers_until: datetime | None = Field(default=None, sa_type=Moment)
    landed: Any = Field(default=None, sa_type=SealedJson("outbox.landed", dict[str, int]), nullable=True)


OUTBOX: Final = SQLModel.metadata.tables["outbox"]


class Letter(msgspec.Struct, frozen=True):
    """An outbound message with its address, as the dispatcher queues it."""

    outbound: Outbound
    address: Address
    language: str


class Claim(msgspec.Struct, frozen=True):
    """A row claimed for sending, with what decides on a failure. `repeats`: how often it was said again."""

    parcel: Parcel
    lane: LaneKey
    kind: Kind
    attempts: int
    repeats: int
