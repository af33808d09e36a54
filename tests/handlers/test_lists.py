"""Where in which list somebody stands, whose cases it is of, and how much there is to do."""

import pytest

from bot.core.case import Status
from bot.core.messages import LaneKey
from bot.core.people import Role
from handlers.officer import views
from handlers.officer.loads import Numbers, count
from handlers.officer.views import Spot, View, leads_of, read, sought, triage
from storage.cases import Load, Order, Sought
from storage.staff import Member, StaffState
from tests.support.clock import START
from tests.support.wards import invented_ward

WARD = invented_ward()


def somebody(role: Role = Role.OFFICER, office: str = "economic", covers: tuple[int, ...] = ()) -> Member:
    lane, state = LaneKey("lane"), StaffState.ACTIVE
    return Member(7, "Ai đó", "", role, office, lane, state, None, START, covers=frozenset(covers))


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("order", [Order.PRESSING, Order.EVIDENCE])
@pytest.mark.parametrize(("others", "last", "holder"), [(False, 0, 0), (True, 123, 0), (False, 9, 45)])
def test_a_place_in_a_list_fits_on_a_button_and_is_read_from_it(
    view: View, order: Order, *, others: bool, last: int, holder: int
) -> None:
    spot = Spot(view, holder, order, others, last)
    assert spot.tap.startswith(views.PREFIX)
    assert len(spot.tap.encode()) <= 64
    assert read(spot.tap.removeprefix(views.PREFIX)) == spot


@pytest.mark.parametrize("old", ["", "0", "e", "o12", "eo12", "77"])
def test_buttons_of_an_older_list_still_lead_somewhere(old: str) -> None:
    spot = read(old)
    assert (spot.view, spot.holder) == (View.ALL, 0)
    assert spot.others == ("o" in old)
    assert (spot.order is Order.EVIDENCE) == old.startswith("e")


@pytest.mark.parametrize("forged", ["x", "m" * 70, "h.", "-1", "9" * 16, "mm1", "o"[::-1] + "e"])
def test_a_forged_button_shows_the_whole_list(forged: str) -> None:
    assert read(forged) == Spot()


def test_what_somebody_stands_in_for_is_theirs_too() -> None:
    own = sought(somebody(covers=(8, 9)), Spot(View.MINE), ("economic",), START)
    assert own.leads is None
    assert set(own.holders or ()) == {7, 8, 9}


def test_each_view_is_of_its_cases() -> None:
    leads, me = ("economic",), somebody()
    found = {view: sought(me, Spot(view), leads, START) for view in View}
    assert found[View.ALL] == Sought(leads)
    assert found[View.FREE] == Sought(leads, holder=0)
    assert found[View.LATE] == Sought(leads, late_at=START)
    assert found[View.WAITING] == Sought(leads, statuses=(Status.NEEDS_INFO,))
    assert found[View.UNSORTED] == Sought(leads, holder=0, unsorted=True)
    assert sought(me, Spot(View.FREE, holder=3), leads, START) == Sought(leads, holder=3)


@pytest.mark.parametrize(
    ("role", "office", "own", "others"),
    [
        (Role.OFFICER, "economic", {"economic"}, False),
        (Role.HEAD, "police", {"police"}, False),
        (Role.COORDINATOR, "culture", {"culture"}, True),
        (Role.MEDIA, "culture", set(), False),
    ],
)
def test_the_cases_of_the_own_office_come_first(
    role: Role, office: str, own: set[str], *, others: bool
) -> None:
    first, rest = leads_of(WARD, somebody(role, office), Spot())
    assert set(first) == own
    assert bool(rest) == others
    assert not set(first) & set(rest)


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN])
def test_who_belongs_to_the_ward_as_a_whole_sees_every_office_at_once(role: Role) -> None:
    first, rest = leads_of(WARD, somebody(role, ""), Spot())
    assert {"police", "economic", "culture", "chairman"} <= set(first)
    assert rest == ()


def test_what_is_to_be_sorted_lies_with_the_office_that_the_table_names() -> None:
    assert triage(WARD) == ("culture",)
    assert leads_of(WARD, somebody(Role.COORDINATOR, "police"), Spot(View.UNSORTED)) == (("culture",), ())


def test_the_numbers_of_an_office_are_those_of_its_people_together() -> None:
    loads = [
        Load("economic", None, Status.SENT, 3, 1),
        Load("economic", 7, Status.NEEDS_INFO, 2, 0),
        Load("economic", 7, Status.VERIFYING, 4, 2),
    ]
    assert count(loads) == Numbers(open=9, late=3, free=3, waiting=2)
    assert count([]) == Numbers()
