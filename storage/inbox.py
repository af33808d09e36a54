"""The inbox: every message is durable here before its platform hears that we have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Index, Table, UniqueConstraint, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, InboxId, LaneKey, Notice
from bot.core.ports import StoredRow
from storage.columns import BIG_ID, Moment, Sealed, words

ATTEMPTS: Final = 5
"""A message whose turn failed so often is parked."""


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


class Inbox(SQLModel, table=True):
    """One update. `received_at` is product time, the other moments are wall time."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "account", "external_id", name="inbox_once"),
        Index("inbox_heads", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("inbox_lanes", "lane", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("inbox_story", "lane", "id"),
        Index("inbox_swept", "done_at"),
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


INBOX: Table = Inbox.__table__  # type: ignore[attr-defined]  SQLModel gives every table class its Table


@dataclass(frozen=True, slots=True)
class Arrival:
    """What intake hands over."""

    channel: str
    account: str
    external_id: str
    lane: LaneKey
    raw: bytes
    kind: InboxKind = InboxKind.MESSAGE


@dataclass(frozen=True, slots=True)
class Head:
    """The oldest waiting row of a lane, claimed for this transaction."""

    id: InboxId
    lane: LaneKey
    kind: InboxKind
    attempts: int
    row: StoredRow


def put(conn: Connection, arrivals: Sequence[Arrival], *, now: datetime, wall: datetime) -> int:
    """Store what is new; a redelivered row changes nothing. Gives the number of new rows."""
    if not arrivals:
        return 0
    rows = [
        {
            "channel": a.channel, "account": a.account, "external_id": a.external_id, "lane": a.lane,
            "kind": a.kind, "raw": a.raw, "state": InboxState.WAITING, "attempts": 0,
            "received_at": now, "retry_at": wall, "problem": "",
        }
        for a in arrivals
    ]  # fmt: skip
    make = sqlite_insert if conn.dialect.name == "sqlite" else postgres_insert
    statement = make(INBOX).values(rows).on_conflict_do_nothing(index_elements=["channel", "account", "external_id"])
    return conn.execute(statement).rowcount


def notice(lane: LaneKey, address: Address, key: str, said: Notice) -> Arrival:
    """A notice of ours as a row: `key` makes it once, whatever happens."""
    raw = msgspec.json.encode({"person": address.person, "name": said.name, "args": dict(said.args)})
    return Arrival(address.channel, address.account, f"notice:{key}", lane, raw, InboxKind.NOTICE)


class _NoticeRaw(msgspec.Struct):
    person: str
    name: str
    args: dict[str, Any]


def read_notice(row: StoredRow) -> tuple[Address, Notice]:
    """A notice row read back."""
    raw = msgspec.json.decode(row.raw, type=_NoticeRaw)
    return Address(row.channel, row.account, raw.person), Notice(raw.name, raw.args)


def claim_heads(conn: Connection, *, wall: datetime, most: int) -> list[Head]:
    """Claim the heads of up to `most` lanes, oldest first, until this transaction ends.

    A row that waits for its next try holds its lane; rows locked by another worker are skipped.
    """
    older = INBOX.alias("older")
    heads = (
        select(INBOX.c.id)
        .where(
            INBOX.c.state == InboxState.WAITING,
            INBOX.c.retry_at <= wall,
            ~select(older.c.id)
            .where(older.c.lane == INBOX.c.lane, older.c.state == InboxState.WAITING, older.c.id < INBOX.c.id)
            .exists(),
        )
        .order_by(INBOX.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    claimed = (
        update(INBOX)
        .where(INBOX.c.id.in_(select(heads.c.id)))
        .values(attempts=INBOX.c.attempts + 1)
        .returning(
            INBOX.c.id, INBOX.c.lane, INBOX.c.kind, INBOX.c.attempts, INBOX.c.channel, INBOX.c.account,
            INBOX.c.external_id, INBOX.c.raw, INBOX.c.received_at,
        )
    )  # fmt: skip
    rows = sorted(conn.execute(claimed).all(), key=lambda r: r.id)
    return [
        Head(r.id, r.lane, r.kind, r.attempts, StoredRow(r.channel, r.account, r.external_id, r.raw or b"", r.received_at))
        for r in rows
    ]


def finish(conn: Connection, ids: Sequence[InboxId], *, wall: datetime) -> None:
    """These are done."""
    if ids:
        conn.execute(update(INBOX).where(INBOX.c.id.in_(ids)).values(state=InboxState.DONE, done_at=wall))


def fail(conn: Connection, head: Head, problem: str, *, wall: datetime) -> bool:
    """The turn failed: wait longer each time, park at last. Gives whether it was parked.

    `problem` names the error's class, never a person's words.
    """
    parked = head.attempts >= ATTEMPTS
    wait = timedelta(seconds=2 ** min(head.attempts, 8))
    conn.execute(
        update(INBOX)
        .where(INBOX.c.id == head.id)
        .values(
            state=InboxState.PARKED if parked else InboxState.WAITING,
            retry_at=wall + wait,
            done_at=wall if parked else None,
            problem=problem[:200],
        )
    )
    return parked


def park(conn: Connection, id_: InboxId, problem: str, *, wall: datetime) -> None:
    """Nobody can read this update: set it aside, the lane goes on."""
    conn.execute(
        update(INBOX)
        .where(INBOX.c.id == id_)
        .values(state=InboxState.PARKED, done_at=wall, problem=problem[:200])
    )


def count_attempt(conn: Connection, id_: InboxId) -> None:
    """Commit the attempt before a replay, so that a row which kills the process is found out."""
    conn.execute(update(INBOX).where(INBOX.c.id == id_).values(attempts=INBOX.c.attempts + 1))


def oldest_waiting(conn: Connection) -> InboxId | None:
    """The first waiting row, whatever its lane."""
    return conn.execute(select(func.min(INBOX.c.id)).where(INBOX.c.state == InboxState.WAITING)).scalar()


def newest(conn: Connection) -> InboxId:
    """The last row there is, 0 where there is none."""
    return conn.execute(select(func.coalesce(func.max(INBOX.c.id), 0))).scalar_one()


def next_retry(conn: Connection) -> datetime | None:
    """When the next waiting row may be tried, wall time."""
    return conn.execute(select(func.min(INBOX.c.retry_at)).where(INBOX.c.state == InboxState.WAITING)).scalar()


@dataclass(frozen=True, slots=True)
class Health:
    """How intake stands: age of the oldest waiting row in seconds (product rows are stamped at wall pace), counts."""

    waiting: int
    parked: int
    oldest: datetime | None


def health(conn: Connection) -> Health:
    """For readiness and metrics."""
    waiting, oldest = conn.execute(
        select(func.count(), func.min(INBOX.c.retry_at)).where(INBOX.c.state == InboxState.WAITING)
    ).one()
    parked = conn.execute(select(func.count()).where(INBOX.c.state == InboxState.PARKED)).scalar_one()
    return Health(waiting, parked, oldest)


def story(conn: Connection, lane: LaneKey, *, most: int) -> list[Mapping[str, Any]]:
    """What this person said, newest first: id, raw (None once blanked), external_id, received_at."""
    rows = conn.execute(
        select(INBOX.c.id, INBOX.c.raw, INBOX.c.external_id, INBOX.c.channel, INBOX.c.account, INBOX.c.received_at)
        .where(INBOX.c.lane == lane, INBOX.c.kind == InboxKind.MESSAGE)
        .order_by(INBOX.c.id.desc())
        .limit(most)
    )
    return [dict(row._mapping) for row in rows]


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase what this person wrote; the duplicate keys stay. Rows still waiting keep their text."""
    conn.execute(
        update(INBOX).where(INBOX.c.lane == lane, INBOX.c.state != InboxState.WAITING).values(raw=None)
    )


def sweep(conn: Connection, *, blank_before: datetime, delete_before: datetime) -> None:
    """Blank the texts of what was done before the one moment, delete rows done before the other (wall time)."""
    done = INBOX.c.state == InboxState.DONE
    conn.execute(update(INBOX).where(done, INBOX.c.done_at < blank_before, INBOX.c.raw.is_not(None)).values(raw=None))
    conn.execute(INBOX.delete().where(done, INBOX.c.done_at < delete_before))


