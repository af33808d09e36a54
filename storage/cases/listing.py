"""Which cases wait, for whom, and how many."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, literal, or_, select

from bot.core.case import OPEN, Status
from bot.core.messages import LaneKey
from storage.cases.helping import helped_by
from storage.cases.reading import ROWS, opened
from storage.cases.table import CASES, Case
from storage.clocks import CASE_CLOCKS
from storage.columns import Moment, reads

_STANDS_OPEN: Final = reads(CASES.c.status, *(status for status in Status if status.is_open))
_PERCENT: Final = 100
_NEVER: Final = literal(datetime(9999, 1, 1, tzinfo=UTC), Moment)


class Order(StrEnum):
    """age: oldest first. newest: newest first. pressing: by the limit that ends next, those without one last.
    evidence: those of which most of the checklist is there first."""

    AGE = "age"
    NEWEST = "newest"
    PRESSING = "pressing"
    EVIDENCE = "evidence"


_BY_NUMBER: Final = frozenset({Order.AGE, Order.NEWEST})


class Sought(msgspec.Struct, frozen=True):
    """Which cases a list is of. `leads` None: of all offices. `holder`: who took them; 0: nobody, None:
    whoever. `holders`: one of these took them. `late_at`: only those of which a limit was over by then.
    `unsorted`: only those of no sub-category. `helps`: only those with which this office helps another.
    `confidential`: also those about officials."""

    leads: Sequence[str] | None = None
    holder: int | None = None
    statuses: Collection[Status] = OPEN
    late_at: datetime | None = None
    holders: Sequence[int] | None = None
    unsorted: bool = False
    helps: str | None = None
    confidential: bool = True


def open_page(
    conn: Connection, sought: Sought, *, order: Order = Order.AGE, after: int = 0, most: int = 10
) -> list[Case]:
    """Cases in this order; `after` the id of the last one seen."""
    found = _found(sought, with_clocks=order is Order.PRESSING)
    if after:
        found = found.where(_after(order, after))
    if order not in _BY_NUMBER:
        found = found.order_by(_key(order, CASES, CASE_CLOCKS))
    found = found.order_by(CASES.c.id.desc() if order is Order.NEWEST else CASES.c.id)
    return opened(conn, conn.execute(found.limit(most)))


def count(conn: Connection, sought: Sought, *, but: LaneKey | None = None) -> int:
    """How many these are, without those that this person reported."""
    of = _narrowed(_with_clocks(select(func.count(CASES.c.id))), sought)
    if but is not None:
        of = of.where(or_(CASES.c.lane.is_(None), CASES.c.lane != but))
    return int(conn.execute(of).scalar_one())


def open_of(conn: Connection, *, leads: Sequence[str] | None, after: int = 0, most: int = 10) -> list[Case]:
    """Open cases, oldest first, of these lead offices or of all; `after` the id of the last one seen."""
    return open_page(conn, Sought(leads), after=after, most=most)


def held_by(conn: Connection, staff: int) -> list[Case]:
    """Open cases that this member of the staff took, oldest first."""
    held = ROWS.where(_STANDS_OPEN, CASES.c.holder == staff)
    return opened(conn, conn.execute(held.order_by(CASES.c.id)))


class Load(msgspec.Struct, frozen=True):
    """How many open cases an office has with one holder (None: nobody) in one status, and of how many of
    them a limit is over."""

    lead: str
    holder: int | None
    status: Status
    cases: int
    late: int


def load(conn: Connection, now: datetime, *, confidential: bool = True) -> list[Load]:
    """The open cases in numbers, in one statement; perhaps without those about officials."""
    late = func.count(case((CASE_CLOCKS.c.late_at <= now, 1)))
    by = (CASES.c.lead, CASES.c.holder, CASES.c.status)
    counted = _with_clocks(select(*by, func.count(), late)).where(_STANDS_OPEN).group_by(*by)
    if not confidential:
        counted = counted.where(CASES.c.confidential.is_(False))
    return [Load(*row) for row in conn.execute(counted.order_by(*by))]


def concluded(conn: Connection, since: datetime, *, confidential: bool = True) -> dict[str, int]:
    """How many cases of each office got their result since then, and stayed with it."""
    # what was closed since then is found by that moment; the rest has its result and is few
    ended = or_(CASE_CLOCKS.c.closed_at >= since, reads(CASES.c.status, Status.CONCLUDED))
    found = _with_clocks(select(CASES.c.lead, func.count())).where(CASE_CLOCKS.c.concluded_at >= since, ended)
    if not confidential:
        found = found.where(CASES.c.confidential.is_(False))
    return {lead: number for lead, number in conn.execute(found.group_by(CASES.c.lead))}  # noqa: C416  a result is no mapping


def counts(conn: Connection) -> Sequence[Any]:
    """(status, lead, how many) for metrics."""
    return conn.execute(
        select(CASES.c.status, CASES.c.lead, func.count()).group_by(CASES.c.status, CASES.c.lead)
    ).all()


def _found(sought: Sought, *, with_clocks: bool) -> Select[Any]:
    return _narrowed(_with_clocks(ROWS) if with_clocks or sought.late_at is not None else ROWS, sought)


def _narrowed(found: Select[Any], sought: Sought) -> Select[Any]:
    if OPEN.issuperset(sought.statuses):
        found = found.where(_STANDS_OPEN)  # the index over the open ones is used only where it says so
    if set(sought.statuses) != OPEN:
        found = found.where(reads(CASES.c.status, *sorted(sought.statuses)))
    return found.where(*_whose(sought), *_which(sought))


def _whose(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.leads is not None:
        yield CASES.c.lead.in_(sought.leads)
    if sought.helps is not None:
        yield helped_by(sought.helps)
    if sought.holder is not None:
        yield CASES.c.holder == sought.holder if sought.holder else CASES.c.holder.is_(None)
    if sought.holders is not None:
        yield CASES.c.holder.in_(sought.holders)


def _which(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.late_at is not None:
        yield CASE_CLOCKS.c.late_at <= sought.late_at
    if sought.unsorted:
        yield CASES.c.subcategory.is_(None)
    if not sought.confidential:
        yield CASES.c.confidential.is_(False)


def _with_clocks(found: Select[Any]) -> Select[Any]:
    return found.select_from(CASES.outerjoin(CASE_CLOCKS, CASE_CLOCKS.c.case_id == CASES.c.id))


def _key(order: Order, of: FromClause, clocks: FromClause) -> ColumnElement[Any]:
    """What the list rises by, before the number of the case."""
    if order is Order.PRESSING:
        return func.coalesce(clocks.c.late_at, _NEVER)
    share = _PERCENT * of.c.evidence_have // of.c.evidence_of
    return case((of.c.evidence_of == 0, 0), else_=-share)


def _after(order: Order, last: int) -> ColumnElement[bool]:
    """What comes after this case in the list. Where it stands is looked up, so that a button needs no more
    than its number."""
    if order in _BY_NUMBER:
        return CASES.c.id > last if order is Order.AGE else CASES.c.id < last
    of, clocks = CASES.alias("seen"), CASE_CLOCKS.alias("seen_clocks")
    stands = select(_key(order, of, clocks)).select_from(
        of.outerjoin(clocks, clocks.c.case_id == of.c.id)
    ).where(of.c.id == last).scalar_subquery()  # fmt: skip
    key = _key(order, CASES, CASE_CLOCKS)
    return or_(key > stands, and_(key == stands, CASES.c.id > last))
