"""Cases: filed once, moved by compare-and-set, with a history that only grows."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from bot.core.case import Status
from bot.core.errors import Stale
from storage import cases, clocks
from storage.cases import Change, Event
from storage.database import Database
from tests.storage.races import all_at_once
from tests.storage.samples import AN, BINH, NOON, filed, filing, later, spoil, taken


def test_a_filed_case_is_found_by_its_code_with_the_first_line_of_its_history(conn: Connection) -> None:
    case_id = cases.file(conn, filing("26-0001-8")).id
    case = cases.find(conn, "26-0001-8")
    assert case is not None
    assert (case.id, case.status, case.version, case.lane) == (case_id, Status.SENT, 1, AN)
    assert (case.report, case.route) == ({"details": "cân thiếu ở chợ Mơ Xa"}, {"reasons": ["row 1"]})
    assert (case.filed_at, case.due_on) == (NOON, date(2026, 3, 16))
    assert cases.history(conn, case_id) == [Event(NOON, "resident", "post", "file", Status.SENT)]
    assert cases.find(conn, "26-0002-6") is None


def test_no_code_is_given_to_two_cases(conn: Connection) -> None:
    filed(conn)
    with pytest.raises(IntegrityError), conn.begin_nested():
        filed(conn, lane=BINH)


def test_a_move_changes_status_and_version_and_writes_the_line(conn: Connection) -> None:
    case_id = filed(conn)
    cases.move(conn, case_id, 1, cases.Change(Status.ACCEPTED), taken())
    cases.move(conn, case_id, 2, cases.Change(Status.TRANSFERRED, "police"), taken(70, Status.TRANSFERRED))
    case = cases.find(conn, "26-0001-8")
    assert case is not None
    assert (case.status, case.version, case.lead) == (Status.TRANSFERRED, 3, "police")
    lines = cases.history(conn, case_id)
    assert [line.status for line in lines] == [Status.SENT, Status.ACCEPTED, Status.TRANSFERRED]
    assert lines[1] == taken()


def test_a_move_of_a_case_that_somebody_moved_first_is_stale_and_writes_nothing(conn: Connection) -> None:
    case_id = filed(conn)
    cases.move(conn, case_id, 1, cases.Change(Status.ACCEPTED), taken())
    for version in (1, 3):
        with pytest.raises(Stale):
            cases.move(conn, case_id, version, cases.Change(Status.CLOSED), taken(80, Status.CLOSED))
    with pytest.raises(Stale):
        cases.move(conn, case_id + 1, 1, cases.Change(Status.CLOSED), taken(80, Status.CLOSED))
    case = cases.find(conn, "26-0001-8")
    assert case is not None
    assert (case.status, case.version) == (Status.ACCEPTED, 2)
    assert len(cases.history(conn, case_id)) == 2


def test_of_five_officers_who_take_a_case_at_once_one_wins(database: Database) -> None:
    case_id = database.transact(filed)

    def take(conn: Connection, officer: int) -> int:
        taking = cases.Change(Status.ACCEPTED, holder=officer)
        try:
            cases.move(conn, case_id, 1, taking, taken(staff=officer))
        except Stale:
            return 0
        return officer

    winners = [
        each for each in all_at_once(database, [partial(take, officer=n) for n in range(1, 6)]) if each
    ]
    assert len(winners) == 1
    case = database.transact(partial(cases.by_id, case_id=case_id))
    assert case is not None
    assert (case.holder, case.version, case.status) == (winners[0], 2, Status.ACCEPTED)
    lines = database.transact(partial(cases.history, case_id=case_id))
    assert [(line.action, line.staff) for line in lines] == [("file", None), ("take", winners[0])]


def test_a_case_has_a_holder_until_it_is_given_back(conn: Connection) -> None:
    case_id = filed(conn)

    def holder_after(version: int, change: Change) -> int | None:
        cases.move(conn, case_id, version, change, taken())
        case = cases.by_id(conn, case_id)
        assert case is not None
        return case.holder

    assert holder_after(1, Change(Status.ACCEPTED, holder=7)) == 7
    assert holder_after(2, Change(Status.VERIFYING)) == 7
    assert holder_after(3, Change(Status.TRANSFERRED, "police", holder=0)) is None
    assert holder_after(4, Change(Status.ACCEPTED, holder=8)) == 8


def test_a_case_about_an_official_is_marked_from_the_start(conn: Connection) -> None:
    case_id = cases.file(conn, filing("26-0001-8", confidential=True)).id
    case, other = cases.by_id(conn, case_id), cases.by_id(conn, filed(conn, "26-0002-6"))
    assert case is not None
    assert other is not None
    assert (case.confidential, other.confidential) == (True, False)
    assert case == cases.find(conn, "26-0001-8")
    assert cases.by_id(conn, case_id + 99) is None


def test_open_cases_are_listed_oldest_first_by_lead(conn: Connection) -> None:
    first, second, third, fourth = (
        cases.file(conn, filing(code, lead=lead)).id
        for code, lead in (("1", "economic"), ("2", "police"), ("3", "economic"), ("4", "culture"))
    )

    def ids(*leads: str, **how: int) -> list[int]:
        return [case.id for case in cases.open_of(conn, leads=leads, **how)]

    assert ids("economic") == [first, third]
    assert ids("culture", "police") == [second, fourth]
    assert ids("health") == []
    assert ids() == [], "no office is not every office"
    assert [case.id for case in cases.open_of(conn, leads=None)] == [first, second, third, fourth]
    assert ids("economic", "police", most=2) == [first, second]
    assert ids("economic", "police", after=second) == [third]


def test_the_open_cases_that_somebody_took_are_listed_oldest_first(conn: Connection) -> None:
    first, second, done, other = (filed(conn, code) for code in ("1", "2", "3", "4"))
    for case_id, holder in ((second, 7), (first, 7), (done, 7), (other, 8)):
        cases.move(conn, case_id, 1, Change(Status.ACCEPTED, holder=holder), taken())
    cases.move(conn, done, 2, Change(Status.CONCLUDED), taken(status=Status.CONCLUDED))
    assert [case.id for case in cases.held_by(conn, 7)] == [first, second]


@pytest.mark.parametrize("status", Status)
def test_a_case_is_listed_while_an_office_has_to_do_something(conn: Connection, status: Status) -> None:
    cases.move(conn, filed(conn), 1, Change(status), taken(status=status))
    assert bool(cases.open_of(conn, leads=None)) is status.is_open


def test_a_note_is_a_line_that_moves_nothing(conn: Connection) -> None:
    case_id = filed(conn)
    cases.append(conn, case_id, Event(later(1), "officer", "post", "note", Status.SENT, {"text": "đã gọi"}))
    assert [line.action for line in cases.history(conn, case_id)] == ["file", "note"]


def test_a_person_sees_their_own_cases_newest_first(conn: Connection) -> None:
    filed(conn, "26-0001-8")
    filed(conn, "26-0002-6", BINH)
    filed(conn, "26-0003-4")
    assert [case.code for case in cases.of_lane(conn, AN)] == ["26-0003-4", "26-0001-8"]
    assert len(cases.of_lane(conn, AN, most=1)) == 1


def test_earlier_reports_of_one_place_and_category_are_counted(conn: Connection) -> None:
    cases.file(conn, filing("26-0001-8", filed_at=later(-100)))
    cases.file(conn, filing("26-0002-6"))
    cases.file(conn, filing("26-0003-4", category="2"))
    cases.file(conn, filing("26-0004-2", place_key=None))
    assert cases.earlier_at(conn, "market-1", "1", later(-50)) == 1
    assert cases.earlier_at(conn, "market-1", "1", later(-100)) == 2
    assert cases.earlier_at(conn, None, "1", later(-100)) == 0


def test_a_report_of_another_ward_is_kept_and_opens_no_case(conn: Connection) -> None:
    assert cases.refer(conn, AN, "1", "the next ward", {"details": "xa"}, NOON) > 0
    assert cases.referred_of(conn, AN) == 1
    assert cases.of_lane(conn, AN) == []


def test_a_person_can_cut_the_tie_to_their_cases(conn: Connection) -> None:
    filed(conn, "26-0001-8")
    filed(conn, "26-0002-6", BINH)
    cases.refer(conn, AN, "1", "the next ward", {}, NOON)
    assert cases.cut_tie(conn, AN) == 1
    assert (cases.of_lane(conn, AN), cases.referred_of(conn, AN)) == ([], 0)
    case = cases.find(conn, "26-0001-8")
    assert case is not None
    assert case.lane is None
    assert len(cases.of_lane(conn, BINH)) == 1


def test_cases_are_counted_by_status_and_lead(conn: Connection) -> None:
    filed(conn, "26-0001-8")
    filed(conn, "26-0002-6")
    cases.move(conn, filed(conn, "26-0003-4"), 1, cases.Change(Status.ACCEPTED), taken())
    counted = {(status, lead): count for status, lead, count in cases.counts(conn)}
    assert counted == {(Status.SENT, "economic"): 2, (Status.ACCEPTED, "economic"): 1}


def test_a_case_that_cannot_be_opened_takes_no_list_with_it(conn: Connection) -> None:
    first, lost, third = (filed(conn, code) for code in ("1", "2", "3"))
    for case_id in (first, lost, third):
        cases.move(conn, case_id, 1, Change(Status.ACCEPTED, holder=7), taken())
        cases.link(conn, case_id, first)
    spoil(conn, "cases", "report", lost)
    lists = (
        cases.open_of(conn, leads=None), cases.held_by(conn, 7), cases.of_lane(conn, AN)[::-1],
        cases.linked(conn, first), cases.similar(conn, ["market-1"], "1", NOON, 9)[::-1],
        list(cases.by_ids(conn, [third, lost, first]).values()),
    )  # fmt: skip
    for listed in lists:
        assert [(case.id, case.unreadable) for case in listed] == [
            (first, False), (lost, True), (third, False),
        ]  # fmt: skip
        assert (listed[1].report, listed[1].route) == ({}, {"reasons": ["row 1"]})
    spoil(conn, "cases", "route", lost)
    case = cases.by_id(conn, lost)
    assert case is not None
    assert (case.code, case.report, case.route, case.unreadable) == ("2", {}, {}, True)
    assert cases.find(conn, "2") == case


def test_a_line_of_the_history_that_cannot_be_opened_keeps_who_and_when(conn: Connection) -> None:
    case_id = filed(conn)
    cases.append(conn, case_id, taken(staff=7))
    conn.execute(text("UPDATE case_events SET details = :junk WHERE staff = 7"), {"junk": b"of another key"})
    assert cases.history(conn, case_id)[1] == taken(staff=7, details=None)


def test_a_move_changes_only_what_it_names(conn: Connection) -> None:
    case_id = cases.file(conn, filing("1", evidence_have=2, evidence_of=6)).id
    before = cases.by_id(conn, case_id)
    assert before is not None
    cases.move(conn, case_id, 1, Change(Status.SENT), taken())
    assert cases.by_id(conn, case_id) == replace(before, version=2)
    change = Change(
        Status.CLOSED, outcome="warned", matter=case_id, priority="P1", category="2", subcategory="2b",
        place_key="market-2", route={"row": "R2"}, evidence_have=3, evidence_of=5, reopened=1,
    )  # fmt: skip
    cases.move(conn, case_id, 2, change, taken())
    changed = replace(before, version=3, **msgspec.structs.asdict(change) | {"lead": "economic"})
    assert cases.by_id(conn, case_id) == changed
    nothing = Change(Status.VERIFYING, outcome="", matter=0, subcategory="", place_key="", evidence_have=0)
    cases.move(conn, case_id, 3, nothing, taken())
    gone: dict[str, Any] = {
        "outcome": None,
        "matter": None,
        "subcategory": None,
        "place_key": None,
        "evidence_have": 0,
    }
    assert cases.by_id(conn, case_id) == replace(changed, version=4, status=Status.VERIFYING, **gone)


def test_cases_about_the_same_thing_go_by_the_first_one(conn: Connection) -> None:
    first, second, third, fourth, other = (filed(conn, code) for code in "12345")

    def matter(case_id: int) -> list[int]:
        case = cases.by_id(conn, case_id)
        assert case is not None
        return [] if case.matter is None else [each.id for each in cases.linked(conn, case.matter)]

    assert cases.link(conn, second, first) == first
    assert cases.link(conn, fourth, third) == third
    assert (matter(first), matter(second), matter(third)) == (
        [first, second],
        [first, second],
        [third, fourth],
    )
    assert cases.link(conn, fourth, second) == first, "two matters become one"
    assert matter(third) == [first, second, third, fourth]
    assert matter(other) == []
    stale = Change(Status.CONCLUDED)
    with pytest.raises(Stale):  # whoever saw the matter before sees all of it now
        cases.move(conn, first, 2, stale, taken())
    cases.move(conn, first, 3, Change(Status.SENT, matter=0), taken())
    assert matter(second) == [second, third, fourth], "the matter keeps its name"


def test_similar_reports_come_from_the_same_places_newest_first(conn: Connection) -> None:
    old, near, other, here, elsewhere = (
        cases.file(conn, filing(code, place_key=key, category=category, filed_at=at)).id
        for code, key, category, at in (
            ("1", "here", "1", later(-100)), ("2", "near", "1", NOON), ("3", "here", "2", NOON),
            ("4", "here", "1", NOON), ("5", "far", "1", NOON),
        )
    )  # fmt: skip

    def ids(*keys: str, since: datetime = NOON, most: int = 9) -> list[int]:
        return [case.id for case in cases.similar(conn, keys, "1", since, most)]

    assert ids("here", "near") == [here, near]
    assert ids("here", since=later(-100)) == [here, old]
    assert ids("here", "near", "nowhere", most=1) == [here]
    assert ids() == []
    assert not {other, elsewhere} & set(ids("here", "near", since=later(-100)))


def test_what_was_found_at_these_places_comes_newest_first(conn: Connection) -> None:
    def ended(code: str, outcome: str, *, key: str = "here", at: int = 0, category: str = "1") -> int:
        id_ = cases.file(conn, filing(code, place_key=key, category=category)).id
        over = Change(Status.CONCLUDED, outcome=outcome)
        cases.move(conn, id_, 1, over, taken(status=Status.CONCLUDED))
        clocks.change(conn, id_, concluded_at=later(at))
        return id_

    old, here, near = (
        ended("1", "reminded", at=-120), ended("2", "sanctioned"), ended("3", "reminded", key="near"),
    )  # fmt: skip
    ended("4", "no-violation")
    ended("5", "sanctioned", key="far")
    ended("6", "sanctioned", category="2")
    cases.file(conn, filing("7", place_key="here"))

    def ids(*keys: str, since: datetime = NOON, most: int = 9) -> list[int]:
        return [case.id for case in cases.confirmed(conn, keys, "1", since, most)]

    assert ids("here", "near") == [near, here]
    assert ids("here", since=later(-120)) == [here, old]
    assert ids("here", "near", "nowhere", most=1) == [near]
    assert ids() == []


def test_a_report_is_filed_in_three_statements(sqlite: Database) -> None:
    seen: list[str] = []
    with sqlite.engine.begin() as conn:
        driver = conn.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(seen.append)
        filed(conn)
        driver.set_trace_callback(None)
    assert [" ".join(each.split()[:3]) for each in seen if each != "BEGIN IMMEDIATE"] == [
        "INSERT INTO cases", "INSERT INTO case_events", "INSERT INTO case_clocks",
    ]  # fmt: skip
