"""Conversations: one row a lane, with language, consent, and the draft of the flow that is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Index, Table, bindparam, insert, select, text, update
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, LaneKey
from storage.columns import Moment, Sealed, SealedJson

OPEN = text("flow IS NOT NULL")


class ConversationRow(SQLModel, table=True):
    """One person on one channel. Moments are product time. `version` guards against lost updates."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("conversations_expiring", "expires_at", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("conversations_nudged", "nudge_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    lane: str = Field(primary_key=True, max_length=32)
    channel: str = Field(max_length=20)
    account: str = Field(max_length=100)
    person: bytes = Field(sa_type=Sealed("conversations.person"))
    language: str = Field(max_length=5)
    consent: str | None = Field(default=None, max_length=64)
    flow: str | None = Field(default=None, max_length=40)
    draft: Any = Field(default=None, sa_type=SealedJson("conversations.draft"), nullable=True)
    version: int = 1
    updated_at: datetime = Field(sa_type=Moment)
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    nudge_at: datetime | None = Field(default=None, sa_type=Moment)


CONVERSATIONS: Table = ConversationRow.__table__  # type: ignore[attr-defined]  SQLModel gives every table class its Table


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where we stand with one person. `consent` is the hash of the text they agreed to.

    `draft` is what the engine stores: answers, cursor, seed, and the choices that were offered last.
    """

    lane: LaneKey
    address: Address
    language: str
    updated_at: datetime
    consent: str | None = None
    flow: str | None = None
    draft: dict[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None
    nudge_at: datetime | None = None
    version: int = 0
    """0: not stored yet."""

    def closed(self) -> "Conversation":
        """Without a flow."""
        return replace(self, flow=None, draft={}, expires_at=None, nudge_at=None)


def load(conn: Connection, lanes: Sequence[LaneKey]) -> dict[LaneKey, Conversation]:
    """The conversations of these lanes, in one read."""
    rows = conn.execute(select(CONVERSATIONS).where(CONVERSATIONS.c.lane.in_(lanes)))
    return {row.lane: _conversation(row) for row in rows}


def _conversation(row: Any) -> Conversation:
    return Conversation(
        lane=row.lane,
        address=Address(row.channel, row.account, row.person.decode()),
        language=row.language,
        updated_at=row.updated_at,
        consent=row.consent,
        flow=row.flow,
        draft=row.draft or {},
        expires_at=row.expires_at,
        nudge_at=row.nudge_at,
        version=row.version,
    )


def save(conn: Connection, changed: Sequence[Conversation]) -> list[LaneKey]:
    """Write these. Gives the lanes that somebody else had changed in between: their turns are stale."""
    fresh = [_row(talk) for talk in changed if talk.version == 0]
    known = [talk for talk in changed if talk.version > 0]
    if fresh:
        conn.execute(insert(CONVERSATIONS), fresh)
    if not known:
        return []
    statement = (
        update(CONVERSATIONS)
        .where(CONVERSATIONS.c.lane == bindparam("at_lane"), CONVERSATIONS.c.version == bindparam("at_version"))
        .values({name: bindparam(name) for name in _CHANGING})
    )
    rows = [
        {**{k: v for k, v in _row(talk).items() if k in _CHANGING}, "at_lane": talk.lane, "at_version": talk.version}
        for talk in known
    ]
    if conn.execute(statement, rows).rowcount == len(rows):
        return []
    return _stale(conn, known)


_CHANGING = ("language", "consent", "flow", "draft", "version", "updated_at", "expires_at", "nudge_at")


def _stale(conn: Connection, known: Sequence[Conversation]) -> list[LaneKey]:
    stored = {
        row.lane: row.version
        for row in conn.execute(
            select(CONVERSATIONS.c.lane, CONVERSATIONS.c.version).where(
                CONVERSATIONS.c.lane.in_([talk.lane for talk in known])
            )
        )
    }
    return [talk.lane for talk in known if stored.get(talk.lane) != talk.version + 1]


def _row(talk: Conversation) -> dict[str, Any]:
    return {
        "lane": talk.lane, "channel": talk.address.channel, "account": talk.address.account,
        "person": talk.address.person.encode(), "language": talk.language, "consent": talk.consent,
        "flow": talk.flow, "draft": talk.draft or None, "version": talk.version + 1,
        "updated_at": talk.updated_at, "expires_at": talk.expires_at, "nudge_at": talk.nudge_at,
    }  # fmt: skip


def forget(conn: Connection, lane: LaneKey) -> None:
    """Delete the row of this person."""
    conn.execute(CONVERSATIONS.delete().where(CONVERSATIONS.c.lane == lane))


def to_nudge(conn: Connection, now: datetime, *, most: int = 200) -> list[Conversation]:
    """Open drafts whose nudge is due, earliest first."""
    due = select(CONVERSATIONS).where(OPEN, CONVERSATIONS.c.nudge_at <= now)
    return [_conversation(row) for row in conn.execute(due.order_by(CONVERSATIONS.c.nudge_at).limit(most))]


def expired(conn: Connection, now: datetime, *, most: int = 200) -> list[Conversation]:
    """Open drafts past their last day, earliest first."""
    due = select(CONVERSATIONS).where(OPEN, CONVERSATIONS.c.expires_at <= now)
    return [_conversation(row) for row in conn.execute(due.order_by(CONVERSATIONS.c.expires_at).limit(most))]
