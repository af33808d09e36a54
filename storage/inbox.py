"""The inbox: every message is durable here before its platform hears that we have it."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, InboxId, LaneKey, Notice
from bot.core.ports import StoredRow
from storage.columns import BIG_ID, Moment, Sealed, Unreadable, readable, reads, shut, unseal, words
from storage.locks import Guard, lock
from storage.swift import Swift, SwiftAmong

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


_COLUMNS = ("channel", "account", "external_id")
_PUT = {
    dialect: Swift(
        insert(INBOX)
        .on_conflict_do_nothing(index_elements=_COLUMNS)
        .returning(INBOX.c.id, INBOX.c.channel, INBOX.c.account, INBOX.c.external_id),
        *(column.name for column in INBOX.columns if column.name not in {"id", "done_at"}),
    )
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def put(conn: Connection, arrivals: Sequence[Arrival], *, now: datetime, wall: datetime) -> int:
    """Store what is new; a redelivered row changes nothing. Gives the number of new rows."""
    return len(put_new(conn, arrivals, now=now, wall=wall))


def put_new(conn: Connection, arrivals: Sequence[Arrival], *, now: datetime, wall: datetime) -> list[Arrival]:
    """Store what is new and tell which that was.

    On PostgreSQL the lanes are locked, so that ids of a lane grow in commit order.
    """
    if not arrivals:
        return []
    lock(conn, Guard.INBOX_LANE, {arrival.lane for arrival in arrivals})
    fresh: dict[tuple[str, str, str], Arrival] = {}
    for arrival in arrivals:
        fresh.setdefault((arrival.channel, arrival.account, arrival.external_id), arrival)
    rows = [
        {
            "channel": a.channel, "account": a.account, "external_id": a.external_id, "lane": a.lane,
            "kind": a.kind, "raw": a.raw, "state": InboxState.WAITING, "attempts": 0,
            "received_at": now, "retry_at": wall, "problem": "",
        }
        for a in fresh.values()
    ]  # fmt: skip
    stored = _PUT[conn.dialect.name].rows_of_each(conn, rows)
    return [fresh[channel, account, external_id] for _, channel, account, external_id in sorted(stored)]


def notice(lane: LaneKey, address: Address, key: str, said: Notice) -> Arrival:
    """A notice of ours as a row: `key` makes it once, whatever happens."""
    raw = msgspec.json.encode({"person": address.person, "name": said.name, "args": dict(said.args)})
    return Arrival(address.channel, address.account, f"notice:{key}", lane, raw, InboxKind.NOTICE)


CLOCK: Final = "clock"
"""The channel of what time says about a case, or to a group: nobody is reached on it."""


def on_case(case_id: int, key: str, said: Notice) -> Arrival:
    """A notice on the lane of a case, which nobody but time speaks on."""
    name = f"case:{case_id}"
    return notice(LaneKey(name), Address(CLOCK, "", name), f"{name}:{key}", said)


def on_group(lane: LaneKey, key: str, said: Notice) -> Arrival:
    """A notice for all who sit in a group: nobody speaks there as one, so no conversation is kept for it."""
    return notice(lane, Address(CLOCK, "", lane), key, said)


class _NoticeRaw(msgspec.Struct):
    person: str
    name: str
    args: dict[str, Any]


def read_notice(row: StoredRow) -> tuple[Address, Notice]:
    """A notice row read back."""
    person, said = _told(row.raw)
    return Address(row.channel, row.account, person), said


def _told(raw: bytes) -> tuple[str, Notice]:
    told = msgspec.json.decode(raw, type=_NoticeRaw)
    return told.person, Notice(told.name, told.args)


def along(conn: Connection, lane: LaneKey, own: str, *, wall: datetime) -> list[Notice]:
    """The other notices that wait on this lane and whose keys begin like that of `own`, up to its first
    colon: they are done with it, for its turn says what they would."""
    mark = ":".join(own.split(":")[:2])
    called = INBOX.c.external_id.startswith(f"{mark}:", autoescape=True)
    waits = (reads(INBOX.c.state, InboxState.WAITING), INBOX.c.kind == InboxKind.NOTICE)
    same = (INBOX.c.lane == lane, *waits, called, INBOX.c.external_id != own)
    done = update(INBOX).where(*same).values(state=InboxState.DONE, done_at=wall)
    rows = conn.execute(done.returning(INBOX.c.id, shut(INBOX.c.raw, "raw"))).all()
    opened = (readable(conn, INBOX.c.raw, sealed) for _, sealed in sorted(rows, key=_ID))
    return [_told(raw)[1] for raw in opened if raw is not None]


_OLDER = INBOX.alias("older")
_IS_HEAD: ColumnElement[bool] = and_(
    reads(INBOX.c.state, InboxState.WAITING),
    ~select(_OLDER.c.id)
    .where(_OLDER.c.lane == INBOX.c.lane, reads(_OLDER.c.state, InboxState.WAITING), _OLDER.c.id < INBOX.c.id)
    .exists(),
)
_HEADS = (
    select(INBOX.c.id)
    .where(_IS_HEAD, INBOX.c.retry_at <= bindparam("wall"), INBOX.c.id <= bindparam("until"))
    .order_by(INBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("heads")
)
_CLAIM: Final = Swift(
    update(INBOX)
    .where(INBOX.c.id.in_(select(_HEADS.c.id)))
    .values(attempts=INBOX.c.attempts + 1)
    .returning(
        INBOX.c.id, INBOX.c.lane, INBOX.c.kind, INBOX.c.attempts, INBOX.c.channel, INBOX.c.account,
        INBOX.c.external_id, INBOX.c.received_at, shut(INBOX.c.raw, "raw"),
    )
)  # fmt: skip
_ENDLESS: Final = InboxId((1 << 63) - 1)
_RAW, _ID = INBOX.c.raw, itemgetter(0)


def claim_heads(conn: Connection, *, wall: datetime, most: int, until: InboxId = _ENDLESS) -> list[Head]:
    """Claim the heads of up to `most` lanes, oldest first, until this transaction ends.

    A row that waits for its next try holds its lane; rows locked by another worker are skipped. A row
    that cannot be opened is parked at once.
    """
    rows = _CLAIM.rows(conn, {"wall": wall, "most": most, "until": until})
    heads = []
    for id_, lane, kind, attempts, channel, account, external_id, received_at, sealed in sorted(
        rows, key=_ID
    ):
        try:
            raw = unseal(conn, _RAW, sealed) or b""
        except Unreadable as problem:
            park(conn, InboxId(id_), str(problem), wall=wall)
            continue
        stored = StoredRow(channel, account, external_id, raw, received_at)
        heads.append(Head(InboxId(id_), lane, kind, attempts, stored))
    return heads


def next_head(conn: Connection, *, until: InboxId, wall: datetime) -> Head | None:
    """The head that `claim_heads` would take first, if it is not newer than `until`, its attempt counted.

    Committed before the row is replayed, so that one which kills the process is found out.
    """
    return next(iter(claim_heads(conn, wall=wall, most=1, until=until)), None)


_FINISH: Final = SwiftAmong(
    lambda ids: (
        update(INBOX).where(INBOX.c.id.in_(ids)).values(state=InboxState.DONE, done_at=bindparam("wall"))
    )
)


def finish(conn: Connection, ids: Sequence[InboxId], *, wall: datetime) -> None:
    """These are done."""
    if ids:
        _FINISH.run(conn, ids, {"wall": wall})


def fail(conn: Connection, head: Head, problem: str, *, wall: datetime) -> bool:
    """The turn failed: wait longer each time, park at last. Gives whether it was parked.

    `problem` names the error's class, never a person's words.
    """
    if head.attempts >= ATTEMPTS:
        park(conn, head.id, problem, wall=wall)
        return True
    wait = timedelta(seconds=2 ** min(head.attempts, 8))
    conn.execute(
        update(INBOX).where(INBOX.c.id == head.id).values(retry_at=wall + wait, problem=problem[:200])
    )
    return False


def park(conn: Connection, id_: InboxId, problem: str, *, wall: datetime) -> None:
    """Nobody can read this update: set it aside, the lane goes on."""
    conn.execute(
        update(INBOX)
        .where(INBOX.c.id == id_)
        .values(state=InboxState.PARKED, done_at=wall, problem=problem[:200])
    )


def count_attempt(conn: Connection, id_: InboxId) -> int:
    """Count an attempt without claiming the row. Gives how often it was tried by now."""
    counted = update(INBOX).where(INBOX.c.id == id_).values(attempts=INBOX.c.attempts + 1)
    return int(conn.execute(counted.returning(INBOX.c.attempts)).scalar_one())


def oldest_waiting(conn: Connection) -> InboxId | None:
    """The first waiting row, whatever its lane."""
    waiting = reads(INBOX.c.state, InboxState.WAITING)
    found = conn.execute(select(func.min(INBOX.c.id)).where(waiting)).scalar()
    return None if found is None else InboxId(found)


def newest(conn: Connection) -> InboxId:
    """The last row there is, 0 where there is none."""
    return InboxId(conn.execute(select(func.coalesce(func.max(INBOX.c.id), 0))).scalar_one())


def next_retry(conn: Connection) -> datetime | None:
    """When the next lane may be tried, wall time; what waits behind a head does not count."""
    return conn.execute(select(func.min(INBOX.c.retry_at)).where(_IS_HEAD)).scalar()


def hasten(conn: Connection, *, wall: datetime, latest: datetime) -> int:
    """Make due what waits beyond `latest`: further than any pause of ours, so the clock was set back."""
    late = update(INBOX).where(reads(INBOX.c.state, InboxState.WAITING), INBOX.c.retry_at > latest)
    return conn.execute(late.values(retry_at=wall)).rowcount


class Health(msgspec.Struct, frozen=True):
    """How intake stands: what waits, since when the oldest is due (wall time), what was parked."""

    waiting: int
    parked: int
    oldest: datetime | None


def health(conn: Connection) -> Health:
    """For readiness and metrics."""
    waiting, oldest = conn.execute(
        select(func.count(), func.min(INBOX.c.retry_at)).where(reads(INBOX.c.state, InboxState.WAITING))
    ).one()
    parked = conn.execute(
        select(func.count()).select_from(INBOX).where(reads(INBOX.c.state, InboxState.PARKED))
    ).scalar_one()
    return Health(waiting, parked, oldest)


def story(conn: Connection, lane: LaneKey, *, most: int) -> list[Mapping[str, Any]]:
    """What this person said, newest first: id, raw (None once blanked), external_id, received_at."""
    rows = conn.execute(
        select(
            INBOX.c.id, INBOX.c.raw, INBOX.c.external_id, INBOX.c.channel, INBOX.c.account,
            INBOX.c.received_at,
        )
        .where(INBOX.c.lane == lane, INBOX.c.kind == InboxKind.MESSAGE)
        .order_by(INBOX.c.id.desc())
        .limit(most)
    )  # fmt: skip
    return [dict(row._mapping) for row in rows]


def unhandled(conn: Connection, channel: str) -> list[StoredRow]:
    """The messages of a channel that wait or were parked: what they point to may not be thrown away."""
    columns = (INBOX.c.channel, INBOX.c.account, INBOX.c.external_id, INBOX.c.received_at)
    said = INBOX.c.kind == InboxKind.MESSAGE
    each = (  # apart, so that each finds its own index; by channel SQLite would take that of all rows
        select(*columns, shut(INBOX.c.raw, "raw")).where(reads(INBOX.c.state, state), said)
        for state in (InboxState.WAITING, InboxState.PARKED)
    )
    rows = conn.execute(union_all(*each))
    found = []
    for row in rows:
        if row.channel != channel:
            continue
        with contextlib.suppress(Unreadable):
            raw = unseal(conn, INBOX.c.raw, row.raw) or b""
            found.append(StoredRow(row.channel, row.account, row.external_id, raw, row.received_at))
    return found


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase what this person wrote; the duplicate keys stay. Rows still waiting keep their text."""
    conn.execute(
        update(INBOX).where(INBOX.c.lane == lane, INBOX.c.state != InboxState.WAITING).values(raw=None)
    )


def blank(conn: Connection, ids: Sequence[InboxId]) -> None:
    """Erase what these messages said, once they are done; the duplicate keys stay."""
    if ids:
        conn.execute(update(INBOX).where(INBOX.c.id.in_(ids)).values(raw=None))


def sweep(conn: Connection, *, blank_before: datetime, delete_before: datetime, most: int = PORTION) -> bool:
    """Blank the texts of what was done before the one moment, delete rows done before the other (wall time).

    A parked row keeps its text until it is deleted, so that somebody can look. Handles up to `most` rows
    of each kind; gives whether more remain.
    """
    old = select(INBOX.c.id).where(INBOX.c.done_at < delete_before).order_by(INBOX.c.done_at).limit(most)
    deleted = conn.execute(INBOX.delete().where(INBOX.c.id.in_(old.scalar_subquery()))).rowcount
    worded = (
        select(INBOX.c.id)
        .where(TEXT_LEFT, INBOX.c.done_at < blank_before)
        .order_by(INBOX.c.done_at)
        .limit(most)
    )
    blanked = conn.execute(
        update(INBOX).where(INBOX.c.id.in_(worded.scalar_subquery())).values(raw=None)
    ).rowcount
    return most in {deleted, blanked}
