"""Cases are found by their code, number, person, place or matter."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, Subquery, bindparam, func, or_, select, union_all

from bot.core.case import Outcome
from bot.core.messages import LaneKey
from storage.cases.table import CASES, Case
from storage.clocks import CASE_CLOCKS
from storage.columns import SealedJson, readable, shut
from storage.swift import Swift

SEALED: Final = tuple(c.name for c in CASES.columns if isinstance(c.type, SealedJson))
ROWS: Final = select(*(shut(c, c.name) if c.name in SEALED else c for c in CASES.columns))
"""What is sealed is opened case by case: one that cannot be opened may not take its list with it."""
_NAMES: Final = tuple(c.name for c in CASES.columns)


def opened(conn: Connection, rows: Iterable[Any]) -> list[Case]:
    """The cases in rows of `ROWS`."""
    return [_case(conn, row) for row in rows]


def _case(conn: Connection, row: Any) -> Case:
    values = dict(zip(_NAMES, row, strict=True))
    told = {name: readable(conn, CASES.c[name], values[name]) for name in SEALED}
    lost = any(value is None for value in told.values())
    values |= {name: {} if value is None else value for name, value in told.items()}
    return Case(**values, unreadable=lost)


_BY_CODE: Final = ROWS.where(CASES.c.code == bindparam("called"))
_BY_ID: Final = ROWS.where(CASES.c.id == bindparam("of"))
_BY_IDS: Final = ROWS.where(CASES.c.id.in_(bindparam("ids", expanding=True))).order_by(CASES.c.id)
_LINKED: Final = ROWS.where(CASES.c.matter == bindparam("of")).order_by(CASES.c.id)


def find(conn: Connection, code: str) -> Case | None:
    """The case of this code."""
    return next(iter(opened(conn, conn.execute(_BY_CODE, {"called": code}))), None)


def by_id(conn: Connection, case_id: int) -> Case | None:
    """The case of this number of ours."""
    return next(iter(opened(conn, conn.execute(_BY_ID, {"of": case_id}))), None)


def by_ids(conn: Connection, ids: Sequence[int]) -> dict[int, Case]:
    """The cases of these numbers, oldest first, in one read."""
    return {case.id: case for case in opened(conn, conn.execute(_BY_IDS, {"ids": list(ids)}))}


def of_lane(conn: Connection, lane: LaneKey, *, most: int = 20) -> list[Case]:
    """One person's own cases, newest first."""
    theirs = ROWS.where(CASES.c.lane == lane).order_by(CASES.c.id.desc())
    return opened(conn, conn.execute(theirs.limit(most)))


def lane_of(conn: Connection, case_id: int) -> LaneKey | None:
    """Whose case it is; None where the tie was cut."""
    return conn.execute(select(CASES.c.lane).where(CASES.c.id == case_id)).scalar()


def linked(conn: Connection, matter: int) -> list[Case]:
    """The cases that are about the same thing, oldest first."""
    return opened(conn, conn.execute(_LINKED, {"of": matter}))


_EARLIER: Final = Swift(
    select(func.count()).where(
        CASES.c.place_key == bindparam("place"),
        CASES.c.category == bindparam("about"),
        CASES.c.filed_at >= bindparam("since"),
    )
)


def earlier_at(conn: Connection, place_key: str | None, category: str, since: datetime) -> int:
    """How many reports of this category came from this place since then (product time)."""
    if place_key is None:
        return 0
    same = {"place": place_key, "about": category, "since": since}
    return int(_EARLIER.value(conn, same))


def similar(conn: Connection, keys: Sequence[str], category: str, since: datetime, most: int) -> list[Case]:
    """The newest reports of this category from these places since then (product time), newest first."""
    if not keys:
        return []
    asked = {"about": category, "since": since, "most": most}
    asked |= {f"place_{n}": key for n, key in enumerate(keys)}
    return opened(conn, _similar(len(keys)).rows(conn, asked))


def confirmed(conn: Connection, keys: Sequence[str], category: str, since: datetime, most: int) -> list[Case]:
    """Cases of this category at these places in which what was reported was found, and which were concluded
    since then (product time), newest first."""
    if not keys:
        return []
    asked = {"about": category, "since": since, "most": most}
    asked |= {f"place_{n}": key for n, key in enumerate(keys)}
    return opened(conn, _confirmed(len(keys)).rows(conn, asked))


@cache
def _confirmed(places: int) -> Swift:
    """It is asked at every filing too. What is found comes from the index of the places."""
    found = ROWS.join(CASE_CLOCKS, CASE_CLOCKS.c.case_id == CASES.c.id).where(
        or_(*(CASES.c.place_key == bindparam(f"place_{n}") for n in range(places))),
        CASES.c.category == bindparam("about"),
        or_(*(CASES.c.outcome == outcome.value for outcome in Outcome if outcome.confirms)),
        CASE_CLOCKS.c.concluded_at >= bindparam("since"),
    )
    return Swift(found.order_by(CASES.c.id.desc()).limit(bindparam("most")))


@cache
def _similar(places: int) -> Swift:
    """It is asked at every filing, so it is written once for each number of places. Of each place the index
    gives the newest by itself: a market about which thousands complain costs no more than another."""
    newest = [_newest_at(f"place_{n}") for n in range(places)]
    ids = union_all(*(select(each.c.id) for each in newest))
    found: Select[Any] = ROWS.where(CASES.c.id.in_(ids)).order_by(CASES.c.id.desc())
    return Swift(found.limit(bindparam("most")))


def _newest_at(place: str) -> Subquery:
    """The numbers of the newest reports of one place."""
    there = select(CASES.c.id).where(
        CASES.c.place_key == bindparam(place),
        CASES.c.category == bindparam("about"),
        CASES.c.filed_at >= bindparam("since"),
    )
    newest_first = there.order_by(CASES.c.filed_at.desc(), CASES.c.id.desc())
    return newest_first.limit(bindparam("most")).subquery()
