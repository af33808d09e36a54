"""Who acts for whom on a day, who hears of a case then, and how days are typed."""

from datetime import date, timedelta

import pytest

from bot.core.messages import Address
from bot.core.people import Role
from handlers.absent.days import read
from handlers.circle import Standing, around, colleagues, stand_ins
from handlers.hands import able
from storage import absences, conversations, staff
from storage.absences import Away
from storage.conversations import Conversation
from storage.database import Database
from storage.staff import Joining, Member, StaffState
from storage.touch import Connection
from tests.handlers.filed import filed
from tests.support.clock import START
from tests.support.databases import KEYRING, sqlite
from tests.support.wards import invented_ward

__all__ = ["sqlite"]

WARD = invented_ward()
DAY = date(2026, 11, 19)


def appoint(conn: Connection, name: str, role: Role = Role.OFFICER, office: str = "economic") -> Member:
    address = Address("web", "99001", name)
    lane = KEYRING.lane(address)
    conversations.save(conn, [Conversation(lane, address, "vi", START)])
    found = staff.member(
        conn, staff.join(conn, Joining(name, name, role, office, lane, StaffState.ACTIVE, None, START))
    )
    assert found is not None
    return found


def leaves(conn: Connection, who: Member, deputy: Member | None, first: date = DAY, last: date = DAY) -> int:
    return absences.add(conn, Away(who.id, first, last, deputy.id if deputy else None, None, START))


def told(conn: Connection, **about: object) -> list[str]:
    return [one.name for one in around(conn, WARD, filed(**about), DAY).people]


def test_the_deputys_deputy_acts_and_a_circle_leaves_nobody(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        a, b, c, d, e = [appoint(conn, name) for name in "abcde"]
        leaves(conn, a, b)
        leaves(conn, b, c)
        leaves(conn, d, e)
        leaves(conn, e, d)
        team = [a, b, c, d, e]
        found = stand_ins(team, {one.id: one for one in team}, absences.away_on(conn, DAY))
        assert {id_: one.name for id_, one in found.items()} == {a.id: "c", b.id: "c", c.id: "c"}
        assert told(conn) == ["c"]


def test_an_absence_counts_on_its_days_and_until_it_is_ended(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        a, b = appoint(conn, "a"), appoint(conn, "b")
        leaves(conn, a, b, DAY - timedelta(days=3), DAY - timedelta(days=1))
        leaves(conn, a, b, DAY + timedelta(days=1), DAY + timedelta(days=1))
        assert told(conn) == ["a", "b"]
        number = leaves(conn, a, b)
        assert told(conn) == ["b"]
        absences.end(conn, number, at=START)
        assert told(conn) == ["a", "b"]


def test_a_deputy_who_works_here_no_more_stands_in_for_nobody(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        a, b = appoint(conn, "a"), appoint(conn, "b")
        appoint(conn, "leader", Role.LEADER, "")
        leaves(conn, a, b)
        staff.suspend(conn, b.id, at=START)
        circle = around(conn, WARD, filed(), DAY)
        assert [one.name for one in circle.people] == ["leader"]
        assert circle.standing is Standing.STAND_IN


def test_a_deputy_hears_nothing_of_their_own_report(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        a, b = appoint(conn, "a"), appoint(conn, "b")
        appoint(conn, "c")
        leaves(conn, a, b)
        assert told(conn, lane=b.lane) == ["c"]


def test_of_those_who_lead_the_deputy_hears_of_an_official(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        chair, vice = appoint(conn, "chair", Role.LEADER, ""), appoint(conn, "vice", Role.LEADER, "")
        leaves(conn, chair, vice)
        assert told(conn, lead="chairman", confidential=True) == ["vice"]


def test_a_deputy_may_do_what_the_absent_one_may_with_their_cases(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        a, b, c = [appoint(conn, name) for name in "abc"]
        case = filed(holder=a.id, status="accepted")
        leaves(conn, a, b)
        here = {one.id: one for one in colleagues(conn, DAY)}
        assert able(here[b.id], case) == able(a, case)
        assert able(here[c.id], case) != able(a, case)
        after = {one.id: one for one in colleagues(conn, DAY + timedelta(days=1))}
        assert able(after[b.id], case) == able(after[c.id], case)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hôm nay", DAY),
        ("Ngày mai", DAY + timedelta(days=1)),
        ("tomorrow", DAY + timedelta(days=1)),
        ("25/11", date(2026, 11, 25)),
        ("ngày 25/11", date(2026, 11, 25)),
        (" 5.1 ", date(2027, 1, 5)),
        ("1-12-2026", date(2026, 12, 1)),
        ("1/12/26", date(2026, 12, 1)),
        ("19/11", DAY),
        ("18/11/2026", None),
        ("29/2", None),
        ("32/13", None),
        ("0/0/0000", None),
        ("tuần sau", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, day: date | None) -> None:
    assert read(typed, DAY) == day
