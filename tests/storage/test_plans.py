"""No hot statement reads all that was ever said: a million rows that are done cost it nothing."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import pytest
from sqlalchemy import Connection, event

from bot.core.case import Status
from bot.core.people import Role
from storage import (
    absences,
    cases,
    clocks,
    conversations,
    evidence,
    inbox,
    limits,
    outbox,
    people,
    rota,
    shown,
    staff,
    threads,
)
from storage.cases import Order, Sought
from tests.storage.filling import fill
from tests.storage.samples import (
    AN,
    BINH,
    CHI,
    NOON,
    claimed,
    file_id,
    joining,
    later,
    leased,
    letter,
    queue,
    receive,
    send,
    stored_talk,
)
from tests.support.databases import BOTH, fresh

SMALL: Final = {
    "inbox_heads", "inbox_lanes", "inbox_parked", "outbox_heads", "outbox_lanes", "outbox_leases",
    "outbox_repeats", "outbox_unsure", "outbox_dead", "conversations_expiring", "conversations_nudged",
    "evidence_wanted", "evidence_gone", "evidence_loose", "cases_open", "requests_open", "requests_once",
    "staff_lane", "thread_lines_worded", "cases_held", "cases_matter", "case_clocks_due", "absences_standing",
    "rota_due",
}  # fmt: skip
"""Indexes over the few rows that are not done; those may be read from end to end."""
LARGE: Final = (
    "inbox", "outbox", "conversations", "evidence", "limits", "cases", "requests", "staff", "shown",
    "thread_lines", "case_clocks", "absences", "case_helpers", "rota",
)  # fmt: skip

LATE: Final = Sought(["economic"], late_at=NOON)
HELPED: Final = Sought(helps="culture")
ENDED: Final = Sought(["economic"], statuses=(Status.CLOSED,))
BRIEF: Final = {"brief_before": later(-60)}

Work: TypeAlias = Callable[[Connection], Any]


def all_at_once(before: int) -> dict[str, Any]:
    """The moments of a sweep."""
    return {"blank_before": later(before), "delete_before": later(before)}


HOT: Final[dict[str, Work]] = {
    "the duplicate check": lambda conn: receive(conn, (AN, "seen"), (AN, "new")),
    "a claim of heads": lambda conn: claimed(conn, most=5),
    "the next head": lambda conn: inbox.next_head(conn, until=inbox.newest(conn), wall=NOON),
    "the end of a turn": lambda conn: inbox.finish(conn, [inbox.newest(conn)], wall=NOON),
    "the oldest of the inbox": inbox.oldest_waiting,
    "the next try of the inbox": inbox.next_retry,
    "the health of the inbox": inbox.health,
    "a person's words": lambda conn: inbox.story(conn, AN, most=20),
    "the end of a person's words": lambda conn: inbox.blank_lane(conn, AN),
    "notices said together": lambda conn: inbox.along(conn, AN, "notice:remind:1", wall=NOON),
    "a sweep of the inbox": lambda conn: inbox.sweep(conn, most=20, **all_at_once(-60)),
    "a queued letter": lambda conn: queue(conn, letter(AN, "x"), letter(AN, "y", replaces="card")),
    "a claim of letters": lambda conn: leased(conn, most=5),
    "a delivery": send,
    "a failed delivery": lambda conn: outbox.unsure(conn, leased(conn)[0], "Uncertain", wall=NOON),
    "letters left by the dead": lambda conn: outbox.abandoned(conn, wall=later(999)),
    "a sign of life": lambda conn: outbox.sign_of_life(conn, [AN, BINH], wall=NOON),
    "a person who left": lambda conn: outbox.drop_lane(conn, AN, wall=NOON),
    "the next try of the outbox": outbox.next_retry,
    "the health of the outbox": outbox.health,
    "what was said since": lambda conn: outbox.said_after(conn, AN, 10),
    "what was said": lambda conn: outbox.story(conn, AN, most=20),
    "the newest of some lanes": lambda conn: outbox.newest_of(conn, [AN, BINH]),
    "a sweep of the outbox": lambda conn: outbox.sweep(conn, most=20, **all_at_once(-60), **BRIEF),
    "a saved conversation": lambda conn: stored_talk(conn, AN),
    "the drafts to nudge": lambda conn: conversations.to_nudge(conn, later(-60)),
    "the drafts that expired": lambda conn: conversations.expired(conn, later(-60)),
    "the files to fetch": lambda conn: evidence.waiting(conn, wall=NOON, until=later(60), most=5),
    "the files to delete": lambda conn: evidence.to_delete(conn, most=50),
    "the files of nobody": lambda conn: evidence.orphans(conn, later(-60)),
    "the files of a person": lambda conn: evidence.of_lane(conn, AN),
    "the files of a case": lambda conn: evidence.of_case(conn, 7),
    "an erased file": lambda conn: evidence.erase(conn, [file_id(1)]),
    "the bytes that stay": lambda conn: evidence.standing(conn, [file_id(1)]),
    "the sources that stay": evidence.sources,
    "a clock set back, inbox": lambda conn: inbox.hasten(conn, wall=NOON, latest=later(60)),
    "a clock set back, outbox": lambda conn: outbox.hasten(conn, wall=NOON, latest=later(60)),
    "a clock set back, evidence": lambda conn: evidence.hasten(conn, wall=NOON, latest=later(60)),
    "what is unhandled": lambda conn: inbox.unhandled(conn, "post"),
    "a limit": lambda conn: limits.take(conn, limits.Limit("tries", 9, 60), "a", wall=NOON),
    "a sweep of limits": lambda conn: limits.sweep(conn, wall=later(-9999), most=20),
    "a case by its code": lambda conn: cases.find(conn, "26-0001-8"),
    "a person's cases": lambda conn: cases.of_lane(conn, AN),
    "earlier reports of a place": lambda conn: cases.earlier_at(conn, "market-1", "1", NOON),
    "a case by its number": lambda conn: cases.by_id(conn, 0),
    "the open cases of two offices": lambda conn: cases.open_of(conn, leads=["economic", "police"]),
    "the open cases of all": lambda conn: cases.open_of(conn, leads=None),
    "the next open cases": lambda conn: cases.open_of(conn, leads=["economic"], after=9),
    "the open cases of one officer": lambda conn: cases.held_by(conn, 7),
    "a page of one officer": lambda conn: cases.open_page(conn, Sought(holder=7)),
    "a page of an office's untaken": lambda conn: cases.open_page(conn, Sought(["economic"], holder=0)),
    "a page by score": lambda conn: cases.open_page(conn, Sought(), order=Order.EVIDENCE, after=9),
    "a page of the most pressing": lambda conn: cases.open_page(conn, LATE, order=Order.PRESSING, after=9),
    "a page of what an office helps with": lambda conn: cases.open_page(
        conn, HELPED, order=Order.PRESSING, after=9
    ),
    "how many an office helps with": lambda conn: cases.count(conn, HELPED),
    "a page of what is closed": lambda conn: cases.open_page(conn, ENDED),
    "the open cases in numbers": lambda conn: cases.load(conn, NOON),
    "some cases by their numbers": lambda conn: cases.by_ids(conn, [7, 8]),
    "similar reports": lambda conn: cases.similar(conn, ["market-1", "place7"], "1", NOON, 9),
    "what was found at some places": lambda conn: cases.confirmed(conn, ["market-1", "place7"], "1", NOON, 9),
    "the cases of a matter": lambda conn: cases.linked(conn, 7),
    "a link": lambda conn: cases.link(conn, 7, 8),
    "the clocks of some cases": lambda conn: clocks.of(conn, [7, 8]),
    "a clock that is held": lambda conn: clocks.hold(conn, 7),
    "a clock that is changed": lambda conn: clocks.change(conn, 7, nagged_at=NOON),
    "the cases that are due": lambda conn: clocks.due(conn, NOON, 9),
    "when the next case is due": clocks.next_due,
    "the next look at a case": lambda conn: clocks.set_next(conn, [clocks.Next(7, None, ())]),
    "the cases closed long ago": lambda conn: clocks.closed_before(conn, later(-999_999), most=20),
    "who is away today": lambda conn: absences.away_on(conn, NOON.date()),
    "who is on duty": lambda conn: rota.on_duty(conn, NOON),
    "the watches of a day": lambda conn: rota.between(conn, "police", NOON, later(60)),
    "the watches to speak of": lambda conn: rota.due(conn, NOON),
    "who will be away": lambda conn: absences.coming(conn, NOON.date()),
    "those on whose lanes staff works": lambda conn: staff.on_lanes(conn, [AN, BINH]),
    "who works on a lane": lambda conn: staff.member_on(conn, AN),
    "a member of staff": lambda conn: staff.member(conn, 7),
    "a new member": lambda conn: staff.join(conn, joining(AN)),
    "the officers of an office": lambda conn: staff.working(conn, Role.OFFICER, office="culture"),
    "who has a card": lambda conn: shown.lanes(conn, "case:7"),
    "what waits for a person": people.open_requests,
    "what waits of one person": lambda conn: people.open_requests(conn, lane=AN),
    "what was written about a request": lambda conn: threads.read(conn, 7),
    "a sweep of what was written": lambda conn: threads.sweep(conn, settled_before=later(60), most=20),
    "a chat that moved": lambda conn: outbox.readdress(conn, BINH, CHI, letter(CHI, "").address),
}


@pytest.fixture(scope="module", params=BOTH)
def filled(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A transaction on a database in which much was done."""
    with fresh(request.param) as database, database.engine.begin() as conn:
        fill(conn)
        yield conn


@contextmanager
def statements(conn: Connection) -> Iterator[list[tuple[str, Any]]]:
    """All that is executed meanwhile."""
    seen: list[tuple[str, Any]] = []
    driver = conn.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):  # some of ours go past SQLAlchemy
        driver.set_trace_callback(lambda statement: seen.append((statement, ())))
        yield seen
        driver.set_trace_callback(None)
        return

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        seen.append((statement, parameters[0] if isinstance(parameters, list) else parameters))

    event.listen(conn, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(conn, "before_cursor_execute", note)


def steps(conn: Connection, statement: str, parameters: Any) -> list[str]:
    """How the database goes about it."""
    if conn.dialect.name == "sqlite":
        plan = conn.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters)
        return [row.detail for row in plan]
    return list(conn.exec_driver_sql("EXPLAIN " + statement, parameters).scalars())


def reads_all(step: str) -> bool:
    """Whether this step goes through a whole table, or through an index over all of its rows."""
    sqlite = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
    if sqlite:
        return sqlite[1] in LARGE and sqlite[2] not in SMALL
    return bool(re.search(rf"Seq Scan on ({'|'.join(LARGE)})\b", step))


@pytest.mark.parametrize("name", HOT)
def test_it_does_not_read_what_is_done(filled: Connection, name: str) -> None:
    nested = filled.begin_nested()
    with statements(filled) as seen:
        HOT[name](filled)
    nested.rollback()
    assert any(re.search("|".join(LARGE), statement) for statement, _ in seen)
    for statement, parameters in seen:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            plan = steps(filled, statement, parameters)
            assert not [step for step in plan if reads_all(step)], "\n".join([statement, *plan])


ABOUT_FEW: Final = (
    "a claim of heads",
    "a claim of letters",
    "the next try of the outbox",
    "what is unhandled",
    "the open cases of two offices",
    "the open cases of all",
    "the next open cases",
    "the open cases of one officer",
    "a page of one officer",
    "the cases of a matter",
    "when the next case is due",
    "who is away today",
    "those on whose lanes staff works",
    "what waits for a person",
)
"""What looks only at rows that are not done, however much was said on the same lane or channel."""
BY_STATUS: Final = {"cases_counts"}
"""In this one the open statuses are looked up, each for itself."""


@pytest.mark.parametrize("name", ABOUT_FEW)
def test_sqlite_takes_the_index_of_the_few(filled: Connection, name: str) -> None:
    if filled.dialect.name != "sqlite":
        pytest.skip("PostgreSQL knows from its statistics how few they are")
    nested = filled.begin_nested()
    with statements(filled) as seen:
        HOT[name](filled)
    nested.rollback()
    for statement, parameters in seen:
        if statement.startswith(("SELECT", "UPDATE", "WITH")):
            used = [
                re.findall(r"USING (?:COVERING )?INDEX (\w+)", step)
                for step in steps(filled, statement, parameters)
            ]
            assert {index for indexes in used for index in indexes} <= SMALL | BY_STATUS, statement
