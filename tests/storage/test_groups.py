"""Groups: one listens for one office, is bound anew, moves to another id, is let go."""

from functools import partial

import pytest
from sqlalchemy import Connection, select

from bot.core.messages import Address, LaneKey
from storage import groups
from storage.database import Database
from storage.groups import GROUPS, Group
from tests.storage.races import all_at_once
from tests.storage.samples import AN, BINH, CHI, NOON, later, spoil


def group(lane: LaneKey = AN, office: str = "economic", **changes: str) -> Group:
    """A group on the invented channel `post`."""
    address = Address("post", "ward", changes.get("chat", f"group {lane[0]}"))
    return Group(office, lane, address, changes.get("language", "vi"))


def bound(conn: Connection, *which: Group) -> None:
    """These were bound, in this order."""
    for each in which:
        groups.bind(conn, each, by=7, at=NOON)


def test_a_bound_group_is_found_by_its_lane_and_by_its_office(conn: Connection) -> None:
    bound(conn, group(BINH), group(AN), group(CHI, "culture", language="en"))
    assert groups.find(conn, CHI) == group(CHI, "culture", language="en")
    assert groups.find(conn, LaneKey("d" * 32)) is None
    assert groups.of_office(conn, "economic") == [group(BINH), group(AN)]
    assert groups.of_office(conn, "police") == []
    assert [each.lane for each in groups.every(conn)] == [BINH, AN, CHI]


def test_a_group_that_is_bound_anew_hears_of_the_new_office_alone(conn: Connection) -> None:
    bound(conn, group())
    groups.bind(conn, group(office="culture", language="en"), by=8, at=later(9))
    assert groups.every(conn) == [group(office="culture", language="en")]
    row = conn.execute(select(GROUPS.c.bound_by, GROUPS.c.bound_at)).one()
    assert tuple(row) == (8, later(9))


def test_a_chat_is_found_with_all_its_topics(conn: Connection) -> None:
    bound(conn, group(AN, chat="-5"), group(BINH, "culture", chat="-5/7"), group(CHI, chat="-55/7"))
    for place in ("-5", "-5/9"):
        found = groups.in_chat(conn, Address("post", "ward", place))
        assert [each.lane for each in found] == [AN, BINH]
    assert groups.in_chat(conn, Address("post", "another bot", "-5")) == []


def test_a_group_is_let_go_once(conn: Connection) -> None:
    bound(conn, group(AN), group(BINH))
    assert groups.unbind(conn, AN)
    assert not groups.unbind(conn, AN)
    assert groups.every(conn) == [group(BINH)]


def test_a_group_keeps_its_office_and_number_when_the_platform_gives_it_another_id(conn: Connection) -> None:
    bound(conn, group())
    number = conn.execute(select(GROUPS.c.id)).scalar_one()
    assert groups.move(conn, AN, BINH, "group -100b")
    assert groups.every(conn) == [group(BINH, chat="group -100b")]
    assert conn.execute(select(GROUPS.c.id)).scalar_one() == number
    assert not groups.move(conn, AN, BINH, "group -100b"), "the platform says it twice"
    assert groups.every(conn) == [group(BINH, chat="group -100b")]


@pytest.mark.parametrize("to", [AN, BINH])
def test_a_group_that_is_not_bound_does_not_move(conn: Connection, to: LaneKey) -> None:
    assert not groups.move(conn, AN, to, "group -100a")
    assert groups.every(conn) == []


def test_who_bound_the_new_id_before_the_platform_told_of_it_is_right(conn: Connection) -> None:
    bound(conn, group(AN, "economic"), group(BINH, "culture"))
    assert groups.move(conn, AN, BINH, "group b")
    assert groups.every(conn) == [group(BINH, "culture")]


def test_two_who_bind_one_group_at_once_leave_one_binding(database: Database) -> None:
    ways = [partial(groups.bind, group=group(office=office), by=7, at=NOON) for office in ("a", "b", "c")]
    all_at_once(database, ways)
    (left,) = database.transact(groups.every)
    assert left.office in {"a", "b", "c"}


def test_a_group_whose_chat_cannot_be_opened_is_left_out_and_can_be_bound_anew(conn: Connection) -> None:
    bound(conn, group(AN), group(BINH))
    broken = conn.execute(select(GROUPS.c.id).where(GROUPS.c.lane == AN)).scalar_one()
    spoil(conn, "groups", "chat", broken)
    assert groups.every(conn) == groups.of_office(conn, "economic") == [group(BINH)]
    assert groups.find(conn, AN) is None
    bound(conn, group(AN))
    assert groups.find(conn, AN) == group(AN)
