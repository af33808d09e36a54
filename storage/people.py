"""Consents, and what waits for a person of the ward: rights requests and calls for an officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Index, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import LaneKey
from storage.columns import BIG_ID, Moment, SealedJson, Unreadable, shut, unseal, words


class ConsentAction(StrEnum):
    """What the person did."""

    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Consent(SQLModel, table=True):
    """One line of the consent log (NĐ 356/2025/NĐ-CP Đ.6: provable). Append-only."""

    __tablename__ = "consents"
    __table_args__ = (Index("consents_lane", "lane"), Index("consents_at", "at"))

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    lane: str = Field(max_length=32)
    purpose: str = Field(max_length=40)
    version: str = Field(max_length=40)
    text_hash: str = Field(max_length=64)
    language: str = Field(max_length=5)
    channel: str = Field(max_length=20)
    action: ConsentAction = Field(sa_type=words(ConsentAction))
    at: datetime = Field(sa_type=Moment)
    message: str = Field(max_length=200)


class RequestKind(StrEnum):
    """What is asked of a person of the ward."""

    OFFICER = "officer"
    RIGHTS = "rights"
    MISCONDUCT = "misconduct"
    """A call for those who lead, about an official. Its number and office are no secret, its words are."""

    @property
    def confidential(self) -> bool:
        """Whether only those who lead, and the office that it is for, may see it."""
        return self is RequestKind.MISCONDUCT

    @property
    def calls(self) -> bool:
        """Whether it asks for a talk: plain words are for it, and a thank-you ends it."""
        return self is not RequestKind.RIGHTS


OPEN = text("done_at IS NULL")
SETTLED = text("done_at IS NOT NULL AND (lane IS NOT NULL OR details IS NOT NULL)")
"""What was dealt with and still says of whom, or what, it was."""


class Request(SQLModel, table=True):
    """One entry of a person's queue. `due_first` and `due_last` are the last days of the law
    (NĐ 356/2025/NĐ-CP Đ.5)."""

    __tablename__ = "requests"
    __table_args__ = (
        Index("requests_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("requests_once", "lane", "kind", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("requests_lane", "lane"),
        Index("requests_settled", "done_at", sqlite_where=SETTLED, postgresql_where=SETTLED),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    kind: RequestKind = Field(sa_type=words(RequestKind))
    office: str = Field(max_length=40)
    lane: str | None = Field(max_length=32)
    details: Any = Field(sa_type=SealedJson("requests.details"), nullable=True)
    made_at: datetime = Field(sa_type=Moment)
    due_first: datetime | None = Field(default=None, sa_type=Moment)
    due_last: datetime | None = Field(default=None, sa_type=Moment)
    done_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str = ""


CONSENTS: Final = SQLModel.metadata.tables["consents"]
REQUESTS: Final = SQLModel.metadata.tables["requests"]


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """What is written down when a person decides. `message` is the inbox key of the tap."""

    lane: LaneKey
    purpose: str
    version: str
    text_hash: str
    language: str
    channel: str
    action: ConsentAction
    at: datetime
    message: str


def record_consent(conn: Connection, given: ConsentGiven) -> None:
    """Append to the log."""
    conn.execute(
        insert(CONSENTS).values(
            lane=given.lane, purpose=given.purpose, version=given.version, text_hash=given.text_hash,
            language=given.language, channel=given.channel, action=given.action, at=given.at,
            message=given.message,
        )
    )  # fmt: skip


def consents_of(conn: Connection, lane: LaneKey) -> Sequence[Any]:
    """The log of one person, oldest first."""
    return conn.execute(select(CONSENTS).where(CONSENTS.c.lane == lane).order_by(CONSENTS.c.id)).all()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to a person of the ward."""

    kind: RequestKind
    office: str
    lane: LaneKey
    details: Any
    made_at: datetime
    due_first: datetime | None = None
    due_last: datetime | None = None


_ASK = {
    dialect: insert(REQUESTS)
    .on_conflict_do_nothing(index_elements=["lane", "kind"], index_where=OPEN)
    .returning(REQUESTS.c.id)
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def ask(conn: Connection, asked: Asked) -> int:
    """Put it on the queue; an open one of the same kind and person is kept, not doubled. Gives its number."""
    row = {
        "kind": asked.kind, "office": asked.office, "lane": asked.lane, "details": asked.details,
        "made_at": asked.made_at, "due_first": asked.due_first, "due_last": asked.due_last, "outcome": "",
    }  # fmt: skip
    new = conn.execute(_ASK[conn.dialect.name], row).scalar()
    if new is not None:
        return int(new)
    same = select(REQUESTS.c.id).where(REQUESTS.c.lane == asked.lane, REQUESTS.c.kind == asked.kind, OPEN)
    return int(conn.execute(same).scalar_one())


class RequestRead(msgspec.Struct, frozen=True):
    """An entry of the queue as read. `unreadable`: what was asked cannot be opened any more, and is empty."""

    id: int
    kind: RequestKind
    office: str
    lane: LaneKey | None
    details: Any
    made_at: datetime
    due_first: datetime | None
    due_last: datetime | None
    done_at: datetime | None
    outcome: str
    unreadable: bool = False


_DETAILS: Final = REQUESTS.c.details
_REQUESTS: Final = select(*(shut(c, c.name) if c is _DETAILS else c for c in REQUESTS.columns))


def _request(conn: Connection, row: Any) -> RequestRead:
    """One that cannot be opened may not take the queue with it."""
    try:
        told, lost = unseal(conn, _DETAILS, row.details), False
    except Unreadable:
        told, lost = {}, True
    return RequestRead(
        row.id, row.kind, row.office, row.lane, told, row.made_at, row.due_first, row.due_last, row.done_at,
        row.outcome, lost,
    )  # fmt: skip


def open_requests(conn: Connection, *, lane: LaneKey | None = None) -> list[RequestRead]:
    """What waits, oldest first; of one person or of all."""
    found = _REQUESTS.where(OPEN).order_by(REQUESTS.c.id)
    rows = conn.execute(found if lane is None else found.where(REQUESTS.c.lane == lane))
    return [_request(conn, row) for row in rows]


def request(conn: Connection, id_: int, *, alone: bool = False) -> RequestRead | None:
    """One entry of the queue, open or settled; None where there is none. `alone`: nobody else changes it
    until this transaction ends."""
    found = _REQUESTS.where(REQUESTS.c.id == id_)
    row = conn.execute(found.with_for_update() if alone else found).first()
    return _request(conn, row) if row else None


def hand_over(conn: Connection, id_: int, office: str) -> bool:
    """From now on it waits for another office; False where it is not open."""
    moved = update(REQUESTS).where(REQUESTS.c.id == id_, REQUESTS.c.done_at.is_(None))
    return conn.execute(moved.values(office=office)).rowcount == 1


def settle_request(conn: Connection, id_: int, outcome: str, *, at: datetime) -> bool:
    """A person of the ward dealt with it; False where no such request is open."""
    done = (
        update(REQUESTS)
        .where(REQUESTS.c.id == id_, REQUESTS.c.done_at.is_(None))
        .values(done_at=at, outcome=outcome[:500])
    )
    return conn.execute(done).rowcount == 1


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase what this person had asked and is settled; the log of consents stays, it must be provable."""
    settled = REQUESTS.c.done_at.is_not(None)
    conn.execute(update(REQUESTS).where(REQUESTS.c.lane == lane, settled).values(details=None, lane=None))
