"""Cases: what was filed, where it stands, and its append-only history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Date, Index, bindparam, false, func, insert, select, text, update
from sqlmodel import Field, SQLModel

from bot.core.case import Status
from bot.core.errors import Stale
from bot.core.messages import LaneKey
from storage.columns import BIG_ID, Moment, SealedJson, reads, words
from storage.swift import Swift

STILL_OPEN: Final = text(" OR ".join(f"status = '{status.value}'" for status in Status if status.is_open))


class CaseRow(SQLModel, table=True):
    """One case. What could name a person (words, exact place, phone) lies sealed in `report`.

    `lane` is empty when the reporter cut the tie; `secret` is an HMAC. `place_key` groups reports of one
    place without telling it. `due_on` is the legal date in the ward's calendar. `holder` is the member of
    staff who took it. `confidential`: it is about an official, and is shown to those who lead alone.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_lane", "lane", "id"),
        Index("cases_place", "place_key", "category", "filed_at"),
        Index("cases_counts", "status", "lead"),
        Index("cases_open", "lead", "id", sqlite_where=STILL_OPEN, postgresql_where=STILL_OPEN),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    code: str = Field(max_length=20, unique=True)
    secret: str = Field(max_length=64)
    lane: str | None = Field(default=None, max_length=32)
    anonymous: bool
    channel: str = Field(max_length=20)
    language: str = Field(max_length=5)
    category: str = Field(max_length=10)
    subcategory: str | None = Field(default=None, max_length=10)
    status: Status = Field(sa_type=words(Status))
    priority: str = Field(max_length=4)
    lead: str = Field(max_length=40)
    route: Any = Field(sa_type=SealedJson("cases.route"))
    report: Any = Field(sa_type=SealedJson("cases.report"))
    place_key: str | None = Field(default=None, max_length=64)
    filed_at: datetime = Field(sa_type=Moment)
    due_on: date = Field(sa_type=Date)
    version: int = 1
    holder: int | None = Field(default=None, sa_type=BIG_ID)
    confidential: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class CaseEvent(SQLModel, table=True):
    """One line of a case's history: who (a role, never a name), on which channel, what, when."""

    __tablename__ = "case_events"
    __table_args__ = (Index("case_events_case", "case_id", "id"),)

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    case_id: int = Field(sa_type=BIG_ID, foreign_key="cases.id")
    at: datetime = Field(sa_type=Moment)
    role: str = Field(max_length=20)
    channel: str = Field(max_length=20)
    action: str = Field(max_length=40)
    status: Status = Field(sa_type=words(Status))
    details: Any = Field(default=None, sa_type=SealedJson("case_events.details"), nullable=True)
    staff: int | None = Field(default=None, sa_type=BIG_ID)


class Referral(SQLModel, table=True):
    """A report of a place outside the ward: kept as referred, with its pointer; it opens no case."""

    __tablename__ = "referrals"
    __table_args__ = (Index("referrals_lane", "lane"),)

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    lane: str | None = Field(default=None, max_length=32)
    category: str = Field(max_length=10)
    pointer: str
    report: Any = Field(sa_type=SealedJson("referrals.report"))
    at: datetime = Field(sa_type=Moment)


CASES: Final = SQLModel.metadata.tables["cases"]
CASE_EVENTS: Final = SQLModel.metadata.tables["case_events"]
REFERRALS: Final = SQLModel.metadata.tables["referrals"]


@dataclass(frozen=True, slots=True)
class Filing:
    """What is filed. `report` holds the answers, `route` the reasons."""

    code: str
    secret: str
    lane: LaneKey | None
    anonymous: bool
    channel: str
    language: str
    category: str
    subcategory: str | None
    priority: str
    lead: str
    route: Any
    report: Any
    place_key: str | None
    filed_at: datetime
    due_on: date
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One case as read."""

    id: int
    code: str
    secret: str
    lane: LaneKey | None
    anonymous: bool
    channel: str
    language: str
    category: str
    subcategory: str | None
    status: Status
    priority: str
    lead: str
    route: Any
    report: Any
    place_key: str | None
    filed_at: datetime
    due_on: date
    version: int
    holder: int | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a case's history."""

    at: datetime
    role: str
    channel: str
    action: str
    status: Status
    details: Any = None
    staff: int | None = None
    """The member of staff, None where a resident or the machine acted."""


_FILE = Swift(
    insert(CASES).returning(CASES.c.id), *(c.name for c in CASES.columns if c.name not in {"id", "holder"})
)
_APPEND = Swift(insert(CASE_EVENTS), *(c.name for c in CASE_EVENTS.columns if c.name != "id"))


def file(conn: Connection, filing: Filing) -> Case:
    """Open the case, with the first line of its history. Gives it as it stands now."""
    values = {name: getattr(filing, name) for name in filing.__slots__}
    values |= {"status": Status.SENT, "version": 1}
    case_id = int(_FILE.value(conn, values))
    append(conn, case_id, Event(filing.filed_at, "resident", filing.channel, "file", Status.SENT))
    return Case(id=case_id, **values)


class Change(msgspec.Struct, frozen=True):
    """What happens to a case besides its status. `lead`: whose it is from now on. `holder`: who took it, 0
    for nobody; None leaves that as it is."""

    status: Status
    lead: str | None = None
    holder: int | None = None


def move(conn: Connection, case_id: int, version: int, change: Change, event: Event) -> None:
    """Change where the case stands and whose it is, and write the line that says so.

    Raises `Stale` when the case is no longer at `version`; then nothing was written.
    """
    values: dict[str, Any] = {"status": change.status, "version": version + 1}
    if change.lead is not None:
        values["lead"] = change.lead
    if change.holder is not None:
        values["holder"] = change.holder or None
    changed = update(CASES).where(CASES.c.id == case_id, CASES.c.version == version).values(values)
    if conn.execute(changed).rowcount != 1:
        raise Stale("the case was changed in between")
    append(conn, case_id, event)


def cut_tie(conn: Connection, lane: LaneKey) -> int:
    """Nothing says any more whose cases and referred reports these are. Gives how many cases that were."""
    conn.execute(update(REFERRALS).where(REFERRALS.c.lane == lane).values(lane=None))
    return conn.execute(update(CASES).where(CASES.c.lane == lane).values(lane=None)).rowcount


def append(conn: Connection, case_id: int, event: Event) -> None:
    """Add a line to the history; lines are never changed."""
    line = {
        "case_id": case_id, "at": event.at, "role": event.role, "channel": event.channel,
        "action": event.action, "status": event.status, "details": event.details, "staff": event.staff,
    }  # fmt: skip
    _APPEND.each(conn, [line])


def history(conn: Connection, case_id: int) -> list[Event]:
    """Oldest first."""
    rows = conn.execute(
        select(CASE_EVENTS).where(CASE_EVENTS.c.case_id == case_id).order_by(CASE_EVENTS.c.id)
    )
    return [
        Event(row.at, row.role, row.channel, row.action, row.status, row.details, row.staff) for row in rows
    ]


def find(conn: Connection, code: str) -> Case | None:
    """The case of this code."""
    row = conn.execute(select(CASES).where(CASES.c.code == code)).first()
    return _case(row) if row else None


_BY_ID = select(CASES).where(CASES.c.id == bindparam("of"))


def by_id(conn: Connection, case_id: int) -> Case | None:
    """The case of this number of ours."""
    row = conn.execute(_BY_ID, {"of": case_id}).first()
    return _case(row) if row else None


_OPEN = reads(CASES.c.status, *(status for status in Status if status.is_open))


def open_of(conn: Connection, *, leads: Sequence[str] | None, after: int = 0, most: int = 10) -> list[Case]:
    """Open cases, oldest first, of these lead offices or of all; `after` the id of the last one seen."""
    found = select(CASES).where(_OPEN, CASES.c.id > after)
    if leads is not None:
        found = found.where(CASES.c.lead.in_(leads))
    return [_case(row) for row in conn.execute(found.order_by(CASES.c.id).limit(most))]


def held_by(conn: Connection, staff: int) -> list[Case]:
    """Open cases that this member of the staff took, oldest first."""
    held = select(CASES).where(_OPEN, CASES.c.holder == staff)
    return [_case(row) for row in conn.execute(held.order_by(CASES.c.id))]


def _case(row: Any) -> Case:
    return Case(**row._mapping)


def of_lane(conn: Connection, lane: LaneKey, *, most: int = 20) -> list[Case]:
    """One person's own cases, newest first."""
    rows = conn.execute(select(CASES).where(CASES.c.lane == lane).order_by(CASES.c.id.desc()).limit(most))
    return [_case(row) for row in rows]


_EARLIER = Swift(
    select(func.count()).where(
        CASES.c.place_key == bindparam("place"),
        CASES.c.category == bindparam("about"),
        CASES.c.filed_at >= bindparam("since"),
    )
)


def lane_of(conn: Connection, case_id: int) -> LaneKey | None:
    """Whose case it is; None where the tie was cut."""
    return conn.execute(select(CASES.c.lane).where(CASES.c.id == case_id)).scalar()


def earlier_at(conn: Connection, place_key: str | None, category: str, since: datetime) -> int:
    """How many reports of this category came from this place since then (product time)."""
    if place_key is None:
        return 0
    same = {"place": place_key, "about": category, "since": since}
    return int(_EARLIER.value(conn, same))


def refer(
    conn: Connection, lane: LaneKey | None, category: str, pointer: str, report: Any, at: datetime
) -> int:
    """Keep a report of a place outside the ward."""
    statement = insert(REFERRALS).values(lane=lane, category=category, pointer=pointer, report=report, at=at)
    return int(conn.execute(statement.returning(REFERRALS.c.id)).scalar_one())


def referred_of(conn: Connection, lane: LaneKey) -> int:
    """How many referred reports of this person are kept."""
    return int(conn.execute(select(func.count()).where(REFERRALS.c.lane == lane)).scalar_one())


def counts(conn: Connection) -> Sequence[Any]:
    """(status, lead, how many) for metrics."""
    return conn.execute(
        select(CASES.c.status, CASES.c.lead, func.count()).group_by(CASES.c.status, CASES.c.lead)
    ).all()
