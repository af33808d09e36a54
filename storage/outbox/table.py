"""The outbox: what was decided to be said, until it is delivered, uncertain or dead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Index, Row, Table, and_, bindparam, func, insert, or_, select, text, update
from sqlmodel import Field, SQLModel

from bot.core.messages import Address, Kind, LaneKey, Outbound, OutboxId, Prompt
from bot.core.ports import Parcel
from storage.columns import BIG_ID, Moment, Sealed, SealedJson, words

LEASE: Final = timedelta(seconds=60)
"""A row that is being sent for longer belonged to a courier that died."""
ATTEMPTS: Final = 12
REPEAT_AFTER: Final = timedelta(seconds=60)


class OutboxState(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    REPLACED = "replaced"


LIVE = text("state in ('queued', 'sending')")
UNSURE = text("state = 'uncertain'")


class Outbox(SQLModel, table=True):
    """One message to one person. `queued_at` is product time, the other moments are wall time.

    `repeats` counts how often it was said again after an uncertain delivery; `edits` is the row whose
    place it takes on a channel that can edit.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_heads", "priority", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("outbox_lanes", "lane", "priority", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("outbox_story", "lane", "id"),
        Index("outbox_unsure", "lane", sqlite_where=UNSURE, postgresql_where=UNSURE),
        Index("outbox_swept", "settled_at"),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    lane: str = Field(max_length=32)
    channel: str = Field(max_length=20)
    account: str = Field(max_length=100)
    person: bytes = Field(sa_type=Sealed("outbox.person"))
    language: str = Field(max_length=5)
    prompt: Any = Field(sa_type=SealedJson("outbox.prompt"), nullable=True)
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


OUTBOX: Table = Outbox.__table__  # type: ignore[attr-defined]  SQLModel gives every table class its Table


@dataclass(frozen=True, slots=True)
class Letter:
    """An outbound message with its address, as the dispatcher queues it."""

    outbound: Outbound
    address: Address
    language: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A row claimed for sending, with what decides on a failure. `repeats`: how often it was said again."""

    parcel: Parcel
    lane: LaneKey
    kind: Kind
    attempts: int
    repeats: int


def put(conn: Connection, letters: Sequence[Letter], *, now: datetime, wall: datetime) -> list[LaneKey]:
    """Queue in this order. On PostgreSQL the lanes are locked, so that ids of a lane grow in commit order."""
    if not letters:
        return []
    lanes = sorted({letter.outbound.lane for letter in letters})
    if conn.dialect.name == "postgresql":
        for lane in lanes:
            conn.execute(select(func.pg_advisory_xact_lock(int(lane[:15], 16))))
    rows = []
    for letter in letters:
        out = letter.outbound
        rows.append(
            {
                "lane": out.lane, "channel": letter.address.channel, "account": letter.address.account,
                "person": letter.address.person.encode(), "language": letter.language,
                "prompt": msgspec.to_builtins(out.prompt), "kind": out.kind, "priority": int(out.priority),
                "state": OutboxState.QUEUED, "replaces": out.replaces,
                "edits": _replace(conn, out, wall) if out.replaces else None,
                "repeats": 0, "brief": out.brief, "attempts": 0, "external_id": "",
                "queued_at": now, "retry_at": wall, "problem": "",
            }
        )  # fmt: skip
    conn.execute(insert(OUTBOX), rows)
    return lanes


def _replace(conn: Connection, out: Outbound, wall: datetime) -> OutboxId | None:
    """Drop the unsent predecessor; give the sent one, to be edited."""
    same = and_(OUTBOX.c.lane == out.lane, OUTBOX.c.replaces == out.replaces)
    dropped = conn.execute(
        update(OUTBOX)
        .where(same, OUTBOX.c.state == OutboxState.QUEUED)
        .values(state=OutboxState.REPLACED, settled_at=wall)
        .returning(OUTBOX.c.edits)
    ).all()
    before = conn.execute(
        select(func.max(OUTBOX.c.id)).where(
            same, OUTBOX.c.state.in_([OutboxState.SENDING, OutboxState.DELIVERED, OutboxState.UNCERTAIN])
        )
    ).scalar()
    return before or next((row.edits for row in dropped if row.edits), None)


def claim(conn: Connection, *, wall: datetime, most: int) -> list[Claim]:
    """Lease up to `most` rows for sending: per lane only the first by priority and age."""
    first = OUTBOX.alias("first")
    live = first.c.state.in_([OutboxState.QUEUED, OutboxState.SENDING])
    ahead = or_(
        first.c.priority < OUTBOX.c.priority,
        and_(first.c.priority == OUTBOX.c.priority, first.c.id < OUTBOX.c.id),
        first.c.state == OutboxState.SENDING,
    )
    heads = (
        select(OUTBOX.c.id)
        .where(
            OUTBOX.c.state == OutboxState.QUEUED,
            OUTBOX.c.retry_at <= wall,
            ~select(first.c.id).where(first.c.lane == OUTBOX.c.lane, live, ahead, first.c.id != OUTBOX.c.id).exists(),
        )
        .order_by(OUTBOX.c.priority, OUTBOX.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    rows = conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id.in_(select(heads.c.id)))
        .values(state=OutboxState.SENDING, attempts=OUTBOX.c.attempts + 1, retry_at=wall + LEASE)
        .returning(OUTBOX)
    ).all()
    earlier = _sent_ids(conn, [row.edits for row in rows if row.edits])
    return [_claim(row, earlier) for row in sorted(rows, key=lambda r: (r.priority, r.id))]


def _sent_ids(conn: Connection, ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    return {r.id: r.external_id for r in conn.execute(select(OUTBOX.c.id, OUTBOX.c.external_id).where(OUTBOX.c.id.in_(ids)))}


def _claim(row: Row[Any], earlier: Mapping[int, str]) -> Claim:
    address = Address(row.channel, row.account, row.person.decode())
    prompt = msgspec.convert(row.prompt, Prompt)
    parcel = Parcel(OutboxId(row.id), address, prompt, row.language, earlier.get(row.edits) or None)
    return Claim(parcel, row.lane, row.kind, row.attempts, row.repeats)


def delivered(conn: Connection, sent: Iterable[tuple[OutboxId, str]], *, wall: datetime) -> None:
    """These arrived; the platform's ids of the messages beside them."""
    rows = [{"row": id_, "sent_as": external_id} for id_, external_id in sent]
    if rows:
        conn.execute(
            update(OUTBOX)
            .where(OUTBOX.c.id == bindparam("row"))
            .values(state=OutboxState.DELIVERED, settled_at=wall, external_id=bindparam("sent_as")),
            rows,
        )


def retry(conn: Connection, id_: OutboxId, problem: str, *, at: datetime) -> None:
    """Try again at `at` (wall time)."""
    conn.execute(
        update(OUTBOX).where(OUTBOX.c.id == id_).values(state=OutboxState.QUEUED, retry_at=at, problem=problem[:200])
    )


def give_up(conn: Connection, id_: OutboxId, problem: str, *, wall: datetime) -> None:
    """This will not be delivered."""
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == id_)
        .values(state=OutboxState.DEAD, settled_at=wall, problem=problem[:200])
    )


def unsure(conn: Connection, claimed: Claim, problem: str, *, wall: datetime) -> None:
    """It may have arrived. A question, receipt or assignment is said once more after a minute, marked."""
    again = claimed.kind.repeated_when_uncertain and claimed.repeats == 0
    state = OutboxState.QUEUED if again else OutboxState.UNCERTAIN
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == claimed.parcel.id)
        .values(
            state=state, problem=problem[:200], retry_at=wall + REPEAT_AFTER,
            repeats=claimed.repeats + (1 if again else 0), settled_at=None if again else wall,
        )
    )  # fmt: skip


def sign_of_life(conn: Connection, lanes: Sequence[LaneKey], *, wall: datetime) -> None:
    """These people wrote: what stayed uncertain for them is said again now, marked as a repeat."""
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.lane.in_(lanes), OUTBOX.c.state == OutboxState.UNCERTAIN)
        .values(state=OutboxState.QUEUED, retry_at=wall, repeats=OUTBOX.c.repeats + 1, settled_at=None)
    )


def abandoned(conn: Connection, *, wall: datetime) -> list[Claim]:
    """Rows whose courier died while sending: nobody knows whether they arrived."""
    rows = conn.execute(
        select(OUTBOX)
        .where(OUTBOX.c.state == OutboxState.SENDING, OUTBOX.c.retry_at < wall)
        .order_by(OUTBOX.c.id)
        .limit(200)
        .with_for_update(skip_locked=True)
    ).all()
    return [_claim(row, {}) for row in rows]


def drop_lane(conn: Connection, lane: LaneKey, *, wall: datetime) -> None:
    """Say nothing more to this person of what is queued (they left or blocked us)."""
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.lane == lane, OUTBOX.c.state.in_([OutboxState.QUEUED, OutboxState.UNCERTAIN]))
        .values(state=OutboxState.DEAD, settled_at=wall, problem="left")
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One message of ours as the person sees it. `prompt` is None once its words were blanked."""

    id: OutboxId
    prompt: Prompt | None
    edits: OutboxId | None
    repeats: int
    language: str
    at: datetime


_SHOWN: ColumnElement[bool] = OUTBOX.c.state.not_in([OutboxState.REPLACED, OutboxState.DEAD])


def said_after(conn: Connection, lane: LaneKey, last: int, *, most: int = 200) -> list[Said]:
    """What was said to this person after the row `last`, oldest first."""
    rows = conn.execute(
        select(OUTBOX).where(OUTBOX.c.lane == lane, OUTBOX.c.id > last, _SHOWN).order_by(OUTBOX.c.id).limit(most)
    )
    return [_said(row) for row in rows]


def story(conn: Connection, lane: LaneKey, *, most: int) -> list[Said]:
    """What was said to this person, newest first."""
    rows = conn.execute(
        select(OUTBOX).where(OUTBOX.c.lane == lane, _SHOWN).order_by(OUTBOX.c.id.desc()).limit(most)
    )
    return [_said(row) for row in rows]


def _said(row: Row[Any]) -> Said:
    prompt = None if row.prompt is None else msgspec.convert(row.prompt, Prompt)
    return Said(OutboxId(row.id), prompt, row.edits, row.repeats, row.language, row.queued_at)


def newest_of(conn: Connection, lanes: Sequence[LaneKey]) -> dict[LaneKey, int]:
    """The last row of each of these lanes, for those who listen on another process."""
    rows = conn.execute(select(OUTBOX.c.lane, func.max(OUTBOX.c.id)).where(OUTBOX.c.lane.in_(lanes)).group_by(OUTBOX.c.lane))
    return {lane: last for lane, last in rows}


def next_retry(conn: Connection) -> datetime | None:
    """When the next queued row may be tried, wall time."""
    return conn.execute(select(func.min(OUTBOX.c.retry_at)).where(LIVE)).scalar()


@dataclass(frozen=True, slots=True)
class Health:
    """How sending stands: what waits, since when the oldest is due (wall time), what failed."""

    queued: int
    oldest: datetime | None
    uncertain: int
    dead: int


def health(conn: Connection) -> Health:
    """For readiness and metrics."""
    queued, oldest = conn.execute(select(func.count(), func.min(OUTBOX.c.retry_at)).where(LIVE)).one()
    counts = dict(
        conn.execute(
            select(OUTBOX.c.state, func.count())
            .where(OUTBOX.c.state.in_([OutboxState.UNCERTAIN, OutboxState.DEAD]))
            .group_by(OUTBOX.c.state)
        ).all()  # type: ignore[arg-type]  rows of two columns are pairs
    )
    return Health(queued, oldest, counts.get(OutboxState.UNCERTAIN, 0), counts.get(OutboxState.DEAD, 0))


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase the words of what was said to this person and is settled."""
    settled = OUTBOX.c.state.not_in([OutboxState.QUEUED, OutboxState.SENDING])
    conn.execute(update(OUTBOX).where(OUTBOX.c.lane == lane, settled).values(prompt=None))


def sweep(conn: Connection, *, blank_before: datetime, brief_before: datetime, delete_before: datetime) -> None:
    """Blank the words of what was settled before the one moment (brief rows: the second), delete rows
    settled before the third (wall time)."""
    settled = OUTBOX.c.settled_at
    old = or_(settled < blank_before, and_(OUTBOX.c.brief, settled < brief_before))
    conn.execute(update(OUTBOX).where(old, OUTBOX.c.prompt.is_not(None)).values(prompt=None))
    conn.execute(OUTBOX.delete().where(settled < delete_before))
