"""Conversations: one row a lane, with language, consent, and the draft of the flow that is open."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Index, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, LaneKey
from storage.columns import Moment, Sealed, SealedJson, Unreadable, readable, shut, unseal
from storage.swift import Swift, SwiftAmong

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
    blocked_at: datetime | None = Field(default=None, sa_type=Moment)


CONVERSATIONS: Final = SQLModel.metadata.tables["conversations"]


class Conversation(msgspec.Struct, frozen=True):
    """Where we stand with one person. `consent` is the hash of the text they agreed to.

    `draft` is what the engine stores: answers, cursor, seed, and the choices that were offered last.
    """

    lane: LaneKey
    address: Address
    language: str
    updated_at: datetime
    consent: str | None = None
    flow: str | None = None
    draft: dict[str, Any] = msgspec.field(default_factory=dict)
    expires_at: datetime | None = None
    nudge_at: datetime | None = None
    version: int = 0
    """0: not stored yet."""
    blocked_at: datetime | None = None
    """Since when nothing reaches them (product time): they blocked us or left."""
    unreadable: bool = False
    """Who it is, or the draft, cannot be opened any more: it is empty here, and no flow is open."""

    def closed(self) -> "Conversation":
        """Without a flow."""
        return msgspec.structs.replace(self, flow=None, draft={}, expires_at=None, nudge_at=None)


_PERSON, _DRAFT = CONVERSATIONS.c.person, CONVERSATIONS.c.draft
_COLUMNS = (
    CONVERSATIONS.c.lane, CONVERSATIONS.c.channel, CONVERSATIONS.c.account, shut(_PERSON, "person"),
    CONVERSATIONS.c.language, CONVERSATIONS.c.updated_at, CONVERSATIONS.c.consent, CONVERSATIONS.c.flow,
    shut(_DRAFT, "draft"), CONVERSATIONS.c.expires_at, CONVERSATIONS.c.nudge_at, CONVERSATIONS.c.version,
    CONVERSATIONS.c.blocked_at,
)  # fmt: skip
_LOAD: Final = SwiftAmong(lambda lanes: select(*_COLUMNS).where(CONVERSATIONS.c.lane.in_(lanes)))


def load(conn: Connection, lanes: Sequence[LaneKey]) -> dict[LaneKey, Conversation]:
    """The conversations of these lanes, in one read."""
    rows = _LOAD.rows(conn, lanes) if lanes else ()
    return {talk.lane: talk for talk in _conversations(conn, rows)}


def _conversations(conn: Connection, rows: Iterable[Any]) -> list[Conversation]:
    """Each for itself: one that cannot be opened may not take the others with it."""
    talks = []
    for row in rows:
        try:
            person, draft = unseal(conn, _PERSON, row[_AT_PERSON]), unseal(conn, _DRAFT, row[_AT_DRAFT])
            talks.append(_conversation(row, person, draft or {}))
        except Unreadable:
            talks.append(_lost(conn, row))
    return talks


_AT_PERSON, _AT_DRAFT = 3, 8


def _conversation(row: Any, person: bytes, draft: dict[str, Any]) -> Conversation:
    """A row of `_COLUMNS`. Taken apart at once: to ask it for each by name takes several times as long."""
    lane, channel, account, _, language, updated_at, consent, flow, _, *more = row
    address = Address(channel, account, person.decode())
    return Conversation(lane, address, language, updated_at, consent, flow, draft, *more)


def _lost(conn: Connection, row: Any) -> Conversation:
    """What of it can still be read."""
    person, draft = readable(conn, _PERSON, row[_AT_PERSON]), readable(conn, _DRAFT, row[_AT_DRAFT])
    talk = _conversation(row, person or b"", draft or {})
    flow = talk.flow if draft else None
    return msgspec.structs.replace(talk, flow=flow, unreadable=True)


_CHANGING: Final = (
    "language", "consent", "flow", "draft", "version", "updated_at", "expires_at", "nudge_at",
)  # fmt: skip
_INSERT = {
    dialect: insert(CONVERSATIONS)
    .on_conflict_do_nothing(index_elements=["lane"])
    .returning(CONVERSATIONS.c.lane)
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
_UPDATE = Swift(
    update(CONVERSATIONS)
    .where(CONVERSATIONS.c.lane == bindparam("at_lane"))
    .values({name: bindparam(name) for name in _CHANGING})
)
_VERSIONS: Final = SwiftAmong(
    lambda lanes: (
        select(CONVERSATIONS.c.lane, CONVERSATIONS.c.version)
        .where(CONVERSATIONS.c.lane.in_(lanes))
        .order_by(CONVERSATIONS.c.lane)
        .with_for_update()
    )
)


def save(conn: Connection, changed: Sequence[Conversation]) -> list[LaneKey]:
    """Write these. Gives the lanes that somebody else had changed in between: their turns are stale and
    nothing of them was written."""
    stale = _save_fresh(conn, [talk for talk in changed if talk.version == 0])
    return stale + _save_known(conn, [talk for talk in changed if talk.version > 0])


def _save_fresh(conn: Connection, fresh: Sequence[Conversation]) -> list[LaneKey]:
    if not fresh:
        return []
    rows = [_row(talk) for talk in sorted(fresh, key=lambda talk: talk.lane)]
    stored = set(conn.execute(_INSERT[conn.dialect.name], rows).scalars())
    return [talk.lane for talk in fresh if talk.lane not in stored]


def _save_known(conn: Connection, known: Sequence[Conversation]) -> list[LaneKey]:
    """The versions are read under a lock first: an update that hits nothing would not say which it was."""
    if not known:
        return []
    standing: dict[LaneKey, int] = dict(_VERSIONS.rows(conn, [talk.lane for talk in known]))
    rows = [
        {"at_lane": talk.lane, **_changing(talk)} for talk in known if standing.get(talk.lane) == talk.version
    ]
    if rows:
        _UPDATE.each(conn, rows)
        _name_again(conn, known)
    return [talk.lane for talk in known if standing.get(talk.lane) != talk.version]


def _name_again(conn: Connection, saved: Sequence[Conversation]) -> None:
    """Whoever could not be opened and has spoken since is known again."""
    for talk in saved:
        if talk.unreadable and talk.address.person:
            named = update(CONVERSATIONS).where(CONVERSATIONS.c.lane == talk.lane)
            conn.execute(named.values(person=talk.address.person.encode()))


def _row(talk: Conversation) -> dict[str, Any]:
    return {
        "lane": talk.lane, "channel": talk.address.channel, "account": talk.address.account,
        "person": talk.address.person.encode(), **_changing(talk),
    }  # fmt: skip


def _changing(talk: Conversation) -> dict[str, Any]:
    """What may be another in the next version."""
    return {
        "language": talk.language, "consent": talk.consent, "flow": talk.flow, "draft": talk.draft or None,
        "version": talk.version + 1, "updated_at": talk.updated_at, "expires_at": talk.expires_at,
        "nudge_at": talk.nudge_at,
    }  # fmt: skip


def block(conn: Connection, lane: LaneKey, at: datetime | None) -> None:
    """Nothing reaches this person since `at`; None: they are back. It makes no turn stale."""
    conn.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.lane == lane).values(blocked_at=at))


def find(conn: Connection, lane: LaneKey) -> Conversation | None:
    """One conversation."""
    return load(conn, [lane]).get(lane)


def forget(conn: Connection, lane: LaneKey) -> None:
    """Delete the row of this person."""
    conn.execute(CONVERSATIONS.delete().where(CONVERSATIONS.c.lane == lane))


def nudged(conn: Connection, lanes: Sequence[LaneKey]) -> None:
    """These were put on their lanes: a nudge comes once. No change of theirs, so no turn gets stale."""
    if lanes:
        conn.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.lane.in_(lanes)).values(nudge_at=None))


def to_nudge(conn: Connection, now: datetime, *, most: int = 200) -> list[Conversation]:
    """Open drafts whose nudge is due, earliest first."""
    due = select(*_COLUMNS).where(OPEN, CONVERSATIONS.c.nudge_at <= now)
    return _conversations(conn, conn.execute(due.order_by(CONVERSATIONS.c.nudge_at).limit(most)))


def expired(conn: Connection, now: datetime, *, most: int = 200) -> list[Conversation]:
    """Open drafts past their last day, earliest first."""
    due = select(*_COLUMNS).where(OPEN, CONVERSATIONS.c.expires_at <= now)
    return _conversations(conn, conn.execute(due.order_by(CONVERSATIONS.c.expires_at).limit(most)))
