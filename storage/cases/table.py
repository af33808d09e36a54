"""The tables of cases, and what is read from them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, Index, SmallInteger, false, text
from sqlmodel import Field, SQLModel

from bot.core.case import Status
from bot.core.messages import LaneKey
from storage.columns import BIG_ID, Moment, SealedJson, words

_IS_OPEN: Final = " OR ".join(f"status = '{status.value}'" for status in Status if status.is_open)
STILL_OPEN: Final = text(_IS_OPEN)
HELD: Final = text(f"holder IS NOT NULL AND ({_IS_OPEN})")
LINKED: Final = text("matter IS NOT NULL")
ZERO: Final = {"server_default": text("0")}


class CaseRow(SQLModel, table=True):
    """One case. What could name a person (words, exact place, phone) lies sealed in `report`.

    `lane` is empty when the reporter cut the tie; `secret` is an HMAC. `place_key` groups reports of one
    place without telling it. `due_on` is the legal date in the ward's calendar. `holder` is the member of
    staff who took it. `confidential`: it is about an official, and is shown to those who lead alone.
    `evidence_have` of `evidence_of` points of the checklist are there. `matter` is the case by which several
    about the same thing go. `outcome` says how it ended, `reopened` how often it was begun again. `kept_at`:
    since when nothing of it may be deleted, `cleaned_at`: since when it tells of no person any more.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_lane", "lane", "id"),
        Index("cases_place", "place_key", "category", "filed_at"),
        Index("cases_counts", "status", "lead"),
        Index("cases_open", "lead", "id", sqlite_where=STILL_OPEN, postgresql_where=STILL_OPEN),
        Index("cases_held", "holder", "id", sqlite_where=HELD, postgresql_where=HELD),
        Index("cases_matter", "matter", "id", sqlite_where=LINKED, postgresql_where=LINKED),
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
    evidence_have: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs=ZERO)
    evidence_of: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs=ZERO)
    matter: int | None = Field(default=None, sa_type=BIG_ID)
    outcome: str | None = Field(default=None, max_length=40)
    reopened: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs=ZERO)
    kept_at: datetime | None = Field(default=None, sa_type=Moment)
    cleaned_at: datetime | None = Field(default=None, sa_type=Moment)


LOOK: Final = "view"
"""What a line says that tells no more than that somebody looked."""
LOOKS: Final = text(f"action = '{LOOK}'")


class CaseEvent(SQLModel, table=True):
    """One line of a case's history: who (a role, never a name), on which channel, what, when."""

    __tablename__ = "case_events"
    __table_args__ = (
        Index("case_events_case", "case_id", "id"),
        Index("case_events_looks", "at", sqlite_where=LOOKS, postgresql_where=LOOKS),
    )

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    case_id: int = Field(sa_type=BIG_ID, foreign_key="cases.id")
    at: datetime = Field(sa_type=Moment)
    role: str = Field(max_length=20)
    channel: str = Field(max_length=20)
    action: str = Field(max_length=40)
    status: Status = Field(sa_type=words(Status))
    details: Any = Field(default=None, sa_type=SealedJson("case_events.details"), nullable=True)
    staff: int | None = Field(default=None, sa_type=BIG_ID)


CASES: Final = SQLModel.metadata.tables["cases"]
CASE_EVENTS: Final = SQLModel.metadata.tables["case_events"]


@dataclass(frozen=True, slots=True)
class Filing:
    """What is filed. `report` holds the answers, `route` the reasons. `remind_at`: when somebody is to be
    reminded of it first; None: the next look at the clocks finds that out."""

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
    evidence_have: int = 0
    evidence_of: int = 0
    remind_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case as read. `unreadable`: what lies sealed in it cannot be opened any more, and is empty here."""

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
    evidence_have: int = 0
    evidence_of: int = 0
    matter: int | None = None
    outcome: str | None = None
    reopened: int = 0
    kept_at: datetime | None = None
    cleaned_at: datetime | None = None
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a case's history. Its details are empty once they cannot be opened any more."""

    at: datetime
    role: str
    channel: str
    action: str
    status: Status
    details: Any = None
    staff: int | None = None
    """The member of staff, None where a resident or the machine acted."""
