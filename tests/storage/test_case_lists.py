"""Lists of cases: filtered and ordered by what lies in clear, page by page, and counted."""

from itertools import takewhile

import pytest
from sqlalchemy import Connection

from bot.core.case import Status
from bot.core.messages import LaneKey
from storage import cases, clocks
from storage.cases import Change, Load, Order, Sought
from tests.storage.samples import NOON, filing, later, taken


def add(conn: Connection, code: str, have: int = 0, of: int = 6, late: float | None = None) -> int:
    """A case with this score, and so long after noon the end of its next limit."""
    case_id = cases.file(conn, filing(code, evidence_have=have, evidence_of=of)).id
    clocks.change(conn, case_id, late_at=None if late is None else later(late))
    return case_id


def walked(conn: Connection, sought: Sought, order: Order, most: int = 2) -> list[int]:
    """All pages, one after the other, as a reader turns them."""
    found: list[int] = []
    pages = (
        cases.open_page(conn, sought, order=order, after=found[-1] if found else 0, most=most)
        for _ in range(99)
    )
    for page in takewhile(len, pages):
        found += [case.id for case in page]
    return found


@pytest.mark.parametrize("most", [1, 2, 9])
def test_the_pages_of_a_list_hold_every_case_once_and_in_order(conn: Connection, most: int) -> None:
    first = add(conn, "1", have=1, late=60)
    second = add(conn, "2", have=5)
    third = add(conn, "3", have=5, late=-60)
    fourth = add(conn, "4", of=0, late=60)
    fifth = add(conn, "5", have=2, of=2)
    assert walked(conn, Sought(), Order.AGE, most) == [first, second, third, fourth, fifth]
    assert walked(conn, Sought(), Order.PRESSING, most) == [third, first, fourth, second, fifth]
    assert walked(conn, Sought(), Order.EVIDENCE, most) == [fifth, second, third, first, fourth]


def test_a_page_goes_on_after_a_case_that_has_left_the_list(conn: Connection) -> None:
    first, second, third = (add(conn, code, late=n) for n, code in enumerate("123"))
    cases.move(conn, second, 1, Change(Status.CLOSED), taken(status=Status.CLOSED))
    rest = cases.open_page(conn, Sought(), order=Order.PRESSING, after=second)
    assert [case.id for case in rest] == [third]
    assert walked(conn, Sought(), Order.AGE) == [first, third]


def test_a_list_is_of_the_cases_that_were_sought(conn: Connection) -> None:
    mine, free, waiting, police, done = (add(conn, code, late=9) for code in "12345")
    clocks.change(conn, mine, late_at=later(-9))
    clocks.change(conn, done, late_at=later(-9))
    for case_id, change in (
        (mine, Change(Status.ACCEPTED, holder=7)),
        (waiting, Change(Status.NEEDS_INFO, holder=8)),
        (police, Change(Status.TRANSFERRED, lead="police")),
        (done, Change(Status.CLOSED, holder=7)),
    ):
        cases.move(conn, case_id, 1, change, taken(status=change.status))

    def ids(sought: Sought) -> list[int]:
        return [case.id for case in cases.open_page(conn, sought, most=9)]

    assert ids(Sought()) == [mine, free, waiting, police]
    assert ids(Sought(holder=7)) == [mine]
    assert ids(Sought(["economic"], holder=0)) == [free]
    assert ids(Sought(["economic", "police"], holder=0)) == [free, police]
    assert ids(Sought([])) == []
    assert ids(Sought(statuses=(Status.NEEDS_INFO,))) == [waiting]
    assert ids(Sought(statuses=(Status.CLOSED, Status.ACCEPTED), holder=7)) == [mine, done]
    assert ids(Sought(late_at=NOON)) == [mine]
    assert ids(Sought(late_at=later(9))) == [mine, free, waiting, police]


def test_open_cases_are_counted_by_office_holder_and_status(conn: Connection) -> None:
    for code, change, late in (
        ("1", Change(Status.ACCEPTED, holder=7), -1),
        ("2", Change(Status.ACCEPTED, holder=7), 1),
        ("3", Change(Status.NEEDS_INFO, holder=7), 1),
        ("4", Change(Status.TRANSFERRED, lead="police"), 0),
        ("5", Change(Status.CLOSED, holder=7), -1),
    ):
        cases.move(conn, add(conn, code, late=late), 1, change, taken(status=change.status))
    assert sorted(cases.load(conn, NOON), key=lambda load: (load.lead, load.status)) == [
        Load("economic", 7, Status.ACCEPTED, cases=2, late=1),
        Load("economic", 7, Status.NEEDS_INFO, cases=1, late=0),
        Load("police", None, Status.TRANSFERRED, cases=1, late=1),
    ]


def test_the_newest_come_first_where_somebody_searches(conn: Connection) -> None:
    ids = [add(conn, code) for code in "12345"]
    assert walked(conn, Sought(), Order.NEWEST) == ids[::-1]


def test_what_several_people_took_and_what_nobody_sorted_is_found(conn: Connection) -> None:
    mine, hers, free = (add(conn, code) for code in "123")
    rough = cases.file(conn, filing("4", subcategory=None)).id
    for case_id, holder in ((mine, 7), (hers, 8)):
        cases.move(conn, case_id, 1, Change(Status.ACCEPTED, holder=holder), taken())
    assert walked(conn, Sought(holders=(7, 8)), Order.AGE) == [mine, hers]
    assert walked(conn, Sought(unsorted=True), Order.AGE) == [rough]
    assert walked(conn, Sought(holder=0), Order.AGE) == [free, rough]


def test_cases_are_counted_without_those_of_whoever_asks(conn: Connection) -> None:
    mine, late = LaneKey("mine"), later(9)
    for code, lane, at in (("1", mine, -1), ("2", LaneKey("hers"), 1), ("3", None, -1)):
        clocks.change(conn, cases.file(conn, filing(code, lane=lane)).id, late_at=later(at))
    assert cases.count(conn, Sought()) == cases.count(conn, Sought(late_at=late)) == 3
    assert cases.count(conn, Sought(), but=mine) == 2
    assert cases.count(conn, Sought(late_at=NOON), but=mine) == 1


def test_a_case_about_an_official_is_in_no_number_for_everybody(conn: Connection) -> None:
    add(conn, "1")
    cases.file(conn, filing("2", confidential=True))
    assert [load.cases for load in cases.load(conn, NOON)] == [2]
    assert [load.cases for load in cases.load(conn, NOON, confidential=False)] == [1]


def test_results_are_counted_by_when_they_came(conn: Connection) -> None:
    for code, status, about, concluded, closed in (
        ("1", Status.CONCLUDED, False, 1, None),
        ("2", Status.CLOSED, False, 1, 2),
        ("3", Status.CLOSED, True, 1, 2),
        ("4", Status.CLOSED, False, -9, 2),
        ("5", Status.CONCLUDED, False, -9, None),
        ("6", Status.WITHDRAWN, False, None, 2),
    ):
        case_id = cases.file(conn, filing(code, confidential=about)).id
        cases.move(conn, case_id, 1, Change(status), taken(status=status))
        ended = {name: later(at) for name, at in (("concluded_at", concluded), ("closed_at", closed)) if at}
        clocks.change(conn, case_id, **ended)  # type: ignore[arg-type]  # both are moments
    add(conn, "7")
    assert cases.concluded(conn, NOON) == {"economic": 3}
    assert cases.concluded(conn, NOON, confidential=False) == {"economic": 2}


def test_an_office_finds_what_it_helps_with_as_long_as_it_does(conn: Connection) -> None:
    def helped(code: str, *offices: str) -> int:
        return cases.file(conn, filing(code, route={"coordinators": list(offices)})).id

    first, second, other = helped("1", "culture", "police"), helped("2", "culture"), helped("3", "police")
    led = helped("4", "economic")
    assert walked(conn, Sought(helps="culture"), Order.PRESSING, most=1) == [first, second]
    assert cases.count(conn, Sought(helps="culture")) == 2
    assert cases.count(conn, Sought(helps="economic")) == 0, f"it leads {led}"
    renewed = Change(Status.SENT, route={"coordinators": ["police"]})
    cases.move(conn, first, 1, renewed, taken(status=Status.SENT))
    cases.move(conn, led, 1, Change(Status.TRANSFERRED, lead="police"), taken(status=Status.TRANSFERRED))
    cases.move(conn, other, 1, Change(Status.CLOSED), taken(status=Status.CLOSED))
    assert walked(conn, Sought(helps="culture"), Order.AGE) == [second]
    assert walked(conn, Sought(helps="police"), Order.AGE) == [first]
    assert walked(conn, Sought(helps="economic"), Order.AGE) == [led]
    assert walked(conn, Sought(helps=""), Order.AGE) == []
